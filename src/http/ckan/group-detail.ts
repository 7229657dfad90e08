import { toCkanPackage, type CkanPackage } from '../../serialise/ckan/package.js';
import { readBoolean } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import type { ListedGroup } from './group-listing.js';

/** CKAN shows the first ten datasets of an organization or group; clients page `package_search` for the rest. */
const PACKAGES_SHOWN = 10;

/** `organization_show` and `group_show`: eighteen keys by default, less or more as the `include_*` parameters say. */
export async function showGroup(
  { group, parts }: ListedGroup,
  parameters: Parameters,
  context: ActionContext,
): Promise<unknown> {
  const { package_count, num_followers, ...rest } = group;
  const packages = readBoolean(parameters, 'include_datasets', false);
  return {
    ...rest,
    ...(readBoolean(parameters, 'include_dataset_count', true) ? { package_count } : {}),
    ...(readBoolean(parameters, 'include_followers', true) ? { num_followers } : {}),
    ...(readBoolean(parameters, 'include_member_count', false) ? { member_count: 0 } : {}),
    ...(readBoolean(parameters, 'include_extras', true) ? { extras: parts.extras } : {}),
    ...(readBoolean(parameters, 'include_groups', true) ? { groups: parts.groups } : {}),
    ...(readBoolean(parameters, 'include_tags', true) ? { tags: parts.tags } : {}),
    ...(readBoolean(parameters, 'include_users', true) ? { users: parts.users } : {}),
    ...(packages ? { packages: await firstPackages(group, context) } : {}),
  };
}

async function firstPackages(
  group: ListedGroup['group'],
  { search }: ActionContext,
): Promise<readonly CkanPackage[]> {
  const field = group.is_organization ? 'organization' : 'groups';
  const fq = [`${field}:"${group.name}"`];
  const facets = { fields: [], limit: 0, minCount: 1 };
  const request = { q: '', fq, sort: '', start: 0, rows: PACKAGES_SHOWN, facets };
  return (await search.search(request, 'datasets')).datasets.map(toCkanPackage);
}
