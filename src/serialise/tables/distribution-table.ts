import type { Dataset, Distribution } from '../../domain/dataset.js';
import { jsonText } from './dataset-table.js';
import type { Column, TableShape } from './table.js';

/** A file or interface of a dataset; only of those that may be seen. */
export interface OwnedDistribution {
  readonly dataset: Dataset;
  readonly distribution: Distribution;
}

type DistributionColumn = Column<OwnedDistribution>;

const COLUMNS: readonly DistributionColumn[] = [
  { name: 'identifier', type: 'text', of: ({ distribution }) => distribution.identifier },
  { name: 'dataset', type: 'text', of: ({ dataset }) => dataset.identifier },
  { name: 'remote_id', type: 'text', of: ({ distribution }) => distribution.remoteId },
  { name: 'title', type: 'text', of: ({ distribution }) => distribution.title },
  { name: 'description', type: 'text', of: ({ distribution }) => distribution.description },
  { name: 'kind', type: 'text', of: ({ distribution }) => distribution.kind },
  { name: 'format', type: 'text', of: ({ distribution }) => distribution.format },
  { name: 'media_type', type: 'text', of: ({ distribution }) => distribution.mediaType },
  { name: 'url', type: 'text', of: ({ distribution }) => distribution.url },
  { name: 'bytes', type: 'integer', of: ({ distribution }) => distribution.bytes },
  { name: 'hash', type: 'text', of: ({ distribution }) => distribution.hash },
  // As the portal wrote them: they may be parts of dates.
  { name: 'created', type: 'text', of: ({ distribution }) => distribution.created },
  { name: 'modified', type: 'text', of: ({ distribution }) => distribution.modified },
  { name: 'extras', type: 'json', of: ({ distribution }) => jsonText(distribution.extras) },
];

export const DISTRIBUTIONS: TableShape & { readonly columns: readonly DistributionColumn[] } = {
  name: 'distributions',
  columns: COLUMNS,
};
