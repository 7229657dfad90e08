import { PERSONAL_KEYS, RESOURCE_PERSONAL_KEY } from './personal-data.js';

/** Keys of a package that an element, the origin or the filters take; none of them becomes an extra. */
const CORE_KEYS = [
  'id',
  'name',
  'title',
  'notes',
  'url',
  'version',
  'license',
  'license_id',
  'license_title',
  'license_url',
  'organization',
  'groups',
  'tags',
  'tag_string',
  'extras',
  'resources',
];

/** What CKAN keeps for itself. A new value here says nothing new about the dataset, so that it must not be content. */
const BOOKKEEPING_KEYS = [
  'type',
  'state',
  'private',
  'isopen',
  'owner_org',
  'metadata_created',
  'metadata_modified',
  'revision_id',
  'revision_timestamp',
  'num_resources',
  'num_tags',
  'relationships',
  'relationships_as_object',
  'relationships_as_subject',
  'notes_rendered',
  'ckan_url',
  'indexed_ts',
  'score',
];

/**
 * Counters and reckonings of portals, which change while the dataset does not: CKAN's trackers, ckanext-archiver and
 * -qa; at HDX downloads, what its pages derive from the data, and when a dataset is due by its update frequency; at
 * data.gov.uk the last run of its own harvester, and the resources once more with their checks.
 */
const VOLATILE_KEYS = [
  'tracking_summary',
  'views_total',
  'views_recent',
  'resources_accessed_total',
  'resources_accessed_recent',
  'ratings_average',
  'ratings_count',
  'num_followers',
  'archiver',
  'qa',
  'total_res_downloads',
  'pageviews_last_14_days',
  'has_quickcharts',
  'has_geodata',
  'has_showcases',
  'due_date',
  'overdue_date',
  'updated_by_script',
  'harvest',
  'individual_resources',
  'timeseries_resources',
  'additional_resources',
];

/** Keys of a package that are neither extras nor content. */
export const IGNORED_KEYS: ReadonlySet<string> = new Set([
  ...CORE_KEYS,
  ...BOOKKEEPING_KEYS,
  ...VOLATILE_KEYS,
  ...PERSONAL_KEYS,
]);

/** Extras that name a run of the portal's own harvester: another one each time it runs. */
export const VOLATILE_EXTRAS: ReadonlySet<string> = new Set(['harvest_object_id', 'harvest_job_id']);

/** Keys of a resource that an element takes. */
const RESOURCE_ELEMENT_KEYS = [
  'id',
  'name',
  'description',
  'url',
  'format',
  'mimetype',
  'size',
  'hash',
  'created',
  'last_modified',
];

const RESOURCE_BOOKKEEPING_KEYS = [
  'package_id',
  'position',
  'revision_id',
  'revision_timestamp',
  'state',
  'metadata_modified',
  'tracking_summary',
  'tracking_summary[total]',
  'tracking_summary[recent]',
  RESOURCE_PERSONAL_KEY,
  'archiver',
  'qa',
];

/** Keys of a resource that do not become its extras. */
export const IGNORED_RESOURCE_KEYS: ReadonlySet<string> = new Set([
  ...RESOURCE_ELEMENT_KEYS,
  ...RESOURCE_BOOKKEEPING_KEYS,
]);
