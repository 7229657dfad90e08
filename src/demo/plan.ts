import { civilDate } from './dates.js';
import { DEPARTMENTS } from './departments.js';
import { hasFault } from './faults.js';
import type { Organization } from './organizations.js';
import { TOWN_COUNT, townName } from './places.js';
import type { City } from './province.js';
import { at, below, pick, pickWeighted, unit } from './random.js';
import { addedOn, keyOf } from './timeline.js';
import { KINDS } from './topics/kinds.js';
import type { Domain, Topic } from './topics/topic.js';

/** What never changes in a dataset: its subject, place, publisher and title. */
export interface Plan {
  readonly index: number;
  readonly key: number;
  readonly domain: Domain;
  readonly topic: Topic;
  readonly organization: Organization;
  /** City, district or town that it is about. */
  readonly placeName: string;
  readonly title: string;
  readonly year: number;
  /** Day of its first publication on the portal, counted from day 0: negative for what was there at the start. */
  readonly created: number;
}

const SALT = {
  domain: 0x1001,
  topic: 0x1002,
  title: 0x1003,
  level: 0x1004,
  district: 0x1005,
  town: 0x1006,
  townName: 0x1007,
  created: 0x1008,
  cityWord: 0x100a,
} as const;

/** Whether the dataset bears the title of the one before it: not if that one is itself a copy. */
function isTwin(city: City, index: number): boolean {
  return (
    index > 0 &&
    hasFault(keyOf(city, index), 'duplicate-title') &&
    !hasFault(keyOf(city, index - 1), 'duplicate-title')
  );
}

/** The district of a dataset, -1 for the city. Of two twins both are of districts, and of two different ones. */
function districtOf(city: City, index: number, twin: boolean, hasTwin: boolean): number {
  const count = city.districts.length;
  if (twin) return (below(keyOf(city, index - 1), SALT.district, count) + 1) % count;
  const key = keyOf(city, index);
  if (!hasTwin && unit(key, SALT.level) >= city.habits.districtShare) return -1;
  return below(key, SALT.district, count);
}

function placeNameOf(city: City, key: number, district: number): string {
  const area = city.districts[district];
  if (area === undefined) return city.name;
  return unit(key, SALT.town) < 0.5 ? area.name : area.name + townName(below(key, SALT.townName, TOWN_COUNT));
}

/** The day of first publication, counted from day 0; what was there at the start has a negative one. */
export function createdOn(city: City, index: number): number {
  return index < city.size ? -1 - below(keyOf(city, index), SALT.created, 2_200) : addedOn(city, index);
}

/** The plan of a dataset; the index need not be listed on any particular day. */
export function planOf(city: City, index: number): Plan {
  const key = keyOf(city, index);
  const twin = isTwin(city, index);
  const hasTwin = isTwin(city, index + 1);
  const shapeIndex = twin ? index - 1 : index;
  const shape = keyOf(city, shapeIndex);
  const domain = pickWeighted(shape, SALT.domain, city.domains);
  const topic = pick(shape, SALT.topic, domain.topics);
  const district = districtOf(city, index, twin, hasTwin);
  const placeName = placeNameOf(city, key, district);
  const { year, month } = civilDate(city.startDay + createdOn(city, shapeIndex));
  const bare = twin || hasTwin || (district < 0 && unit(key, SALT.cityWord) < 0.3);
  const pattern = pick(shape, SALT.title, KINDS[topic.kind].titles);
  const words: Readonly<Record<string, string>> = {
    P: bare ? '' : placeName,
    Y: String(year),
    M: String(month),
    T: topic.subject,
  };
  return {
    index,
    key,
    domain,
    topic,
    organization: city.organizations.find(topic.department, district),
    placeName,
    title: hasFault(key, 'empty-title') ? '' : pattern.replace(/[PYMT]/g, (letter) => words[letter] ?? ''),
    year,
    created: createdOn(city, index),
  };
}

/** The name of a dataset on its portal: unique, and sorting like the identifiers. */
export function packageName(city: City, index: number, topicSlug: string): string {
  return `${city.id}-${String(index).padStart(7, '0')}-${topicSlug}`;
}

/** The slug of a plan's subject for names and addresses. */
export function slugOf(plan: Plan): string {
  return `${plan.domain.id}-${at(DEPARTMENTS, plan.organization.department).id}`;
}
