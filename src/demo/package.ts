import { makeExtras, openTypeOf } from './extras.js';
import type { PackageExtra } from './extras.js';
import { FAULT_NAMES, hasFault } from './faults.js';
import type { Fault } from './faults.js';
import { fieldNames } from './fields.js';
import type { PackageGroup, PackageTag } from './groups-and-tags.js';
import { orderedUuid, uuidOf } from './identifiers.js';
import { ckanTime, momentsOf } from './moment.js';
import type { Moments } from './moment.js';
import type { PackageOrganization } from './organizations.js';
import { packageName, planOf, slugOf } from './plan.js';
import type { Plan } from './plan.js';
import type { City } from './province.js';
import { pick } from './random.js';
import { makeResources } from './resources.js';
import type { PackageResource } from './resources.js';
import { keyOf } from './timeline.js';

/** A dataset as a CKAN portal answers it. */
export interface CkanPackage {
  readonly author: string | null;
  readonly author_email: string | null;
  readonly creator_user_id: string;
  readonly extras: readonly PackageExtra[];
  readonly groups: readonly PackageGroup[];
  readonly id: string;
  readonly isopen: boolean;
  readonly license_id: string | null;
  readonly license_title: string | null;
  readonly license_url?: string;
  readonly maintainer: string | null;
  readonly maintainer_email: string | null;
  readonly metadata_created: string;
  readonly metadata_modified: string;
  readonly name: string;
  readonly notes: string;
  readonly num_resources: number;
  readonly num_tags: number;
  readonly organization: PackageOrganization | null;
  readonly owner_org: string | null;
  readonly private: false;
  readonly relationships_as_object: readonly never[];
  readonly relationships_as_subject: readonly never[];
  readonly resources: readonly PackageResource[];
  readonly state: 'active';
  readonly tags: readonly (PackageTag | string)[];
  readonly title: string;
  readonly type: 'dataset';
  readonly url: string | null;
  readonly version: string | null;
}

const SALT = { notes: 0x5001, tags: 0x5002 } as const;

const LICENSES: Readonly<
  Record<string, { readonly title: string; readonly url?: string; readonly open: boolean }>
> = {
  notspecified: { title: 'License not specified', open: false },
  'other-open': { title: 'Other (Open)', open: true },
  'cc-by': {
    title: 'Creative Commons Attribution',
    url: 'http://www.opendefinition.org/licenses/cc-by',
    open: true,
  },
};

/** The identifier of a dataset: the same on every day. */
export function packageId(city: City, index: number): string {
  return orderedUuid(index, keyOf(city, index));
}

/** The faults that a dataset was given. A twin is the later one of two datasets with one title. */
export function faultsOf(city: City, index: number): readonly Fault[] {
  const key = keyOf(city, index);
  return FAULT_NAMES.filter((fault) => hasFault(key, fault));
}

/** The dataset of a city with that index as it stands on a day, whether the portal lists it then or not. */
export function packageAt(city: City, index: number, day: number): CkanPackage {
  const { habits, publicUrl } = city;
  const plan = planOf(city, index);
  const { key, organization } = plan;
  const moments = momentsOf(key, plan.created, day);
  const id = packageId(city, index);
  const name = packageName(city, index, slugOf(plan));
  const license = LICENSES[habits.licenseId ?? ''];
  const published = hasFault(key, 'missing-organization') ? null : organization.ckan;
  const resources = makeResources({ city, plan, packageId: id, open: openTypeOf(key), moments });
  const tags = tagsOf(city, plan);
  return {
    author: published?.title ?? null,
    author_email: null,
    creator_user_id: uuidOf(city.seed),
    extras: makeExtras({ city, plan, moments }),
    groups: habits.groups ? groupsOf(city, plan) : [],
    id,
    isopen: license?.open ?? false,
    license_id: habits.licenseId,
    license_title: license?.title ?? null,
    ...(license?.url === undefined ? {} : { license_url: license.url }),
    maintainer: published === null ? null : organization.office,
    maintainer_email: published === null ? null : `data@${organization.ckan.name}.example`,
    metadata_created: ckanTime(city, moments.created),
    metadata_modified: ckanTime(city, moments.modified),
    name,
    notes: notesOf(plan, moments),
    num_resources: resources.length,
    num_tags: tags.length,
    organization: published,
    owner_org: published?.id ?? null,
    private: false,
    relationships_as_object: [],
    relationships_as_subject: [],
    resources,
    state: 'active',
    tags,
    title: plan.title,
    type: 'dataset',
    url: `${publicUrl}/dataset/${name}`,
    version: moments.revision.number === 0 ? null : `${moments.revision.number}`,
  };
}

function groupsOf(city: City, plan: Plan): readonly PackageGroup[] {
  const group = city.groups.get(plan.domain);
  return group === undefined ? [] : [group];
}

function tagsOf(city: City, plan: Plan): readonly (PackageTag | string)[] {
  const names = hasFault(plan.key, 'undefined-tags')
    ? ['undefined']
    : [
        ...new Set([
          plan.topic.subject,
          plan.domain.name,
          city.name,
          pick(plan.key, SALT.tags, plan.topic.fields),
        ]),
      ];
  return city.habits.tags === 'strings' ? names : names.map((name) => city.tag(name));
}

function notesOf(plan: Plan, moments: Moments): string {
  const { key, topic, organization, placeName } = plan;
  const listed = fieldNames(topic).slice(0, 6).join('、');
  const publisher = organization.ckan.title;
  const text = pick(key, SALT.notes, [
    `${placeName}${topic.subject}相关数据，主要包括${listed}等信息项，由${publisher}采集、核验并按目录要求更新。`,
    `提供${placeName}范围内${topic.subject}的${listed}等内容，供社会公众查询和开发利用。`,
    `${publisher}在履行职责过程中形成的${topic.subject}数据，包含${listed}。使用时请注明来源，数据以主管部门最新公布为准。`,
    `本数据集反映${placeName}${topic.subject}的基本情况，信息项有${listed}，共${fieldNames(topic).length}项。`,
  ]);
  const noted = moments.revision.number % 4 === 3 ? `${text}本期补充了上一期缺报的记录。` : text;
  const shown = hasFault(key, 'html-notes')
    ? `<p>${noted}</p>\n<ul><li>来源：<strong>${publisher}</strong></li><li>口径&nbsp;与统计公报一致</li></ul><br/>`
    : noted;
  return hasFault(key, 'lone-surrogate') ? `${shown}\ud83d` : shown;
}
