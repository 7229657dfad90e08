import type { QueryReading, SearchRequest } from '../../pipeline/read-ports.js';
import { SearchQueryError } from '../errors.js';
import { createParameterReader } from '../parameter-reader.js';
import type { ParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';

export interface PackageSearch {
  readonly request: SearchRequest;
  /** Keys of the results that the caller wants; undefined means all. */
  readonly keys: readonly string[] | undefined;
}

/** CKAN's `ckan.search.rows_max` and defaults. */
const MAX_ROWS = 1000;
const DEFAULT_ROWS = 10;
const FACET_LIMIT = 50;

const KNOWN_PARAMETERS: ReadonlySet<string> = new Set([
  'q',
  'fq',
  'fq_list',
  'sort',
  'rows',
  'start',
  'facet',
  'facet.mincount',
  'facet.limit',
  'facet.field',
  'qf',
  'fl',
  'df',
  'bf',
  'boost',
  'tie',
  'mm',
  'defType',
  'wt',
  'include_private',
  'include_drafts',
  'include_deleted',
  'use_default_schema',
  'extras',
]);
const SORT_CRITERION = /^\S+\s+(?:asc|desc)$/i;
/** Splits nothing: a single `fq_list` is one filter. */
const UNSPLIT = /(?!)/;
const NO: ReadonlySet<string> = new Set(['false', 'no', 'off', 'n', 'f', '0']);

/** Reads the parameters of `package_search`; the texts of q, fq and sort go to the index as the caller wrote them. */
export function readPackageSearch(parameters: Parameters): PackageSearch {
  refuseUnknown(parameters);
  const read = createParameterReader(parameters);
  const q = read.text('q') ?? '';
  const sort = read.text('sort') ?? '';
  const rows = read.natural('rows') ?? DEFAULT_ROWS;
  const start = read.natural('start') ?? 0;
  const fq = read.texts('fq');
  const fqList = read.list('fq_list', UNSPLIT) ?? [];
  const reading = readReading(read);
  const coverage = readCoverage(parameters, read);
  const keys = read.list('fl', /[\s,]+/);
  const facet = read.text('facet') ?? 'true';
  const fields = read.list('facet.field') ?? [];
  const limit = read.integer('facet.limit') ?? FACET_LIMIT;
  const minCount = read.natural('facet.mincount') ?? 1;
  read.check();
  return {
    keys,
    request: {
      q,
      fq,
      ...(fqList.length > 0 && { fqList }),
      ...(Object.keys(reading).length > 0 && { reading }),
      ...(Object.keys(coverage).length > 0 && { coverage }),
      sort: readSort(sort),
      start,
      rows: Math.min(rows, MAX_ROWS),
      facets: {
        fields: NO.has(facet.trim().toLowerCase()) ? [] : [...new Set(fields)],
        limit: Math.max(limit, -1),
        minCount,
      },
    },
  };
}

const NUMBER = /^\d+(?:\.\d+)?$/;

/** `ext_strict` is the hub's own: clauses combine exactly as Lucene's. */
function readReading(read: ParameterReader): QueryReading {
  const tie = read.text('tie');
  if (tie !== undefined && !NUMBER.test(tie)) read.complain('tie', 'Invalid number');
  const strict = read.text('ext_strict');
  const [defType, qf, mm, df] = ['defType', 'qf', 'mm', 'df'].map((key) => read.text(key));
  return {
    ...(defType !== undefined && { defType }),
    ...(qf !== undefined && { qf }),
    ...(mm !== undefined && { mm }),
    ...(df !== undefined && { df }),
    ...(tie !== undefined && { tie: Number(tie) }),
    ...(strict !== undefined && !NO.has(strict.trim().toLowerCase()) && { strict: true }),
  };
}

/** CKAN hands `ext_…` to its extensions as `extras`, where callers may put them as well. */
function readCoverage(parameters: Parameters, read: ParameterReader): NonNullable<SearchRequest['coverage']> {
  const extras = new Map(Object.entries(read.object('extras') ?? {}));
  const among = createParameterReader(extras);
  const [start, end] = ['ext_startdate', 'ext_enddate'].map((key) => read.text(key) ?? among.text(key));
  const box = boxOf(parameters, read) ?? boxOf(extras, among);
  among.check();
  return {
    ...(box !== undefined && { box }),
    ...(start !== undefined && { start }),
    ...(end !== undefined && { end }),
  };
}

/** A JSON body may have it as a list of numbers. */
function boxOf(parameters: Parameters, read: ParameterReader): string | undefined {
  const value = parameters.get('ext_bbox');
  if (!Array.isArray(value)) return read.text('ext_bbox');
  return value.map((edge) => (typeof edge === 'number' || typeof edge === 'string' ? edge : '')).join(',');
}

function refuseUnknown(parameters: Parameters): void {
  const unknown = [...parameters.keys()].filter(
    (key) => !KNOWN_PARAMETERS.has(key) && !key.startsWith('ext_'),
  );
  if (unknown.length === 0) return;
  const list = unknown.map((key) => `'${key.replaceAll("'", "\\'")}'`).join(', ');
  throw new SearchQueryError(`Invalid search parameters: [${list}]`);
}

/** `rank` is CKAN's old word for the default order. */
function readSort(sort: string): string {
  const text = sort.trim();
  if (text === '' || text === 'rank') return '';
  if (text.split(',').every((criterion) => SORT_CRITERION.test(criterion.trim()))) return text;
  throw new SearchQueryError('Invalid "sort" parameter');
}
