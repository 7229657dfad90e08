import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { suggestGroups, type GroupSuggestion } from './group-suggestions.js';
import { listedThemes } from './theme-groups.js';

export async function groupAutocomplete(
  parameters: Parameters,
  { figures }: ActionContext,
): Promise<readonly GroupSuggestion[]> {
  return suggestGroups(parameters, await listedThemes(figures));
}
