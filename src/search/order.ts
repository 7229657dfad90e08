import { totalOrder } from './sort-keys.js';
import type { SortKey } from './sort-keys.js';
import type { Keys, TotalOrders } from './total-orders.js';

/** Where documents stand by one key; those at equal levels are told apart by the next key. */
export interface Levels {
  /** NaN: the document has no value and comes last. */
  readonly of: (key: number) => number;
  /** All are whole numbers from 0 to this, which is not many. */
  readonly most?: number;
  /** Rising: the page is among these, which alone have a level. Absent: any document may be on it. */
  readonly among?: Uint32Array;
}

export interface Page {
  readonly start: number;
  readonly end: number;
}

/** So many levels on one page are taken one by one; of more the documents are compared. */
const FEW_LEVELS = 4;

/**
 * A page of the documents: by the first key they fall into levels, of which only those on the page are looked at by the
 * next. Nothing is sorted as a whole, and the depth of the page does not matter. What all keys leave equal is sorted by id.
 */
export function pageOf(
  found: Keys,
  by: {
    readonly keys: readonly SortKey[];
    /** Undefined: all are equal. */
    readonly levelsOf: (field: string) => Levels | undefined;
    readonly orders: TotalOrders;
  },
  page: Page,
): Uint32Array {
  const { orders } = by;
  if (page.start >= Math.min(page.end, found.count)) return new Uint32Array(0);
  const steps: Step[] = [];
  for (const { field, descending } of by.keys) {
    const order = totalOrder(field);
    if (order !== undefined) return select(found, { steps, last: { order, descending }, orders }, page);
    const levels = by.levelsOf(field);
    if (levels !== undefined) steps.push({ levels, descending });
  }
  return select(found, { steps, last: { order: 'id', descending: false }, orders }, page);
}

interface Step {
  readonly levels: Levels;
  readonly descending: boolean;
}

interface Steps {
  readonly steps: readonly Step[];
  readonly last: { readonly order: NonNullable<ReturnType<typeof totalOrder>>; readonly descending: boolean };
  readonly orders: TotalOrders;
}

function select(found: Keys, by: Steps, page: Page): Uint32Array {
  const [step, ...others] = by.steps;
  if (page.start >= Math.min(page.end, found.count)) return new Uint32Array(0);
  if (step === undefined) return by.orders.slice(found, by.last, page);
  const keys = step.levels.among ?? found.keys();
  const counts = countLevels(keys, step.levels);
  const { before, wanted } = levelsOnPage(counts, step, page);
  const within = { start: page.start - before, end: page.end - before };
  if (wanted.length > FEW_LEVELS) return compared(keys, { ...by, wanted: new Set(wanted), step }, within);
  const selected: number[] = [];
  let passed = 0;
  for (const level of wanted) {
    const count = counts.get(level) ?? 0;
    const some = counts.size === 1 ? keys : atLevel(keys, step.levels, { level, count });
    const inside = { start: Math.max(within.start - passed, 0), end: within.end - passed };
    selected.push(...select({ keys: () => some, count }, { ...by, steps: others }, inside));
    passed += count;
  }
  return Uint32Array.from(selected);
}

function countLevels(keys: Uint32Array, levels: Levels): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  if (levels.most === undefined) {
    for (const key of keys) {
      const level = levels.of(key);
      counts.set(level, (counts.get(level) ?? 0) + 1);
    }
    return counts;
  }
  const whole = new Uint32Array(levels.most + 1);
  for (const key of keys) {
    const level = levels.of(key);
    whole[level] = (whole[level] ?? 0) + 1;
  }
  for (const [level, count] of whole.entries()) if (count > 0) counts.set(level, count);
  return counts;
}

/** The levels that the page touches, in order, and how many documents stand before them. */
function levelsOnPage(
  counts: ReadonlyMap<number, number>,
  step: Step,
  page: Page,
): { readonly before: number; readonly wanted: readonly number[] } {
  const wanted: number[] = [];
  let passed = 0;
  let before = 0;
  for (const level of [...counts.keys()].sort((one, other) => compareLevels(one, other, step))) {
    const count = counts.get(level) ?? 0;
    if (passed + count <= page.start) before += count;
    else if (passed < page.end) wanted.push(level);
    passed += count;
  }
  return { before, wanted };
}

function compareLevels(one: number, other: number, { descending }: Step): number {
  if (Number.isNaN(one) || Number.isNaN(other))
    return Number(Number.isNaN(one)) - Number(Number.isNaN(other));
  return descending ? other - one : one - other;
}

function atLevel(
  keys: Uint32Array,
  levels: Levels,
  wanted: { readonly level: number; readonly count: number },
): Uint32Array {
  const some = new Uint32Array(wanted.count);
  let used = 0;
  const isMissing = Number.isNaN(wanted.level);
  for (const key of keys) {
    const level = levels.of(key);
    if (level !== wanted.level && !(isMissing && Number.isNaN(level))) continue;
    some[used] = key;
    used += 1;
  }
  return some;
}

function compared(
  documents: Uint32Array,
  by: Steps & { readonly wanted: ReadonlySet<number>; readonly step: Step },
  page: Page,
): Uint32Array {
  const keys = [...documents.filter((key) => by.wanted.has(by.step.levels.of(key)))];
  const { order, descending } = by.last;
  keys.sort((one, other) => {
    for (const step of by.steps) {
      const difference = compareLevels(step.levels.of(one), step.levels.of(other), step);
      if (difference !== 0) return difference;
    }
    const difference = by.orders.rank(order, one) - by.orders.rank(order, other);
    return descending ? -difference : difference;
  });
  return Uint32Array.from(keys.slice(page.start, page.end));
}
