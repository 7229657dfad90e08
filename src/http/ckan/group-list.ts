import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { listGroups } from './group-listing.js';
import { listedThemes } from './theme-groups.js';

export function groupList(parameters: Parameters, { figures }: ActionContext): readonly unknown[] {
  return listGroups(parameters, listedThemes(figures), 'groups');
}
