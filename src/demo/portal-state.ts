import { openCatalog } from './catalog.js';
import type { Catalog } from './catalog.js';
import { hasFault } from './faults.js';
import { makeListing } from './listing.js';
import type { Listing } from './listing.js';
import { packageAt } from './package.js';
import type { CkanPackage } from './package.js';
import { planOf } from './plan.js';
import type { City } from './province.js';
import { checkDay } from './province.js';
import { parseFilter, parseSort } from './query.js';

const LISTINGS_KEPT = 4;

/** What a running portal knows: its catalogue of the day, the listings asked for lately, and what it has made so far. */
export class PortalState {
  readonly city: City;
  #catalog: Catalog;
  readonly #listings = new Map<string, Listing>();
  #counts: ReadonlyMap<string, number> | undefined;
  #made = 0;

  constructor(city: City, day: number) {
    checkDay(day);
    this.city = city;
    this.#catalog = openCatalog(city, day);
  }

  get catalog(): Catalog {
    return this.#catalog;
  }

  /** How many packages were generated: the measure of the work behind a page. */
  get packagesMade(): number {
    return this.#made;
  }

  setDay(day: number): void {
    checkDay(day);
    this.#catalog = openCatalog(this.city, day);
    this.#listings.clear();
    this.#counts = undefined;
  }

  /** The listing for CKAN's `fq` and `sort`; which of the two is wrong, if one is. */
  listing(fq: string, sort: string): Listing | 'fq' | 'sort' {
    const order = parseSort(sort === '' ? 'metadata_modified desc' : sort);
    if (order === undefined) return 'sort';
    const filter = fq.trim() === '' ? undefined : parseFilter(fq);
    if (filter === undefined && fq.trim() !== '') return 'fq';
    const key = `${order} ${fq}`;
    const known = this.#listings.get(key);
    if (known !== undefined) return known;
    const made = makeListing(this.#catalog, { sort: order, ...(filter === undefined ? {} : { filter }) });
    const oldest = this.#listings.keys().next();
    if (this.#listings.size >= LISTINGS_KEPT && oldest.done !== true) this.#listings.delete(oldest.value);
    this.#listings.set(key, made);
    return made;
  }

  /** A dataset as it stands today. */
  package(index: number): CkanPackage {
    this.#made += 1;
    return packageAt(this.city, index, this.#catalog.day);
  }

  /** A package as JSON text. */
  packageText(index: number): string {
    return JSON.stringify(this.package(index));
  }

  /** Datasets by name of organisation and, with `group:` before it, of group; counted once a day of the portal. */
  counts(): ReadonlyMap<string, number> {
    this.#counts ??= countDatasets(this.#catalog);
    return this.#counts;
  }
}

function countDatasets(catalog: Catalog): ReadonlyMap<string, number> {
  const { city } = catalog;
  const counts = new Map<string, number>();
  for (let start = 0; start < catalog.count; start += 1_000) {
    for (const index of catalog.page(start, 1_000)) {
      const plan = planOf(city, index);
      const organization = hasFault(plan.key, 'missing-organization') ? '' : plan.organization.ckan.name;
      const names = [organization, `group:${city.groups.get(plan.domain)?.name ?? ''}`];
      for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return counts;
}
