import { organizationExtras, organizationToGroup } from '../../serialise/ckan/group.js';
import type { CountedPublisher } from '../figures.js';
import type { ListedGroup } from './group-listing.js';

export function listedOrganization(publisher: CountedPublisher): ListedGroup {
  return {
    group: organizationToGroup(publisher, publisher.datasets),
    parts: { extras: organizationExtras(publisher), groups: [], tags: [], users: [] },
  };
}
