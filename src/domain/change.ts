import type { Dataset, OriginLink } from './dataset.js';
import type { Passing } from './feed-position.js';
import type { Problem } from './problem.js';

/** What happened to a dataset, as the change log says it. */
export type ChangeKind = 'added' | 'updated' | 'removed' | 'restored';

/** What a run made of one record of the portal. */
export type RecordOutcome = ChangeKind | 'unchanged' | 'rejected' | 'refused' | 'failed' | 'refederated';

/** Hash of canonical JSON: 32 bytes of SHA-256 as lower-case hex. */
export type Hash = string;

/** A dataset that is to be published: made by reconcile alone. */
export interface UpsertChange {
  readonly type: 'upsert';
  readonly kind: 'added' | 'updated' | 'restored';
  readonly dataset: Dataset;
  /** Canonical JSON of `dataset` in UTF-8, and its hash. */
  readonly body: Uint8Array;
  readonly contentHash: Hash;
  /** The raw record: JSON in UTF-8. */
  readonly raw: Uint8Array;
  /** Hash of the record as the portal sent it, or of its raw form where that is all there is: the next run tells it by this. */
  readonly fingerprint: Hash;
  readonly mappingVersion: string;
  readonly problems: readonly Problem[];
  /** See `RecordRef`; so in the others. */
  readonly passed?: readonly Passing[];
}

/** The same content under a new raw form or mapping version: bookkeeping, no row in the change log. */
export interface TouchChange {
  readonly type: 'touch';
  readonly remoteId: string;
  readonly raw: Uint8Array;
  readonly fingerprint: Hash;
  readonly mappingVersion: string;
  readonly problems: readonly Problem[];
  readonly passed?: readonly Passing[];
}

/** A record below the publishable bar, refused by visibility, or not brought: its earlier good version stays live. */
export interface SetAsideChange {
  readonly type: 'set-aside';
  readonly outcome: 'rejected' | 'refused' | 'failed';
  readonly remoteId: string;
  readonly title?: string;
  /** Absent for refused records: only their identifier and the reason are kept. */
  readonly raw?: Uint8Array;
  readonly fingerprint?: Hash;
  readonly mappingVersion: string;
  readonly problems: readonly Problem[];
  readonly passed?: readonly Passing[];
}

/** A good record that is published already, from where it came by a shorter way: its own live version is removed. */
export interface RefederatedChange {
  readonly type: 'refederated';
  readonly remoteId: string;
  readonly title: string;
  readonly chain: readonly OriginLink[];
  /** Identifier of the record that it is a copy of. */
  readonly copyOf: string;
  readonly wasLive: boolean;
  readonly raw: Uint8Array;
  readonly fingerprint: Hash;
  readonly mappingVersion: string;
  readonly problems: readonly Problem[];
  readonly passed?: readonly Passing[];
}

/** A record that the portal says it has no longer; what is live of it is removed. */
export interface WithdrawnChange {
  readonly type: 'withdrawn';
  readonly remoteId: string;
  readonly wasLive: boolean;
  readonly problems: readonly [];
}

/** Other removals are no staged changes: they follow at commit from what a complete full run has not seen. */
export type Change = UpsertChange | TouchChange | SetAsideChange | RefederatedChange | WithdrawnChange;

/** One row of the change log. `time` is naive UTC with microseconds and rises with `seq`. */
export interface ChangeLogRow {
  readonly seq: number;
  readonly time: string;
  readonly jobId: string;
  readonly datasetId: string;
  readonly kind: ChangeKind;
  readonly hashBefore?: Hash;
  readonly hashAfter?: Hash;
}
