import { formatDay } from '../dates.js';
import { conceptsOf } from '../extras.js';
import { hasFault } from '../faults.js';
import { momentsOf } from '../moment.js';
import { planOf } from '../plan.js';
import type { City } from '../province.js';
import { cycleOf } from '../timeline.js';
import type { Cycle } from '../vocabulary.js';

/** What a portal of the DCAT world says of a dataset beside CKAN's own members. */
export interface Statements {
  /** ISO dates */
  readonly issued: string;
  readonly modified: string;
  /** ISO 8601 repeating interval; undefined where none says it. A word of no list where the record has that fault. */
  readonly interval?: string;
  /** Name of the EU's frequency authority list, likewise. */
  readonly frequency?: string;
  /** First and last day that the data speak of. */
  readonly temporal?: readonly [string, string];
  readonly spatial: string;
  readonly theme: string;
  /** For what is open on a condition; empty otherwise. */
  readonly condition: string;
  /** For what is not open; empty otherwise. */
  readonly basis: string;
}

/** Each cycle as an ISO 8601 interval (DCAT-US 1.1) and in the EU's list of frequencies. */
export const INTERVALS: Readonly<Partial<Record<Cycle, readonly [interval: string, frequency: string]>>> = {
  daily: ['R/P1D', 'DAILY'],
  weekly: ['R/P1W', 'WEEKLY'],
  monthly: ['R/P1M', 'MONTHLY'],
  quarterly: ['R/P3M', 'QUARTERLY'],
  semiannual: ['R/P6M', 'ANNUAL_2'],
  annual: ['R/P1Y', 'ANNUAL'],
  biennial: ['R/P2Y', 'BIENNIAL'],
  irregular: ['irregular', 'IRREG'],
};

/** Of a portal whose habits are those of the guide. */
export function statementsOf(city: City, index: number, day: number): Statements {
  const plan = planOf(city, index);
  const moments = momentsOf(plan.key, plan.created, day);
  const values = conceptsOf({ city, plan, moments });
  const words = hasFault(plan.key, 'unknown-update-cycle')
    ? ([values.cycle, 'UNKNOWN_CYCLE'] as const)
    : INTERVALS[cycleOf(plan.key)];
  const range = /^(\S+) 至 (\S+)$/.exec(values.temporal);
  return {
    issued: values.published,
    modified: formatDay(city.startDay + moments.revision.day, 'dashes'),
    ...(words === undefined ? {} : { interval: words[0], frequency: words[1] }),
    ...(range === null ? {} : { temporal: [range[1] ?? '', range[2] ?? ''] as const }),
    spatial: values.spatial,
    theme: values.domain,
    condition: values.openCondition,
    basis: values.notOpenBasis,
  };
}
