import type { SearchRequest } from '../pipeline/read-ports.js';
import type { Columns } from './columns.js';
import { hasKey } from './document-set.js';
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

/** Values by their place in a list, whose names are asked only of those that are listed. */
interface Values {
  /** `GONE`: no dataset has the value any more. */
  readonly counts: Int32Array;
  readonly nameOf: (place: number) => string;
}

const GONE = -1;

/**
 * Exact counts over the whole result. Each field's values come by falling count, then by value; `limit` below 0 means all.
 * A field that no dataset has gives an empty facet, as in CKAN.
 */
export function countFacets(
  request: SearchRequest['facets'],
  found: Counted,
  parts: FacetParts,
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const { columns, book } = parts;
  const { documents, count } = found;
  const isAll = count === columns.count;
  const counted = request.fields.map(countedName).filter((field) => COUNTED_FIELDS.has(field));
  const terms =
    isAll || count === 0 || counted.length === 0
      ? undefined
      : columns.terms.countIn(found.keys(), counted, book.size);

  function valuesOf(field: string): Values {
    const constant = CONSTANTS.get(field);
    if (constant !== undefined) return listOf(columns.count === 0 ? [] : [[constant, count]]);
    if (field === 'organization') return publishers((key) => parts.publishers.name(key));
    if (field === 'owner_org') return publishers((key) => parts.publishers.id(key));
    if (COUNTED_FIELDS.has(field)) return termsOf(book.termsOf(field));
    if (field === SOURCE_TITLE)
      return listOf(byTitle(termsOf(book.termsOf(SOURCE_ID)), parts.sourceTitles()));
    const name = plainName(field);
    return listOf(isIndexed(name) ? countPostings(name, documents, parts) : []);
  }

  function publishers(nameOf: (key: number) => string): Values {
    const all = columns.publishers;
    const some = isAll ? all : columns.countPublishers(found.keys());
    const counts = new Int32Array(all.length);
    for (let key = 0; key < counts.length; key += 1) counts[key] = all[key] === 0 ? GONE : (some[key] ?? 0);
    return { counts, nameOf };
  }

  function termsOf(list: readonly number[]): Values {
    const counts = new Int32Array(list.length);
    for (let place = 0; place < counts.length; place += 1) {
      const term = list[place] ?? 0;
      const live = columns.terms.count(term);
      counts[place] = live === 0 ? GONE : isAll ? live : (terms?.[term] ?? 0);
    }
    return { counts, nameOf: (place) => book.value(list[place] ?? 0) };
  }

  return new Map(request.fields.map((field) => [field, new Map(listed(valuesOf(field), request))]));
}

function countedName(field: string): string {
  return field === SOURCE_TITLE ? SOURCE_ID : field;
}

function listOf(counts: Counts): Values {
  return {
    counts: Int32Array.from(counts, ([, count]) => count),
    nameOf: (place) => counts[place]?.[0] ?? '',
  };
}

/** Sources of one title are one value. */
function byTitle({ counts, nameOf }: Values, titles: ReadonlyMap<string, string>): Counts {
  const byName = new Map<string, number>();
  for (const [place, count] of counts.entries()) {
    const title = titles.get(nameOf(place));
    if (title !== undefined && count !== GONE) byName.set(title, (byName.get(title) ?? 0) + count);
  }
  return [...byName];
}

const CONSTANTS: ReadonlyMap<string, string> = new Map([
  ['state', 'active'],
  ['capacity', 'public'],
  ['type', 'dataset'],
  ['dataset_type', 'dataset'],
  ['entity_type', 'package'],
]);

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

function listed({ counts, nameOf }: Values, { limit, minCount }: SearchRequest['facets']): Counts {
  const least = Math.max(minCount, leastOnList(counts, limit));
  const wanted: (readonly [string, number])[] = [];
  for (let place = 0; place < counts.length; place += 1) {
    const count = counts[place] ?? GONE;
    if (count !== GONE && count >= least) wanted.push([nameOf(place), count]);
  }
  wanted.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return limit < 0 ? wanted : wanted.slice(0, limit);
}

/** The count of the last value that is listed: sorting numbers is cheaper than sorting values. */
function leastOnList(counts: Int32Array, limit: number): number {
  if (limit <= 0) return 0;
  const some = new Int32Array(counts.length);
  let used = 0;
  for (let place = 0; place < counts.length; place += 1) {
    const count = counts[place] ?? 0;
    if (count <= 0) continue;
    some[used] = count;
    used += 1;
  }
  return used <= limit ? 0 : (some.subarray(0, used).sort()[used - limit] ?? 0);
}
