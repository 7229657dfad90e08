import type { Language } from '../domain/dataset.js';
import type { Job } from '../domain/job.js';
import type { PilotReport } from '../domain/pilot/report.js';
import type { Problem } from '../domain/problem.js';
import type { ReconcileReport } from '../domain/reconcile-report.js';
import type { RehearsalReport } from '../domain/rehearsal.js';
import type { ProblemText } from '../domain/rules.js';
import type { AlarmBoard } from '../domain/source-alarm.js';
import type { Source } from '../domain/source.js';
import type { TracedRecord } from '../domain/trace.js';
import type { JobReport } from '../pipeline/ports.js';
import type { HoldRequest, HoldResult } from '../pipeline/store-ports.js';
import type {
  ExportRequest,
  PilotForm,
  PilotRequest,
  HarvestRequest,
  RehearseRequest,
  ImportRequest,
  ReplayRequest,
  ServeOptions,
  Serving,
  SourceLine,
  SourceRequests,
  JobDetail,
  HeldRun,
  ProbeRequest,
  ProbeReport,
  GapsRequest,
  CrosswalkGap,
  ValidateRequest,
  RecordReport,
  DemoRequest,
  DemoRun,
  ReconcileRequest,
  VerifyRequest,
  VerifyReport,
  ReindexRequest,
  DocumentName,
} from './requests.js';
import type {
  SnapshotRequest,
  SnapshotResult,
  VerifySnapshotRequest,
  SnapshotVerdict,
} from './snapshot-requests.js';

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
  /** The pilot plan's figures. `NotFoundError`, `InvalidRequestError` for a scope or a moment that there is not. */
  pilotReport(request: PilotRequest): Promise<PilotReport>;
  /** The same as a file, with the addresses of the datasets that each number counts. */
  pilotFile(report: PilotReport, form: PilotForm): AsyncIterable<string | Uint8Array>;
  /**
   * Writes the catalogue of a position into a signed folder, whole or not at all. `InvalidRequestError` for a position that there
   * is not yet.
   */
  snapshot(request: SnapshotRequest): Promise<SnapshotResult>;
  /** Whether such a folder is what its hub has signed; needs no store. `InvalidRequestError` for a folder that is none. */
  verifySnapshot(request: VerifySnapshotRequest): Promise<SnapshotVerdict>;
  demo(request: DemoRequest): Promise<DemoRun>;
  /**
   * Runs one source against its portal with one fault after another, in a store of its own. `NotFoundError` for an unknown id,
   * `InvalidRequestError` for an unknown fault or a source without a portal, `SourceUnavailableError` and
   * `SourceResponseError` where the portal cannot be harvested honestly.
   */
  rehearse(request: RehearseRequest): Promise<RehearsalReport>;
  /**
   * Compares this hub with those that it follows, along the whole chain. `NotFoundError` for an unknown id,
   * `InvalidRequestError` for a source of another kind.
   */
  reconcile(request: ReconcileRequest): Promise<ReconcileReport>;
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
