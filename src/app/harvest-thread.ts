import { setMaxListeners } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { Configuration } from '../config/hub-config.js';
import { HubError } from '../domain/errors.js';
import type { HarvestReporter, JobReport } from '../pipeline/ports.js';
import type { RunOptions, RunRequest } from './harvest-runner.js';

/** Niceness of the threads that harvest while others answer readers. */
export const BACKGROUND_PRIORITY = 10;

/** What the thread is started with; plain data only. */
export interface ThreadData {
  readonly configuration: Configuration;
  readonly schemaDir: string;
  /** Below the threads that answer readers. */
  readonly background: boolean;
  /** Seals kept answers; see `RequestStoreOptions`. */
  readonly answerKey: Uint8Array | undefined;
  /** To the writer thread. */
  readonly writer: MessagePort;
}

export type ThreadRequest =
  | { readonly type: 'run'; readonly run: number; readonly sourceId: string; readonly options: RunOptions }
  | { readonly type: 'abort'; readonly run: number }
  | { readonly type: 'close' };

export type ThreadAnswer =
  | {
      readonly type: 'event';
      readonly run: number;
      readonly event: keyof HarvestReporter;
      readonly value: unknown;
    }
  | { readonly type: 'done'; readonly run: number; readonly report: JobReport }
  | { readonly type: 'broken'; readonly run: number; readonly message: string; readonly stack?: string };

/** A harvest thread broke: a bug or a broken store, never a portal's fault. */
export class HarvestThreadError extends HubError {
  readonly code = 'harvest-thread';
}

interface Pending {
  readonly reporter: HarvestReporter;
  resolve(report: JobReport): void;
  reject(error: Error): void;
}

/**
 * Memory for young objects: twice what a thread has by default. A record's objects live as long as its batch; with less
 * room they are copied again and again.
 */
const YOUNG_MEGABYTES = 96;

/** One thread that harvests, so that mapping never holds up an answer. It ends with `close`, or with the process. */
export class HarvestThread {
  readonly #pending = new Map<number, Pending>();
  readonly #worker: Worker;
  #runs = 0;
  #ended = false;

  constructor(data: ThreadData) {
    this.#worker = this.#start(data);
  }

  /** Runs under way. */
  get load(): number {
    return this.#pending.size;
  }

  /** Whether it can take runs no more. */
  get ended(): boolean {
    return this.#ended;
  }

  run({ sourceId, options, reporter, signal }: RunRequest): Promise<JobReport> {
    const worker = this.#worker;
    // One listener a run, taken off with it: many sources in one call are no leak.
    setMaxListeners(0, signal);
    const run = (this.#runs += 1);
    const abort = (): void => {
      this.#send(worker, { type: 'abort', run });
    };
    return new Promise<JobReport>((resolve, reject) => {
      this.#pending.set(run, { reporter, resolve, reject });
      this.#send(worker, { type: 'run', run, sourceId, options });
      if (signal.aborted) abort();
      else signal.addEventListener('abort', abort, { once: true });
    }).finally(() => {
      signal.removeEventListener('abort', abort);
    });
  }

  /** Lets the runs under way end (abort them first to be quick), then ends the thread. */
  async close(): Promise<void> {
    if (this.#ended) return;
    const worker = this.#worker;
    const ended = new Promise<void>((resolve) =>
      worker.once('exit', () => {
        resolve();
      }),
    );
    this.#send(worker, { type: 'close' });
    await ended;
  }

  #send(worker: Worker, request: ThreadRequest): void {
    worker.postMessage(request);
  }

  #start(data: ThreadData): Worker {
    const worker = new Worker(new URL('./harvest-thread-entry.js', import.meta.url), {
      workerData: data,
      transferList: [data.writer],
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    });
    worker.on('message', (answer: ThreadAnswer) => {
      this.#receive(answer);
    });
    worker.on('error', (error) => {
      this.#fail(new HarvestThreadError('the harvest thread broke', { cause: error }));
    });
    worker.on('exit', (code) => {
      this.#ended = true;
      this.#fail(new HarvestThreadError(`the harvest thread ended with code ${code}`));
    });
    return worker;
  }

  #receive(answer: ThreadAnswer): void {
    const pending = this.#pending.get(answer.run);
    if (pending === undefined) return;
    if (answer.type === 'event') {
      // The event's name says which of the reporter's methods takes its value; both come from the same port.
      const reporter = pending.reporter as Readonly<Record<string, ((value: unknown) => void) | undefined>>;
      reporter[answer.event]?.(answer.value);
      return;
    }
    this.#pending.delete(answer.run);
    if (answer.type === 'done') pending.resolve(answer.report);
    else pending.reject(new HarvestThreadError(answer.message, { cause: answer.stack }));
  }

  #fail(error: Error): void {
    for (const pending of this.#pending.values()) pending.reject(error);
    this.#pending.clear();
  }
}
