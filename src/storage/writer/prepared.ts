import type { Hash } from '../../domain/change.js';
import type { OriginLink, Publisher } from '../../domain/dataset.js';
import type { GatherMode, JobOrigin } from '../../domain/job.js';
import type { SearchDocument } from '../../domain/search-document.js';
import type {
  AbsentCounts,
  ChainedRecord,
  Grace,
  HoldRequest,
  HoldResult,
  KeptRecord,
  LiveRecord,
  RunAbort,
  RunCommit,
  RunHeld,
  RunHold,
  RunSummary,
} from '../../pipeline/store-ports.js';

interface PreparedRecord {
  readonly remoteId: string;
  readonly datasetId: string;
  readonly raw?: Uint8Array;
  readonly fingerprint?: string;
  readonly mappingVersion: string;
  readonly problemCount: number;
  /** JSON; null when there are none. */
  readonly problems: string | null;
  /** JSON; absent where the portal is no hub. */
  readonly passed?: string;
}

export interface PreparedUpsert extends PreparedRecord {
  readonly type: 'upsert';
  readonly kind: 'added' | 'updated' | 'restored';
  readonly title: string;
  readonly contentHash: Hash;
  readonly body: Uint8Array;
  readonly document: SearchDocument;
  readonly publisherId: string;
  readonly publisher: Publisher;
  readonly hasCode: boolean;
  readonly chain?: readonly OriginLink[];
}

export interface PreparedAside extends PreparedRecord {
  readonly type: 'touch' | 'set-aside';
  readonly outcome: 'good' | 'rejected' | 'refused' | 'failed';
  readonly title: string | null;
}

export interface PreparedCopy extends PreparedRecord {
  readonly type: 'refederated';
  readonly title: string;
  readonly chain: readonly OriginLink[];
  readonly copyOf: string;
  readonly wasLive: boolean;
}

export interface PreparedRemoval {
  readonly type: 'withdrawn';
  readonly remoteId: string;
  readonly wasLive: boolean;
}

/** What is staged with contents of its own. */
export type PreparedContent = PreparedUpsert | PreparedAside | PreparedCopy;

/** Plain data, made in one thread and written in another. */
export type PreparedChange = PreparedContent | PreparedRemoval;
export type PreparedBatch = readonly PreparedChange[];

export interface RunStart {
  readonly jobId: string;
  readonly sourceId: string;
  readonly sourceTitle: string;
  /** Where everybody finds the portal; see `publicPortal`. */
  readonly portal?: string;
  readonly origin: JobOrigin;
  readonly mode: GatherMode;
  /** ISO UTC */
  readonly startedAt: string;
}

/** `RunWriter` for prepared changes; all arguments and answers are plain data. `now` is the moment of the end. */
export interface PreparedRunWriter {
  findLive(remoteIds: readonly string[]): Promise<readonly (LiveRecord | undefined)[]>;
  findOriginals(records: readonly ChainedRecord[]): Promise<readonly (string | undefined)[]>;
  seen(datasetKeys: readonly number[]): void;
  stage(batch: PreparedBatch): Promise<void>;
  countAbsent(grace: Grace, now: Date): Promise<AbsentCounts>;
  countAltered(): Promise<ReadonlyMap<string, number>>;
  findEvident(mappingVersion: string, limit: number): Promise<readonly string[]>;
  findTurned(): Promise<readonly string[]>;
  keptRecords(remoteIds: readonly string[]): Promise<readonly KeptRecord[]>;
  commit(end: RunCommit, now: Date): Promise<RunSummary>;
  hold(end: RunHold, now: Date): Promise<RunHeld>;
  abort(end: RunAbort, now: Date): Promise<void>;
}

/** `CatalogWriter` for prepared changes. */
export interface PreparedCatalogWriter {
  openRun(start: RunStart, now: Date): Promise<PreparedRunWriter>;
  recover(now: Date): Promise<void>;
  decide(request: HoldRequest): Promise<HoldResult>;
  close(): Promise<void>;
}
