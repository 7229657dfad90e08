import type { ChangeFeed, CopyReader } from '../pipeline/feed-ports.js';
import type { CatalogReader, DatasetHistory, DatasetReader } from '../pipeline/read-ports.js';
import { searchRoom } from '../search/search-room.js';
import { openForReading } from '../storage/database.js';
import { prepareStore } from '../storage/prepare-store.js';
import { SqliteCatalogReader } from '../storage/reader/sqlite-catalog-reader.js';
import { SqliteChangeFeed } from '../storage/reader/sqlite-change-feed.js';
import { SqliteCopyReader } from '../storage/reader/sqlite-copy-reader.js';
import { SqliteDatasetHistory } from '../storage/reader/sqlite-dataset-history.js';
import { SqliteDatasetReader } from '../storage/reader/sqlite-dataset-reader.js';
import { SqliteProblemReader } from '../storage/reader/sqlite-problem-reader.js';

/** In megabytes: a list of versions is read once through. */
const VERSIONS_CACHE = 8;

/** A reading connection and what answers from it. Searches have connections of their own: see `openSearch`. */
export interface ReadingSide {
  readonly catalog: CatalogReader;
  readonly datasets: DatasetReader;
  readonly history: DatasetHistory;
  readonly changes: ChangeFeed;
  readonly copies: CopyReader;
  readonly problems: SqliteProblemReader;
  close(): void;
}

export function openReadingSide(dataDir: string): ReadingSide {
  prepareStore(dataDir, searchRoom);
  const query = openForReading(dataDir);
  const datasets = new SqliteDatasetReader(query);
  const changes = new SqliteChangeFeed(query, () => openForReading(dataDir, VERSIONS_CACHE));
  return {
    catalog: new SqliteCatalogReader(query),
    datasets,
    history: new SqliteDatasetHistory(query),
    changes,
    copies: new SqliteCopyReader(query),
    problems: new SqliteProblemReader(query),
    close() {
      changes.close();
      query.close();
    },
  };
}
