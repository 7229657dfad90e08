import type { Language, Text } from '../domain/dataset.js';
import type { CatalogReader, DatasetHistory, DatasetReader, SearchIndex } from '../pipeline/read-ports.js';

/** What the hub says of itself. */
export interface Site {
  readonly title: Text;
  readonly description: Text;
  /** Public base URL, without a closing slash; it stands in `help` and in `status_show`. */
  readonly url: string;
  /** The first is the default of the pages. */
  readonly languages: readonly Language[];
  readonly publisher: { readonly name: string; readonly url?: string; readonly email?: string };
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
