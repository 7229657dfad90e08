import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { listGroups } from './group-listing.js';
import { listedOrganization } from './organizations.js';

export function organizationList(parameters: Parameters, { figures }: ActionContext): readonly unknown[] {
  return listGroups(parameters, figures.publishers().map(listedOrganization), 'organizations');
}
