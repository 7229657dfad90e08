import { readBoolean } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import { groupAutocomplete } from './group-autocomplete.js';
import { groupListAuthz } from './group-list-authz.js';
import { groupList } from './group-list.js';
import { groupPackageShow } from './group-package-show.js';
import { groupShow } from './group-show.js';
import { memberList } from './member-list.js';
import { memberRolesList } from './member-roles-list.js';
import { organizationAutocomplete } from './organization-autocomplete.js';
import { organizationListForUser } from './organization-list-for-user.js';
import { organizationList } from './organization-list.js';
import { organizationShow } from './organization-show.js';
import { flag, idOf, limit, list, OFFSET, read, required, text, type NamedRoute } from './route.js';

const MAX_NAMES = 1000;
const MAX_DICTS = 25;
const OF_STATE = { asOf: 'state' } as const;
const LIST_PAGING = {
  paging: { size: 'limit', offset: 'offset', usual: MAX_NAMES, most: mostListed },
  ...OF_STATE,
} as const;

const LIST_PARAMETERS = [
  text('type', '`organization` or `group`'),
  text('sort', '`name`, `title` or `package_count`, with `asc` or `desc`; `title asc` unless told'),
  text('order_by', 'the older word for `sort`'),
  limit('never more than 1000 names or 25 dicts'),
  OFFSET,
  text('q', 'a text in name, title or description'),
  flag('all_fields', 'dicts in place of names', false),
  flag('include_dataset_count', 'with `package_count`', true),
  flag('include_extras', 'with `extras`', false),
  flag('include_tags', 'with `tags`', false),
  flag('include_groups', 'with `groups`', false),
  flag('include_users', 'with `users`', false),
];
const SHOW_PARAMETERS = [
  flag('include_datasets', 'with the first ten datasets', false),
  flag('include_dataset_count', 'with `package_count`', true),
  flag('include_extras', 'with `extras`', true),
  flag('include_users', 'with `users`', true),
  flag('include_groups', 'with `groups`', true),
  flag('include_tags', 'with `tags`', true),
  flag('include_followers', 'with `num_followers`', true),
  flag('include_member_count', 'with `member_count`', false),
];
const AUTOCOMPLETE = [required(text('q', 'a text in name or title')), limit('20 unless told')];

/** Organizations are the publishers, groups the 21 domains of the pilot plan. */
export const GROUP_ROUTES: readonly NamedRoute[] = [
  read(
    'organization_list',
    organizationList,
    'The publishers, by name or as dicts.',
    [list('organizations', 'the names to list'), ...LIST_PARAMETERS],
    LIST_PAGING,
  ),
  read(
    'organization_show',
    organizationShow,
    'One publisher.',
    [idOf('publisher'), ...SHOW_PARAMETERS],
    OF_STATE,
  ),
  read(
    'group_list',
    groupList,
    'The 21 domains, by name or as dicts.',
    [list('groups', 'the names to list'), ...LIST_PARAMETERS],
    LIST_PAGING,
  ),
  read('group_show', groupShow, 'One of the 21 domains.', [idOf('domain'), ...SHOW_PARAMETERS], OF_STATE),
  read(
    'group_package_show',
    groupPackageShow,
    'Datasets of a domain or a publisher, the last changed first.',
    [idOf('domain or publisher'), limit('1000 unless told, and never more')],
    OF_STATE,
  ),
  read(
    'organization_autocomplete',
    organizationAutocomplete,
    'Publishers by a part of the name.',
    AUTOCOMPLETE,
    OF_STATE,
  ),
  read('group_autocomplete', groupAutocomplete, 'Domains by a part of the name.', AUTOCOMPLETE, OF_STATE),
  read('organization_list_for_user', organizationListForUser, 'Publishers that the caller may edit: none.'),
  read('group_list_authz', groupListAuthz, 'Domains that the caller may edit: none.'),
  read(
    'member_list',
    memberList,
    'Members of a publisher or a domain: its datasets, 1000 at most, the last changed first.',
    [
      idOf('publisher or domain'),
      text('object_type', '`package`, `user` or `group`; only packages are members here'),
      text('capacity', 'what the members are, as it stands in the answer'),
    ],
    OF_STATE,
  ),
  read('member_roles_list', memberRolesList, 'The roles that members may have.', [
    text('group_type', '`organization` or `group`; the former unless told'),
  ]),
];

function mostListed(parameters: Parameters): number {
  return readBoolean(parameters, 'all_fields', false) ? MAX_DICTS : MAX_NAMES;
}
