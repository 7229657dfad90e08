import { addKey, emptySet, forEachKey } from './document-set.js';
import type { DocumentSet } from './document-set.js';
import { totalOrder } from './sort-keys.js';
import type { SortKey } from './sort-keys.js';
import type { TotalOrders } from './total-orders.js';

/** Where a document stands by one key; equal levels are told apart by the next key. NaN: it has no value and comes last. */
export type Levels = (key: number) => number;

export interface Page {
  readonly start: number;
  readonly end: number;
  readonly count: number;
}

/** So many levels on one page are taken one by one; of more the documents are compared. */
const FEW_LEVELS = 4;

/**
 * A page of the documents: by the first key they fall into levels, of which only those on the page are looked at by the
 * next. Nothing is sorted as a whole, and the depth of the page does not matter. What all keys leave equal is sorted by id.
 */
export function pageOf(
  documents: DocumentSet,
  by: {
    readonly keys: readonly SortKey[];
    /** Undefined: all are equal. */
    readonly levelsOf: (field: string) => Levels | undefined;
    readonly orders: TotalOrders;
  },
  page: Page,
): Uint32Array {
  const { orders } = by;
  if (page.start >= Math.min(page.end, page.count)) return new Uint32Array(0);
  const steps: Step[] = [];
  for (const { field, descending } of by.keys) {
    const order = totalOrder(field);
    if (order !== undefined) return select(documents, { steps, last: { order, descending }, orders }, page);
    const levels = by.levelsOf(field);
    if (levels !== undefined) steps.push({ levels, descending });
  }
  return select(documents, { steps, last: { order: 'id', descending: false }, orders }, page);
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

function select(documents: DocumentSet, by: Steps, page: Page): Uint32Array {
  const [step, ...others] = by.steps;
  if (page.start >= Math.min(page.end, page.count)) return new Uint32Array(0);
  if (step === undefined) return by.orders.slice(documents, by.last, page);
  const counts = new Map<number, number>();
  forEachKey(documents, (key) => {
    const level = step.levels(key);
    counts.set(level, (counts.get(level) ?? 0) + 1);
  });
  const { before, wanted } = levelsOnPage(counts, step, page);
  const within = { start: page.start - before, end: page.end - before };
  if (wanted.length > FEW_LEVELS)
    return compared(documents, { ...by, wanted: new Set(wanted), step }, within);
  const found: number[] = [];
  let passed = 0;
  for (const level of wanted) {
    const count = counts.get(level) ?? 0;
    const some = counts.size === 1 ? documents : atLevels(documents, step, new Set([level]));
    const inside = { start: Math.max(within.start - passed, 0), end: within.end - passed, count };
    found.push(...select(some, { ...by, steps: others }, inside));
    passed += count;
  }
  return Uint32Array.from(found);
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

function atLevels(documents: DocumentSet, { levels }: Step, wanted: ReadonlySet<number>): DocumentSet {
  const set = emptySet(documents.length * 32);
  forEachKey(documents, (key) => {
    if (wanted.has(levels(key))) addKey(set, key);
  });
  return set;
}

function compared(
  documents: DocumentSet,
  by: Steps & { readonly wanted: ReadonlySet<number>; readonly step: Step },
  page: { readonly start: number; readonly end: number },
): Uint32Array {
  const keys: number[] = [];
  forEachKey(documents, (key) => {
    if (by.wanted.has(by.step.levels(key))) keys.push(key);
  });
  const { order, descending } = by.last;
  keys.sort((one, other) => {
    for (const step of by.steps) {
      const difference = compareLevels(step.levels(one), step.levels(other), step);
      if (difference !== 0) return difference;
    }
    const difference = by.orders.rank(order, one) - by.orders.rank(order, other);
    return descending ? -difference : difference;
  });
  return Uint32Array.from(keys.slice(page.start, page.end));
}
