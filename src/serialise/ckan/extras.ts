import type { Dataset, Extra, License } from '../../domain/dataset.js';
import { CHAIN_EXTRA } from '../../domain/origin-chain.js';
import type { PublishedDataset } from '../../domain/published.js';
import { toHarvestObjectId } from './harvest-object-id.js';
import { toCkanLicense } from './license.js';
import { toTagName } from './tags.js';

/** Keys under these prefixes are the hub's to say; the portal's own value goes only where the hub has none. */
const HUB_PREFIXES = ['cn_', 'harvest_'];
/** Keys without such a prefix that the hub writes for readers of CKAN's own extensions. */
const READERS_KEYS: ReadonlySet<string> = new Set(['issued', 'modified', 'frequency']);

/**
 * All extras of a package: the portal's verbatim and in its order, then the national elements that CKAN has no key for
 * (`cn_*`, guide Part 6), the dates and frequency that DCAT readers of CKAN look for, and where the record comes from.
 * Keys are unique: the portal's own wins, except under the hub's prefixes. Where it wins over `issued`, `modified` or
 * `frequency` the hub's value (or that it has none) stands under `cn_issued` …: a hub that harvests this one tells by it
 * whose word is whose.
 */
export function toCkanExtras(publication: PublishedDataset): readonly Extra[] {
  const ours = new Map<string, string>();
  addNational(ours, publication.dataset);
  addOrigin(ours, publication);
  const extras: Extra[] = [];
  const taken = new Set<string>();
  for (const extra of publication.dataset.extras) {
    if (taken.has(extra.key) || (isOurs(extra.key) && ours.has(extra.key))) continue;
    taken.add(extra.key);
    if (READERS_KEYS.has(extra.key)) ours.set(`cn_${extra.key}`, ours.get(extra.key) ?? '');
    extras.push(extra);
  }
  for (const [key, value] of ours) {
    if (!taken.has(key)) extras.push({ key, value });
  }
  return extras;
}

function isOurs(key: string): boolean {
  return HUB_PREFIXES.some((prefix) => key.startsWith(prefix));
}

function addNational(extras: Map<string, string>, dataset: Dataset): void {
  add(extras, 'cn_resource_code', dataset.code);
  add(extras, 'cn_title_en', dataset.titleEn);
  addJson(extras, 'cn_classification', dataset.classification?.levels);
  add(extras, 'cn_provider_code', dataset.publisher.code);
  add(extras, 'cn_provider_unit', dataset.publisher.unit);
  addJson(extras, 'cn_formats', dataset.formats);
  addJson(extras, 'cn_fields', dataset.fields);
  addAccess(extras, dataset);
  add(extras, 'cn_update_cycle', dataset.updateCycle);
  addJson(extras, 'cn_related_codes', dataset.relatedCodes);
  addJson(extras, 'cn_national_theme', dataset.nationalThemes);
  addJson(extras, 'cn_keywords', keywordsBesideTags(dataset.keywords));
  addJson(extras, 'cn_license', licenseBesideKeys(dataset.license));
  add(extras, 'cn_industry', dataset.industry);
  add(extras, 'cn_volume_records', dataset.volume?.records?.toString());
  add(extras, 'cn_volume_bytes', dataset.volume?.bytes?.toString());
  add(extras, 'cn_volume', dataset.volume?.text);
  add(extras, 'cn_temporal_start', dataset.temporal?.start);
  add(extras, 'cn_temporal_end', dataset.temporal?.end);
  add(extras, 'cn_spatial', dataset.spatial);
  add(extras, 'cn_contact_phone', dataset.contact?.phone);
  add(extras, 'cn_security_level', dataset.securityLevel);
  addJson(extras, 'cn_registration', dataset.registration);
  add(extras, 'issued', dataset.issued);
  add(extras, 'modified', dataset.modified);
  add(extras, 'frequency', dataset.updateCycle);
}

/** 共享属性 and 开放属性, and what follows from them for the reader. */
function addAccess(extras: Map<string, string>, dataset: Dataset): void {
  const { sharing, openness } = dataset;
  add(extras, 'cn_share_type', sharing?.type);
  add(extras, 'cn_share_condition', sharing?.condition);
  add(extras, 'cn_share_way_class', sharing?.wayClass);
  add(extras, 'cn_share_way_type', sharing?.wayType);
  if (openness?.open !== undefined) extras.set('cn_open_flag', openness.open ? '1' : '0');
  add(extras, 'cn_open_type', openness?.type);
  add(extras, 'cn_open_condition', openness?.condition);
  add(extras, 'cn_open_basis', openness?.basis);
  if (openness?.loginRequired === true) extras.set('cn_login_required', 'true');
  extras.set('cn_visibility', dataset.visibility);
}

/** Keywords as the portal writes them, where CKAN's rules for tags make others of them. */
function keywordsBesideTags(keywords: Dataset['keywords']): Dataset['keywords'] {
  return keywords?.some((keyword) => toTagName(keyword) !== keyword) === true ? keywords : undefined;
}

/** The licence as the record has it, where CKAN's keys say something else. */
function licenseBesideKeys(license: License | undefined): Omit<License, 'open'> | undefined {
  if (license === undefined) return undefined;
  const { license_id: id, license_title: title, license_url: url } = toCkanLicense(license);
  if (license.id === id && license.title === title && license.url === url && id !== 'notspecified') {
    return undefined;
  }
  return {
    ...(license.id !== undefined && { id: license.id }),
    ...(license.title !== undefined && { title: license.title }),
    ...(license.url !== undefined && { url: license.url }),
  };
}

function addOrigin(extras: Map<string, string>, publication: PublishedDataset): void {
  const { origin, sourceId } = publication.dataset;
  extras.set(
    'harvest_object_id',
    toHarvestObjectId({ jobId: publication.jobId, datasetId: publication.dataset.identifier }),
  );
  extras.set('harvest_source_id', sourceId);
  extras.set('harvest_source_title', publication.sourceTitle);
  extras.set('harvest_remote_id', origin.remoteId);
  add(extras, 'harvest_remote_name', origin.remoteName);
  add(extras, 'harvest_remote_url', origin.url);
  addJson(extras, CHAIN_EXTRA, publication.chain);
}

function add(extras: Map<string, string>, key: string, value: string | undefined): void {
  if (value !== undefined) extras.set(key, value);
}

/** CKAN holds lists and objects as JSON text. */
function addJson(extras: Map<string, string>, key: string, value: object | undefined): void {
  if (value !== undefined) extras.set(key, JSON.stringify(value));
}
