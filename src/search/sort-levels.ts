import type { Columns } from './columns.js';
import type { PostingsReader } from './field-postings.js';
import { isIndexed, plainName } from './fields/fields.js';
import { SOURCE_ID, SOURCE_TITLE } from './fields/source-field.js';
import type { Levels } from './order.js';
import type { PublisherNames } from './publisher-names.js';
import type { Scores } from './search-documents.js';
import { COUNTED_FIELDS } from './tables.js';
import type { TermBook } from './term-book.js';
import type { TimeBudget } from './time-budget.js';

/** Scores that differ by less are equal: sums of the same parts in another order. */
const SCORE_STEP = 10_000;

export interface LevelParts {
  readonly columns: Columns;
  readonly book: TermBook;
  readonly publishers: PublisherNames;
  readonly postings: PostingsReader;
  readonly budget: TimeBudget;
  readonly sourceTitles: () => ReadonlyMap<string, string>;
  readonly scores: () => Scores | undefined;
}

/** Where documents stand by the score, or by the single value of a field. */
export function createLevels(parts: LevelParts): (field: string) => Levels | undefined {
  const { columns, book, publishers } = parts;

  /** A sort may name the score twice; it is worked out once. */
  let known: { readonly scores: Scores | undefined } | undefined;
  function byScore(): Levels | undefined {
    const { scores } = (known ??= { scores: parts.scores() });
    if (scores === undefined) return undefined;
    const { values, most, among } = scores;
    if (most !== undefined)
      return { of: (key) => values[key] ?? 0, most, ...(among !== undefined && { among }) };
    return { of: (key) => Math.round((values[key] ?? 0) * SCORE_STEP) };
  }

  function byPublisher(nameOf: (publisher: number) => string): Levels {
    const places = placesOf([...columns.publisherCounts.keys()], nameOf);
    return { of: (key) => places.get(columns.publisher(key)) ?? Number.NaN };
  }

  function byTerm(field: string, nameOf = (value: string): string => value): Levels {
    const places = placesOf([...book.ofField(field).values()], (term) => nameOf(book.value(term)));
    const of = (key: number): number => {
      for (const term of columns.terms.of(key, field)) {
        const place = places.get(term);
        if (place !== undefined) return place;
      }
      return Number.NaN;
    };
    return { of };
  }

  function byPostings(field: string): Levels {
    const { starts, documents } = parts.postings.read(field, parts.budget);
    const places = new Float64Array(columns.capacity).fill(Number.NaN);
    for (let value = starts.length - 2; value >= 0; value -= 1) {
      for (let place = starts[value] ?? 0; place < (starts[value + 1] ?? 0); place += 1)
        places[documents[place] ?? 0] = value;
    }
    return { of: (key) => places[key] ?? Number.NaN };
  }

  return (field) => {
    if (field === 'score') return byScore();
    if (field === 'organization') return byPublisher((key) => publishers.name(key));
    if (field === 'owner_org') return byPublisher((key) => publishers.id(key));
    if (field === SOURCE_TITLE) {
      const titles = parts.sourceTitles();
      return byTerm(SOURCE_ID, (id) => titles.get(id) ?? '');
    }
    if (COUNTED_FIELDS.has(field)) return byTerm(field);
    return isIndexed(field) ? byPostings(plainName(field)) : undefined;
  };
}

function placesOf<Key>(keys: readonly Key[], nameOf: (key: Key) => string): ReadonlyMap<Key, number> {
  const named = keys.map((key) => ({ key, name: nameOf(key) }));
  named.sort((one, other) => (one.name < other.name ? -1 : 1));
  const places = new Map<Key, number>();
  let place = 0;
  let before = named[0]?.name;
  for (const { key, name } of named) {
    if (name !== before) place += 1;
    before = name;
    places.set(key, place);
  }
  return places;
}
