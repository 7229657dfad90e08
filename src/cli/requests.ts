import type { Disagreement } from '../domain/disagreement.js';
import type { FilterFinding } from '../domain/filter-finding.js';
import type { HeldChange, Hold } from '../domain/hold.js';
import type { HarvestRecord, Job } from '../domain/job.js';
import type { LedgerRow, RequestCount } from '../domain/portal-request.js';
import type { FaultTrial } from '../domain/rehearsal.js';
import type { Pause } from '../domain/source-alarm.js';
import type { Source } from '../domain/source.js';
import type { HarvestReporter, JobReport, ProbeFinding } from '../pipeline/ports.js';

/** What commands ask of the hub, and what they get. */

/** Forms of the catalogue as one file; how each is written stands in `src/app/export-catalog.ts`. */
export const EXPORT_FORMATS = [
  'jsonl',
  'data-json',
  'dcat-ttl',
  'dcat-nt',
  'dcat-jsonld',
  'dcat-xml',
  'guide-xlsx',
  'open-catalog-xlsx',
] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportRequest {
  readonly format: ExportFormat;
  /** Only what this publisher provides: its name in the hub, its id or its full title. */
  readonly publisher?: string;
  /** Only what this source brought. */
  readonly source?: string;
  /** Only what belongs to this city or county, by its full name: its sources, and publishers whose names begin with it. */
  readonly region?: string;
  readonly signal: AbortSignal;
  /** Called for each dataset that is in the file. */
  readonly onDataset?: () => void;
}

export type PilotForm = 'json' | 'xlsx';

export interface PilotRequest {
  /** None named, no region and no publisher: everybody's figures. */
  readonly sources: readonly string[];
  /** A city by its full name: the sources that have it as their region. */
  readonly region?: string;
  /** Its name in the hub, its id or its full title. */
  readonly publisher?: string;
  /** A position of the change log, or a moment in ISO UTC; absent: now. */
  readonly asOf?: number | string;
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
  /** Other settings than the hub's, where a stranger asks. */
  readonly network?: Partial<Source['network']>;
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
  /**
   * Whose input it is: that of who runs the hub unless told. For a stranger's file nothing at all is asked of any portal, and a
   * stranger's address is asked as these settings say.
   */
  readonly stranger?: { readonly network: Partial<Source['network']> };
  readonly signal: AbortSignal;
}

export type { RecordReport, Verdict } from '../domain/record-report.js';

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

export interface ReconcileRequest {
  /** None named: all enabled ones of kind lianmu. */
  readonly sources: readonly string[];
  /** Dataset of this hub by which delays are told; absent: the one that changed last. */
  readonly record?: string;
  readonly signal: AbortSignal;
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
