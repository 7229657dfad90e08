import { formatAutocomplete } from './format-autocomplete.js';
import { packageAutocomplete } from './package-autocomplete.js';
import { flag, idOf, integer, limit, list, OFFSET, read, required, text, type NamedRoute } from './route.js';
import { tagAutocomplete } from './tag-autocomplete.js';
import { tagList } from './tag-list.js';
import { tagSearch } from './tag-search.js';
import { tagShow } from './tag-show.js';
import { vocabularyList } from './vocabulary-list.js';
import { vocabularyShow } from './vocabulary-show.js';

const VOCABULARY = text('vocabulary_id', 'a vocabulary: the hub has none, so that any is not found');
const QUERY = [list('query', 'a text in the name, or several'), text('q', 'the same, in place of `query`')];

const OF_STATE = { asOf: 'state' } as const;

/** Tags, vocabularies, and what helps people to type. */
export const TAG_ROUTES: readonly NamedRoute[] = [
  read(
    'tag_list',
    tagList,
    'The tags in use, by name or as dicts, sorted.',
    [
      text('query', 'a text in the name'),
      text('q', 'the same, in place of `query`'),
      VOCABULARY,
      flag('all_fields', 'dicts in place of names', false),
    ],
    OF_STATE,
  ),
  read(
    'tag_search',
    tagSearch,
    'Tags by parts of the name, all of which it holds.',
    [...QUERY, VOCABULARY, limit('all unless told'), OFFSET],
    OF_STATE,
  ),
  read(
    'tag_show',
    tagShow,
    'One tag.',
    [idOf('tag'), VOCABULARY, flag('include_datasets', 'with its datasets, 1000 at most', false)],
    OF_STATE,
  ),
  read(
    'tag_autocomplete',
    tagAutocomplete,
    'Names of tags by a part of the name.',
    [...QUERY, VOCABULARY, limit('all unless told'), OFFSET],
    OF_STATE,
  ),
  read('vocabulary_list', vocabularyList, 'The vocabularies of tags: the hub has none.'),
  read('vocabulary_show', vocabularyShow, 'One vocabulary of tags: the hub has none.', [idOf('vocabulary')]),
  read(
    'package_autocomplete',
    packageAutocomplete,
    'Datasets of which the name begins with a text, or the title holds it.',
    [
      required(text('q', 'the text')),
      integer('limit', 'how many at most; 10 unless told, never more than 100'),
    ],
    OF_STATE,
  ),
  read(
    'format_autocomplete',
    formatAutocomplete,
    'Formats that hold a text, the most frequent first.',
    [required(text('q', 'the text')), limit('5 unless told')],
    OF_STATE,
  ),
];
