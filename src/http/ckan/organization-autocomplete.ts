import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { suggestGroups, type GroupSuggestion } from './group-suggestions.js';
import { listedOrganization } from './organizations.js';

export function organizationAutocomplete(
  parameters: Parameters,
  { figures }: ActionContext,
): readonly GroupSuggestion[] {
  return suggestGroups(parameters, figures.publishers().map(listedOrganization));
}
