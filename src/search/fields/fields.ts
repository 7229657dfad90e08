import type { DocumentFeed } from '../../pipeline/read-ports.js';
import type { Columns } from '../columns.js';
import type { Matcher } from '../matcher.js';
import type { PublisherNames } from '../publisher-names.js';
import { COUNTED_FIELDS } from '../tables.js';
import type { TermBook } from '../term-book.js';
import { constantField } from './constant-field.js';
import { countedField } from './counted-field.js';
import type { ExactField } from './exact-field.js';
import { indexedField } from './indexed-field.js';
import { keyField } from './key-field.js';
import { publisherField } from './publisher-field.js';
import { SOURCE_ID, SOURCE_TITLE, sourceTitleField } from './source-field.js';

/** What a field of CKAN's index is here. */
export type Field =
  | { readonly type: 'text'; readonly columns: string }
  | { readonly type: 'time'; readonly column: 'changed' | 'created' }
  | { readonly type: 'exact'; readonly field: ExactField };

/** Fields of words: the FTS5 columns that hold them. */
const TEXT_FIELDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['title', ['title']],
  ['title_ngram', ['title']],
  ['notes', ['text']],
  ['res_description', ['distributions']],
  ['text', ['title', 'tags', 'publisher', 'text', 'distributions']],
]);

const TIME_FIELDS: ReadonlyMap<string, 'changed' | 'created'> = new Map([
  ['metadata_modified', 'changed'],
  ['indexed_ts', 'changed'],
  ['metadata_created', 'created'],
]);

/** Every published dataset has the same value, or none: no tracking of visits is done. */
const CONSTANT_FIELDS: ReadonlyMap<string, string | undefined> = new Map([
  ['state', 'active'],
  ['capacity', 'public'],
  ['type', 'dataset'],
  ['dataset_type', 'dataset'],
  ['entity_type', 'package'],
  ['permission_labels', 'public'],
  ['views_total', undefined],
  ['views_recent', undefined],
  ['resources_accessed_total', undefined],
  ['resources_accessed_recent', undefined],
]);

/** CKAN indexes an extra `k` as `k` and as words in `extras_k`; here both are its value. */
const EXTRA = /^(?:extras_|res_extras_)(?=.)/u;

export interface FieldParts {
  readonly columns: Columns;
  readonly book: TermBook;
  readonly matcher: Matcher;
  readonly feed: DocumentFeed;
  readonly publishers: PublisherNames;
}

export function createFields(parts: FieldParts): (name: string) => Field {
  const { columns, matcher, feed, publishers } = parts;

  function exactField(name: string): ExactField {
    if (CONSTANT_FIELDS.has(name)) return constantField(columns, CONSTANT_FIELDS.get(name));
    if (name === 'organization') return publisherField(columns, publishers.naming('name'));
    if (name === 'owner_org') return publisherField(columns, publishers.naming('id'));
    if (name === 'id' || name === 'name') return keyField(name, columns, feed);
    if (name === 'name_ngram') return keyField('name', columns, feed);
    if (name === SOURCE_TITLE)
      return sourceTitleField(countedField(SOURCE_ID, parts), () => feed.sourceTitles());
    if (COUNTED_FIELDS.has(name)) return countedField(name, parts);
    return indexedField(name, matcher);
  }

  return (name) => {
    const text = TEXT_FIELDS.get(name);
    if (text !== undefined) return { type: 'text', columns: `{${text.join(' ')}}` };
    const column = TIME_FIELDS.get(name);
    if (column !== undefined) return { type: 'time', column };
    return { type: 'exact', field: exactField(plainName(name)) };
  };
}

/** The name under which a field's exact values are indexed. */
export function plainName(name: string): string {
  return name.replace(EXTRA, '');
}

/** True for the fields of `exact` whose values FTS5 has: they may stand in an expression. */
export function isIndexed(name: string): boolean {
  return !(
    TEXT_FIELDS.has(name) ||
    TIME_FIELDS.has(name) ||
    CONSTANT_FIELDS.has(name) ||
    ['organization', 'owner_org', 'id', 'name', 'name_ngram', SOURCE_TITLE].includes(name)
  );
}

export function textColumns(name: string): readonly string[] | undefined {
  return TEXT_FIELDS.get(name);
}
