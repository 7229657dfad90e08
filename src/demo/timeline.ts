import { hasFault } from './faults.js';
import { below, mix, pickWeighted, unit, weighted } from './random.js';
import { CYCLE_DAYS, CYCLE_WEIGHTS, isPeriodic } from './vocabulary.js';
import type { Cycle } from './vocabulary.js';

/** What happens to a catalogue in one day, as shares of its size on day 0 (added) or of what is listed (the rest). */
export const DAILY_RATES = {
  added: 0.004,
  withdrawn: 0.002,
  /** Of the withdrawn ones, those that come back two to six days later. */
  returning: 0.2,
  /** What the update cycles make of it; overdue datasets (see FAULTS) do not change. */
  changed: CYCLE_WEIGHTS.reduce((sum, [cycle, weight]) => sum + weight / (CYCLE_DAYS[cycle] ?? Infinity), 0),
} as const;

const SALT = {
  cycle: 0x7101,
  phase: 0x7102,
  end: 0x7103,
  back: 0x7104,
  pause: 0x7105,
  late: 0x7106,
  age: 0x7107,
} as const;

const CYCLES = weighted(CYCLE_WEIGHTS);

/** A catalogue as the timeline sees it: its seed, and how many datasets it had on day 0. */
export interface CatalogSeed {
  readonly seed: number;
  readonly size: number;
}

/** The key of all draws of a dataset; no two indices of a catalogue share one. */
export function keyOf(catalog: CatalogSeed, index: number): number {
  return mix(index, catalog.seed);
}

/** How many indices exist on a day, the withdrawn ones among them. */
export function totalBy(catalog: CatalogSeed, day: number): number {
  return catalog.size + Math.floor(catalog.size * DAILY_RATES.added * day);
}

/** The day on which an index first appears. */
export function addedOn(catalog: CatalogSeed, index: number): number {
  if (index < catalog.size) return 0;
  let day = Math.floor((index - catalog.size) / (catalog.size * DAILY_RATES.added));
  while (totalBy(catalog, day) <= index) day += 1;
  return day;
}

/** Whether a portal lists the dataset on that day. */
export function isListed(catalog: CatalogSeed, index: number, day: number): boolean {
  if (index < 0 || index >= totalBy(catalog, day)) return false;
  if (day === 0) return true;
  const key = keyOf(catalog, index);
  const age = day - addedOn(catalog, index);
  const lifetime = Math.floor(Math.log(1 - unit(key, SALT.end)) / Math.log(1 - DAILY_RATES.withdrawn)) + 1;
  if (age < lifetime) return true;
  return unit(key, SALT.back) < DAILY_RATES.returning && age >= lifetime + 2 + below(key, SALT.pause, 5);
}

/** How often the dataset says it is updated. */
export function cycleOf(key: number): Cycle {
  const cycle = pickWeighted(key, SALT.cycle, CYCLES);
  return hasFault(key, 'overdue') && !isPeriodic(cycle) ? 'monthly' : cycle;
}

export interface Revision {
  /** 0 for a dataset as first published; rises by one with each revision. */
  readonly number: number;
  /** The day on which it was made; negative before the start. */
  readonly day: number;
}

/** The last revision of a dataset's content by that day. It never precedes `firstDay`, the day of its creation. */
export function revisionOf(key: number, firstDay: number, day: number): Revision {
  const period = CYCLE_DAYS[cycleOf(key)];
  if (period === undefined) return { number: 0, day: firstDay };
  if (hasFault(key, 'overdue')) return { number: 0, day: -period * (4 + below(key, SALT.late, 3)) - 30 };
  const since = day + below(key, SALT.phase, period);
  const number = 1 + below(key, SALT.age, 40) + Math.floor(since / period);
  const last = day - (since % period);
  return last > firstDay ? { number, day: last } : { number: 0, day: firstDay };
}
