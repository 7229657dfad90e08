import type { Change, ChangeKind, ChangeLogRow, Hash } from '../domain/change.js';
import type { OriginLink } from '../domain/dataset.js';
import type { FilterFinding, HiddenChanges } from '../domain/filter-finding.js';
import type { Alarm, HeldChange, Hold, HoldSelection } from '../domain/hold.js';
import type { GatherMode, HarvestRecord, Job, JobCounts, JobError, JobOrigin } from '../domain/job.js';
import type { PublishedDataset, PublishedPublisher } from '../domain/published.js';
import type { SearchDocument } from '../domain/search-document.js';
import type { Source } from '../domain/source.js';
import type { TracedRecord } from '../domain/trace.js';

// ---------------------------------------------------------------- the store

/** What is live (or was) under a remote id: all that reconcile needs to know. */
export interface LiveRecord {
  readonly remoteId: string;
  readonly datasetKey: number;
  readonly state: 'live' | 'removed' | 'set-aside';
  /** What the last run that brought this record made of it. */
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

/** A record as the portal sent it, from the store. */
export interface StoredRecord {
  readonly remoteId: string;
  readonly json: string;
  readonly fingerprint?: Hash;
}

/** Everything about the past and present that is not search. All reads see published state only. */
export interface CatalogReader {
  listJobs(filter: {
    readonly sourceId?: string;
    readonly limit: number;
    readonly before?: string;
  }): Promise<readonly Job[]>;
  findJob(jobId: string): Promise<Job | undefined>;
  listHarvestRecords(
    jobId: string,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<readonly HarvestRecord[]>;
  /** What a run made of one record; undefined also for one that it found unchanged. */
  findHarvestRecord(jobId: string, datasetId: string): Promise<HarvestRecord | undefined>;
  /** Records that a run did not publish (rejected, refused, not brought), from the place where the page before ended. */
  listSetAside(jobId: string, after?: number): Promise<HarvestRecordPage>;
  /** `current`: of each live dataset the job that brought its version; `all`: whatever jobs made of records. Streamed. */
  recordKeys(which: 'current' | 'all', sourceId?: string): Iterable<RecordKey>;
  countJobs(sourceId: string): Promise<number>;
  /** Start of the last complete run of the source, ISO UTC: a partial one moves no clock. */
  findLastCompleteStart(sourceId: string): Promise<string | undefined>;
  /** What speaks for the next run of an incremental source being full. */
  auditState(sourceId: string): Promise<AuditState>;
  /** What is stored of a source's records as the portal sent them: the latest form of each, or that of a moment (ISO UTC). */
  storedRecords(sourceId: string, asOf?: string): AsyncIterable<StoredRecord>;
  /**
   * The records that a text may mean, and where they are. `keys`: by ids and names, or an address with one, which costs a
   * look-up; `all`: also by title, code or address, which may read the whole store.
   */
  traceRecords(text: string, depth: 'keys' | 'all'): Promise<readonly TracedRecord[]>;
  /** Why a run was held and what was decided; undefined for one that never was. */
  findHold(jobId: string): Promise<Hold | undefined>;
  /** Runs that wait for a decision, the oldest first. */
  openHolds(): Promise<readonly Hold[]>;
  /** What a run that waits would change, by remote id. */
  listHeldChanges(
    jobId: string,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<readonly HeldChange[]>;
  sourceSummaries(): Promise<readonly SourceSummary[]>;
  changes(sinceSeq: number, limit: number): Promise<readonly ChangeLogRow[]>;
  /** The newest first; costs no more than the page and what is left out before it. */
  latestChanges(scope: ChangeScope, page: ChangePage): Promise<readonly DatasetChange[]>;
  findChange(seq: number): Promise<DatasetChange | undefined>;
  latestSeq(): Promise<number>;
}

/** Some records of a job; there may be more as long as there is a `next`, also where none is on this page. */
export interface HarvestRecordPage {
  readonly records: readonly HarvestRecord[];
  readonly next?: number;
}

/** One record in one job. */
export interface RecordKey {
  readonly jobId: string;
  readonly datasetId: string;
}

export interface AuditState {
  /** Incremental runs since the last full one, however that ended. */
  readonly incrementalRuns: number;
  /** As long as the portal is not trusted. */
  readonly finding?: FilterFinding;
}

/** Whose changes: everybody's, a dataset's or a publisher's by its id, or those of the datasets of these documents. */
export type ChangeScope =
  | { readonly of: 'all' }
  | { readonly of: 'dataset' | 'publisher'; readonly identifier: string }
  | { readonly of: 'documents'; readonly documents: readonly number[] };

export interface ChangePage {
  /** Absent: all. */
  readonly kinds?: readonly ChangeKind[];
  /** Microseconds since 1970, both exclusive. */
  readonly before?: number;
  readonly after?: number;
  readonly offset: number;
  readonly limit: number;
}

/** A change as readers may know of it. */
export interface DatasetChange {
  readonly seq: number;
  /** Naive UTC with microseconds. */
  readonly time: string;
  readonly kind: ChangeKind;
  readonly datasetId: string;
  /** The dataset's present or last one; absent where nothing may be kept of it. */
  readonly title?: string;
}

export interface SourceSummary {
  readonly sourceId: string;
  readonly datasets: number;
  readonly rejected: number;
  readonly lastJob?: Job;
  /** See `AuditState`. */
  readonly finding?: FilterFinding;
}

// ---------------------------------------------------------------- reading the catalogue

export interface Tombstone {
  readonly identifier: string;
  readonly name: string;
  readonly title: string;
  readonly removedAt: string;
}

export interface DatasetLabel {
  readonly identifier: string;
  readonly name: string;
  readonly title: string;
}

/** Lookups by key; used by package_show, organization_show, … `key` is the hub's id or its name. */
export interface DatasetReader {
  /** Rises with everything that is published. */
  version(): number;
  find(key: string): PublishedDataset | undefined;
  findTombstone(key: string): Tombstone | undefined;
  /** Names of all live datasets, sorted by name; streamed. */
  names(page: { readonly limit?: number; readonly offset?: number }): Iterable<string>;
  /** Live datasets whose name begins so, sorted by name. */
  labels(page: { readonly prefix: string; readonly limit: number }): readonly DatasetLabel[];
  /** The same of documents, in the order of the given keys: much cheaper than their bodies. */
  labelsOf(documents: readonly number[]): readonly DatasetLabel[];
  /** Bodies in the order of the given document keys. */
  byDocuments(documents: readonly number[]): readonly PublishedDataset[];
  /** All live datasets, ordered by identifier; streamed, for exports. */
  all(): Iterable<PublishedDataset>;
  publishers(): readonly (PublishedPublisher & { readonly datasets: number })[];
  findPublisher(key: string): (PublishedPublisher & { readonly datasets: number }) | undefined;
}

/** The catalogue as it was published at earlier positions of the change log; nothing is shown of what was refused since. */
export interface DatasetHistory {
  /** Position after the last change that was published by then; 0 before the first. */
  seqAt(time: Date): number;
  at(seq: number): PastReader;
}

/** What was live at one position, in the form that it had; publishers are called what they are called now. */
export type PastReader = Pick<DatasetReader, 'find' | 'names'>;

// ---------------------------------------------------------------- search

export interface SearchRequest {
  /** As the caller wrote them; the query language belongs to `search/`. */
  readonly q: string;
  readonly fq: readonly string[];
  readonly fqList?: readonly string[];
  readonly reading?: QueryReading;
  /** `field asc|desc, …`; empty means the default order. */
  readonly sort: string;
  readonly start: number;
  readonly rows: number;
  readonly facets: { readonly fields: readonly string[]; readonly limit: number; readonly minCount: number };
}

/** How `q` and the filters are to be read; what is absent is as in CKAN. */
export interface QueryReading {
  readonly defType?: string;
  readonly qf?: string;
  readonly mm?: string;
  readonly df?: string;
  readonly tie?: number;
  /** Clauses combine as in Lucene's classic parser, its traps included. */
  readonly strict?: boolean;
}

export interface SearchResult {
  readonly count: number;
  readonly sort: string;
  /** Document keys for `DatasetReader.byDocuments`. */
  readonly documents: readonly number[];
  /** Raw value → count, in descending count, ties by value. */
  readonly facets: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** Throws `SearchSyntaxError` for a query that cannot be read, or that takes too long. */
export interface SearchIndex {
  search(request: SearchRequest): SearchResult;
  /** Brings the view to the latest published state; called when something was published. Never blocks for long. */
  refresh(): Promise<void>;
  /** Position of the change log that answers come from. */
  readonly seq: number;
}

/** A live dataset as the index sees it. */
export interface PublishedDocument {
  readonly documentKey: number;
  readonly datasetKey: number;
  readonly publisherKey: number;
  /** Microseconds since 1970. */
  readonly createdMicros: number;
  readonly changedMicros: number;
}

export type DocumentOrder = 'id' | 'name' | 'title';

export interface DocumentChange {
  readonly seq: number;
  readonly datasetKey: number;
  /** Absent: the dataset is gone. */
  readonly document?: PublishedDocument;
}

/**
 * One published state, held still while the index reads it; every snapshot is closed. A document is immutable while any
 * reader may still hold its key: the store gives the key to another dataset no sooner than minutes after it was superseded.
 */
export interface FeedSnapshot {
  /** Position of the change log. */
  readonly seq: number;
  /** Upper bound of all document keys of this state. */
  readonly maxDocumentKey: number;
  readonly maxDatasetKey: number;
  live(visit: (document: PublishedDocument) => void): void;
  /** The next page of changes after `sinceSeq`, by rising seq, each with the dataset's form in this snapshot. */
  changes(sinceSeq: number, limit: number): readonly DocumentChange[];
  /** Document keys of all live datasets of this state, in this order. */
  ordered(by: DocumentOrder): Iterable<number>;
  close(): void;
}

/** What the search index reads from the store: published documents only. */
export interface DocumentFeed {
  latestSeq(): number;
  open(): FeedSnapshot;
  /** Document keys of all live datasets, in this order. */
  ordered(by: DocumentOrder): readonly number[];
  findDocument(by: 'id' | 'name', value: string): number | undefined;
  /** The live datasets' ids or names, rising, from this one on. */
  keysFrom(
    by: 'id' | 'name',
    from: string,
  ): Iterable<{ readonly value: string; readonly documentKey: number }>;
  publisherKey(by: 'id' | 'name', value: string): number | undefined;
  publisherName(publisherKey: number): string;
  publisherId(publisherKey: number): string;
}

/** Handed to the run writer by `app.ts`; called inside its transactions, hence synchronous. */
export interface IndexWriter {
  /** Adds a document that no reader sees before its run is committed. */
  add(documentKey: number, document: SearchDocument): void;
  remove(documentKey: number): void;
  /** A transaction was rolled back: nothing remembered from it may be trusted. */
  rolledBack(): void;
}
