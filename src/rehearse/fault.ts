import type { Text } from '../domain/dataset.js';
import type { NetworkSettings } from '../domain/source.js';
import type { Play } from './answer.js';
import type { PagingModel } from './paging-model.js';
import type { RecordedPage } from './recording.js';

/** What is known of the honest portal when a fault is prepared. */
export interface Honest {
  /** None where the list cannot be taken apart. */
  readonly pages: readonly RecordedPage[];
  /** Different questions that a run asks. */
  readonly questions: number;
  /** Undefined where the list comes in one answer, or in files. */
  readonly paging: PagingModel | undefined;
  /** Of all records that are published. */
  readonly remoteIds: readonly string[];
  /** Those that stand in the portal's answers as they are. */
  readonly idsInText: readonly string[];
  /** What one answer may be at most in the runs with faults. */
  readonly maxBytes: number;
}

/** One way in which a portal goes wrong. */
export interface Fault {
  readonly name: string;
  readonly title: Text;
  /** The ends of a run that are right. */
  readonly ends: readonly string[];
  /** Where a kind can know more or less than the others. */
  readonly endsOf?: Readonly<Record<string, readonly string[]>>;
  /** The portal has other content now, and honestly so: what is published may follow. */
  readonly changesContent?: true;
  readonly network?: Partial<NetworkSettings>;
  /** It lasts for as many runs as a record may be missing. */
  readonly lasts?: true;
  /** Pages after which a list is given up, where the kind asks that of its sources. */
  readonly maxPages?: number;
  /** The hub asks by https, of a portal with a bad certificate or with none. */
  readonly tls?: 'self-signed' | 'none';
  /** How the portal answers; or why this portal cannot have the fault. */
  readonly prepare: (honest: Honest) => Play | { readonly skipped: Text };
}

export const UNAVAILABLE = 'failed: source-unavailable';
export const BAD_RESPONSE = 'failed: source-response';

/** Seconds in which an answer is waited for where the fault is that none comes. */
export const SHORT_TIMEOUT = { timeoutSeconds: 0.6 };
