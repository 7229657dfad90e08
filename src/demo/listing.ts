import { modifiedAt } from './catalog.js';
import type { Catalog } from './catalog.js';
import { hasFault } from './faults.js';
import { planOf } from './plan.js';
import type { ListFilter, ListSort } from './query.js';

/** What a request may list, in order. */
export interface Listing {
  readonly count: number;
  page(start: number, rows: number): readonly number[];
}

/** What a misbehaving portal hides of its list: so many records at the front, and all beyond so many. */
export interface ListView {
  readonly hidden: number;
  readonly share: number;
  /** The share of records that stand twice in a list in one file. */
  readonly twice?: number;
  /** So many that are no records stand in it, as a share. */
  readonly broken?: number;
}

export interface ListingQuery {
  readonly filter?: ListFilter;
  readonly sort: ListSort;
}

/** The listing of a query. The plain one (no filter, by identifier) is the catalogue itself; others are gathered once. */
export function makeListing(catalog: Catalog, query: ListingQuery): Listing {
  const { filter, sort } = query;
  if (filter === undefined && sort === 'id asc') return catalog;
  const indices = Uint32Array.from(gather(catalog, filter));
  if (sort === 'id desc') indices.reverse();
  if (sort.startsWith('metadata_modified')) sortByModified(catalog, indices, sort.endsWith('desc'));
  return {
    count: indices.length,
    page: (start, rows) => [...indices.subarray(start, start + rows)],
  };
}

function* gather(catalog: Catalog, filter: ListFilter | undefined): Generator<number> {
  const step = 1_000;
  for (let start = 0; start < catalog.count; start += step) {
    for (const index of catalog.page(start, step)) {
      if (filter === undefined || matches(catalog, index, filter)) yield index;
    }
  }
}

function matches(catalog: Catalog, index: number, filter: ListFilter): boolean {
  const { modifiedFrom = -Infinity, modifiedTo = Infinity } = filter;
  if (modifiedFrom !== -Infinity || modifiedTo !== Infinity) {
    const modified = modifiedAt(catalog, index);
    if (modified < modifiedFrom || modified > modifiedTo) return false;
  }
  const byName = [filter.organizations, filter.withoutOrganizations, filter.groups, filter.withoutGroups];
  if (byName.every((names) => names.length === 0)) return true;
  const plan = planOf(catalog.city, index);
  const organization = hasFault(plan.key, 'missing-organization') ? '' : plan.organization.ckan.name;
  const group = catalog.city.habits.groups ? (catalog.city.groups.get(plan.domain)?.name ?? '') : '';
  return (
    (filter.organizations.length === 0 || filter.organizations.includes(organization)) &&
    !filter.withoutOrganizations.includes(organization) &&
    (filter.groups.length === 0 || filter.groups.includes(group)) &&
    !filter.withoutGroups.includes(group)
  );
}

function sortByModified(catalog: Catalog, indices: Uint32Array, descending: boolean): void {
  const times = new Map<number, number>();
  for (const index of indices) times.set(index, modifiedAt(catalog, index));
  const sign = descending ? -1 : 1;
  indices.sort((a, b) => sign * ((times.get(a) ?? 0) - (times.get(b) ?? 0)) || a - b);
}

/** The listing with the first `hidden` records gone and no more than `most` left, as a misbehaving portal has it. */
export function cutListing(listing: Listing, hidden: number, most: number): Listing {
  const count = Math.max(0, Math.min(listing.count - hidden, Math.floor(most)));
  return {
    count,
    page: (start, rows) =>
      start >= count ? [] : listing.page(start + hidden, Math.min(rows, count - start)),
  };
}

/** The listing as a view shows it. */
export function viewed(listing: Listing, view: ListView): Listing {
  return view.hidden === 0 && view.share >= 1
    ? listing
    : cutListing(listing, view.hidden, listing.count * view.share);
}
