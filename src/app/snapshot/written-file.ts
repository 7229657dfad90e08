import type { PublishedDataset } from '../../domain/published.js';
import type { SnapshotTable } from '../../domain/snapshot.js';
import { DATASET_TABLE, DISTRIBUTION_TABLE } from '../../serialise/tables/rows.js';
import type { CatalogTable } from '../../serialise/tables/rows.js';
import type { TableShape } from '../../serialise/tables/table.js';

/** The whole catalogue, which is the same each time that it is gone through. */
export type Datasets = () => Iterable<PublishedDataset>;

/** A file that was written, before anybody has looked at its bytes. */
export interface WrittenFile {
  readonly name: string;
  readonly mediaType: string;
  readonly tables: readonly SnapshotTable[];
}

/** What every format that knows tables has. */
export const TABLES: readonly CatalogTable[] = [DATASET_TABLE, DISTRIBUTION_TABLE];

export function tableOf({ name, columns }: TableShape, rows: number): SnapshotTable {
  return { name, rows, columns: columns.map(({ name: column, type }) => ({ name: column, type })) };
}
