import { modifiedAt, openCatalog } from '../../src/demo/catalog.js';
import type { City } from '../../src/demo/province.js';
import { NO_COUNTS } from '../../src/domain/job.js';
import type { JobCounts } from '../../src/domain/job.js';
import {
  isListedTwice,
  type KnownElements,
  knownElements,
  recordForm,
  remoteIdOf,
  verdictOf,
} from './province-records.js';

/** What a run of one city must come to, worked out from the province itself. */
export interface ExpectedRun {
  /** Problems are not predicted: 0. */
  readonly counts: JobCounts;
  readonly removedIds: readonly string[];
  readonly restoredIds: readonly string[];
}

/** A delta run lists what the portal says was modified since, with this much of overlap. */
const DELTA_OVERLAP_MS = 3_600_000;

/**
 * The books of one city, kept beside the hub's: what of its catalogue is live, in which form, and what was removed. Only
 * the province's own faults and timeline are asked, nothing of the hub.
 */
export class CityLedger {
  readonly city: City;
  readonly #live = new Map<number, string>();
  readonly #removed = new Set<number>();

  constructor(city: City) {
    this.city = city;
  }

  get live(): number {
    return this.#live.size;
  }

  /** What is live, by remote id, as it was on the day of the last run that brought it: ask after a full one of that day. */
  elements(day: number): ReadonlyMap<string, KnownElements> {
    return new Map(
      [...this.#live.keys()].map((index) => [
        remoteIdOf(this.city, index),
        knownElements(this.city, index, day),
      ]),
    );
  }

  /** Enters a run over the catalogue of that day; `since` makes it a delta one. */
  run(day: number, since?: string): ExpectedRun {
    const catalog = openCatalog(this.city, day);
    const from = since === undefined ? -Infinity : Date.parse(since) - DELTA_OVERLAP_MS;
    const listed = catalog.page(0, catalog.count).filter((index) => modifiedAt(catalog, index) >= from);
    const twice = listed.filter((index) => isListedTwice(this.city, index));
    const counts = { ...NO_COUNTS, seen: listed.length, duplicates: twice.length };
    const restored: number[] = [];
    for (const index of listed) {
      const outcome = this.#enter(index, day);
      counts[outcome] += 1;
      if (outcome === 'restored') restored.push(index);
    }
    const gone = since === undefined ? [...this.#live.keys()].filter((index) => !catalog.has(index)) : [];
    for (const index of gone) {
      this.#live.delete(index);
      this.#removed.add(index);
    }
    const ids = (indices: readonly number[]): string[] =>
      indices.map((index) => remoteIdOf(this.city, index)).sort();
    return { counts: { ...counts, removed: gone.length }, removedIds: ids(gone), restoredIds: ids(restored) };
  }

  #enter(
    index: number,
    day: number,
  ): 'added' | 'updated' | 'unchanged' | 'restored' | 'rejected' | 'refused' {
    const verdict = verdictOf(this.city, index);
    if (verdict !== 'sound') return verdict;
    const form = recordForm(this.city, index, day);
    const before = this.#live.get(index);
    this.#live.set(index, form);
    if (before !== undefined) return before === form ? 'unchanged' : 'updated';
    return this.#removed.delete(index) ? 'restored' : 'added';
  }
}
