import { EDUCATION, HEALTH, SCHOOLS } from './published-datasets.js';

export type GoldenCall = readonly [golden: string, action: string, parameters?: Record<string, string>];

const FACETS = '["organization","groups","tags","res_format","license_id"]';
const RESOURCE = SCHOOLS.dataset.distributions[0]!.identifier;
const FIRST_ACTIVITY = '6c69616e-6d75-8000-8000-000000000001';

const RESOURCE_CALLS: readonly GoldenCall[] = [
  ['current_package_list_with_resources', 'current_package_list_with_resources', { limit: '1', offset: '3' }],
  ['resource_show', 'resource_show', { id: RESOURCE }],
  ['resource_search', 'resource_search', { query: 'name:学校' }],
  ['resource_view_list', 'resource_view_list', { id: RESOURCE }],
  ['error.resource_view_show', 'resource_view_show', { id: RESOURCE }],
  ['package_relationships_list', 'package_relationships_list', { id: SCHOOLS.name }],
];
const GROUP_CALLS: readonly GoldenCall[] = [
  ['group_package_show', 'group_package_show', { id: 'health', limit: '1' }],
  ['organization_autocomplete', 'organization_autocomplete', { q: '教育' }],
  ['group_autocomplete', 'group_autocomplete', { q: 'HEAL' }],
  ['organization_list_for_user', 'organization_list_for_user', { permission: 'read' }],
  ['group_list_authz', 'group_list_authz'],
  ['member_list', 'member_list', { id: HEALTH.name, object_type: 'package' }],
  ['member_roles_list', 'member_roles_list'],
];
const TAG_CALLS: readonly GoldenCall[] = [
  ['tag_search', 'tag_search', { query: '学' }],
  ['tag_show', 'tag_show', { id: '学校' }],
  ['tag_autocomplete', 'tag_autocomplete', { q: '学' }],
  ['vocabulary_list', 'vocabulary_list'],
  ['error.vocabulary_show', 'vocabulary_show', { id: 'Topics' }],
  ['package_autocomplete', 'package_autocomplete', { q: 'yi-' }],
  ['format_autocomplete', 'format_autocomplete', { q: 'c' }],
];
const ACTIVITY_CALLS: readonly GoldenCall[] = [
  [
    'recently_changed_packages_activity_list',
    'recently_changed_packages_activity_list',
    { limit: '2', offset: '1' },
  ],
  ['package_activity_list', 'package_activity_list', { id: SCHOOLS.name }],
  ['organization_activity_list', 'organization_activity_list', { id: HEALTH.name }],
  ['group_activity_list', 'group_activity_list', { id: 'health' }],
  ['error.user_activity_list', 'user_activity_list', { id: 'admin' }],
  ['activity_show', 'activity_show', { id: FIRST_ACTIVITY }],
];
const USER_CALLS: readonly GoldenCall[] = [
  ['user_list', 'user_list'],
  ['error.user_show', 'user_show', { id: 'admin' }],
  ['user_autocomplete', 'user_autocomplete', { q: 'ad' }],
  ['dataset_follower_count', 'dataset_follower_count', { id: SCHOOLS.name }],
  ['group_follower_count', 'group_follower_count', { id: 'health' }],
  ['organization_follower_count', 'organization_follower_count', { id: EDUCATION.identifier }],
  ['error.user_follower_count', 'user_follower_count', { id: 'admin' }],
  ...['', 'dataset_', 'group_', 'organization_', 'user_'].map((thing): GoldenCall => [
    `error.${thing}followee_count`,
    `${thing}followee_count`,
    { id: 'admin' },
  ]),
  ['term_translation_show', 'term_translation_show', { terms: '公园' }],
  ['error.task_status_show', 'task_status_show'],
  ['pilot_report_show', 'pilot_report_show', { publisher: EDUCATION.name }],
  ['pilot_trend_show', 'pilot_trend_show', { publisher: EDUCATION.name }],
];

/** A call for every action, and some for its errors; over the small catalogue of `startTestServer`. */
export const GOLDEN_CALLS: readonly GoldenCall[] = [
  ['status_show', 'status_show'],
  ['site_read', 'site_read'],
  ['help_show', 'help_show', { name: 'package_show' }],
  ['package_list', 'package_list'],
  ['package_show', 'package_show', { id: SCHOOLS.name }],
  ['package_show.closed', 'package_show', { id: 'huan-zhe-deng-ji-xin-xi' }],
  ['package_show.hostile', 'package_show', { id: 'hostile' }],
  ['package_search', 'package_search', { q: '学校', rows: '1', 'facet.field': FACETS }],
  [
    'package_search.facets',
    'package_search',
    { rows: '0', 'facet.field': '["organization","groups","license_id"]' },
  ],
  ['organization_list', 'organization_list'],
  ['organization_list.all_fields', 'organization_list', { all_fields: 'true', include_extras: 'yes' }],
  ['organization_show', 'organization_show', { id: EDUCATION.name }],
  ['group_list', 'group_list'],
  ['group_show', 'group_show', { id: 'health' }],
  ['tag_list', 'tag_list'],
  ['tag_list.all_fields', 'tag_list', { all_fields: 'true', query: '学' }],
  ['license_list', 'license_list'],
  ...RESOURCE_CALLS,
  ...GROUP_CALLS,
  ...TAG_CALLS,
  ...ACTIVITY_CALLS,
  ...USER_CALLS,
  ['error.not-found', 'package_show', { id: '1' }],
  ['error.unknown-action', 'package_shew'],
  ['error.validation', 'package_search', { rows: '-1', start: 'x', 'facet.field': 'tags' }],
  ['error.search-query', 'package_search', { x: '1', ext_y: '1' }],
  ['error.search', 'package_search', { fq: 'organization:"a' }],
];
