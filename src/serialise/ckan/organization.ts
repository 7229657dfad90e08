import type { PublishedPublisher } from '../../domain/published.js';

/** The organization inside a package. */
export interface CkanPackageOrganization {
  readonly approval_status: 'approved';
  readonly created: string;
  readonly description: string;
  readonly id: string;
  readonly image_url: string;
  readonly is_organization: true;
  readonly name: string;
  readonly state: 'active';
  readonly title: string;
  readonly type: 'organization';
}

export function toCkanOrganization(publisher: PublishedPublisher): CkanPackageOrganization {
  return {
    approval_status: 'approved',
    created: publisher.created,
    description: publisher.description,
    id: publisher.identifier,
    image_url: publisher.imageUrl,
    is_organization: true,
    name: publisher.name,
    state: 'active',
    title: publisher.title,
    type: 'organization',
  };
}
