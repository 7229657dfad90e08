import type { Language } from '../domain/dataset.js';
import type { Disagreement } from '../domain/disagreement.js';
import type { FilterFinding } from '../domain/filter-finding.js';
import type { HeldChange, Hold } from '../domain/hold.js';
import type { HarvestRecord, Job } from '../domain/job.js';
import type { LedgerRow, RequestCount } from '../domain/portal-request.js';
import type { Problem } from '../domain/problem.js';
import type { FaultTrial, RehearsalReport } from '../domain/rehearsal.js';
import type { ProblemText } from '../domain/rules.js';
import type { AlarmBoard, Pause } from '../domain/source-alarm.js';
import type { Source } from '../domain/source.js';
import type { TracedRecord } from '../domain/trace.js';
import type { HarvestReporter, JobReport, ProbeFinding } from '../pipeline/ports.js';
import type { HoldRequest, HoldResult } from '../pipeline/store-ports.js';

/** What the command line was told for all commands. */
export interface ApplicationOptions {
  /** Absent: the configuration that comes with the program. */
  readonly configDir?: string;
  readonly language: Language;
  /** The command draws on the terminal itself: only warnings and above are logged. */
  readonly quiet: boolean;
  /** Profiles of the program are needed beside those that sources name. */
  readonly allProfiles?: boolean;
}

/** Throws `ConfigError` with all problems before anything is started or opened. */
export type ApplicationFactory = (options: ApplicationOptions) => Promise<Application>;

/**
 * The hub as the command line sees it: one method a command. The store is opened by the first method that needs it, so
 * that `sources check`, `validate`, `demo` and `profile` work beside a running hub. An abort ends a method cleanly;
 * `close` comes last, exactly once.
 */
export interface Application {
  /**
   * Harvests the named sources (none named: all enabled ones), several at once, and reports each in the order of
   * `sources`. A failing source is a report, never a rejection. `NotFoundError` for an unknown id, `InvalidRequestError`
   * for a disabled one, both before anything is started.
   */
  harvest(request: HarvestRequest): Promise<readonly JobReport[]>;
  /**
   * Harvests one source from files instead of from its portal, under the same guards. `InvalidRequestError` for a file that
   * cannot be read, before anything is started; a file of another kind fails the job.
   */
  importFiles(request: ImportRequest): Promise<JobReport>;
  /**
   * Maps the stored raw records of the named sources anew (none named: all enabled ones). `InvalidRequestError` for a source
   * of which a run waits for a decision, before anything is started.
   */
  replay(request: ReplayRequest): Promise<readonly JobReport[]>;
  /** Listens and runs the schedules. Rejects when it cannot listen. */
  serve(options: ServeOptions): Promise<Serving>;
  /** Configured sources, sorted by id, without touching the store. */
  configuredSources(): readonly Source[];
  /** Configured sources with what the store knows of them. */
  sources(): Promise<readonly SourceLine[]>;
  /** `NotFoundError` for an unknown id. `hasToken` says whether the environment has the source's secret. */
  source(sourceId: string): Promise<SourceLine & { readonly hasToken: boolean }>;
  /** What was asked of the source's portal. `NotFoundError` for an unknown id. */
  requests(
    sourceId: string,
    page: { readonly limit: number; readonly before?: number },
  ): Promise<SourceRequests>;
  /** Stops the schedules of the named sources (none named: of all) until they are resumed; their ids. `NotFoundError`. */
  pauseSources(ids: readonly string[], reason?: string): Promise<readonly string[]>;
  /** The ids of those that are resumed; none named: all that are paused. `NotFoundError` for an unknown id. */
  resumeSources(ids: readonly string[]): Promise<readonly string[]>;
  /**
   * Lets sources be harvested incrementally again whose portals are not trusted; the ids of those that were not. None named:
   * all. `NotFoundError` for an unknown id.
   */
  trustSources(ids: readonly string[]): Promise<readonly string[]>;
  /** What a running `serve` has found to be the matter with the sources. */
  alarms(): Promise<AlarmBoard>;
  /** Latest first. */
  jobs(filter: { readonly sourceId?: string; readonly limit: number }): Promise<readonly Job[]>;
  /** `NotFoundError` for an unknown id. */
  job(jobId: string, page: { readonly limit: number; readonly offset: number }): Promise<JobDetail>;
  /** The records that a text may mean (an address, id, code or title), and what became of them. */
  trace(text: string): Promise<readonly TracedRecord[]>;
  /** Why a run waits and what it would change. `NotFoundError` for a job that was never held. */
  heldRun(jobId: string, page: { readonly limit: number; readonly offset: number }): Promise<HeldRun>;
  /**
   * Publishes a run that waits, or a part of it, or drops it. `NotFoundError` for one that does not wait,
   * `InvalidRequestError` for a selection of nothing, `SourceBusyError` and `WriterBusyError` while somebody harvests.
   */
  decideHold(request: Omit<HoldRequest, 'now'>): Promise<HoldResult>;
  /**
   * Asks an unknown address what it is. `InvalidRequestError` for an address that may not be asked, `SourceUnavailableError`
   * when it does not answer.
   */
  probe(request: ProbeRequest): Promise<ProbeReport>;
  /** Words of live datasets that no crosswalk knows, the most frequent first. `NotFoundError` for an unknown id. */
  crosswalkGaps(request: GapsRequest): Promise<readonly CrosswalkGap[]>;
  /** Maps, normalises and validates without storing; one report a record, as they come. */
  validateInput(request: ValidateRequest): AsyncIterable<RecordReport>;
  /** A problem in words, in the language of the options. */
  describeProblem(problem: Problem): ProblemText;
  /**
   * The published catalogue, or a part of it, as one file in pieces of some datasets. `NotFoundError` for a publisher or a source
   * that there is not.
   */
  exportCatalog(request: ExportRequest): AsyncIterable<string | Uint8Array>;
  demo(request: DemoRequest): Promise<DemoRun>;
  /**
   * Runs one source against its portal with one fault after another, in a store of its own. `NotFoundError` for an unknown id,
   * `InvalidRequestError` for an unknown fault or a source without a portal, `SourceUnavailableError` and
   * `SourceResponseError` where the portal cannot be harvested honestly.
   */
  rehearse(request: RehearseRequest): Promise<RehearsalReport>;
  /** Holds index, tables and contents of the store against each other, as they are at this moment; anything may run beside it. */
  verify(request: VerifyRequest): Promise<VerifyReport>;
  /**
   * Makes the search index anew beside the present one and puts it in its place; anything may run beside it. Returns how many
   * documents it holds. `ReindexBusyError`.
   */
  reindex(request: ReindexRequest): Promise<number>;
  /** A generated page of docs/, as Markdown. */
  document(name: DocumentName): string;
  close(): Promise<void>;
}

/** Forms of the catalogue as one file; how each is written stands in `src/app/export-catalog.ts`. */
export const EXPORT_FORMATS = [
  'jsonl',
  'data-json',
  'dcat-ttl',
  'dcat-nt',
  'dcat-jsonld',
  'dcat-xml',
  'guide-xlsx',
] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportRequest {
  readonly format: ExportFormat;
  /** Only what this publisher provides: its name in the hub, its id or its full title. */
  readonly publisher?: string;
  /** Only what this source brought. */
  readonly source?: string;
  readonly signal: AbortSignal;
  /** Called for each dataset that is in the file. */
  readonly onDataset?: () => void;
}

export interface HarvestRequest {
  readonly sources: readonly string[];
  /** Everything but the publishing. */
  readonly dryRun: boolean;
  /** Full even where the source asks for incremental runs. */
  readonly full: boolean;
  readonly reporter: HarvestReporter;
  readonly signal: AbortSignal;
}

export interface RehearseRequest {
  readonly sourceId: string;
  /** Names of faults; none named: all. */
  readonly faults: readonly string[];
  readonly signal: AbortSignal;
  /** Called after each fault. */
  onTrial?(trial: FaultTrial): void;
}

export interface ImportRequest {
  readonly sourceId: string;
  readonly files: readonly string[];
  /** The files are additions: nothing is removed. Else they are the whole catalogue. */
  readonly add: boolean;
  readonly dryRun: boolean;
  readonly reporter: HarvestReporter;
  readonly signal: AbortSignal;
}

export interface ReplayRequest {
  readonly sources: readonly string[];
  /** ISO UTC; absent: the latest raw records. */
  readonly asOf?: string;
  /** Else what changes waits for a decision. */
  readonly publish: boolean;
  readonly reporter: HarvestReporter;
  readonly signal: AbortSignal;
}

/** What is absent comes from the configuration. */
export interface ServeOptions {
  readonly port?: number;
  readonly host?: string;
  readonly signal: AbortSignal;
}

export interface Serving {
  readonly url: string;
  /** Settles when the server has ended: resolves after an abort, rejects when it broke. */
  readonly closed: Promise<void>;
}

export interface SourceLine {
  readonly source: Source;
  readonly datasets: number;
  readonly rejected: number;
  readonly lastJob?: Job;
  /** Its schedule is stopped. */
  readonly paused?: Pause;
  /** Why its runs are full although it wants incremental ones. */
  readonly finding?: FilterFinding;
}

export interface SourceRequests {
  /** Latest first. */
  readonly latest: readonly LedgerRow[];
  /** Of all that are kept, latest day first. */
  readonly counts: readonly RequestCount[];
}

export interface JobDetail {
  readonly job: Job;
  readonly records: readonly HarvestRecord[];
}

export interface HeldRun {
  readonly hold: Hold;
  /** None once it was decided. */
  readonly changes: readonly HeldChange[];
}

export interface ProbeRequest {
  readonly url: string;
  /** Loopback and intranet addresses may be asked. */
  readonly allowPrivate: boolean;
  /** Id of the source that is drafted; absent: made from the address. */
  readonly sourceId?: string;
  readonly signal: AbortSignal;
}

/** What one kind says of an address. */
export interface KindFinding extends ProbeFinding {
  readonly kind: string;
  /** Name of the kind. */
  readonly title: string;
}

export interface ProbeReport {
  readonly url: string;
  /** What the address itself answers, in words. */
  readonly seen: string;
  /** Kinds that were asked. */
  readonly asked: readonly string[];
  /** Kinds that recognise the address, the most certain first. */
  readonly findings: readonly KindFinding[];
  /** The source that the first finding makes, as its file says it; it has passed `sources check`. */
  readonly draft?: SourceDraft;
}

export interface SourceDraft {
  readonly id: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The elements whose words are looked up or read; most are names of crosswalks. */
export const GAP_ELEMENTS = [
  'update-cycle',
  'open-type',
  'share-type',
  'theme',
  'national-theme',
  'format',
  'data-type',
  'license',
  'classification',
  'classified',
  'date',
  'number',
] as const;
export type GapElement = (typeof GAP_ELEMENTS)[number];

export interface GapsRequest {
  /** None named: all. */
  readonly sources: readonly string[];
  readonly element?: GapElement;
}

export interface CrosswalkGap {
  readonly element: GapElement;
  /** As the portals write it. */
  readonly word: string;
  readonly datasets: number;
  /** The most frequent first. */
  readonly sources: readonly { readonly sourceId: string; readonly datasets: number }[];
}

export interface ValidateRequest {
  /** A file or an http(s) URL. */
  readonly input: string;
  /** Absent: that of `source`, else CKAN. */
  readonly kind?: string;
  /** Options of the kind; for an input without a source. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Checks with the crosswalks and settings of this source; `NotFoundError` for an unknown id. */
  readonly source?: string;
  readonly signal: AbortSignal;
}

/**
 * `publishable`: published, but with problems below the conformant bar. `failed`: could not be read at all. `duplicate`: a
 * record that is listed once more, and counts as one.
 */
export type Verdict = 'conformant' | 'publishable' | 'rejected' | 'refused' | 'failed' | 'duplicate';

export interface RecordReport {
  readonly remoteId: string;
  readonly title?: string;
  readonly verdict: Verdict;
  readonly problems: readonly Problem[];
}

export interface DemoRequest {
  /** Datasets over the whole province. */
  readonly size: number;
  readonly seed: number;
  readonly day: number;
  readonly port?: number;
  /** Harvest, report and end without serving. */
  readonly once: boolean;
  readonly reporter: HarvestReporter;
  readonly signal: AbortSignal;
}

export interface DemoRun {
  readonly reports: readonly JobReport[];
  /** Absent with `once`, and after an abort. */
  readonly serving?: Serving;
}

export interface VerifyRequest {
  readonly signal: AbortSignal;
  /** Waited for, so that a slow reader of the findings holds them up. */
  found(disagreement: Disagreement): Promise<void>;
  /** Of documents, the longest stage. */
  onProgress?(progress: StepProgress): void;
}

export interface VerifyReport {
  readonly datasets: number;
  readonly changes: number;
  /** Forms of datasets that the index has: live, held or staged, and waiting for clean-up. */
  readonly documents: number;
  /** Words and exact values of all documents in the index. */
  readonly tokens: number;
  /** Bodies and raw records whose hashes were worked out. */
  readonly contents: number;
  readonly disagreements: number;
}

export interface ReindexRequest {
  readonly signal: AbortSignal;
  onProgress?(progress: StepProgress): void;
}

export interface StepProgress {
  readonly done: number;
  readonly total: number;
}

export const DOCUMENTS = ['national-profile', 'configuration'] as const;
export type DocumentName = (typeof DOCUMENTS)[number];
