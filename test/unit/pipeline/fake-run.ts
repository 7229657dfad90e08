import type { Change } from '../../../src/domain/change.js';
import { SourceResponseError } from '../../../src/domain/errors.js';
import { RunningCounts } from '../../../src/pipeline/counts.js';
import { Gaps } from '../../../src/pipeline/gaps.js';
import type {
  Fetched,
  Gathered,
  Harvester,
  HarvestReporter,
  JobReport,
  RecordChecker,
  RecordRef,
} from '../../../src/pipeline/ports.js';
import type {
  AbsentCounts,
  CatalogWriter,
  Grace,
  KeptRecord,
  LiveRecord,
  PreparedChange,
  ChainedRecord,
  RunAbort,
  RunCommit,
  RunContext,
  RunHeld,
  RunHold,
  RunSummary,
  RunWriter,
} from '../../../src/pipeline/store-ports.js';
import { makeDataset } from '../../support/make-dataset.js';

/** A run that keeps what it is told; `live` is what the store knows, by remote id. */
export class FakeRun implements RunWriter {
  readonly live: Map<string, LiveRecord>;
  readonly staged: Change[] = [];
  readonly met = new Set<number>();
  /** How it ended, in order; a proper run ends once. */
  readonly ends: (RunCommit | RunHold | RunAbort)[] = [];
  /** Remote id → what the record is a copy of. */
  originals: ReadonlyMap<string, string> = new Map();
  altered: ReadonlyMap<string, number> = new Map();
  /** What the portal has evidently changed. */
  evident: readonly string[] = [];
  /** Records that have become copies, or are copies no longer. */
  turned: readonly KeptRecord[] = [];
  held: RunHeld = { held: true };
  failsAt: 'stage' | 'commit' | undefined;

  constructor(live: readonly LiveRecord[] = []) {
    this.live = new Map(live.map((record) => [record.remoteId, record]));
  }

  findLive(remoteIds: readonly string[]): Promise<readonly (LiveRecord | undefined)[]> {
    return Promise.resolve(
      remoteIds.map((remoteId) => {
        const record = this.live.get(remoteId);
        const staged = this.staged.some((change) => idOf(change) === remoteId);
        if (record === undefined) return staged ? { ...liveRecord(remoteId), seen: true } : undefined;
        return { ...record, seen: staged || this.met.has(record.datasetKey) };
      }),
    );
  }

  findOriginals(records: readonly ChainedRecord[]): Promise<readonly (string | undefined)[]> {
    return Promise.resolve(records.map(({ remoteId }) => this.originals.get(remoteId)));
  }

  seen(records: readonly LiveRecord[]): void {
    for (const { datasetKey } of records) this.met.add(datasetKey);
  }

  prepare(change: Change): PreparedChange {
    return change;
  }

  stage(changes: readonly PreparedChange[]): Promise<void> {
    if (this.failsAt === 'stage') return Promise.reject(new Error('the disk is full'));
    this.staged.push(...(changes as readonly Change[]));
    return Promise.resolve();
  }

  /** As if every absent record had been absent for all of its grace but this run. */
  async countAbsent({ runs }: Grace): Promise<AbsentCounts> {
    const live = [...this.live.values()].filter(({ state }) => state === 'live');
    const now = await this.findLive(live.map(({ remoteId }) => remoteId));
    const absent = now.filter((record) => record?.seen === false).length;
    const due = runs === 1 ? absent : 0;
    return { live: live.length, due, missing: absent - due };
  }

  countAltered(): Promise<ReadonlyMap<string, number>> {
    return Promise.resolve(this.altered);
  }

  findEvident(): Promise<readonly string[]> {
    return Promise.resolve(this.evident);
  }

  findTurned(): Promise<readonly string[]> {
    return Promise.resolve(this.turned.map(({ remoteId }) => remoteId));
  }

  keptRecords(remoteIds: readonly string[]): Promise<readonly KeptRecord[]> {
    return Promise.resolve(this.turned.filter(({ remoteId }) => remoteIds.includes(remoteId)));
  }

  hold(end: RunHold): Promise<RunHeld> {
    this.ends.push(end);
    return Promise.resolve(this.held);
  }

  commit(end: RunCommit): Promise<RunSummary> {
    if (this.failsAt === 'commit') return Promise.reject(new Error('the disk is full'));
    this.ends.push(end);
    return Promise.resolve({ counts: end.counts, seq: 1 });
  }

  abort(end: RunAbort): Promise<void> {
    this.ends.push(end);
    return Promise.resolve();
  }
}

export function fakeWriter(run: FakeRun | Error): CatalogWriter & { readonly opened: RunContext[] } {
  const opened: RunContext[] = [];
  return {
    opened,
    openRun(context) {
      opened.push(context);
      return run instanceof Error ? Promise.reject(run) : Promise.resolve(run);
    },
    recover: () => Promise.resolve(),
    decide: () => Promise.reject(new Error('nothing is held')),
    close: () => Promise.resolve(),
  };
}

/** The raw form that was staged, as text. */
export function rawText(change: Change | undefined): string | undefined {
  return change !== undefined && 'raw' in change ? Buffer.from(change.raw).toString() : undefined;
}

function idOf(change: Change): string {
  return change.type === 'upsert' ? change.dataset.origin.remoteId : change.remoteId;
}

export function liveRecord(remoteId: string, changes: Partial<LiveRecord> = {}): LiveRecord {
  return {
    remoteId,
    datasetKey: 1 + Number(/\d+$/.exec(remoteId)?.[0] ?? 0),
    state: 'live',
    lastOutcome: 'good',
    seen: false,
    problemCount: 0,
    ...changes,
  };
}

export function record(remoteId: string, listed: unknown = { title: remoteId }): RecordRef {
  return { type: 'record', remoteId, listed };
}

/** A record whose bytes came with the list; each call of its `read` is noted, and an error is thrown by it. */
export function sentRecord(
  remoteId: string,
  json: string,
  { fault, withheld }: { readonly fault?: Error; readonly withheld?: string } = {},
): RecordRef & { readonly reads: unknown[] } {
  const reads: unknown[] = [];
  return {
    type: 'record',
    remoteId,
    reads,
    sent: {
      bytes: Buffer.from(json),
      read() {
        reads.push(remoteId);
        if (fault !== undefined) throw fault;
        return JSON.parse(json) as unknown;
      },
      withheld: () => (withheld === undefined ? undefined : Buffer.from(withheld)),
    },
  };
}

/** A portal that lists this; a record's title decides what becomes of it (see `fakeChecker`). */
export function fakeHarvester(
  items: Iterable<Gathered> | (() => AsyncIterable<Gathered>),
): Harvester & { readonly requests: unknown[] } {
  const requests: unknown[] = [];
  return {
    kind: 'fake',
    requests,
    async *gather(request) {
      requests.push(request);
      yield* typeof items === 'function' ? items() : items;
      await Promise.resolve();
    },
    fetch({ listed, sent }) {
      if (sent !== undefined) {
        const raw = sent.read();
        const bytes = sent.withheld(raw);
        return { raw, ...(bytes !== undefined && { bytes }) };
      }
      if (listed instanceof Error) throw listed;
      return listed instanceof Promise
        ? (listed as Promise<unknown>).then((raw): Fetched => ({ raw }))
        : { raw: listed };
    },
    read: () => {
      throw new Error('this portal gives no file');
    },
    map: (raw, remoteId) => ({ ...(raw as object), origin: { remoteId } }),
  };
}

/** Accepts every record but those titled `rejected` or `refused`. */
export const fakeChecker: RecordChecker = {
  version: 'checker/1',
  check(draft, problems) {
    if (draft.title === 'rejected' || draft.title === 'refused')
      return {
        ok: false,
        outcome: draft.title,
        problems: [
          ...problems,
          { stage: 'validate', code: 'missing-title', bar: 'publishable', pointer: '/title' },
        ],
      };
    return {
      ok: true,
      dataset: makeDataset(draft.origin.remoteId, { title: String(draft.title) }),
      problems,
    };
  },
};

/** A reporter that keeps the name of each event, and the last report. */
export function listeningReporter(): HarvestReporter & {
  readonly events: string[];
  readonly reports: JobReport[];
} {
  const events: string[] = [];
  const reports: JobReport[] = [];
  return {
    events,
    reports,
    jobStarted: () => events.push('jobStarted'),
    progress: ({ total }) => events.push(`progress ${total ?? '?'}`),
    recordSetAside: ({ remoteId, outcome }) => events.push(`${outcome} ${remoteId}`),
    publishing: () => events.push('publishing'),
    jobFinished: (report) => {
      events.push('jobFinished');
      reports.push(report);
    },
  };
}

export function portalFault(message = 'the answer is empty'): SourceResponseError {
  return new SourceResponseError(message, { url: 'https://portal.example.org', fault: 'empty' });
}

/** What a batch line works with, over a run that is faked. */
export function fakeTools(run: FakeRun) {
  return {
    sourceId: 'fixture',
    harvester: fakeHarvester([]),
    checker: fakeChecker,
    mappingVersion: 'fake/1',
    run,
    counts: new RunningCounts(),
    reporter: listeningReporter(),
    gaps: new Gaps(),
  };
}
