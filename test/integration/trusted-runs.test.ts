import { jest } from '@jest/globals';
import * as fc from 'fast-check';
import { SourceUnavailableError } from '../../src/domain/errors.js';
import type { Gathered } from '../../src/pipeline/ports.js';
import { runJob } from '../../src/pipeline/run-job.js';
import { makeSource } from '../support/make-dataset.js';
import { TempHub } from '../support/temp-hub.js';
import { fakeChecker, fakeHarvester, record } from '../unit/pipeline/fake-run.js';

/** Hundreds of runs over stores of their own. */
jest.setTimeout(240_000);

const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];
const REMOVED_SHARE = 0.5;

/** What a portal has: id → version. */
type Catalogue = Readonly<Record<string, number>>;

interface Run {
  readonly type: 'full' | 'partial' | 'delta' | 'broken';
  readonly lists: Catalogue;
}

interface Decision {
  readonly type: 'release' | 'reject';
}

type Step = Run | Decision;

function isDecision(step: Step): step is Decision {
  return step.type === 'release' || step.type === 'reject';
}

const catalogue = fc.dictionary(fc.constantFrom(...IDS), fc.integer({ min: 1, max: 3 }), {
  maxKeys: IDS.length,
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: fc.constant('full' as const), lists: catalogue }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constantFrom('partial' as const, 'delta' as const, 'broken' as const),
      lists: catalogue,
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom('release' as const, 'reject' as const) }) },
);

interface Waiting {
  /** id → [kind, version]; a removal has no version. */
  readonly changes: Map<string, readonly [kind: string, version: number]>;
}

/** What the rules of docs/operations.md say, in the simplest form: no store, no stages. */
class Model {
  readonly live = new Map<string, number>();
  readonly #grace: number;
  readonly #missing = new Map<string, number>();
  readonly #everLive = new Set<string>();
  readonly #rejected = new Set<string>();
  waiting: Waiting | undefined;

  constructor(grace: number) {
    this.#grace = grace;
  }

  apply(taken: Step): void {
    if (isDecision(taken)) this.#decide(taken.type);
    else if (taken.type === 'full') this.#full(taken.lists);
    else if (taken.type !== 'broken') this.#add(taken.lists);
  }

  #full(lists: Catalogue): void {
    if (Object.keys(lists).length === 0) return;
    const absent = [...this.live.keys()].filter((id) => lists[id] === undefined);
    const due = absent.filter((id) => (this.#missing.get(id) ?? 0) + 1 >= this.#grace);
    const changes = this.#changes(lists);
    if (this.live.size > 0 && absent.length / this.live.size > REMOVED_SHARE) {
      for (const id of absent) changes.set(id, ['removed', 0]);
      const waiting = { changes };
      if (this.waiting !== undefined && keyOf(this.waiting) === keyOf(waiting)) return;
      if (!this.#rejected.has(keyOf(waiting))) this.waiting = waiting;
      return;
    }
    this.#publish(changes, Object.keys(lists));
    for (const id of due) this.#remove(id);
    for (const id of absent) if (!due.includes(id)) this.#missing.set(id, (this.#missing.get(id) ?? 0) + 1);
    this.waiting = undefined;
  }

  #add(lists: Catalogue): void {
    this.#publish(this.#changes(lists), Object.keys(lists));
    const { waiting } = this;
    if (waiting === undefined) return;
    for (const id of Object.keys(lists)) waiting.changes.delete(id);
    if (waiting.changes.size === 0) this.waiting = undefined;
  }

  #decide(decision: 'release' | 'reject'): void {
    const { waiting } = this;
    this.waiting = undefined;
    if (waiting === undefined) return;
    if (decision === 'reject') {
      this.#rejected.add(keyOf(waiting));
      return;
    }
    for (const [id, [kind, version]] of waiting.changes) {
      if (kind === 'removed') this.#remove(id);
      else this.#set(id, version);
    }
  }

  #changes(lists: Catalogue): Waiting['changes'] {
    return new Map(
      Object.entries(lists)
        .filter(([id, version]) => this.live.get(id) !== version)
        .map(([id, version]) => {
          const kind = this.live.has(id) ? 'updated' : this.#everLive.has(id) ? 'restored' : 'added';
          return [id, [kind, version]] as const;
        }),
    );
  }

  #publish(changes: Waiting['changes'], met: readonly string[]): void {
    for (const [id, [, version]] of changes) this.#set(id, version);
    for (const id of met) this.#missing.delete(id);
  }

  #set(id: string, version: number): void {
    this.live.set(id, version);
    this.#everLive.add(id);
  }

  #remove(id: string): void {
    this.live.delete(id);
    this.#missing.delete(id);
  }
}

function keyOf({ changes }: Waiting): string {
  return JSON.stringify([...changes].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The real thing: a store, the conductor, and a portal that lists what it is told. */
class Hub {
  readonly #hub = new TempHub();
  readonly #source;
  #jobs = 0;

  constructor(missingRuns: number) {
    const limits = { removedShare: REMOVED_SHARE, fieldShare: 1, missingRuns, missingDays: 0, hours: 24 };
    this.#source = makeSource({ limits });
  }

  async apply(taken: Step): Promise<void> {
    if (isDecision(taken)) await this.#decide(taken.type);
    else await this.#run(taken);
  }

  async #run({ type, lists }: Run): Promise<void> {
    this.#jobs += 1;
    const items: Gathered[] = Object.entries(lists).map(([id, version]) =>
      record(id, { title: `v${version}` }),
    );
    async function* breaking(): AsyncIterable<Gathered> {
      yield* items;
      await Promise.resolve();
      throw new SourceUnavailableError('no answer', { url: 'https://x.example', retryable: true });
    }
    const gap: Gathered = {
      type: 'gap',
      problem: { stage: 'gather', code: 'fetch-failed', bar: 'publishable', pointer: '/' },
    };
    const listed = type === 'partial' ? [...items, gap] : items;
    await runJob(
      {
        jobId: `run-${this.#jobs}`,
        source: this.#source,
        origin: 'portal',
        mode: type === 'delta' ? 'delta' : 'full',
        dryRun: false,
      },
      {
        harvester: fakeHarvester(type === 'broken' ? breaking : listed),
        checker: fakeChecker,
        mappingVersion: 'fake/1',
        writer: this.#hub.writer,
        reporter: {},
        now: this.#hub.now,
      },
      new AbortController().signal,
    );
  }

  async #decide(decision: 'release' | 'reject'): Promise<void> {
    const [hold] = await this.#hub.reading.catalog.openHolds();
    if (hold === undefined) return;
    await this.#hub.writer.decide({ jobId: hold.jobId, decision, reason: '试验', now: this.#hub.now() });
  }

  live(): ReadonlyMap<string, number> {
    const datasets = [...this.#hub.reading.datasets.all()].map(({ dataset }) => dataset);
    return new Map(datasets.map(({ origin, title }) => [origin.remoteId, Number(title.slice(1))]));
  }

  async counted(): Promise<number> {
    const [summary] = await this.#hub.reading.catalog.sourceSummaries();
    return summary?.datasets ?? 0;
  }

  async waits(): Promise<number> {
    return (await this.#hub.reading.catalog.openHolds()).length;
  }

  close(): Promise<void> {
    return this.#hub.close();
  }
}

function sorted(map: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  return [...map].sort(([one], [other]) => (one < other ? -1 : 1));
}

describe('any sequence of portal states and decisions', () => {
  it.each([1, 2])(
    'leaves live exactly what was published or released, with a grace of %i run(s)',
    async (grace) => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
          const hub = new Hub(grace);
          const model = new Model(grace);
          try {
            for (const taken of steps) {
              await hub.apply(taken);
              model.apply(taken);
              expect(sorted(hub.live())).toEqual(sorted(model.live));
              expect(await hub.counted()).toBe(model.live.size);
              expect(await hub.waits()).toBe(model.waiting === undefined ? 0 : 1);
            }
          } finally {
            await hub.close();
          }
        }),
        { numRuns: 40, seed: 20261122 },
      );
    },
  );
});

describe('a portal that flickers between 482 and 480 datasets', () => {
  it('never flickers in the published catalogue', async () => {
    const hub = new Hub(2);
    try {
      const ids = Array.from({ length: 482 }, (_none, index) => `d${index}`);
      const whole = Object.fromEntries(ids.map((id) => [id, 1]));
      const less = Object.fromEntries(ids.slice(0, 480).map((id) => [id, 1]));
      for (let turn = 0; turn < 10; turn += 1) {
        await hub.apply({ type: 'full', lists: turn % 2 === 0 ? whole : less });
        expect(hub.live().size).toBe(482);
      }
      await hub.apply({ type: 'full', lists: less });
      expect(hub.live().size).toBe(480);
    } finally {
      await hub.close();
    }
  });
});
