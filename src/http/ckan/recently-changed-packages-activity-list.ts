import { toCkanActivity, type CkanActivity } from '../../serialise/ckan/activity.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { readActivityPage } from './activity-page.js';

/** The change log of the whole catalogue: with `activity_types` a feed of what is gone. */
export async function recentlyChangedPackagesActivityList(
  parameters: Parameters,
  { catalog }: ActionContext,
): Promise<readonly CkanActivity[]> {
  const { page } = readActivityPage(parameters, false);
  return (await catalog.latestChanges({ of: 'all' }, page)).map(toCkanActivity);
}
