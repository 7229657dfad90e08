import type { DocumentFeed, SearchRequest } from '../pipeline/store-ports.js';
import type { Columns } from './columns.js';
import type { TermBook } from './term-book.js';

type Counts = readonly (readonly [value: string, count: number])[];

/**
 * Exact counts over the whole result. Each field's values come by falling count, then by value; `limit` below 0 means all.
 * A field that is not counted gives an empty facet, as an unknown field does in CKAN.
 */
export function countFacets(
  request: SearchRequest['facets'],
  documents: Uint32Array,
  index: { readonly columns: Columns; readonly terms: TermBook; readonly feed: DocumentFeed },
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  if (request.fields.length === 0) return new Map();
  const byField = new Map<string, [string, number][]>(request.fields.map((field) => [field, []]));
  const counts = new Uint32Array(index.terms.size());
  index.columns.countTerms(documents, counts);
  for (let term = 0; term < counts.length; term += 1) {
    const count = counts[term] ?? 0;
    if (count > 0) byField.get(index.terms.field(term) ?? '')?.push([index.terms.value(term), count]);
  }
  const organizations = byField.get('organization');
  const owners = byField.get('owner_org');
  if (organizations !== undefined || owners !== undefined) {
    for (const [publisher, count] of countPublishers(documents, index.columns)) {
      organizations?.push([index.feed.publisherName(publisher), count]);
      owners?.push([index.feed.publisherId(publisher), count]);
    }
  }
  return new Map([...byField].map(([field, values]) => [field, new Map(cut(values, request))]));
}

function countPublishers(documents: Uint32Array, columns: Columns): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const key of documents) {
    const publisher = columns.publisher(key);
    counts.set(publisher, (counts.get(publisher) ?? 0) + 1);
  }
  return counts;
}

function cut(values: Counts, request: SearchRequest['facets']): Counts {
  const wanted = values.filter(([, count]) => count >= request.minCount);
  const sorted = [...wanted].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return request.limit < 0 ? sorted : sorted.slice(0, request.limit);
}
