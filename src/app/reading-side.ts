import type { CatalogReader, DatasetHistory, DatasetReader } from '../pipeline/read-ports.js';
import { searchRoom } from '../search/search-room.js';
import { SqliteSearchIndex } from '../search/sqlite-search-index.js';
import { openForReading } from '../storage/database.js';
import { prepareStore } from '../storage/prepare-store.js';
import { SqliteCatalogReader } from '../storage/reader/sqlite-catalog-reader.js';
import { SqliteDatasetHistory } from '../storage/reader/sqlite-dataset-history.js';
import { SqliteDatasetReader } from '../storage/reader/sqlite-dataset-reader.js';
import { SqliteDocumentFeed } from '../storage/reader/sqlite-document-feed.js';
import { SqliteProblemReader } from '../storage/reader/sqlite-problem-reader.js';

/** The reading connections and what answers from them. */
export interface ReadingSide {
  readonly catalog: CatalogReader;
  readonly datasets: DatasetReader;
  readonly history: DatasetHistory;
  readonly problems: SqliteProblemReader;
  /** Loads the catalogue's columns; only who searches pays for it. */
  openSearch(): SqliteSearchIndex;
  close(): void;
}

/** `now` is the clock in milliseconds, for `NOW` in queries and for how long they may take. */
export function openReadingSide(dataDir: string, now: () => number = () => Date.now()): ReadingSide {
  prepareStore(dataDir, searchRoom);
  const query = openForReading(dataDir);
  const snapshots = openForReading(dataDir, 16);
  const datasets = new SqliteDatasetReader(query);
  return {
    catalog: new SqliteCatalogReader(query),
    datasets,
    history: new SqliteDatasetHistory(query, datasets),
    problems: new SqliteProblemReader(query),
    openSearch: () =>
      new SqliteSearchIndex({ query, snapshots }, new SqliteDocumentFeed(query, snapshots), now),
    close() {
      snapshots.close();
      query.close();
    },
  };
}
