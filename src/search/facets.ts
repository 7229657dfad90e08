import type { SearchRequest } from '../pipeline/read-ports.js';
import type { Columns } from './columns.js';
import { countShared, hasKey } from './document-set.js';
import type { DocumentSet } from './document-set.js';
import type { PostingsReader } from './field-postings.js';
import { isIndexed, plainName } from './fields/fields.js';
import { SOURCE_ID, SOURCE_TITLE } from './fields/source-field.js';
import type { PublisherNames } from './publisher-names.js';
import type { FoundDocuments } from './search-documents.js';
import { COUNTED_FIELDS } from './tables.js';
import type { TermBook } from './term-book.js';
import type { TimeBudget } from './time-budget.js';

type Counts = readonly (readonly [value: string, count: number])[];

export interface FacetParts {
  readonly columns: Columns;
  readonly book: TermBook;
  readonly publishers: PublisherNames;
  readonly postings: PostingsReader;
  readonly budget: TimeBudget;
  readonly sourceTitles: () => ReadonlyMap<string, string>;
}

type Counted = Pick<FoundDocuments, 'documents' | 'count' | 'keys'>;

/**
 * Exact counts over the whole result. Each field's values come by falling count, then by value; `limit` below 0 means all.
 * A field that no dataset has gives an empty facet, as in CKAN.
 */
export function countFacets(
  request: SearchRequest['facets'],
  found: Counted,
  parts: FacetParts,
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const { columns } = parts;
  const { documents, count } = found;
  const termCount = createTermCounter(
    request.fields.map(countedName).filter((field) => COUNTED_FIELDS.has(field)),
    found,
    parts,
  );

  function countsOf(field: string): Counts {
    const constant = CONSTANTS.get(field);
    if (constant !== undefined) return columns.count === 0 ? [] : [[constant, count]];
    if (field === 'organization' || field === 'owner_org') {
      const nameOf = (key: number): string =>
        field === 'organization' ? parts.publishers.name(key) : parts.publishers.id(key);
      const publishers =
        count === columns.count ? columns.publisherCounts : countPublishers(found.keys(), columns);
      return Array.from(
        // Most publishers have nothing in a small result.
        (request.minCount > 0 ? publishers : columns.publisherCounts).keys(),
        (key) => [nameOf(key), publishers.get(key) ?? 0] as const,
      );
    }
    if (COUNTED_FIELDS.has(field))
      return countTerms(parts.book.ofField(field), termCount, { columns, least: request.minCount });
    if (field === SOURCE_TITLE) return byTitle(countsOf(SOURCE_ID), parts.sourceTitles());
    const name = plainName(field);
    return isIndexed(name) ? countPostings(name, documents, parts) : [];
  }

  return new Map(request.fields.map((field) => [field, new Map(cut(countsOf(field), request))]));
}

function countedName(field: string): string {
  return field === SOURCE_TITLE ? SOURCE_ID : field;
}

/** Sources of one title are one value. */
function byTitle(sources: Counts, titles: ReadonlyMap<string, string>): Counts {
  const counts = new Map<string, number>();
  for (const [id, count] of sources) {
    const title = titles.get(id);
    if (title !== undefined) counts.set(title, (counts.get(title) ?? 0) + count);
  }
  return [...counts];
}

const CONSTANTS: ReadonlyMap<string, string> = new Map([
  ['state', 'active'],
  ['capacity', 'public'],
  ['type', 'dataset'],
  ['dataset_type', 'dataset'],
  ['entity_type', 'package'],
]);

/** Everything: counted beforehand. Otherwise rare terms are counted document by document, common ones as sets if that is less. */
function createTermCounter(
  fields: readonly string[],
  { documents, count, keys }: Counted,
  { columns, book }: FacetParts,
): (term: number) => number {
  const { terms } = columns;
  if (count === columns.count) return (term) => terms.count(term);
  if (fields.length === 0 || count === 0) return () => 0;
  const common = terms.commonTerms().filter((term) => fields.includes(book.field(term)));
  const bySets = common.length * documents.length < count * TERMS_A_DOCUMENT;
  const hasRare = fields.reduce((sum, field) => sum + book.ofField(field).size, 0) > common.length;
  const counts = new Uint32Array(book.size);
  if (!bySets || hasRare) terms.countIn(keys(), bySets ? 'rare' : 'all', counts);
  return (term) => {
    const set = bySets ? terms.common(term) : undefined;
    return set === undefined ? (counts[term] ?? 0) : countShared(documents, set);
  };
}

/** Common terms that a document has, roughly: what looking at it costs, beside a word of a set. */
const TERMS_A_DOCUMENT = 12;

/** The dictionary also knows values that are gone. */
function countTerms(
  values: ReadonlyMap<string, number>,
  termCount: (term: number) => number,
  { columns, least }: { readonly columns: Columns; readonly least: number },
): Counts {
  const counts: (readonly [string, number])[] = [];
  for (const [value, term] of values) {
    const count = termCount(term);
    if (count >= least && (count > 0 || columns.terms.count(term) > 0)) counts.push([value, count]);
  }
  return counts;
}

function countPublishers(keys: Uint32Array, columns: Columns): ReadonlyMap<number, number> {
  let most = 0;
  for (const publisher of columns.publisherCounts.keys()) most = Math.max(most, publisher);
  const counts = new Uint32Array(most + 1);
  for (const key of keys) {
    const publisher = columns.publisher(key);
    counts[publisher] = (counts[publisher] ?? 0) + 1;
  }
  const counted = new Map<number, number>();
  for (let publisher = 0; publisher <= most; publisher += 1) {
    const count = counts[publisher] ?? 0;
    if (count > 0) counted.set(publisher, count);
  }
  return counted;
}

/** A field that is not counted is read out of the index, once a publication. */
function countPostings(
  field: string,
  documents: DocumentSet,
  { columns, postings, budget }: FacetParts,
): Counts {
  const { values, starts, documents: keys } = postings.read(field, budget);
  const counts: (readonly [string, number])[] = [];
  for (let index = 0; index < values.length; index += 1) {
    let count = 0;
    let live = 0;
    for (let place = starts[index] ?? 0; place < (starts[index + 1] ?? 0); place += 1) {
      const key = keys[place] ?? 0;
      if (hasKey(documents, key)) count += 1;
      if (hasKey(columns.live, key)) live += 1;
    }
    if (live > 0) counts.push([values[index] ?? '', count]);
  }
  return counts;
}

function cut(values: Counts, request: SearchRequest['facets']): Counts {
  const least = Math.max(request.minCount, leastOnList(values, request.limit));
  const wanted = values.filter(([, count]) => count >= least);
  wanted.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return request.limit < 0 ? wanted : wanted.slice(0, request.limit);
}

/** The count of the last value that is listed: sorting numbers is cheaper than sorting values. */
function leastOnList(values: Counts, limit: number): number {
  if (limit <= 0 || values.length <= limit) return 0;
  const counts = new Uint32Array(values.length);
  for (let index = 0; index < values.length; index += 1) counts[index] = values[index]?.[1] ?? 0;
  counts.sort();
  return counts[counts.length - limit] ?? 0;
}
