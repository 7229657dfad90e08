import type { Change, ChangeLogRow, Hash } from '../domain/change.js';
import type { Dataset, DatasetDraft } from '../domain/dataset.js';
import type { Alarm, HeldChange, Hold, HoldSelection } from '../domain/hold.js';
import type { GatherMode, HarvestRecord, Job, JobCounts, JobError, JobOutcome } from '../domain/job.js';
import type { Problem } from '../domain/problem.js';
import type { PublishedDataset, PublishedPublisher } from '../domain/published.js';
import type { RecordKeys } from '../domain/record-keys.js';
import type { SearchDocument } from '../domain/search-document.js';
import type { Source } from '../domain/source.js';
import type { TracedRecord } from '../domain/trace.js';

// ---------------------------------------------------------------- what a harvester is given and what it gives

/**
 * Outbound HTTP of one source: polite, capped, address-checked. A checked answer or a typed error
 * (`SourceUnavailableError`, `SourceResponseError`); never a half-read or unchecked body.
 */
export interface PortalClient {
  /** `schemaId` names a compiled schema (`…/portal/ckan#/$defs/packageSearch`); only the fields relied upon are in it. */
  getJson<T>(request: string | PortalRequest, schemaId: string, signal: AbortSignal): Promise<T>;
  /** An answer that holds a list, taken apart: its records are read one by one, or not at all when they are known. */
  getJsonList<T>(request: JsonListRequest, signal: AbortSignal): Promise<JsonList<T>>;
  getText(request: string | PortalRequest, accept: string, signal: AbortSignal): Promise<string>;
  /** A whole catalogue in one answer: it is brought as a whole, kept on disk, and read as a stream. Its reader closes it. */
  openDocument(request: string | PortalRequest, accept: string, signal: AbortSignal): Promise<PortalDocument>;
  close(): void;
}

/** A question to a portal: a GET, or a POST where it has a body. Questions may be repeated, so that a POST is retried as well. */
export interface PortalRequest {
  readonly url: string;
  readonly body?: { readonly mediaType: string; readonly text: string };
}

/**
 * A catalogue in one piece, from a portal or from a file. It may be larger than memory: only `bytes` and `text` hold all of
 * it, and refuse what is larger than one answer may be. Each can be asked for once or more; all throw `SourceResponseError`.
 */
export interface PortalDocument {
  /** Address or file name, for messages. */
  readonly url: string;
  /** As declared, or told by the file's ending: lower case, without parameters. */
  readonly mediaType?: string;
  /** The charset that was declared. */
  readonly charset?: string;
  /** Bytes in all. */
  readonly size: number;
  /** Its bytes in pieces. */
  chunks(): AsyncIterable<Uint8Array>;
  bytes(): Promise<Uint8Array>;
  /** By its byte order mark, as UTF-8, or in the charset declared. */
  text(): Promise<string>;
  /**
   * Its JSON records, one by one. `list` names the members that lead to the list of an object; empty, each value of the
   * document is a record, and of each list at its top each element (one value, a list, values in a row, a value a line).
   */
  records(place: Omit<JsonListRequest, 'url' | 'body' | 'schemaId'>): AsyncIterable<ListedItem>;
  close(): Promise<void>;
}

export interface JsonListRequest extends PortalRequest {
  /** Of the answer with its list emptied. */
  readonly schemaId: string;
  /** Names of the members that lead to the list: `['result', 'results']`. */
  readonly list: readonly string[];
  /** Members of an element that are wanted before it is read. */
  readonly head: readonly string[];
  /** Members of an element whose values are not kept. */
  readonly withhold: readonly string[];
}

export interface JsonList<T> {
  readonly envelope: T;
  readonly items: readonly ListedItem[];
}

/** A record as the portal sent it, not read yet. */
export interface SentRecord {
  /** Its JSON, UTF-8. The same bytes are the same record. */
  readonly bytes: Uint8Array;
  /** Its value, parsed with every call; `SourceResponseError` when it is no JSON. */
  read(): unknown;
  /**
   * The bytes with null for each value to withhold. `value` is what `read` gave: undefined where it does not show that
   * none is left (a name written with escapes, or twice), or where the record is nested deeper than any honest one.
   */
  withheld(value: unknown): Uint8Array | undefined;
}

export interface ListedItem {
  /** The wanted members of an object that has them; another value whole; undefined where it is no JSON. */
  readonly head: unknown;
  /** Absent where `head` has all of it and its bytes are not at hand. */
  readonly sent?: SentRecord;
}

/**
 * What a portal's own label says: the name of a `DatasetDraft` element, or undefined for a label that nobody knows.
 * The source's `labels` come before the general synonyms.
 */
export type LabelReader = (label: string) => string | undefined;

export interface HarvesterTools {
  readonly portal: PortalClient;
  readonly labels: LabelReader;
  /** The source's secret, for kinds that send it otherwise than in a header; the portal client sends headers by itself. */
  readonly token?: string;
}

/** One record that the portal lists, with what the list already carried of it. */
export interface RecordRef<Listed = unknown> {
  readonly type: 'record';
  readonly remoteId: string;
  /** The harvester's own business. */
  readonly listed?: Listed;
  /** The whole record: one whose bytes are known need not be read. */
  readonly sent?: SentRecord;
  /** Of what the portal sent, where that is known and not at hand: see `fingerprint` of a change. */
  readonly fingerprint?: Hash;
  /** What the list already shows to be odd about it, e.g. that another record has its key. */
  readonly problems?: readonly Problem[];
}

/**
 * Something that the gather could not list: the run becomes partial and removes nothing.
 * `fatal` faults are thrown instead.
 */
export interface GatherGap {
  readonly type: 'gap';
  readonly problem: Problem;
  /** The record that the gap is about, where the portal listed its id: the failure belongs to what is live under it. */
  readonly remoteId?: string;
}

/** Something odd about the list that hides nothing, e.g. a record listed twice: counted, and the run stays whole. */
export interface GatherNotice {
  readonly type: 'notice';
  readonly problem: Problem;
  /** How many records of the list it is about; one, unless told. */
  readonly records?: number;
}

/** How many records the portal says it has; for progress only. */
export interface GatherTotal {
  readonly type: 'total';
  readonly total: number;
}

export type Gathered<Listed = unknown> = RecordRef<Listed> | GatherGap | GatherNotice | GatherTotal;

export interface GatherRequest {
  readonly mode: GatherMode;
  /** For `delta`: ISO UTC start of the last complete run. */
  readonly since?: string;
}

/** A raw record. */
export interface Fetched<Raw = unknown> {
  readonly raw: Raw;
  /** Its JSON in UTF-8 as it was sent, where that is at hand and may be kept: `map` gives the same for both. Else `raw` is written out. */
  readonly bytes?: Uint8Array;
}

/**
 * One kind of portal. `gather` streams (memory is bounded by page size, never by catalogue size) and may keep the next
 * page's request under way; `fetch` brings one record: what it returns is **stored**, so personal data that
 * `source.personalData.keep` does not list is already gone from it. A thrown typed error of `fetch` fails that record only.
 * `map` is pure and synchronous and gives values as the portal wrote them.
 */
export interface Harvester<Raw = unknown> {
  readonly kind: string;
  gather(request: GatherRequest, signal: AbortSignal): AsyncIterable<Gathered>;
  fetch(ref: RecordRef, signal: AbortSignal): Fetched<Raw> | Promise<Fetched<Raw>>;
  map(raw: Raw, remoteId: string): DatasetDraft;
  /**
   * The records of a file as portals of this kind give them, each ready for `fetch` without the network: what a municipal
   * team checks before it publishes, or hands in. `SourceResponseError` when it is no such file. Where several files are one
   * catalogue, `keys` tells records that have no id of their own apart over all of them.
   */
  read(document: PortalDocument, signal: AbortSignal, keys?: RecordKeys): AsyncIterable<Gathered>;
}

/**
 * A kind as `harvesters/index.ts` registers it. `mappingVersion` changes whenever `map` maps anything differently:
 * unchanged means equal content **and** equal mapping version.
 */
export interface HarvesterKind {
  readonly kind: string;
  readonly title: string;
  readonly mappingVersion: string;
  /** `$id` of the schema of `source.options`. */
  readonly optionsSchema: string;
  /**
   * What the schema cannot see in options that it has accepted, e.g. an expression that means nothing; for the configuration
   * check. `pointer` leads into the options. Pure, and empty where `create` can go on.
   */
  checkOptions?(
    options: Readonly<Record<string, unknown>>,
  ): readonly { readonly pointer: string; readonly message: string }[];
  create(source: Source, tools: HarvesterTools): Harvester;
  /**
   * How likely an unknown address is a portal of this kind, by what it answers; undefined when it is none. `profiles` are
   * those of the kind by name, as their files say them.
   */
  probe?(
    portal: PortalClient,
    url: string,
    signal: AbortSignal,
    profiles?: Readonly<Record<string, unknown>>,
  ): Promise<ProbeFinding | undefined>;
}

/** What an unknown address turned out to be. */
export interface ProbeFinding {
  /** 0 to 1: 1 where nothing else answers like this. */
  readonly certainty: number;
  /** What was seen, for people. */
  readonly evidence: string;
  /** Records that it lists, where it says so. */
  readonly records?: number;
  /** The address to configure, and the options that the kind needs. */
  readonly url: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** The profile that fits, of kinds that have profiles. */
  readonly profile?: string;
}

// ---------------------------------------------------------------- the stages between

export type ValidationResult =
  | { readonly ok: true; readonly dataset: Dataset; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly outcome: 'rejected' | 'refused'; readonly problems: readonly Problem[] };

/** normalise + validate for one source; `version` covers crosswalks, rules and schema, and is part of the mapping version. */
export interface RecordChecker {
  readonly version: string;
  check(draft: DatasetDraft, problems: readonly Problem[]): ValidationResult;
}

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
}

export interface RunContext {
  readonly jobId: string;
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
  /** Marks live records as seen without any change. */
  seen(records: readonly LiveRecord[]): void;
  /** Takes from a change all that staging needs. Synchronous. */
  prepare(change: Change): PreparedChange;
  stage(changes: readonly PreparedChange[]): Promise<void>;
  /** What a complete full run has not seen of what is live. */
  countAbsent(grace: Grace): Promise<AbsentCounts>;
  /** Element → live datasets in which the staged changes alter it, where the portal changed them and not the hub's mapping. */
  countAltered(): Promise<ReadonlyMap<string, number>>;
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
  /** Start of the last complete run of the source, ISO UTC: a partial one moves no clock. */
  findLastCompleteStart(sourceId: string): Promise<string | undefined>;
  /** What is stored of a source's records as the portal sent them: the latest form of each, or that of a moment (ISO UTC). */
  storedRecords(sourceId: string, asOf?: string): AsyncIterable<StoredRecord>;
  /** The records that a text may mean (an address, id, code or title), and where they are. */
  traceRecords(text: string): Promise<readonly TracedRecord[]>;
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
  latestSeq(): Promise<number>;
}

export interface SourceSummary {
  readonly sourceId: string;
  readonly datasets: number;
  readonly rejected: number;
  readonly lastJob?: Job;
}

// ---------------------------------------------------------------- reading the catalogue

export interface Tombstone {
  readonly identifier: string;
  readonly name: string;
  readonly title: string;
  readonly removedAt: string;
}

/** Lookups by key; used by package_show, organization_show, … `key` is the hub's id or its name. */
export interface DatasetReader {
  /** Rises with everything that is published. */
  version(): number;
  find(key: string): PublishedDataset | undefined;
  findTombstone(key: string): Tombstone | undefined;
  /** Names of all live datasets, sorted by name; streamed. */
  names(page: { readonly limit?: number; readonly offset?: number }): Iterable<string>;
  /** Bodies in the order of the given document keys. */
  byDocuments(documents: readonly number[]): readonly PublishedDataset[];
  /** All live datasets, ordered by identifier; streamed, for exports. */
  all(): Iterable<PublishedDataset>;
  publishers(): readonly (PublishedPublisher & { readonly datasets: number })[];
  findPublisher(key: string): (PublishedPublisher & { readonly datasets: number }) | undefined;
}

// ---------------------------------------------------------------- search

export interface SearchRequest {
  /** As the caller wrote them; the query language belongs to `search/`. */
  readonly q: string;
  readonly fq: readonly string[];
  /** `field asc|desc, …`; empty means the default order. */
  readonly sort: string;
  readonly start: number;
  readonly rows: number;
  readonly facets: { readonly fields: readonly string[]; readonly limit: number; readonly minCount: number };
}

export interface SearchResult {
  readonly count: number;
  readonly sort: string;
  /** Document keys for `DatasetReader.byDocuments`. */
  readonly documents: readonly number[];
  /** Raw value → count, in descending count, ties by value. */
  readonly facets: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** Throws `SearchSyntaxError` for a query that cannot be read. */
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
  close(): void;
}

/** What the search index reads from the store: published documents only. */
export interface DocumentFeed {
  latestSeq(): number;
  open(): FeedSnapshot;
  /** Document keys of all live datasets, in this order. */
  ordered(by: DocumentOrder): Iterable<number>;
  findDocument(by: 'id' | 'name', value: string): number | undefined;
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

// ---------------------------------------------------------------- observing

/** All optional; a throwing reporter never fails a job. */
export interface HarvestReporter {
  jobStarted?(event: { readonly jobId: string; readonly source: Source; readonly mode: GatherMode }): void;
  progress?(event: { readonly sourceId: string; readonly total?: number; readonly counts: JobCounts }): void;
  recordSetAside?(event: {
    readonly sourceId: string;
    readonly remoteId: string;
    readonly outcome: string;
    readonly problems: readonly Problem[];
  }): void;
  publishing?(event: { readonly sourceId: string; readonly counts: JobCounts }): void;
  jobFinished?(event: JobReport): void;
}

/** What one run came to; `harvest --json` prints it. */
export interface JobReport {
  readonly jobId: string;
  readonly sourceId: string;
  readonly mode: GatherMode;
  readonly outcome: JobOutcome;
  readonly counts: JobCounts;
  readonly seconds: number;
  readonly error?: JobError;
}
