import type { SearchRequest } from '../pipeline/read-ports.js';
import { scratchSet, unite } from './document-set.js';
import type { DocumentSet } from './document-set.js';
import type { LeafParts } from './leaf-plan.js';
import type { LeafPlan } from './plan.js';

/** The value that stands for all that are too long to be one. */
const TOO_LONG = '';

/** A plan for each field that has to hold a text: every value of the field is looked at, within the time of the search. */
export function planHolding(
  wanted: NonNullable<SearchRequest['holding']>,
  { columns, fieldOf, budget }: Pick<LeafParts, 'columns' | 'fieldOf' | 'budget'>,
): readonly LeafPlan[] {
  function find(name: string, text: string): DocumentSet {
    const known = fieldOf(name);
    if (known.type !== 'exact') return scratchSet(columns.capacity);
    const { field } = known;
    const lower = text.toLowerCase();
    const accepts = (value: string): boolean => value.toLowerCase().includes(lower);
    const set = field.where({ from: '', to: undefined, accepts, holds: lower }, () => {
      budget.check(0);
    });
    unite(set, field.term(TOO_LONG));
    return set;
  }

  return wanted.map(({ field, text }) => ({ type: 'leaf', found: () => find(field, text), parts: [] }));
}
