import type { Hash } from '../domain/change.js';
import type { Dataset, DatasetDraft } from '../domain/dataset.js';
import type { CopyState, Passing } from '../domain/feed-position.js';
import type { HiddenChanges } from '../domain/filter-finding.js';
import type { GatherMode, JobCounts, JobError, JobOutcome } from '../domain/job.js';
import type { Problem } from '../domain/problem.js';
import type { RecordKeys } from '../domain/record-keys.js';
import type { Source } from '../domain/source.js';

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
  /** Where the portal is a hub: the hubs that this version has passed, the portal last. */
  readonly passed?: readonly Passing[];
  /** Its raw form out of the store: there is nothing to fetch. Set by the pipeline alone. */
  readonly kept?: string;
}

/**
 * A record that the portal says it has no longer. It is removed by any run, full or not; one that is not known, or that
 * this run has met already, stays as it is.
 */
export interface GatherRemoval {
  readonly type: 'removed';
  readonly remoteId: string;
}

/**
 * How far this gather has read the portal's changes, in the portal's own words: a later run goes on from there. Kept with the
 * run that brings all, and in its transaction; so that nothing is lost it may lie before what was read.
 */
export interface GatherPosition {
  readonly type: 'position';
  readonly position: string;
  /** What the portal has at this very position; a copy that is something else is read anew as a whole. */
  readonly state?: CopyState;
  /** What the portal says of itself and of those that it follows: JSON. */
  readonly portal?: string;
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

export type Gathered<Listed = unknown> =
  RecordRef<Listed> | GatherRemoval | GatherPosition | GatherGap | GatherNotice | GatherTotal;

export interface GatherRequest {
  readonly mode: GatherMode;
  /** For `delta`: ISO UTC start of the last complete run. */
  readonly since?: string;
  /** For `delta`, of a portal that can be followed: where the last complete run has got to. */
  readonly position?: string;
  /** The portal is asked what a copy has to be. */
  readonly compare?: boolean;
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
  /**
   * Of a portal that can be followed: whether it still knows this position; otherwise all of it is read anew. Asked before
   * the run, and true of a portal that does not answer: that fails the run.
   */
  resumes?(position: string, signal: AbortSignal): Promise<boolean>;
}

/**
 * A kind as `harvesters/index.ts` registers it. `mappingVersion` changes whenever `map` maps anything differently:
 * unchanged means equal content **and** equal mapping version.
 */
export interface HarvesterKind {
  readonly kind: string;
  readonly title: string;
  readonly mappingVersion: string;
  /** Its portals can be followed: runs go on from where the last one got to, and are told what is gone. */
  readonly follows?: true;
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
  /** What its audit found: from now on all runs of the source are full. */
  readonly hidden?: HiddenChanges;
}
