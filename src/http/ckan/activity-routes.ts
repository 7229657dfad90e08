import { activityShow } from './activity-show.js';
import { denied } from './denied.js';
import { groupActivityList } from './group-activity-list.js';
import { organizationActivityList } from './organization-activity-list.js';
import { packageActivityList } from './package-activity-list.js';
import { recentlyChangedPackagesActivityList } from './recently-changed-packages-activity-list.js';
import { flag, idOf, limit, list, OFFSET, read, required, text, type NamedRoute } from './route.js';
import { userActivityList } from './user-activity-list.js';

const MAX_LIMIT = 100;
const OF_STATE = { asOf: 'state' } as const;
const PAGING = {
  paging: { size: 'limit', offset: 'offset', usual: 31, most: () => MAX_LIMIT },
  ...OF_STATE,
} as const;
const PAGE = [
  limit('31 unless told, never more than 100'),
  OFFSET,
  text('before', 'only older ones than this time: seconds since 1970, or a date and time in UTC'),
  text('after', 'only newer ones than this time'),
  list('activity_types', 'only `new package`, `changed package` or `deleted package`'),
  list('exclude_activity_types', 'all but these'),
  flag('include_hidden_activity', 'for administrators only', false),
];
const ACTIVITY_ID = required(text('id', 'the id of the activity'));
const LOG_IN = 'You must be logged in to access your dashboard.';
const NO_DATA = 'Not authorized to read the data of an activity';

/** What changed, from the change log; the newest first. */
export const ACTIVITY_ROUTES: readonly NamedRoute[] = [
  read(
    'recently_changed_packages_activity_list',
    recentlyChangedPackagesActivityList,
    'What was added, changed and deleted.',
    PAGE,
    PAGING,
  ),
  read(
    'package_activity_list',
    packageActivityList,
    'What became of one dataset, a deleted one too.',
    [idOf('dataset'), ...PAGE],
    PAGING,
  ),
  read(
    'organization_activity_list',
    organizationActivityList,
    'What became of the datasets of a publisher.',
    [idOf('publisher'), ...PAGE],
    PAGING,
  ),
  read(
    'group_activity_list',
    groupActivityList,
    'What became of the datasets that are in a domain; reaches back over the 1000 that changed last.',
    [idOf('domain'), ...PAGE],
    PAGING,
  ),
  read('user_activity_list', userActivityList, 'What a user did: the hub has no users.', [
    idOf('user'),
    ...PAGE,
  ]),
  read(
    'activity_show',
    activityShow,
    'One activity.',
    [ACTIVITY_ID, flag('include_data', 'for those who may edit the dataset', false)],
    OF_STATE,
  ),
  read('activity_data_show', denied(NO_DATA), 'What was changed; for those who may edit it.'),
  read('activity_diff', denied(NO_DATA), 'How two versions differ; for those who may edit them.'),
  read('dashboard_activity_list', denied(LOG_IN), 'What the caller follows; for those who are logged in.'),
  read('dashboard_new_activities_count', denied(LOG_IN), 'The same, counted.'),
];
