import type { DatasetDraft } from '../../src/domain/dataset.js';

/** An element of the draft that an extra can fill by itself. */
export type ElementName = Exclude<
  keyof DatasetDraft,
  'origin' | 'publisher' | 'distributions' | 'extras' | 'unread'
>;

/** A part of an element that is put together from several extras. */
export type PartName =
  | 'publisher'
  | 'publisherCode'
  | 'publisherUnit'
  | 'temporalStart'
  | 'temporalEnd'
  | 'volumeRecords'
  | 'volumeBytes';

/** What an extra can fill. */
export type Target =
  | { readonly type: 'element'; readonly name: ElementName }
  | { readonly type: 'part'; readonly name: PartName };

/** Every target, so that a label that leads elsewhere is not followed. */
const TARGETS: Readonly<Record<ElementName, 'element'> & Record<PartName, 'part'>> = {
  title: 'element',
  titleEn: 'element',
  code: 'element',
  classification: 'element',
  abstract: 'element',
  formats: 'element',
  fields: 'element',
  shareType: 'element',
  shareCondition: 'element',
  shareWayClass: 'element',
  shareWayType: 'element',
  openFlag: 'element',
  openType: 'element',
  openCondition: 'element',
  openBasis: 'element',
  updateCycle: 'element',
  issued: 'element',
  modified: 'element',
  relatedCodes: 'element',
  themes: 'element',
  nationalThemes: 'element',
  industry: 'element',
  keywords: 'element',
  volume: 'element',
  temporal: 'element',
  spatial: 'element',
  phone: 'element',
  email: 'element',
  contactName: 'element',
  securityLevel: 'element',
  classified: 'element',
  registration: 'element',
  licenseId: 'element',
  licenseTitle: 'element',
  licenseUrl: 'element',
  landingPage: 'element',
  version: 'element',
  publisher: 'part',
  publisherCode: 'part',
  publisherUnit: 'part',
  temporalStart: 'part',
  temporalEnd: 'part',
  volumeRecords: 'part',
  volumeBytes: 'part',
};

/** Other names of targets in label tables. */
const SYNONYMS: Readonly<Partial<Record<string, PartName>>> = {
  providerCode: 'publisherCode',
  'publisher.code': 'publisherCode',
  'publisher.name': 'publisher',
  'publisher.unit': 'publisherUnit',
  'temporal.start': 'temporalStart',
  'temporal.end': 'temporalEnd',
};

export function asTarget(word: string | undefined): Target | undefined {
  if (word === undefined) return undefined;
  const name = (Object.hasOwn(SYNONYMS, word) ? SYNONYMS[word] : undefined) ?? word;
  if (!isTargetName(name)) return undefined;
  return isPartName(name) ? { type: 'part', name } : { type: 'element', name };
}

function isTargetName(name: string): name is ElementName | PartName {
  return Object.hasOwn(TARGETS, name);
}

function isPartName(name: ElementName | PartName): name is PartName {
  return TARGETS[name] === 'part';
}

/**
 * Extras with a fixed meaning: those of CKAN's own extensions (ckanext-dcat, ckanext-spatial), of widespread schemas
 * (data.gov.uk, HDX), and the national elements as a hub of this kind writes them (`cn_*`).
 */
export const KNOWN_EXTRAS: ReadonlyMap<string, ElementName | PartName> = new Map<
  string,
  ElementName | PartName
>([
  ['frequency', 'updateCycle'],
  ['accrual_periodicity', 'updateCycle'],
  ['accrualPeriodicity', 'updateCycle'],
  ['update_frequency', 'updateCycle'],
  ['data_update_frequency', 'updateCycle'],
  ['frequency-of-update', 'updateCycle'],
  ['issued', 'issued'],
  ['dcat_issued', 'issued'],
  ['date_released', 'issued'],
  ['modified', 'modified'],
  ['dcat_modified', 'modified'],
  ['date_updated', 'modified'],
  ['last_modified', 'modified'],
  ['theme', 'themes'],
  ['theme-primary', 'themes'],
  ['spatial_text', 'spatial'],
  ['geographic_coverage', 'spatial'],
  ['spatial', 'spatial'],
  ['temporal', 'temporal'],
  ['dataset_date', 'temporal'],
  ['temporal_start', 'temporalStart'],
  ['temporal_coverage-from', 'temporalStart'],
  ['temporal-extent-begin', 'temporalStart'],
  ['temporal_end', 'temporalEnd'],
  ['temporal_coverage-to', 'temporalEnd'],
  ['temporal-extent-end', 'temporalEnd'],
  ['publisher_name', 'publisher'],
  ['contact_name', 'contactName'],
  ['contact-name', 'contactName'],
  ['contact_email', 'email'],
  ['contact-email', 'email'],
  ['contact_phone', 'phone'],
  ['contact-phone', 'phone'],
  ['landing_page', 'landingPage'],
  ['cn_resource_code', 'code'],
  ['cn_title_en', 'titleEn'],
  ['cn_classification', 'classification'],
  ['cn_provider_code', 'publisherCode'],
  ['cn_provider_unit', 'publisherUnit'],
  ['cn_formats', 'formats'],
  ['cn_fields', 'fields'],
  ['cn_share_type', 'shareType'],
  ['cn_share_condition', 'shareCondition'],
  ['cn_share_way_class', 'shareWayClass'],
  ['cn_share_way_type', 'shareWayType'],
  ['cn_open_flag', 'openFlag'],
  ['cn_open_type', 'openType'],
  ['cn_open_condition', 'openCondition'],
  ['cn_open_basis', 'openBasis'],
  ['cn_update_cycle', 'updateCycle'],
  ['cn_related_codes', 'relatedCodes'],
  ['cn_national_theme', 'nationalThemes'],
  ['cn_industry', 'industry'],
  ['cn_volume', 'volume'],
  ['cn_volume_records', 'volumeRecords'],
  ['cn_volume_bytes', 'volumeBytes'],
  ['cn_temporal_start', 'temporalStart'],
  ['cn_temporal_end', 'temporalEnd'],
  ['cn_spatial', 'spatial'],
  ['cn_contact_phone', 'phone'],
  ['cn_security_level', 'securityLevel'],
  ['cn_registration', 'registration'],
]);

/** The `cn_*` extras that hold lists and objects as JSON text. */
export const JSON_EXTRAS: ReadonlySet<string> = new Set([
  'cn_classification',
  'cn_formats',
  'cn_fields',
  'cn_related_codes',
  'cn_national_theme',
  'cn_registration',
]);
