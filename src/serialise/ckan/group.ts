import type { Extra } from '../../domain/dataset.js';
import type { PublishedPublisher } from '../../domain/published.js';
import type { CkanPackageGroup } from './themes.js';

/** An organization or group as `organization_list` with `all_fields` writes it. */
export interface CkanGroup {
  readonly approval_status: 'approved';
  readonly created: string;
  readonly description: string;
  readonly display_name: string;
  readonly id: string;
  readonly image_display_url: string;
  readonly image_url: string;
  readonly is_organization: boolean;
  readonly name: string;
  readonly num_followers: number;
  readonly package_count: number;
  readonly state: 'active';
  readonly title: string;
  readonly type: 'organization' | 'group';
}

/** The further keys of `organization_show` and of the `include_*` parameters; nobody but the hub administers its groups. */
export interface CkanGroupParts {
  readonly extras: readonly Extra[];
  readonly groups: readonly never[];
  readonly tags: readonly never[];
  readonly users: readonly never[];
}

/** Date of the pilot plan that defines the 21 domains (公共信息资源开放试点工作方案). */
const THEMES_CREATED = '2018-01-05T00:00:00.000000';

export function organizationToGroup(publisher: PublishedPublisher, datasets: number): CkanGroup {
  return {
    approval_status: 'approved',
    created: publisher.created,
    description: publisher.description,
    display_name: publisher.title,
    id: publisher.identifier,
    image_display_url: publisher.imageUrl,
    image_url: publisher.imageUrl,
    is_organization: true,
    name: publisher.name,
    num_followers: 0,
    package_count: datasets,
    state: 'active',
    title: publisher.title,
    type: 'organization',
  };
}

export function themeToGroup(theme: CkanPackageGroup, datasets: number): CkanGroup {
  return {
    approval_status: 'approved',
    created: THEMES_CREATED,
    description: theme.description,
    display_name: theme.display_name,
    id: theme.id,
    image_display_url: '',
    image_url: '',
    is_organization: false,
    name: theme.name,
    num_followers: 0,
    package_count: datasets,
    state: 'active',
    title: theme.title,
    type: 'group',
  };
}

/** What the hub knows of a publisher beside CKAN's keys: its 统一社会信用代码 and the source it was first seen in. */
export function organizationExtras(publisher: PublishedPublisher): readonly Extra[] {
  return [
    ...(publisher.code === undefined ? [] : [{ key: 'cn_provider_code', value: publisher.code }]),
    { key: 'harvest_source_id', value: publisher.sourceId },
  ];
}
