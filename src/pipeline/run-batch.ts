import type { Change } from '../domain/change.js';
import type { DatasetDraft } from '../domain/dataset.js';
import { SourceResponseError, SourceUnavailableError } from '../domain/errors.js';
import { sha256Hex } from '../domain/identifiers.js';
import { problemValue } from '../domain/problem.js';
import type { Problem } from '../domain/problem.js';
import { countChange } from './counts.js';
import type { RunningCounts } from './counts.js';
import type { Gaps } from './gaps.js';
import type {
  HarvestReporter,
  Harvester,
  LiveRecord,
  RawRecord,
  RecordChecker,
  RecordRef,
  RunWriter,
} from './ports.js';
import { isKnown, reconcile } from './reconcile.js';

export interface BatchTools {
  readonly sourceId: string;
  readonly harvester: Harvester;
  readonly checker: RecordChecker;
  readonly mappingVersion: string;
  readonly run: RunWriter;
  readonly counts: RunningCounts;
  readonly reporter: HarvestReporter;
  readonly gaps: Gaps;
}

type Fetched =
  | { readonly ok: true; readonly ref: RecordRef; readonly value: unknown; readonly raw: RawRecord }
  | {
      readonly ok: false;
      readonly ref: RecordRef;
      readonly outcome: 'failed' | 'rejected';
      readonly problem: Problem;
    };

interface Batch {
  readonly refs: readonly RecordRef[];
  readonly lives: Promise<readonly (LiveRecord | undefined)[]>;
}

/**
 * Takes listed records, a batch at a time, the whole way from fetch to staged changes. The store works on one batch while
 * the next is prepared: what is live under a batch's ids is asked before the batch ahead of it is staged, and staging is
 * awaited one batch late. Memory is bounded by two batches.
 */
export class BatchLine {
  readonly #tools: BatchTools;
  readonly #signal: AbortSignal;
  #waiting: Batch | undefined;
  #staged: Promise<void> = Promise.resolve();
  /** Ids of the batch that was not yet staged when the next one's live records were asked for. */
  #previous: ReadonlySet<string> = new Set();

  constructor(tools: BatchTools, signal: AbortSignal) {
    this.#tools = tools;
    this.#signal = signal;
  }

  async add(refs: readonly RecordRef[]): Promise<void> {
    const lives = this.#tools.run.findLive(refs.map((ref) => ref.remoteId));
    // Awaited later; should the run end before, its own error is the one to tell.
    lives.catch(() => undefined);
    await this.#runWaiting();
    this.#waiting = { refs, lives };
  }

  /** After it everything that was added is staged. */
  async end(): Promise<void> {
    await this.#runWaiting();
    await this.#staged;
  }

  async #runWaiting(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = undefined;
    if (batch === undefined) return;
    const { changes, raws, unchanged } = await this.#process(batch);
    await this.#staged;
    this.#tools.run.seen(unchanged);
    if (changes.length === 0) return;
    this.#staged = this.#tools.run.stage(changes, raws);
    this.#staged.catch(() => undefined);
  }

  async #process(batch: Batch): Promise<{ changes: Change[]; raws: RawRecord[]; unchanged: LiveRecord[] }> {
    const tools = this.#tools;
    const fetched = await Promise.all(batch.refs.map((ref) => fetchOne(ref, tools.harvester, this.#signal)));
    const lives = await batch.lives;
    this.#signal.throwIfAborted();
    const changes: Change[] = [];
    const raws: RawRecord[] = [];
    const unchanged: LiveRecord[] = [];
    const met = new Set<string>();
    for (const [index, record] of fetched.entries()) {
      const live = lives[index];
      const { remoteId } = record.ref;
      if (live?.seen === true || met.has(remoteId) || this.#previous.has(remoteId)) {
        tools.counts.problem();
        continue;
      }
      met.add(remoteId);
      const change = record.ok ? checkOne(record, live, tools) : failedChange(record, tools);
      if (change === 'known') {
        if (live !== undefined) unchanged.push(live);
        tools.counts.add(
          live?.lastOutcome === 'rejected' ? 'rejected' : 'unchanged',
          live?.problemCount ?? 0,
        );
        continue;
      }
      changes.push(change);
      if (record.ok && 'rawHash' in change) raws.push(record.raw);
      countChange(change, tools);
    }
    this.#previous = met;
    return { changes, raws, unchanged };
  }
}

async function fetchOne(ref: RecordRef, harvester: Harvester, signal: AbortSignal): Promise<Fetched> {
  try {
    const pending = harvester.fetch(ref, signal);
    const value: unknown = pending instanceof Promise ? await pending : pending;
    const text = JSON.stringify(value);
    return { ok: true, ref, value, raw: { text, hash: sha256Hex(text) } };
  } catch (error) {
    // JSON nested some ten thousand levels deep exhausts the stack: one bad record, not a bad run.
    if (error instanceof RangeError)
      return { ok: false, ref, outcome: 'rejected', problem: tooDeep(ref.remoteId) };
    if (!(error instanceof SourceUnavailableError) && !(error instanceof SourceResponseError)) throw error;
    return { ok: false, ref, outcome: 'failed', problem: fetchProblem(ref.remoteId, error) };
  }
}

function tooDeep(remoteId: string): Problem {
  return {
    stage: 'fetch',
    code: 'nested-too-deep',
    bar: 'publishable',
    pointer: '',
    value: problemValue(remoteId),
  };
}

/** The portal lists the record but did not bring it: not evidence of absence. */
export function fetchProblem(remoteId: string, error: Error): Problem {
  return {
    stage: 'fetch',
    code: 'fetch-failed',
    bar: 'publishable',
    pointer: '',
    value: problemValue(remoteId),
    detail: error.message,
  };
}

function checkOne(
  record: Extract<Fetched, { ok: true }>,
  live: LiveRecord | undefined,
  tools: BatchTools,
): Change | 'known' {
  const { ref, raw } = record;
  if (isKnown(live, raw.hash, tools.mappingVersion)) return 'known';
  const draft = tools.harvester.map(record.value, ref.remoteId);
  return reconcile({
    remoteId: ref.remoteId,
    ...(typeof draft.title === 'string' && { title: problemValue(draft.title) }),
    raw,
    mappingVersion: tools.mappingVersion,
    checked: tools.checker.check(draft, unreadParts(draft)),
    live,
  });
}

function failedChange(record: Extract<Fetched, { ok: false }>, tools: BatchTools): Change {
  const { ref, outcome, problem } = record;
  if (outcome === 'failed') tools.gaps.failedRecord(problem);
  return {
    type: 'set-aside',
    outcome,
    remoteId: ref.remoteId,
    mappingVersion: tools.mappingVersion,
    problems: [problem],
  };
}

/** What `map` could not read, as problems of the record. */
export function unreadParts(draft: DatasetDraft): readonly Problem[] {
  return (draft.unread ?? []).map((part) => ({
    stage: 'map',
    code: 'unread-part',
    bar: 'advice',
    pointer: part.pointer,
    detail: part.reason,
    ...(part.value !== undefined && { value: part.value }),
  }));
}
