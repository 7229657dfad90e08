import { modifiedAt, openCatalog } from '../../src/demo/catalog.js';
import { faultsOf, packageAt, packageId } from '../../src/demo/package.js';
import type { City } from '../../src/demo/province.js';
import { NO_COUNTS } from '../../src/domain/job.js';
import type { JobCounts } from '../../src/domain/job.js';

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

  /** Enters a run over the catalogue of that day; `since` makes it a delta one. */
  run(day: number, since?: string): ExpectedRun {
    const catalog = openCatalog(this.city, day);
    const from = since === undefined ? -Infinity : Date.parse(since) - DELTA_OVERLAP_MS;
    const listed = catalog.page(0, catalog.count).filter((index) => modifiedAt(catalog, index) >= from);
    const counts = { ...NO_COUNTS, seen: listed.length };
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
      indices.map((index) => packageId(this.city, index)).sort();
    return { counts: { ...counts, removed: gone.length }, removedIds: ids(gone), restoredIds: ids(restored) };
  }

  #enter(
    index: number,
    day: number,
  ): 'added' | 'updated' | 'unchanged' | 'restored' | 'rejected' | 'refused' {
    const faults = faultsOf(this.city, index);
    if (faults.includes('classified')) return 'refused';
    if (faults.includes('empty-title') || faults.includes('missing-organization')) return 'rejected';
    const form = JSON.stringify(packageAt(this.city, index, day));
    const before = this.#live.get(index);
    this.#live.set(index, form);
    if (before !== undefined) return before === form ? 'unchanged' : 'updated';
    return this.#removed.delete(index) ? 'restored' : 'added';
  }
}
