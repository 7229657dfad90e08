import type { Language } from '../domain/dataset.js';
import type { CatalogReader, DatasetHistory, DatasetReader, SearchIndex } from '../pipeline/read-ports.js';
import type { SiteFacts } from '../serialise/site-facts.js';

/** What the hub says of itself; its `url` stands in `help`, in `status_show` and in every output. */
export interface Site extends SiteFacts {
  /** The first is the default of the pages. */
  readonly languages: readonly Language[];
}

/** Takes what the server cannot answer for: always a bug of ours. */
export interface HttpLogger {
  error(facts: Readonly<Record<string, unknown>>, message: string): void;
}

/** All that answers are made of. Every read sees published state only. */
export interface Catalog {
  readonly datasets: DatasetReader;
  readonly history: DatasetHistory;
  readonly search: SearchIndex;
  readonly catalog: CatalogReader;
  readonly site: Site;
}
