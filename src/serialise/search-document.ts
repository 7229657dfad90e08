import type { Dataset, Distribution } from '../domain/dataset.js';
import { missingStatements } from '../domain/pilot/statements.js';
import { waysOf } from '../domain/pilot/ways.js';
import type { SearchDocument } from '../domain/search-document.js';
import { visibleDistributions } from '../domain/visibility.js';
import { toCkanLicense } from './ckan/license.js';
import { toTagName } from './ckan/tags.js';
import { toCkanGroups } from './ckan/themes.js';
import { periodOf } from './extents/period.js';
import { spatialExtent } from './extents/spatial-extent.js';
import { pinyinOf } from './pinyin.js';

/** Longer values are text to read, not terms to look up: of them only is known that they are there. */
const MAX_TERM_LENGTH = 200;

/** How a Chinese title sounds, from its beginning: for suggestions, by prefix. */
export const TITLE_PINYIN = 'title_pinyin';

/**
 * Index fields that the hub fills itself, here or in the store: a portal's extra of the same name is not indexed under
 * it, as in CKAN, or a portal could pose as another organization.
 */
const CORE_FIELDS: ReadonlySet<string> = new Set([
  'id',
  'name',
  'title',
  'title_string',
  'title_pinyin',
  'notes',
  'text',
  'tags',
  'groups',
  'organization',
  'owner_org',
  'res_format',
  'res_name',
  'res_description',
  'res_url',
  'res_type',
  'res_id',
  'license',
  'license_id',
  'url',
  'version',
  'num_resources',
  'state',
  'capacity',
  'type',
  'dataset_type',
  'entity_type',
  'site_id',
  'metadata_created',
  'metadata_modified',
  'harvest_source_id',
  'harvest_source_title',
  'harvest_object_id',
  'harvest_remote_id',
  'harvest_remote_name',
  'views_total',
  'views_recent',
  'cn_update_cycle',
  'cn_open_type',
  'cn_share_type',
  'cn_provider_code',
  'cn_resource_code',
  'cn_visibility',
  'cn_industry',
  'cn_spatial',
  'cn_modified',
  'cn_open_basis',
  'cn_way',
  'cn_machine_readable',
  'cn_missing',
]);

/**
 * What the search index keeps of a dataset. Name, ids and organization are added by the store, which alone knows them.
 * Distributions pass through visibility: a closed dataset is not found by its formats.
 */
export function toSearchDocument(dataset: Dataset): SearchDocument {
  const keywords = dataset.keywords ?? [];
  const distributions = descriptionsOf(dataset);
  const extent = spatialExtent(dataset.extras);
  const period = periodOf(dataset.temporal);
  return {
    title: dataset.title,
    ...(dataset.titleEn !== undefined && { titleEn: dataset.titleEn }),
    tags: keywords.join(' '),
    publisher: dataset.publisher.name,
    text: dataset.abstract ?? '',
    distributions,
    terms: termsOf(dataset, distributions !== ''),
    ...(extent !== undefined && { extent }),
    ...(period !== undefined && { period }),
  };
}

/** Many files of one dataset are described in the same words. */
function descriptionsOf(dataset: Dataset): string {
  const found = visibleDistributions(dataset).flatMap(({ description }) => description ?? []);
  return found.length > 1 ? [...new Set(found)].join('\n') : (found[0] ?? '');
}

function termsOf(dataset: Dataset, isDescribed: boolean): readonly string[] {
  const terms: string[] = [];
  const add = (field: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') terms.push(field, value.length <= MAX_TERM_LENGTH ? value : '');
  };
  const distributions = visibleDistributions(dataset);
  const addEach = (field: string, valueOf: (distribution: Distribution) => string | undefined): void => {
    const [only, ...others] = distributions;
    if (only !== undefined && others.length === 0) add(field, valueOf(only));
    else for (const value of new Set(distributions.map(valueOf))) add(field, value);
  };
  for (const { name } of toCkanGroups(dataset.themes)) add('groups', name);
  for (const tag of new Set((dataset.keywords ?? []).map(toTagName))) add('tags', tag);
  for (const { identifier } of distributions) add('res_id', identifier);
  addEach('res_format', ({ format }) => format);
  addEach('res_name', ({ title }) => title);
  addEach('res_url', ({ url }) => url);
  add('num_resources', String(distributions.length));
  const license = toCkanLicense(dataset.license);
  add('license_id', license.license_id);
  add('license', license.license_title);
  add('title_string', dataset.title);
  addPinyin(dataset.title, add);
  add('url', dataset.landingPage);
  add('version', dataset.version);
  add('harvest_source_id', dataset.sourceId);
  add('cn_update_cycle', dataset.updateCycle);
  add('cn_open_type', dataset.openness?.type);
  add('cn_share_type', dataset.sharing?.type);
  add('cn_provider_code', dataset.publisher.code);
  add('cn_resource_code', dataset.code);
  add('cn_visibility', dataset.visibility);
  add('cn_industry', dataset.industry);
  add('cn_spatial', dataset.spatial);
  addPilotTerms(dataset, add);
  add('harvest_remote_id', dataset.origin.remoteId);
  add('harvest_remote_name', dataset.origin.remoteName);
  terms.push('harvest_object_id', '');
  if (dataset.abstract !== undefined && dataset.abstract !== '') terms.push('notes', '');
  if (isDescribed) terms.push('res_description', '');
  addExtras(dataset, add);
  return terms;
}

/** What the pilot plan's figures are counted by; `domain/pilot/measures.ts` asks for them. */
function addPilotTerms(dataset: Dataset, add: (field: string, value: string | undefined) => void): void {
  const { ways, machineReadable } = waysOf(dataset);
  for (const way of ways) add('cn_way', way);
  for (const reading of machineReadable) add('cn_machine_readable', reading);
  for (const statement of missingStatements(dataset)) add('cn_missing', statement);
  add('cn_modified', dataset.modified);
  add('cn_open_basis', dataset.openness?.basis ?? dataset.openness?.condition);
}

/** What is typed for a title by its sounds is short. */
const MAX_PINYIN = { whole: 60, initials: 30 };

function addPinyin(title: string, add: (field: string, value: string | undefined) => void): void {
  const { whole, initials } = pinyinOf(title);
  // Not Chinese: the title itself is what is typed.
  if (whole === initials) return;
  add(TITLE_PINYIN, whole.slice(0, MAX_PINYIN.whole));
  add(TITLE_PINYIN, initials.slice(0, MAX_PINYIN.initials));
}

/** They stand in the order of their keys; of several with one key the package shows the first. */
function addExtras(dataset: Dataset, add: (field: string, value: string | undefined) => void): void {
  let { issued, modified } = dataset;
  let before: string | undefined;
  for (const { key, value } of dataset.extras) {
    if (key === before) continue;
    before = key;
    if (key === 'issued') issued = undefined;
    if (key === 'modified') modified = undefined;
    if (!CORE_FIELDS.has(key)) add(key, value);
  }
  add('issued', issued);
  add('modified', modified);
}
