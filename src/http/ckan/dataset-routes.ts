import type { Paging } from './action.js';
import { currentPackageList } from './current-package-list.js';
import { packageList } from './package-list.js';
import { packageRelationshipsList } from './package-relationships-list.js';
import { packageSearch } from './package-search.js';
import { packageShow } from './package-show.js';
import { resourceSearch } from './resource-search.js';
import { resourceShow } from './resource-show.js';
import { resourceViewList } from './resource-view-list.js';
import { resourceViewShow } from './resource-view-show.js';
import {
  flag,
  idOf,
  integer,
  limit,
  list,
  object,
  OFFSET,
  read,
  required,
  text,
  type NamedRoute,
} from './route.js';

const MOST_ROWS = 1000;
const BY_OFFSET = { size: 'limit', offset: 'offset' } as const;
const SEARCH_PAGING: Paging = {
  size: 'rows',
  offset: 'start',
  usual: 10,
  most: () => MOST_ROWS,
  total: (result) => countIn(result),
};

/** Datasets, resources and their views. */
export const DATASET_ROUTES: readonly NamedRoute[] = [
  read('package_list', packageList, 'Names of all datasets, sorted.', [limit('all unless told'), OFFSET], {
    paging: {
      ...BY_OFFSET,
      // A page of the past is a list: whether it is full says whether there is another one.
      total: (result, { figures }) => (Array.isArray(result) ? undefined : figures.total()),
    },
    asOf: 'itself',
  }),
  read(
    'current_package_list_with_resources',
    currentPackageList,
    'Datasets with their resources, the last changed first.',
    [
      limit('10 unless told, never more than 1000'),
      OFFSET,
      integer('page', 'a page of `limit` datasets, counted from 1, in place of `offset`'),
    ],
    {
      paging: {
        ...BY_OFFSET,
        usual: 10,
        most: () => MOST_ROWS,
        total: (_result, { figures }) => figures.total(),
      },
      asOf: 'state',
    },
  ),
  read(
    'package_show',
    packageShow,
    'One dataset with its resources.',
    [text('id', 'the id or the name of the dataset'), text('name_or_id', 'the same, in place of `id`')],
    { asOf: 'itself' },
  ),
  read(
    'package_search',
    packageSearch,
    'Datasets that match a query.',
    [
      text('q', 'the query; everything unless told'),
      list('fq', 'filters, all of which apply'),
      list('fq_list', 'further filters'),
      text('defType', 'how `q` is read: `edismax`, `dismax`, or `lucene`; by what stands in it unless told'),
      text('qf', 'the fields that words of `q` are looked for in, with weights: `title^4 text`'),
      text('mm', 'how many words of `q` have to be found, as Solr writes it'),
      text('df', 'the field of clauses that name none'),
      text('tie', 'how much the lesser fields of a word count; accepted, and without effect'),
      text('ext_bbox', 'the datasets about some of this box: `minx,miny,maxx,maxy`, in degrees'),
      text('ext_startdate', 'the datasets about this day, month, year or moment, or what came after; UTC'),
      text('ext_enddate', 'the datasets about this day, month, year or moment, or what was before; UTC'),
      object('extras', 'the three of these in a JSON object, as they are handed to extensions'),
      flag('ext_strict', 'whether clauses combine exactly as in Lucene', false),
      text('sort', '`field asc` or `field desc`, several with commas'),
      integer('rows', 'how many at most; 10 unless told, never more than 1000'),
      integer('start', 'how many to leave out at the start'),
      list('fl', 'the keys of the datasets to show'),
      flag('facet', 'whether to count facets', true),
      list('facet.field', 'the fields to count, as a JSON list'),
      integer('facet.limit', 'how many values of each field at most; 50 unless told, -1 for all'),
      integer('facet.mincount', 'the smallest count to show; 1 unless told'),
    ],
    { paging: SEARCH_PAGING, asOf: 'state' },
  ),
  read('resource_show', resourceShow, 'One resource.', [required(text('id', 'the id of the resource'))], {
    asOf: 'state',
  }),
  read(
    'resource_search',
    resourceSearch,
    'Resources of which a field holds a text, in any case; `hash` begins with it.',
    [
      required(list('query', '`field:text`, one or several, all of which apply')),
      text('order_by', 'the field to sort by'),
      limit('1000 unless told, and never more'),
      OFFSET,
    ],
    {
      paging: { ...BY_OFFSET, usual: MOST_ROWS, most: () => MOST_ROWS, total: (result) => countIn(result) },
      asOf: 'state',
    },
  ),
  read(
    'resource_view_list',
    resourceViewList,
    'Views of a resource: the hub has none.',
    [required(text('id', 'the id of the resource'))],
    { asOf: 'state' },
  ),
  read('resource_view_show', resourceViewShow, 'One view of a resource: the hub has none.', [
    required(text('id', 'the id of the view')),
  ]),
  read(
    'package_relationships_list',
    packageRelationshipsList,
    'Relationships of a dataset: the hub keeps none.',
    [idOf('dataset'), text('id2', 'the other dataset'), text('rel', 'the kind of relationship')],
    { asOf: 'state' },
  ),
];

function countIn(result: unknown): number | undefined {
  const counted = typeof result === 'object' && result !== null && 'count' in result;
  return counted && typeof result.count === 'number' ? result.count : undefined;
}
