import type { PublishedDataset } from '../../domain/published.js';
import { visibleDistributions } from '../../domain/visibility.js';
import { DATASETS } from './dataset-table.js';
import { DISTRIBUTIONS } from './distribution-table.js';
import { toRow } from './table.js';
import type { TableRow, TableShape } from './table.js';

/** A table of the catalogue: what rows one dataset has in it. */
export interface CatalogTable extends TableShape {
  rowsOf(published: PublishedDataset): readonly TableRow[];
}

export const DATASET_TABLE: CatalogTable = {
  ...DATASETS,
  rowsOf: (published) => [toRow(DATASETS.columns, published)],
};

export const DISTRIBUTION_TABLE: CatalogTable = {
  ...DISTRIBUTIONS,
  rowsOf: ({ dataset }) =>
    visibleDistributions(dataset).map((distribution) =>
      toRow(DISTRIBUTIONS.columns, { dataset, distribution }),
    ),
};
