import { dayNumber, formatCkanTime } from './dates.js';
import { DEPARTMENTS } from './departments.js';
import type { Habits } from './habits.js';
import { uuidOf } from './identifiers.js';
import type { CityPlace } from './places.js';
import { mix } from './random.js';
import { makeUscc } from './uscc.js';

/** The part of an organisation that CKAN puts into every package. */
export interface PackageOrganization {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly type: 'organization';
  readonly description: string;
  readonly image_url: string;
  readonly created: string;
  readonly is_organization: true;
  readonly approval_status: 'approved';
  readonly state: 'active';
}

/** A department of the city or of one of its districts. */
export interface Organization {
  readonly ckan: PackageOrganization;
  readonly uscc: string;
  readonly office: string;
  /** Fictitious office number. */
  readonly phone: string;
  /** Place of its department in DEPARTMENTS, and of its district; -1 for the city itself. */
  readonly department: number;
  readonly district: number;
}

const CREATED_DAY = dayNumber('2019-04-01');

function makeOrganization(
  place: CityPlace,
  habits: Habits,
  seed: number,
  department: number,
  district: number,
): Organization {
  const profile = DEPARTMENTS[department];
  if (profile === undefined) throw new RangeError(`no department ${department}`);
  const area = place.districts[district];
  const key = mix(seed, 0x0600_0000 + department * 64 + district + 1);
  const cityTitle = habits.fullOrganizationTitle ? place.name + profile.title : `市${profile.title}`;
  const title = area === undefined ? cityTitle : area.name + profile.title;
  const phone = `0980-55${String(key % 100_000).padStart(5, '0')}`;
  return {
    ckan: {
      id: uuidOf(key),
      name: `${area?.id ?? place.id}-${profile.id}`,
      title,
      type: 'organization',
      description: `${title}，负责本部门公共数据的编目、更新与开放。`,
      image_url: '',
      created: formatCkanTime(CREATED_DAY + (key % 900), key),
      is_organization: true,
      approval_status: 'approved',
      state: 'active',
    },
    uscc: makeUscc(area?.region ?? place.region, key % 1_000_000),
    office: title + profile.office,
    phone,
    department,
    district,
  };
}

/** All organisations of a portal: those of the city first, then district by district. */
export class OrganizationTable {
  readonly all: readonly Organization[];
  readonly #places = new Map<number, Organization>();

  constructor(place: CityPlace, habits: Habits, seed: number) {
    const all: Organization[] = [];
    for (let district = -1; district < place.districts.length; district += 1) {
      for (const [department, profile] of DEPARTMENTS.entries()) {
        if (district >= 0 && !profile.inDistricts) continue;
        const organization = makeOrganization(place, habits, seed, department, district);
        all.push(organization);
        this.#places.set(district * DEPARTMENTS.length + department, organization);
      }
    }
    this.all = all;
  }

  /** The department of a district, or of the city where the district has none. */
  find(department: number, district: number): Organization {
    const found =
      this.#places.get(district * DEPARTMENTS.length + department) ??
      this.#places.get(-DEPARTMENTS.length + department);
    if (found === undefined) throw new RangeError(`no department ${department}`);
    return found;
  }
}
