import type { Change, Hash } from '../domain/change.js';
import type { OriginLink } from '../domain/dataset.js';
import type { FeedEnd, Passing } from '../domain/feed-position.js';
import type { HiddenChanges } from '../domain/filter-finding.js';
import type { Alarm, HoldSelection } from '../domain/hold.js';
import type { GatherMode, JobCounts, JobError, JobOrigin } from '../domain/job.js';
import type { SearchDocument } from '../domain/search-document.js';
import type { Source } from '../domain/source.js';

/** What is live (or was) under a remote id: all that reconcile needs to know. */
export interface LiveRecord {
  readonly remoteId: string;
  readonly datasetKey: number;
  readonly state: 'live' | 'removed' | 'set-aside';
  /** What the last run that brought this record made of it; `refused` of a removed one until it is published again. */
  readonly lastOutcome: 'good' | 'rejected' | 'refused' | 'failed';
  /** Already met in this run: the portal lists it twice. */
  readonly seen: boolean;
  readonly contentHash?: Hash;
  /** See `fingerprint` of a change. */
  readonly fingerprint?: Hash;
  readonly mappingVersion?: string;
  readonly problemCount: number;
  /** The record that it was found to be a copy of, and the one that it would be found to be a copy of now. */
  readonly copyOf?: string;
  readonly precededBy?: string;
}

/** A record that its portal has from elsewhere. */
export interface ChainedRecord {
  readonly remoteId: string;
  readonly chain: readonly OriginLink[];
}

/** A record as it is stored, which is to be looked at anew. */
export interface KeptRecord {
  readonly remoteId: string;
  readonly json: string;
  readonly fingerprint?: Hash;
  readonly passed?: readonly Passing[];
}

export interface RunContext {
  readonly jobId: string;
  readonly origin: JobOrigin;
  readonly source: Source;
  readonly mode: GatherMode;
  /** ISO UTC */
  readonly startedAt: string;
  readonly now: () => Date;
}

/** The store's own form of a change; it holds on to nothing of the record, of which the next is made meanwhile. */
export interface PreparedChange {
  readonly type: Change['type'];
}

export interface RunSummary {
  readonly counts: JobCounts;
  /** Position of the change log after the run. */
  readonly seq: number;
}

export interface CatalogWriter {
  /** Records the job as running and takes the source's lease; `SourceBusyError` when another run holds it. */
  openRun(context: RunContext): Promise<RunWriter>;
  /** Ends what a killed process left: its job becomes `failed`, its staged rows vanish. Idempotent. */
  recover(now: Date): Promise<void>;
  /**
   * Publishes a held run, or the part of it that is selected, or nothing of it; the rest is dropped. `NotFoundError` for a
   * job that does not wait, `InvalidRequestError` for a selection that selects nothing, `WriterBusyError`.
   */
  decide(request: HoldRequest): Promise<HoldResult>;
  /** After all runs have ended. */
  close(): Promise<void>;
}

export interface HoldRequest {
  readonly jobId: string;
  readonly decision: 'release' | 'reject';
  /** Of what is released; absent: all. */
  readonly selection?: HoldSelection;
  /** Kept with the decision. */
  readonly reason: string;
  readonly now: Date;
}

export interface HoldResult {
  readonly decision: 'released' | 'released-in-part' | 'rejected';
  readonly added: number;
  readonly updated: number;
  readonly restored: number;
  readonly removed: number;
}

/**
 * One run. `stage` may be called any number of times; **exactly one** of `commit`, `hold` and `abort` ends it (what fails
 * has ended nothing: abort follows). Calls take effect in their order, also when they are not awaited.
 * Until `commit` nothing of the run can be seen by a reader; `commit` is one synchronous transaction over change log,
 * current state, search index and job row.
 */
export interface RunWriter {
  /** What is known of these remote ids, in their order; undefined for new ones. */
  findLive(remoteIds: readonly string[]): Promise<readonly (LiveRecord | undefined)[]>;
  /**
   * Of each record, in their order, the identifier of the one that it is a copy of: this hub's own, that comes back; one of
   * the portal that it comes from; or one with the same origin that is live by a shorter way. Undefined: it is none.
   */
  findOriginals(records: readonly ChainedRecord[]): Promise<readonly (string | undefined)[]>;
  /** Marks live records as seen without any change. */
  seen(records: readonly LiveRecord[]): void;
  /** Takes from a change all that staging needs. Synchronous. */
  prepare(change: Change): PreparedChange;
  stage(changes: readonly PreparedChange[]): Promise<void>;
  /** What a complete full run has not seen of what is live. */
  countAbsent(grace: Grace): Promise<AbsentCounts>;
  /** Element → live datasets in which the staged changes alter it, where the portal changed them and not the hub's mapping. */
  countAltered(): Promise<ReadonlyMap<string, number>>;
  /**
   * Records that the portal has evidently changed, by what is staged: new ones, and live ones of which it changed what rests
   * with the record itself. `limit` at most; none where live records were mapped by another version than this one, because
   * then it may be the hub that changed. Forms that the record had before do not count.
   */
  findEvident(mappingVersion: string, limit: number): Promise<readonly string[]>;
  /**
   * Records of a followed portal that have become copies, or are copies no longer, by what other sources have published since
   * its last complete run began: nobody lists them again. Remote ids; empty where there was none.
   */
  findTurned(): Promise<readonly string[]>;
  /** What is stored of these; fewer where nothing is. */
  keptRecords(remoteIds: readonly string[]): Promise<readonly KeptRecord[]>;
  commit(end: RunCommit): Promise<RunSummary>;
  /** Ends the run without publishing: what it staged, and what it would remove, waits for a decision. */
  hold(end: RunHold): Promise<RunHeld>;
  abort(end: RunAbort): Promise<void>;
}

/** How long a live record may be absent from complete full runs before it is removed: both have to have passed. */
export interface Grace {
  readonly runs: number;
  readonly days: number;
}

export interface AbsentCounts {
  readonly live: number;
  /** Absent for as long as their grace, this run included: a commit removes them. */
  readonly due: number;
  /** Absent, and kept for now. */
  readonly missing: number;
}

export interface RunCommit {
  readonly outcome: 'complete' | 'partial';
  /** Of a complete full run: what it has not seen is absent. Without it nothing is. */
  readonly absent?: Grace;
  readonly counts: JobCounts;
  /** How a partial run explains itself. */
  readonly error?: JobError;
  /** What its audit found: kept with the source until somebody trusts its portal again. */
  readonly hidden?: HiddenChanges;
  /**
   * How far a complete run has followed its portal. Kept, unless the copy is not what the portal says, or something is missing
   * and not given up yet: then the next run is full. Of a held run it is kept when all of it is released.
   */
  readonly feed?: FeedEnd;
}

/** A commit that has to wait, and why. */
export interface RunHold extends RunCommit {
  readonly alarms: readonly Alarm[];
}

/**
 * `held`: the run waits, in the place of an older one of its source. Otherwise it would change exactly what `jobId` would,
 * which waits already or was rejected, and nothing of it is kept.
 */
export type RunHeld =
  { readonly held: true } | { readonly held: false; readonly jobId: string; readonly decision?: 'rejected' };

export interface RunAbort {
  readonly outcome: 'failed' | 'aborted';
  readonly counts: JobCounts;
  readonly error: JobError;
}

/** Handed to the run writer by `app.ts`; called inside its transactions, hence synchronous. */
export interface IndexWriter {
  /** Adds a document that no reader sees before its run is committed. */
  add(documentKey: number, document: SearchDocument): void;
  remove(documentKey: number): void;
  /** A transaction was rolled back: nothing remembered from it may be trusted. */
  rolledBack(): void;
}
