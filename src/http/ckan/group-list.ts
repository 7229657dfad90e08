import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { listGroups } from './group-listing.js';
import { listedThemes } from './theme-groups.js';

export async function groupList(
  parameters: Parameters,
  { figures }: ActionContext,
): Promise<readonly unknown[]> {
  return listGroups(parameters, await listedThemes(figures), 'groups');
}
