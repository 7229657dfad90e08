import { datasetIdentifier } from '../../src/domain/identifiers.js';
import type { Source } from '../../src/domain/source.js';

const PLACEHOLDER = /\{(dataset_id|harvest_source_(?:id|url|title))\}/g;

/**
 * Fills the placeholders of `default_extras` and `override_extras`. Those of ckanext-harvest that name the run or its
 * record are refused by the options' schema: they would make every run an update of every dataset.
 */
export function fillPlaceholders(value: unknown, source: Source, remoteId: string): unknown {
  if (typeof value !== 'string' || !value.includes('{')) return value;
  const values: Readonly<Record<string, string>> = {
    dataset_id: datasetIdentifier(source.id, remoteId),
    harvest_source_id: source.id,
    harvest_source_url: source.url,
    harvest_source_title: source.title,
  };
  return value.replace(PLACEHOLDER, (placeholder, name: string) => values[name] ?? placeholder);
}
