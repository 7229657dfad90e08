import type { Columns } from '../columns.js';
import { scratchSet, unite } from '../document-set.js';
import type { DocumentSet } from '../document-set.js';
import { exactToken, hasField } from '../exact-token.js';
import type { Matcher } from '../matcher.js';
import type { TermBook } from '../term-book.js';
import type { ExactField } from './exact-field.js';

export interface CountedParts {
  readonly columns: Columns;
  readonly book: TermBook;
  readonly matcher: Matcher;
}

/** Values tried between two looks at the clock. */
const STRIDE = 4096;

/** A field whose values are counted in memory; common ones are sets there, the others are found in the index. */
export function countedField(field: string, { columns, book, matcher }: CountedParts): ExactField {
  function setOf(values: Iterable<string>, checkpoint: () => void): DocumentSet {
    const rare: string[] = [];
    const set = scratchSet(columns.capacity);
    for (const value of values) {
      const term = book.ofField(field).get(value) ?? 0;
      const common = columns.terms.common(term);
      if (common !== undefined) unite(set, common);
      else if (columns.terms.count(term) > 0) rare.push(exactToken(field, value));
    }
    if (rare.length > 0) unite(set, matcher.matchAny('exact', rare, checkpoint));
    return set;
  }

  return {
    term: (value) => setOf([value], nothing),
    where(test, checkpoint) {
      const found: string[] = [];
      let tried = 0;
      for (const value of book.ofField(field).keys()) {
        if (test.accepts(value)) found.push(value);
        if ((tried += 1) % STRIDE === 0) checkpoint();
      }
      return setOf(found, checkpoint);
    },
    exists: () => matcher.match(hasField(field)),
  };
}

function nothing(): void {
  // A single value costs one look-up.
}
