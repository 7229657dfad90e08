import type { Action, Route } from './action.js';
import { groupList } from './group-list.js';
import { groupShow } from './group-show.js';
import { HARVEST_ROUTES } from './harvest/routes.js';
import { helpShow } from './help-show.js';
import { licenseList } from './license-list.js';
import { organizationList } from './organization-list.js';
import { organizationShow } from './organization-show.js';
import { packageList } from './package-list.js';
import { packageSearch } from './package-search.js';
import { packageShow } from './package-show.js';
import { siteRead } from './site-read.js';
import { statusShow } from './status-show.js';
import { tagList } from './tag-list.js';

export type Routes = ReadonlyMap<string, Route>;

/** Every action of the API: name, function, help text. A new action is one line here. */
export const ROUTES: Routes = new Map([
  read('status_show', statusShow, 'What this site is, and which CKAN its API follows.'),
  read('site_read', siteRead, 'True when the site may be read; it always may.'),
  read('help_show', helpShow, 'The help text of the action `name`.'),
  read('package_list', packageList, 'Names of all datasets, sorted. Parameters: limit, offset.'),
  read('package_show', packageShow, 'One dataset with its resources. Parameter: id (the id or the name).'),
  read(
    'package_search',
    packageSearch,
    'Datasets that match. Parameters: q, fq, fq_list, sort, rows (at most 1000), start, fl, facet, facet.field, facet.limit, facet.mincount.',
  ),
  read(
    'organization_list',
    organizationList,
    'Names of the publishers, or with all_fields their dicts. Parameters: sort, limit, offset, organizations, q, all_fields, include_dataset_count, include_extras, include_tags, include_groups, include_users.',
  ),
  read(
    'organization_show',
    organizationShow,
    'One publisher. Parameters: id (the id or the name), include_datasets, include_dataset_count, include_extras, include_users, include_groups, include_tags, include_followers.',
  ),
  read(
    'group_list',
    groupList,
    'Names of the 21 domains, or with all_fields their dicts. Parameters as of organization_list, with groups for organizations.',
  ),
  read('group_show', groupShow, 'One of the 21 domains. Parameters as of organization_show.'),
  read('tag_list', tagList, 'Names of the tags in use. Parameters: query, vocabulary_id, all_fields.'),
  read('license_list', licenseList, 'The licences that the catalogue knows.'),
  ...HARVEST_ROUTES,
]);

function read(name: string, action: Action, help: string): readonly [string, Route] {
  return [name, { action, help, sideEffects: false }];
}
