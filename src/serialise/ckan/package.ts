import type { Extra } from '../../domain/dataset.js';
import type { PublishedDataset } from '../../domain/published.js';
import { visibleDistributions } from '../../domain/visibility.js';
import { toCkanExtras } from './extras.js';
import { toCkanLicense, type CkanLicenseKeys } from './license.js';
import { toCkanOrganization, type CkanPackageOrganization } from './organization.js';
import { toCkanResource, type CkanResource } from './resource.js';
import { toCkanTags, type CkanTag } from './tags.js';
import { toCkanGroups, type CkanPackageGroup } from './themes.js';

/** A dataset as CKAN's `package_show` writes it: every key is always there, except `license_url`. */
export interface CkanPackage extends CkanLicenseKeys {
  readonly author: null;
  readonly author_email: null;
  readonly creator_user_id: null;
  readonly extras: readonly Extra[];
  readonly groups: readonly CkanPackageGroup[];
  readonly id: string;
  readonly maintainer: string | null;
  readonly maintainer_email: string | null;
  readonly metadata_created: string;
  readonly metadata_modified: string;
  readonly name: string;
  readonly notes: string | null;
  readonly num_resources: number;
  readonly num_tags: number;
  readonly organization: CkanPackageOrganization;
  readonly owner_org: string;
  readonly private: false;
  readonly relationships_as_object: readonly never[];
  readonly relationships_as_subject: readonly never[];
  readonly resources: readonly CkanResource[];
  readonly state: 'active';
  readonly tags: readonly CkanTag[];
  readonly title: string;
  readonly type: 'dataset';
  readonly url: string | null;
  readonly version: string | null;
}

/** Distributions pass through visibility; in their order. */
export function toCkanResources({ dataset, changed }: PublishedDataset): readonly CkanResource[] {
  const packageId = dataset.identifier;
  return visibleDistributions(dataset).map((distribution, position) =>
    toCkanResource(distribution, { packageId, position, changed }),
  );
}

/**
 * The national record in CKAN's words (reference: CKAN 2.11). Distributions pass through visibility, so a closed dataset
 * has its entry and its legal basis here and no resource. Pure; `package_search` calls it a thousand times an answer.
 */
export function toCkanPackage(publication: PublishedDataset): CkanPackage {
  const { dataset, publisher } = publication;
  const { created, changed } = publication;
  const resources = toCkanResources(publication);
  const tags = toCkanTags(dataset.keywords);
  return {
    author: null,
    author_email: null,
    creator_user_id: null,
    id: dataset.identifier,
    ...toCkanLicense(dataset.license),
    maintainer: dataset.contact?.name ?? null,
    maintainer_email: dataset.contact?.email ?? null,
    metadata_created: created,
    metadata_modified: changed,
    name: publication.name,
    notes: dataset.abstract ?? null,
    num_resources: resources.length,
    num_tags: tags.length,
    organization: toCkanOrganization(publisher),
    owner_org: publisher.identifier,
    private: false,
    state: 'active',
    title: dataset.title,
    type: 'dataset',
    url: dataset.landingPage ?? null,
    version: dataset.version ?? null,
    extras: toCkanExtras(publication),
    groups: toCkanGroups(dataset.themes),
    resources,
    tags,
    relationships_as_subject: [],
    relationships_as_object: [],
  };
}
