import type { Dataset } from '../domain/dataset.js';
import { visibleDistributions } from '../domain/visibility.js';
import { toCkanLicense } from './ckan/license.js';
import { toTagName } from './ckan/tags.js';
import { toCkanGroups } from './ckan/themes.js';

/** The shape of `SearchDocument` in the ports: text by weight and exact terms by CKAN index field. */
export interface IndexedDocument {
  readonly title: string;
  readonly tags: string;
  readonly publisher: string;
  readonly text: string;
  readonly terms: readonly (readonly [field: string, value: string])[];
}

/** Longer values are text to read, not terms to look up. */
const MAX_TERM_LENGTH = 200;

/**
 * Index fields that the hub fills itself, here or in the store: a portal's extra of the same name is not indexed under
 * it, as in CKAN, or a portal could pose as another organization.
 */
const CORE_FIELDS: ReadonlySet<string> = new Set([
  'id',
  'name',
  'title',
  'title_string',
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
  'license',
  'license_id',
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
  'cn_update_cycle',
  'cn_open_type',
  'cn_share_type',
  'cn_provider_code',
  'cn_resource_code',
  'cn_visibility',
]);

/**
 * What the search index keeps of a dataset. Name, ids and organization are added by the store, which alone knows them.
 * Distributions pass through visibility: a closed dataset is not found by its formats.
 */
export function toSearchDocument(dataset: Dataset): IndexedDocument {
  const keywords = dataset.keywords ?? [];
  return {
    title: dataset.titleEn === undefined ? dataset.title : `${dataset.title} ${dataset.titleEn}`,
    tags: keywords.join(' '),
    publisher: dataset.publisher.name,
    text: dataset.abstract ?? '',
    terms: [...coreTerms(dataset), ...nationalTerms(dataset), ...extraTerms(dataset)],
  };
}

type Term = readonly [field: string, value: string];

function coreTerms(dataset: Dataset): readonly Term[] {
  const tags = new Set((dataset.keywords ?? []).map(toTagName));
  const formats = new Set(visibleDistributions(dataset).map(({ format }) => format ?? ''));
  formats.delete('');
  return [
    ...toCkanGroups(dataset.themes).map(({ name }): Term => ['groups', name]),
    ...[...tags].map((tag): Term => ['tags', tag]),
    ...[...formats].map((format): Term => ['res_format', format]),
    ['license_id', toCkanLicense(dataset.license).license_id],
    ['type', 'dataset'],
    ['dataset_type', 'dataset'],
    ['harvest_source_id', dataset.sourceId],
  ];
}

function nationalTerms(dataset: Dataset): readonly Term[] {
  const values: readonly (readonly [string, string | undefined])[] = [
    ['cn_update_cycle', dataset.updateCycle],
    ['cn_open_type', dataset.openness?.type],
    ['cn_share_type', dataset.sharing?.type],
    ['cn_provider_code', dataset.publisher.code],
    ['cn_resource_code', dataset.code],
    ['cn_visibility', dataset.visibility],
  ];
  return values.filter((term): term is Term => term[1] !== undefined);
}

function extraTerms(dataset: Dataset): readonly Term[] {
  const terms: Term[] = [];
  for (const { key, value } of dataset.extras) {
    if (value !== '' && value.length <= MAX_TERM_LENGTH && !CORE_FIELDS.has(key)) terms.push([key, value]);
  }
  return terms;
}
