import { LIMITS, tooLarge } from './limits.js';
import { NumberList } from './number-list.js';
import type { Structure } from './structure.js';

/** A record, and where in the document all of it has been said. */
export interface PlannedRecord {
  readonly key: string;
  readonly node: number;
  /** Number of the last triple of it and of its parts. */
  readonly whole: number;
  readonly cost: number;
}

export interface Plan {
  /** One reading of the document each, in the order in which its records become whole. */
  readonly readings: readonly (readonly PlannedRecord[])[];
  /** Records that are larger than any honest one. */
  readonly excessive: readonly string[];
}

/** Walks over all that belongs to a record, each node once, the record first. */
export class PartWalk {
  readonly #structure: Structure;
  readonly #stamps = new NumberList();
  #stamp = 0;
  #visits = 0;

  constructor(structure: Structure) {
    this.#structure = structure;
  }

  get visits(): number {
    return this.#visits;
  }

  /** Stops where `visit` says false. Parts that are records of their own are not entered. */
  walk(record: number, visit: (node: number) => boolean): boolean {
    this.#stamp += 1;
    const stack = [record];
    this.#stamps.set(record, this.#stamp);
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      this.#visits += 1;
      if (!visit(node)) return false;
      for (const part of this.#structure.parts(node)) {
        if (this.#stamps.get(part) === this.#stamp || this.#structure.isRecord(part)) continue;
        this.#stamps.set(part, this.#stamp);
        stack.push(part);
      }
    }
    return true;
  }
}

/**
 * In which order the records of a document can be put together, and in how many readings, so that what is kept of it at
 * one time stays within bounds: one where each record is described in one place, more where the document is in disorder.
 */
export function planReadings(structure: Structure, url: string, held: number = LIMITS.held): Plan {
  const walk = new PartWalk(structure);
  const records: PlannedRecord[] = [];
  const excessive: string[] = [];
  for (const [key, node] of structure.records()) {
    let whole = 0;
    let cost = 0;
    let nodes = 0;
    const isWithin = walk.walk(node, (part) => {
      nodes += 1;
      cost += structure.cost(part);
      whole = Math.max(whole, structure.last(part));
      return nodes <= LIMITS.nodesOfRecord && cost <= LIMITS.recordSize;
    });
    if (walk.visits > LIMITS.visits) throw tooLarge(url, 'records that share too much with each other');
    if (isWithin) records.push({ key, node, whole, cost });
    else excessive.push(key);
  }
  records.sort((a, b) => a.whole - b.whole);
  const isOneEnough = costAtOnce(structure, walk, records, held) <= held;
  const readings = isOneEnough ? [records] : divide(records, held);
  if (readings.length > LIMITS.readings)
    throw tooLarge(url, 'records that are scattered all over a large document');
  return { readings, excessive };
}

/** The most that would have to be kept at one time in a single reading. */
function costAtOnce(
  structure: Structure,
  walk: PartWalk,
  records: readonly PlannedRecord[],
  held: number,
): number {
  if (records.reduce((sum, { cost }) => sum + cost, 0) <= held) return 0;
  // Records come in the order in which they become whole: the last to need a node is the last to set it.
  const until = new NumberList();
  for (const { node, whole } of records) {
    walk.walk(node, (part) => {
      until.set(part, whole);
      return true;
    });
  }
  const kept: number[] = [];
  for (let node = 1; node <= structure.nodes; node += 1) if (until.get(node) > 0) kept.push(node);
  const opening = Float64Array.from(kept).sort((a, b) => structure.first(a) - structure.first(b));
  const closing = Float64Array.from(kept).sort((a, b) => until.get(a) - until.get(b));
  let most = 0;
  let now = 0;
  let closed = 0;
  for (const node of opening) {
    for (;;) {
      const next = closing[closed];
      if (next === undefined || until.get(next) >= structure.first(node)) break;
      now -= structure.cost(next);
      closed += 1;
    }
    now += structure.cost(node);
    most = Math.max(most, now);
  }
  return most;
}

function divide(records: readonly PlannedRecord[], held: number): readonly (readonly PlannedRecord[])[] {
  const readings: PlannedRecord[][] = [];
  let current: PlannedRecord[] = [];
  let cost = 0;
  for (const record of records) {
    if (cost + record.cost > held && current.length > 0) {
      readings.push(current);
      current = [];
      cost = 0;
    }
    current.push(record);
    cost += record.cost;
  }
  if (current.length > 0) readings.push(current);
  return readings;
}
