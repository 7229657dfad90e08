import { cycleDays } from '../../../domain/code-lists.js';
import type { Dataset } from '../../../domain/dataset.js';
import { dayBefore, daysBetween, lastDayOf } from '../../../domain/day.js';

/**
 * How fresh a dataset is on a day, by the promise of its cycle. Days count from the date of its data; `overdue` ones are
 * counted as the rule `update-overdue` does: from the end of cycle and tolerance on.
 */
export type Freshness =
  /** There is no cycle, or none with a period: nothing is ever due. */
  | { readonly state: 'unstated' | 'irregular' | 'static' }
  /** Nobody can tell: the record does not say when the data was updated. */
  | { readonly state: 'undated' }
  /** The date lies after the day. */
  | { readonly state: 'future' }
  | { readonly state: 'timely'; readonly due: string; readonly days: number }
  /** Past its cycle, within the tolerance. */
  | { readonly state: 'due'; readonly due: string; readonly days: number; readonly until: string }
  | { readonly state: 'overdue'; readonly due: string; readonly until: string; readonly days: number };

/** `tolerance`: share of a cycle by which an update may be late; `today`: CCYY-MM-DD. */
export function freshnessOf(
  { updateCycle, modified }: Pick<Dataset, 'updateCycle' | 'modified'>,
  { today, tolerance }: { readonly today: string; readonly tolerance: number },
): Freshness {
  if (updateCycle === undefined) return { state: 'unstated' };
  const days = cycleDays(updateCycle);
  if (days === undefined) return { state: updateCycle === 'static' ? 'static' : 'irregular' };
  if (modified === undefined) return { state: 'undated' };
  const updated = lastDayOf(modified);
  const age = daysBetween(updated, today);
  // A year or month that is not over may still be today.
  if (age < 0 && !today.startsWith(modified)) return { state: 'future' };
  const due = dayBefore(updated, -days);
  const most = Math.floor(days * (1 + tolerance));
  const until = dayBefore(updated, -most);
  if (age > most) return { state: 'overdue', due, until, days: age - most };
  if (age > days) return { state: 'due', due, until, days: age - days };
  return { state: 'timely', due, days: days - age };
}
