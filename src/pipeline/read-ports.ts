import type { ChangeKind, ChangeLogRow, Hash } from '../domain/change.js';
import type { Dataset } from '../domain/dataset.js';
import type { FeedPosition } from '../domain/feed-position.js';
import type { FilterFinding } from '../domain/filter-finding.js';
import type { HeldChange, Hold } from '../domain/hold.js';
import type { HarvestRecord, Job } from '../domain/job.js';
import type { PortalRuns } from '../domain/pilot/connection.js';
import type { PublishedDataset, PublishedPublisher } from '../domain/published.js';
import type { SourceRecord, TracedRecord } from '../domain/trace.js';

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
  /** Start of the last run that brought all of the portal and had ended by then (both ISO UTC), whatever came from elsewhere since. */
  findLastPortalRun(sourceId: string, until: string): Promise<string | undefined>;
  /** All of the portal's own runs that were complete, whenever: what `findLastPortalRun` finds one of. */
  portalRuns(sourceId: string): Promise<PortalRuns>;
  /** How far the source has followed its portal; undefined where all of it is to be read anew. */
  findFeedPosition(sourceId: string): Promise<FeedPosition | undefined>;
  /** What speaks for the next run of an incremental source being full. */
  auditState(sourceId: string): Promise<AuditState>;
  /** What is stored of a source's records as the portal sent them: the latest form of each, or that of a moment (ISO UTC). */
  storedRecords(sourceId: string, asOf?: string): AsyncIterable<StoredRecord>;
  /**
   * The records that a text may mean, and where they are. `keys`: by ids and names, or an address with one, which costs a
   * look-up; `all`: also by title, code or address, which may read the whole store.
   */
  traceRecords(text: string, depth: 'keys' | 'all'): Promise<readonly TracedRecord[]>;
  /** What is known of a source's records but of those that it withdrew, by remote id, the first of them or those after one. */
  sourceRecords(
    sourceId: string,
    page: { readonly after?: string; readonly limit: number },
  ): Promise<readonly SourceRecord[]>;
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

/** What a list of addresses needs of a live dataset; `changed` is naive UTC with microseconds. */
export interface DatasetStamp {
  readonly identifier: string;
  readonly name: string;
  readonly changed: string;
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
  /**
   * Live datasets with identifiers between these two, sorted by identifier; the first of them unless told. Costs no more than
   * the page, wherever it is.
   */
  stamps(page: {
    readonly after: string;
    readonly before: string;
    readonly limit: number;
    readonly end?: 'first' | 'last';
  }): readonly DatasetStamp[];
  /** Bodies in the order of the given document keys. */
  byDocuments(documents: readonly number[]): readonly PublishedDataset[];
  /** All live datasets, ordered by identifier; streamed, for exports. */
  all(): Iterable<PublishedDataset>;
  /** The next of them, from after an identifier on (`''`: from the first), at the same cost wherever that is. */
  after(identifier: string, limit: number): readonly PublishedDataset[];
  publishers(): readonly (PublishedPublisher & { readonly datasets: number })[];
  findPublisher(key: string): (PublishedPublisher & { readonly datasets: number }) | undefined;
}

/** What a dataset became by a change, as the change log has it. */
export interface LoggedForm {
  readonly seq: number;
  /** Microseconds since 1970. */
  readonly micros: number;
  /** The store's own number of the dataset, from 1. */
  readonly datasetKey: number;
  /** Absent: the dataset was removed. */
  readonly dataset?: Dataset;
}

/** The catalogue as it was published at earlier positions of the change log; nothing is shown of what was refused since. */
export interface DatasetHistory {
  /** Position after the last change that was published by then; 0 before the first. */
  seqAt(time: Date): number;
  at(seq: number): PastReader;
  /** Differs when answers about the past may differ: something was refused, or a source is called something else. */
  revision(): string;
  /** The change log with the forms that it refers to, by rising position: the next ones after `seq`. None: that was all. */
  formsAfter(seq: number, limit: number): readonly LoggedForm[];
  /** Datasets of which nothing may be shown any more, of no time. */
  withheld(): ReadonlySet<number>;
}

/** What was live at one position, in the form that it had; publishers are called what they were called then. */
export type PastReader = Pick<DatasetReader, 'find' | 'names' | 'byDocuments' | 'labelsOf'>;

export interface SearchRequest {
  /** As the caller wrote them; the query language belongs to `search/`. */
  readonly q: string;
  readonly fq: readonly string[];
  readonly fqList?: readonly string[];
  readonly reading?: QueryReading;
  /** Where and when datasets have to be about; also as the caller wrote it. */
  readonly coverage?: { readonly box?: string; readonly start?: string; readonly end?: string };
  /** Values of exact fields hold these texts, in whatever case. What is too long to be a value may hold anything. */
  readonly holding?: readonly { readonly field: string; readonly text: string }[];
  /** `field asc|desc, …`; empty means the default order. */
  readonly sort: string;
  readonly start: number;
  readonly rows: number;
  readonly facets: { readonly fields: readonly string[]; readonly limit: number; readonly minCount: number };
  /** What `NOW` means, in milliseconds; never later than the present, which it is unless told. */
  readonly now?: number;
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

/** What is wanted of the datasets on the page. */
export interface PageForms {
  /** Keys for `ChangeScope` and `DatasetReader.byDocuments`; good for a minute at least. */
  readonly documents: readonly number[];
  readonly labels: readonly DatasetLabel[];
  readonly datasets: readonly PublishedDataset[];
}

export type Found<Form extends keyof PageForms> = Omit<SearchResult, 'documents'> & Pick<PageForms, Form>;

/**
 * Each answer comes from one published state, and what may be large is written where it is found. A search rejects with
 * `SearchSyntaxError` for a query that cannot be read, and with its `SearchTimeError` for one that takes too long.
 */
export interface SearchIndex {
  search<Form extends keyof PageForms = 'documents'>(
    request: SearchRequest,
    form?: Form,
  ): Promise<Found<Form>>;
  /** The page as a list of packages, JSON in UTF-8; the bytes are the caller's. */
  packages(request: SearchRequest): Promise<Uint8Array>;
  /** The whole answer of `package_search`, JSON in UTF-8; `keys`: of each package these only. */
  answer(request: SearchRequest, keys?: readonly string[]): Promise<WrittenAnswer>;
  /**
   * Values of a counted field that hold all of these texts, in any case; sorted. With `sounds` those follow whose pinyin or
   * initials begin like them.
   */
  values(
    field: string,
    texts: readonly string[],
    how?: { readonly sounds?: boolean },
  ): Promise<readonly string[]>;
  /** Brings the view to the latest published state; called when something was published. Never blocks for long. */
  refresh(): Promise<void>;
  /** Position of the change log that answers come from, or an earlier one. */
  readonly seq: number;
}

export interface WrittenAnswer {
  readonly count: number;
  readonly json: Uint8Array;
  /** Others have the same bytes, or will have them. */
  readonly isShared?: true;
}

/** One view of the catalogue, searched at once. */
export interface SearchView {
  search(request: SearchRequest): SearchResult;
  refresh(): Promise<void>;
  readonly seq: number;
  /** Whether the store has published more than the view shows. */
  readonly isBehind: boolean;
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
  /** Dataset keys of all live datasets of this state, and perhaps of others, in this order. */
  ordered(by: DocumentOrder): Iterable<number>;
  close(): void;
}

/** What the search index reads from the store: published documents only. */
export interface DocumentFeed {
  latestSeq(): number;
  open(): FeedSnapshot;
  /** Dataset keys of all live datasets, and perhaps of others, in this order. */
  ordered(by: DocumentOrder): readonly number[];
  /** Of any dataset, live or not: ids and names never change, whatever the state. */
  findDataset(by: 'id' | 'name', value: string): number | undefined;
  /** Ids or names of all datasets, live or not, rising, from this one on. */
  keysFrom(
    by: 'id' | 'name',
    from: string,
  ): Iterable<{ readonly value: string; readonly datasetKey: number }>;
  publisherKey(by: 'id' | 'name', value: string): number | undefined;
  publisherName(publisherKey: number): string;
  publisherId(publisherKey: number): string;
  /** What sources are called, by their ids. */
  sourceTitles(): ReadonlyMap<string, string>;
}
