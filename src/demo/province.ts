import { dayNumber } from './dates.js';
import type { DialectName } from './dialects/dialect-name.js';
import { makeGroups, makeTagSource } from './groups-and-tags.js';
import type { PackageGroup, PackageTag } from './groups-and-tags.js';
import { HABITS } from './habits.js';
import type { Habits } from './habits.js';
import { OrganizationTable } from './organizations.js';
import { CITY_DIALECTS, OWN_PORTALS } from './own-portals.js';
import type { OwnPortal } from './own-portals.js';
import { CITIES, PROVINCE_NAME } from './places.js';
import type { CityPlace, Place } from './places.js';
import { hashText, mix } from './random.js';
import type { Weighted } from './random.js';
import { DOMAIN_TABLE, domainsOf } from './topics/domains.js';
import type { Domain } from './topics/topic.js';

/**
 * A city of the simulated province and its portal's catalogue as it is on day 0. In a mixed province a district or a
 * department may have one as well.
 */
export interface City {
  readonly id: string;
  readonly name: string;
  /** Title of its portal. */
  readonly title: string;
  readonly place: CityPlace;
  readonly districts: readonly Place[];
  readonly habits: Habits;
  readonly dialect: DialectName;
  /** What it publishes on. */
  readonly domains: Weighted<Domain>;
  /** Datasets on day 0. */
  readonly size: number;
  readonly seed: number;
  /** Day number (from 1970-01-01) of day 0. */
  readonly startDay: number;
  /** What the portal calls itself in its own links. It does not depend on the port, so that content does not either. */
  readonly publicUrl: string;
  readonly organizations: OrganizationTable;
  readonly groups: ReadonlyMap<Domain, PackageGroup>;
  readonly tag: (name: string) => PackageTag;
}

export interface ProvinceOptions {
  readonly seed: number;
  /** Datasets of the whole province on day 0, from 300 to 1,000,000. */
  readonly size: number;
  /** Days since the start; the default is 0. */
  readonly day?: number;
  /** Some cities, districts and departments speak other dialects than CKAN; the default is eleven cities with CKAN. */
  readonly mixed?: boolean;
  /** ISO date of day 0; the default is {@link DEFAULT_START_DATE}. */
  readonly startDate?: string;
}

/** 澜江省 at one moment. Its datasets are not in memory: they are functions of city, index and day. */
export interface Province {
  readonly name: string;
  readonly seed: number;
  readonly size: number;
  readonly day: number;
  readonly startDate: string;
  readonly cities: readonly City[];
}

export const DEFAULT_START_DATE = '2026-09-01';

const SMALLEST = 11;
const SMALLEST_MIXED = 30;
const LARGEST = 1_000_000;

/** Builds the province. Throws a RangeError for a size or a day that cannot be. */
export function createProvince(options: ProvinceOptions): Province {
  const { seed, size, day = 0, mixed = false, startDate = DEFAULT_START_DATE } = options;
  const smallest = mixed ? SMALLEST_MIXED : SMALLEST;
  if (!Number.isInteger(size) || size < smallest || size > LARGEST) {
    throw new RangeError(`the size must be a whole number from ${smallest} to ${LARGEST}, not ${size}`);
  }
  checkDay(day);
  const startDay = dayNumber(startDate);
  const own = mixed ? OWN_PORTALS.map((portal) => ({ portal, size: sizeOf(portal, size) })) : [];
  const sizes = shareOut(size - own.reduce((sum, portal) => sum + portal.size, 0));
  const cities: readonly City[] = [
    ...CITIES.map((place, i) => ({
      ...makeCity(place, HABITS[place.id], { seed, size: sizes[i] ?? 1, startDay }),
      dialect: (mixed ? CITY_DIALECTS[place.id] : undefined) ?? 'ckan',
    })),
    ...own.map((each) => makeOwnCatalogue(each.portal, { seed, size: each.size, startDay })),
  ];
  return { name: PROVINCE_NAME, seed, size, day, startDate, cities };
}

/** Throws a RangeError unless the day is a whole number from 0 on. */
export function checkDay(day: number): void {
  if (!Number.isInteger(day) || day < 0)
    throw new RangeError(`a day is a whole number from 0 on, not ${day}`);
}

interface CityOptions {
  readonly seed: number;
  readonly size: number;
  readonly startDay: number;
}

function makeCity(place: CityPlace, habits: Habits | undefined, options: CityOptions): City {
  if (habits === undefined) throw new RangeError(`no habits for ${place.id}`);
  const seed = mix(hashText(place.id), options.seed >>> 0);
  return {
    id: place.id,
    name: place.name,
    title: `${place.name}公共数据开放平台`,
    place,
    districts: place.districts,
    habits,
    dialect: 'ckan',
    domains: DOMAIN_TABLE,
    size: options.size,
    seed,
    startDay: options.startDay,
    publicUrl: `https://data.${place.id}.example`,
    organizations: new OrganizationTable(place, habits, seed),
    groups: makeGroups(habits, seed),
    tag: makeTagSource(seed),
  };
}

/** The catalogue of a district or department: that of a city without districts, in its own dialect. */
function makeOwnCatalogue(portal: OwnPortal, options: CityOptions): City {
  const { place, districts, title, dialect, habits, department } = portal;
  return {
    ...makeCity(place, habits, options),
    title,
    districts,
    dialect,
    ...(department === undefined ? {} : { domains: domainsOf(department) }),
  };
}

function sizeOf({ place, most = Infinity }: OwnPortal, size: number): number {
  return Math.max(1, Math.min(most, Math.floor(place.share * size)));
}

/** Splits the size by the cities' shares; every city gets at least one, and the sum is exact. */
function shareOut(size: number): readonly number[] {
  const parts = CITIES.map((place) => Math.max(1, Math.floor(place.share * size)));
  const rest = size - parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part, i) => (i === 0 ? part + rest : part));
}
