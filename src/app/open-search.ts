import type { DatasetHistory, SearchIndex, SearchView } from '../pipeline/read-ports.js';
import { CatalogSearch } from '../search/catalog-search.js';
import { SqliteSearchIndex } from '../search/sqlite-search-index.js';
import type { SearchIndexOptions } from '../search/sqlite-search-index.js';
import { openForReading, still } from '../storage/database.js';
import type { Database } from '../storage/database.js';
import { SqliteDatasetHistory } from '../storage/reader/sqlite-dataset-history.js';
import { SqliteDatasetReader } from '../storage/reader/sqlite-dataset-reader.js';
import { SqliteDocumentFeed } from '../storage/reader/sqlite-document-feed.js';

export interface OpenSearch {
  readonly view: SearchView;
  readonly search: SearchIndex;
  close(): void;
}

/**
 * Loads the catalogue's columns over connections of their own; the store has to be there. `now` is the clock in milliseconds,
 * for `NOW` in queries and for how long they may take.
 */
export function openSearch(
  dataDir: string,
  { now = () => Date.now(), ...options }: SearchIndexOptions & { readonly now?: () => number } = {},
): OpenSearch {
  const query = openForReading(dataDir);
  const snapshots = openForReading(dataDir, 16);
  const { view, search } = searchOver(
    { query, snapshots },
    {
      ...{ ...options, now },
      history: new SqliteDatasetHistory(query),
    },
  );
  return {
    view,
    search,
    close() {
      snapshots.close();
      query.close();
    },
  };
}

export interface SearchSurroundings extends SearchIndexOptions {
  readonly now: () => number;
  readonly history: DatasetHistory;
}

/** The same over connections that the caller opened and closes. */
export function searchOver(
  { query, snapshots }: { readonly query: Database; readonly snapshots: Database },
  { now, history, ...options }: SearchSurroundings,
): Omit<OpenSearch, 'close'> {
  const datasets = new SqliteDatasetReader(query);
  const feed = new SqliteDocumentFeed(query, snapshots);
  const view = new SqliteSearchIndex({ query, snapshots }, feed, now, options);
  const search = new CatalogSearch({
    ...{ view, datasets, history, now },
    still: (work) => still(query, work),
  });
  return { view, search };
}
