import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Configuration } from '../config/hub-config.js';
import type { JobReport } from '../pipeline/ports.js';
import type { HoldRequest, HoldResult } from '../pipeline/store-ports.js';
import type { RunRequest } from './harvest-runner.js';
import { HarvestThread } from './harvest-thread.js';
import { RunQueue } from './run-queue.js';
import { WriterThread } from './writer-thread.js';

export interface HarvestThreadsOptions {
  readonly configuration: Configuration;
  readonly schemaDir: string;
  /** Below the threads that answer readers. */
  readonly background: boolean;
  readonly now: () => Date;
}

const KEY_BYTES = 32;
/** One writer keeps up with two; on two cores one of them and the writer leave nothing idle. */
const MOST_THREADS = availableParallelism() > 2 ? 2 : 1;

/** Half a second at most, for which a run that comes meanwhile waits. */
const MERGE_STEPS = 12;

/** A source whose last run took less may take the fast lane. */
const QUICK_SECONDS = 60;
/** A run that failed at once says nothing of how long the next will take. */
const TELLING: ReadonlySet<JobReport['outcome']> = new Set(['complete', 'partial', 'held']);

/**
 * The threads that harvest and the one that writes for them. Sources on one host run in one thread, so that what is asked of
 * a host at a time is counted in one place; else a run goes where the fewest are under way. Threads start when they are
 * needed and end with `close`.
 */
export class HarvestThreads {
  readonly #options: HarvestThreadsOptions;
  readonly #queue: RunQueue;
  /** How long the last run of a source took. */
  readonly #seconds = new Map<string, number>();
  readonly #threads: HarvestThread[] = [];
  /** Of a hub that goes on running: a single harvest would never see what it kept. */
  readonly #answerKey: Uint8Array | undefined;
  readonly #hosts = new Map<string, { readonly thread: HarvestThread; runs: number }>();
  #writer: WriterThread | undefined;

  constructor(options: HarvestThreadsOptions) {
    this.#options = options;
    this.#answerKey = options.background ? randomBytes(KEY_BYTES) : undefined;
    this.#queue = new RunQueue(options.configuration.hub.concurrency);
  }

  /** Ends what a killed process left running. */
  async recover(): Promise<void> {
    await this.#startedWriter().recover(this.#options.now());
  }

  /** Does a part of what makes searching quicker after a harvest; resolves to whether more is left to do. */
  mergeIndex(): Promise<boolean> {
    return this.#startedWriter().mergeIndex(MERGE_STEPS);
  }

  /** Publishes or drops a run that waits; see `CatalogWriter`. */
  decide(request: HoldRequest): Promise<HoldResult> {
    return this.#startedWriter().decide(request);
  }

  /** How long a source's last run took, as the store knows it: quick ones may take the fast lane. */
  expect(sourceId: string, seconds: number): void {
    this.#seconds.set(sourceId, seconds);
  }

  run(request: RunRequest): Promise<JobReport> {
    const { sourceId } = request;
    const source = this.#options.configuration.sources.find((candidate) => candidate.id === sourceId);
    const host = source === undefined ? sourceId : new URL(source.url).host;
    const turn = {
      priority: source?.priority ?? 'normal',
      // A full run of an incremental source is another matter than its last one.
      quick: !request.options.full && (this.#seconds.get(sourceId) ?? Infinity) < QUICK_SECONDS,
    };
    return this.#queue.run(turn, async () => {
      const place = this.#placeOf(host);
      place.runs += 1;
      try {
        const report = await place.thread.run(request);
        const { files, replay } = request.options;
        const asked = files === undefined && replay === undefined;
        if (asked && TELLING.has(report.outcome)) this.expect(sourceId, report.seconds);
        return report;
      } finally {
        place.runs -= 1;
        if (place.runs === 0 && this.#hosts.get(host) === place) this.#hosts.delete(host);
      }
    });
  }

  /** Lets the runs under way end (abort them first to be quick), then ends the threads. */
  async close(): Promise<void> {
    // A run that still waits for its turn would start in a thread that is ending.
    await this.#queue.onIdle();
    await Promise.all(this.#threads.map((thread) => thread.close()));
    await this.#writer?.close();
  }

  #placeOf(host: string): { readonly thread: HarvestThread; runs: number } {
    const known = this.#hosts.get(host);
    if (known !== undefined && !known.thread.ended) return known;
    const place = { thread: this.#freestThread(), runs: 0 };
    this.#hosts.set(host, place);
    return place;
  }

  #freestThread(): HarvestThread {
    const alive = this.#threads.filter((thread) => !thread.ended).sort((a, b) => a.load - b.load);
    const [freest] = alive;
    if (freest !== undefined && (freest.load === 0 || alive.length >= MOST_THREADS)) return freest;
    const { configuration, schemaDir, background } = this.#options;
    const writer = this.#startedWriter().connect();
    const thread = new HarvestThread({
      ...{ configuration, schemaDir, background, writer, answerKey: this.#answerKey },
    });
    this.#threads.push(thread);
    return thread;
  }

  #startedWriter(): WriterThread {
    const { configuration, background } = this.#options;
    this.#writer ??= new WriterThread({ dataDir: configuration.hub.dataDir, background });
    return this.#writer;
  }
}
