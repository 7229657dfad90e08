import { denied } from './denied.js';
import type { NamedRoute, Routes } from './route.js';

/** What CKAN and its `activity` extension let those change who are logged in. */
const WRITES: readonly string[] = [
  ...['package', 'resource', 'group', 'organization', 'user'].flatMap(edited),
  ...['package_relationship', 'resource_view', 'vocabulary'].flatMap((thing) => [
    `${thing}_create`,
    `${thing}_update`,
    `${thing}_delete`,
  ]),
  ...['group_member', 'organization_member', 'member', 'package_collaborator', 'tag'].flatMap((thing) => [
    `${thing}_create`,
    `${thing}_delete`,
  ]),
  ...['dataset', 'group', 'organization'].map((thing) => `${thing}_purge`),
  ...['dataset', 'group', 'user'].flatMap((thing) => [`follow_${thing}`, `unfollow_${thing}`]),
  ...['private', 'public', 'delete'].map((what) => `bulk_update_${what}`),
  ...['package_owner_org_update', 'package_revise', 'package_resource_reorder'],
  ...['package_create_default_resource_views', 'resource_create_default_resource_views'],
  ...['resource_view_clear', 'resource_view_reorder', 'user_invite', 'config_option_update'],
  ...['api_token_create', 'api_token_revoke', 'job_cancel', 'job_clear'],
  ...['task_status_update', 'task_status_update_many', 'task_status_delete'],
  ...['term_translation_update', 'term_translation_update_many'],
  ...['activity_create', 'dashboard_mark_activities_old', 'send_email_notifications'],
];

const refuse = denied('Not authorized: the catalogue is changed by its sources only');

/**
 * CKAN's actions that change something. A client is to hear that it may not, as from every CKAN, and not that there is no
 * such action. They do nothing here, so that no description lists them.
 */
export const REFUSED_WRITES: Routes = new Map(
  WRITES.map((name): NamedRoute => [
    name,
    { action: refuse, help: 'Refused: the catalogue is changed by its sources only.', sideEffects: true },
  ]),
);

function edited(thing: string): readonly string[] {
  return ['create', 'update', 'patch', 'delete'].map((how) => `${thing}_${how}`);
}
