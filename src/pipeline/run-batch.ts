import type { Change, RecordOutcome } from '../domain/change.js';
import type { DatasetDraft } from '../domain/dataset.js';
import { sha256Hex } from '../domain/identifiers.js';
import { problemValue } from '../domain/problem.js';
import type { Problem } from '../domain/problem.js';
import { ByteArena } from './byte-arena.js';
import { countChange } from './counts.js';
import type { RunningCounts } from './counts.js';
import { fetchRecord, isBrought } from './fetch-record.js';
import type { FetchedRecord, UnfetchedRecord } from './fetch-record.js';
import type { Gaps } from './gaps.js';
import type {
  GatherRemoval,
  HarvestReporter,
  Harvester,
  RecordChecker,
  RecordRef,
  ValidationResult,
} from './ports.js';
import { isKnown, reconcile } from './reconcile.js';
import type { ChainedRecord, LiveRecord, PreparedChange, RunWriter } from './store-ports.js';

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

/** A record of the batch that is not known to be unchanged. */
interface Met {
  readonly ref: RecordRef;
  readonly live: LiveRecord | undefined;
  /** Hash of what the portal sent of it, where the list brought it whole. */
  readonly sentHash: string | undefined;
  /** What was fetched ahead. */
  readonly early: FetchedRecord | UnfetchedRecord | undefined;
}

/** A fetched record that is to be mapped. */
interface Good {
  readonly ref: RecordRef;
  readonly live: LiveRecord | undefined;
  readonly value: unknown;
  readonly raw: Uint8Array;
  readonly fingerprint: string;
}

/** What has become of a batch so far. */
interface Taken {
  readonly arena: ByteArena;
  readonly changes: PreparedChange[];
  readonly unchanged: LiveRecord[];
}

/**
 * So many records go through a stage together: few enough that they are still in the processor's cache at the next stage,
 * and enough that the stage's code is fetched into it once for all of them. One by one costs a quarter more.
 */
const GROUP = 16;
/** Bytes of a group that was sent: large records go one by one. */
const GROUP_BYTES = 1024 * 1024;

/** What the portal says of one record. */
export type Told = RecordRef | GatherRemoval;

interface Batch {
  readonly refs: readonly Told[];
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

  async add(refs: readonly Told[]): Promise<void> {
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
    const { changes, unchanged } = await this.#process(batch);
    await this.#staged;
    this.#tools.run.seen(unchanged);
    if (changes.length === 0) return;
    this.#staged = this.#tools.run.stage(changes);
    this.#staged.catch(() => undefined);
  }

  async #process(batch: Batch): Promise<{ changes: PreparedChange[]; unchanged: LiveRecord[] }> {
    const tools = this.#tools;
    // A record that the list brought is read below, with its group: what is made of it is gone before the next.
    const early = await Promise.all(
      batch.refs.map(async (ref) =>
        ref.type === 'removed' || isBrought(ref)
          ? undefined
          : fetchRecord(ref, tools.harvester, this.#signal),
      ),
    );
    const lives = await batch.lives;
    this.#signal.throwIfAborted();
    const taken: Taken = { arena: new ByteArena(), changes: [], unchanged: [] };
    const met = new Set<string>();
    let group: Met[] = [];
    let bytes = 0;
    for (const [index, ref] of batch.refs.entries()) {
      const live = lives[index];
      const { remoteId } = ref;
      if (live?.seen === true || met.has(remoteId) || this.#previous.has(remoteId)) {
        tools.counts.duplicates(1);
        continue;
      }
      met.add(remoteId);
      if (ref.type === 'removed') {
        this.#takeRemoval(remoteId, live, taken);
        continue;
      }
      const { sent } = ref;
      const sentHash = sent === undefined ? undefined : sha256Hex(sent.bytes);
      if (live !== undefined && sentHash !== undefined && isKnown(live, sentHash, tools.mappingVersion)) {
        this.#takeKnown(live, taken);
        continue;
      }
      group.push({ ref, live, sentHash, early: early[index] });
      bytes += sent?.bytes.length ?? 0;
      if (group.length < GROUP && bytes < GROUP_BYTES) continue;
      await this.#takeGroup(group, taken);
      group = [];
      bytes = 0;
    }
    await this.#takeGroup(group, taken);
    this.#previous = met;
    return taken;
  }

  #takeKnown(live: LiveRecord, { unchanged }: Taken): void {
    unchanged.push(live);
    this.#tools.counts.add(knownOutcome(live), live.problemCount);
  }

  /** What was never known is not missed. */
  #takeRemoval(remoteId: string, live: LiveRecord | undefined, { changes }: Taken): void {
    if (live === undefined) return;
    const change: Change = { type: 'withdrawn', remoteId, wasLive: live.state === 'live', problems: [] };
    countChange(change, this.#tools);
    changes.push(this.#tools.run.prepare(change));
  }

  async #takeGroup(group: readonly Met[], taken: Taken): Promise<void> {
    const tools = this.#tools;
    const { harvester, checker, mappingVersion } = tools;
    const fetched = await Promise.all(
      group.map(async ({ ref, early }) => early ?? fetchRecord(ref, harvester, this.#signal)),
    );
    const changes: Change[] = [];
    const good: Good[] = [];
    for (const [index, met] of group.entries()) {
      const record = fetched[index];
      if (record === undefined) continue;
      if (!record.ok) {
        changes.push(failedChange(met.ref, record, tools));
        continue;
      }
      const raw = taken.arena.put(record.json);
      const fingerprint = met.sentHash ?? met.ref.fingerprint ?? sha256Hex(raw);
      if (met.live !== undefined && isKnown(met.live, fingerprint, mappingVersion)) {
        this.#takeKnown(met.live, taken);
      } else {
        const { ref, live } = met;
        good.push({ ref, live, value: record.raw, raw, fingerprint });
      }
    }
    const drafts = good.map(({ value, ref }) => harvester.map(value, ref.remoteId));
    const checked = drafts.map((draft, index) =>
      checker.check(draft, [...(good[index]?.ref.problems ?? []), ...unreadParts(draft)]),
    );
    const originals = await findOriginals(good, checked, tools.run);
    for (const [index, { ref, live, raw, fingerprint }] of good.entries()) {
      const title = drafts[index]?.title;
      const result = checked[index];
      if (result === undefined) continue;
      changes.push(
        reconcile({
          remoteId: ref.remoteId,
          ...(typeof title === 'string' && { title: problemValue(title) }),
          raw,
          fingerprint,
          mappingVersion,
          checked: result,
          live,
          copyOf: originals.get(ref.remoteId),
          passed: ref.passed,
          arena: taken.arena,
        }),
      );
    }
    for (const change of changes) {
      countChange(change, tools);
      taken.changes.push(tools.run.prepare(change));
    }
  }
}

function knownOutcome({ copyOf, lastOutcome }: LiveRecord): RecordOutcome {
  if (copyOf !== undefined) return 'refederated';
  return lastOutcome === 'rejected' ? 'rejected' : 'unchanged';
}

/** Remote id → identifier of what the record is a copy of. Only what a portal has from elsewhere can be one. */
async function findOriginals(
  good: readonly Good[],
  checked: readonly ValidationResult[],
  run: RunWriter,
): Promise<ReadonlyMap<string, string>> {
  const chained = good.flatMap(({ ref: { remoteId } }, index): readonly ChainedRecord[] => {
    const result = checked[index];
    const chain = result?.ok === true ? result.dataset.origin.chain : undefined;
    return chain === undefined ? [] : [{ remoteId, chain }];
  });
  if (chained.length === 0) return new Map();
  const originals = await run.findOriginals(chained);
  return new Map(
    chained.flatMap(({ remoteId }, index) => {
      const original = originals[index];
      return original === undefined ? [] : [[remoteId, original] as const];
    }),
  );
}

function failedChange(ref: RecordRef, { outcome, problem }: UnfetchedRecord, tools: BatchTools): Change {
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
