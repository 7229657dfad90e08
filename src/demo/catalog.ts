import { indexOfOrderedUuid } from './identifiers.js';
import { epochMilliseconds, momentsOf } from './moment.js';
import { packageId } from './package.js';
import { createdOn, packageName, planOf, slugOf } from './plan.js';
import type { City } from './province.js';
import { isListed, keyOf, totalBy } from './timeline.js';

/** The datasets that a portal lists on one day, in the order of their identifiers, as indices. */
export interface Catalog {
  readonly city: City;
  readonly day: number;
  /** How many there are: exact, with the withdrawn ones left out. */
  readonly count: number;
  /** At most `rows` indices from the position `start` on; costs O(rows), however large the catalogue. */
  page(start: number, rows: number): readonly number[];
  has(index: number): boolean;
}

const BLOCK = 1_024;

/**
 * Opens the catalogue of a day. Counts what is listed block by block (a few integers a dataset, no dataset is made),
 * so that any page is found by its block afterwards.
 */
export function openCatalog(city: City, day: number): Catalog {
  const total = totalBy(city, day);
  const before = new Uint32Array(Math.ceil(total / BLOCK) + 1);
  for (let block = 0; block < before.length - 1; block += 1) {
    const end = Math.min((block + 1) * BLOCK, total);
    let listed = 0;
    for (let index = block * BLOCK; index < end; index += 1) if (isListed(city, index, day)) listed += 1;
    before[block + 1] = (before[block] ?? 0) + listed;
  }
  const count = before[before.length - 1] ?? 0;
  return {
    city,
    day,
    count,
    has: (index) => isListed(city, index, day),
    page(start, rows) {
      const found: number[] = [];
      if (start >= count) return found;
      const block = blockOf(before, start);
      let skip = start - (before[block] ?? 0);
      for (let index = block * BLOCK; index < total && found.length < rows; index += 1) {
        if (!isListed(city, index, day)) continue;
        if (skip > 0) skip -= 1;
        else found.push(index);
      }
      return found;
    },
  };
}

/** The last block that begins at or before a position. */
function blockOf(before: Uint32Array, position: number): number {
  let low = 0;
  let high = before.length - 2;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((before[middle] ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The index of a dataset given its identifier or its name on the portal; undefined if it is not listed. */
export function findIndex(catalog: Catalog, idOrName: string): number | undefined {
  const { city } = catalog;
  const byName = new RegExp(`^${city.id}-(\\d{7})-`).exec(idOrName)?.[1];
  const index = byName === undefined ? indexOfOrderedUuid(idOrName) : Number(byName);
  if (index === undefined || !catalog.has(index)) return undefined;
  const actual =
    byName === undefined ? packageId(city, index) : packageName(city, index, slugOf(planOf(city, index)));
  return actual === idOrName ? index : undefined;
}

/** When the dataset was last changed, as the portal claims, in milliseconds since 1970. Makes no dataset. */
export function modifiedAt(catalog: Catalog, index: number): number {
  const { city, day } = catalog;
  const key = keyOf(city, index);
  return epochMilliseconds(city, momentsOf(key, createdOn(city, index), day).modified);
}
