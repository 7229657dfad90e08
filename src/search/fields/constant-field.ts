import type { Columns } from '../columns.js';
import { scratchCopy, scratchSet } from '../document-set.js';
import type { DocumentSet } from '../document-set.js';
import type { ExactField } from './exact-field.js';

/** A field that has the same value in every published dataset, or (undefined) none in any. */
export function constantField(columns: Columns, value: string | undefined): ExactField {
  const answer = (found: boolean): DocumentSet =>
    found ? scratchCopy(columns.live) : scratchSet(columns.capacity);
  return {
    term: (wanted) => answer(wanted === value),
    where: (test) => answer(value !== undefined && test.accepts(value)),
    exists: () => answer(value !== undefined),
  };
}
