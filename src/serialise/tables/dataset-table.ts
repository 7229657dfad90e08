import { canonicalJson } from '../../domain/identifiers.js';
import type { PublishedDataset } from '../../domain/published.js';
import { visibleDistributions } from '../../domain/visibility.js';
import { withoutHalves } from '../plain-text.js';
import type { Column, ColumnValue, TableShape } from './table.js';

type DatasetColumn = Column<PublishedDataset>;

/** Undefined for what is not there, or empty. */
export function jsonText(value: unknown): string | undefined {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return undefined;
  return withoutHalves(canonicalJson(value));
}

/** From naive UTC. */
export function instant(time: string): string {
  return `${time}Z`;
}

/** A list of none is no list. */
function texts(list: readonly string[] | undefined): ColumnValue {
  return list === undefined || list.length === 0 ? undefined : list;
}

/**
 * A row a dataset: the elements of the national record (docs/national-profile.md) in its order, structures that have no
 * columns of their own as JSON.
 */
const COLUMNS: readonly DatasetColumn[] = [
  { name: 'identifier', type: 'text', of: ({ dataset }) => dataset.identifier },
  { name: 'name', type: 'text', of: ({ name }) => name },
  { name: 'title', type: 'text', of: ({ dataset }) => dataset.title },
  { name: 'title_en', type: 'text', of: ({ dataset }) => dataset.titleEn },
  { name: 'code', type: 'text', of: ({ dataset }) => dataset.code },
  { name: 'classification', type: 'json', of: ({ dataset }) => jsonText(dataset.classification?.levels) },
  { name: 'publisher', type: 'text', of: ({ dataset }) => dataset.publisher.name },
  { name: 'publisher_id', type: 'text', of: ({ publisher }) => publisher.identifier },
  { name: 'publisher_code', type: 'text', of: ({ dataset }) => dataset.publisher.code },
  { name: 'publisher_unit', type: 'text', of: ({ dataset }) => dataset.publisher.unit },
  { name: 'abstract', type: 'text', of: ({ dataset }) => dataset.abstract },
  { name: 'formats', type: 'texts', of: ({ dataset }) => texts(dataset.formats?.map(({ type }) => type)) },
  { name: 'fields', type: 'json', of: ({ dataset }) => jsonText(dataset.fields) },
  { name: 'share_type', type: 'text', of: ({ dataset }) => dataset.sharing?.type },
  { name: 'share_condition', type: 'text', of: ({ dataset }) => dataset.sharing?.condition },
  { name: 'share_way_class', type: 'text', of: ({ dataset }) => dataset.sharing?.wayClass },
  { name: 'share_way_type', type: 'text', of: ({ dataset }) => dataset.sharing?.wayType },
  { name: 'visibility', type: 'text', of: ({ dataset }) => dataset.visibility },
  { name: 'open', type: 'boolean', of: ({ dataset }) => dataset.openness?.open },
  { name: 'open_type', type: 'text', of: ({ dataset }) => dataset.openness?.type },
  { name: 'open_condition', type: 'text', of: ({ dataset }) => dataset.openness?.condition },
  { name: 'open_basis', type: 'text', of: ({ dataset }) => dataset.openness?.basis },
  { name: 'login_required', type: 'boolean', of: ({ dataset }) => dataset.openness?.loginRequired },
  { name: 'update_cycle', type: 'text', of: ({ dataset }) => dataset.updateCycle },
  { name: 'issued', type: 'date', of: ({ dataset }) => dataset.issued },
  { name: 'modified', type: 'date', of: ({ dataset }) => dataset.modified },
  { name: 'related_codes', type: 'texts', of: ({ dataset }) => texts(dataset.relatedCodes) },
  { name: 'themes', type: 'texts', of: ({ dataset }) => texts(dataset.themes) },
  { name: 'national_themes', type: 'texts', of: ({ dataset }) => texts(dataset.nationalThemes) },
  { name: 'industry', type: 'text', of: ({ dataset }) => dataset.industry },
  { name: 'keywords', type: 'texts', of: ({ dataset }) => texts(dataset.keywords) },
  { name: 'volume_records', type: 'integer', of: ({ dataset }) => dataset.volume?.records },
  { name: 'volume_bytes', type: 'integer', of: ({ dataset }) => dataset.volume?.bytes },
  { name: 'volume_text', type: 'text', of: ({ dataset }) => dataset.volume?.text },
  { name: 'temporal_start', type: 'date', of: ({ dataset }) => dataset.temporal?.start },
  { name: 'temporal_end', type: 'date', of: ({ dataset }) => dataset.temporal?.end },
  { name: 'spatial', type: 'text', of: ({ dataset }) => dataset.spatial },
  { name: 'contact', type: 'json', of: ({ dataset }) => jsonText(dataset.contact) },
  { name: 'security_level', type: 'text', of: ({ dataset }) => dataset.securityLevel },
  { name: 'registration', type: 'json', of: ({ dataset }) => jsonText(dataset.registration) },
  { name: 'license_id', type: 'text', of: ({ dataset }) => dataset.license?.id },
  { name: 'license_title', type: 'text', of: ({ dataset }) => dataset.license?.title },
  { name: 'license_url', type: 'text', of: ({ dataset }) => dataset.license?.url },
  { name: 'landing_page', type: 'text', of: ({ dataset }) => dataset.landingPage },
  { name: 'version', type: 'text', of: ({ dataset }) => dataset.version },
  { name: 'extras', type: 'json', of: ({ dataset }) => jsonText(dataset.extras) },
  { name: 'distributions', type: 'integer', of: ({ dataset }) => visibleDistributions(dataset).length },
  { name: 'source', type: 'text', of: ({ dataset }) => dataset.sourceId },
  { name: 'remote_id', type: 'text', of: ({ dataset }) => dataset.origin.remoteId },
  { name: 'remote_url', type: 'text', of: ({ dataset }) => dataset.origin.url },
  { name: 'created', type: 'timestamp', of: ({ created }) => instant(created) },
  { name: 'changed', type: 'timestamp', of: ({ changed }) => instant(changed) },
];

export const DATASETS: TableShape & { readonly columns: readonly DatasetColumn[] } = {
  name: 'datasets',
  columns: COLUMNS,
};
