import { setMaxListeners } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Configuration } from '../config/hub-config.js';
import { HubError } from '../domain/errors.js';
import type { HarvestReporter, JobReport } from '../pipeline/ports.js';
import type { RunOptions } from './harvest-runner.js';

/** Niceness of the threads that harvest while others answer readers. */
export const BACKGROUND_PRIORITY = 10;

/** What the thread is started with; plain data only. */
export interface ThreadData {
  readonly configuration: Configuration;
  readonly schemaDir: string;
  /** Below the threads that answer readers. */
  readonly background: boolean;
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

/** The writer thread broke: a bug or a broken store, never a portal's fault. */
export class HarvestThreadError extends HubError {
  readonly code = 'harvest-thread';
}

interface Pending {
  readonly reporter: HarvestReporter;
  resolve(report: JobReport): void;
  reject(error: Error): void;
}

/**
 * Harvests in a thread of their own, so that mapping, writing and a long publication never hold up an answer. Started with
 * the first run; it ends with `close`, or with the process.
 */
export class HarvestThread {
  readonly #data: ThreadData;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | undefined;
  #runs = 0;

  constructor(data: ThreadData) {
    this.#data = data;
  }

  /** Starts the thread now, which ends what a killed process left running. */
  start(): void {
    this.#worker ??= this.#start();
  }

  run(
    sourceId: string,
    options: RunOptions,
    reporter: HarvestReporter,
    signal: AbortSignal,
  ): Promise<JobReport> {
    const worker = (this.#worker ??= this.#start());
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
    const worker = this.#worker;
    if (worker === undefined) return;
    const ended = new Promise<void>((resolve) =>
      worker.once('exit', () => {
        resolve();
      }),
    );
    this.#send(worker, { type: 'close' });
    await ended;
    this.#worker = undefined;
  }

  #send(worker: Worker, request: ThreadRequest): void {
    worker.postMessage(request);
  }

  #start(): Worker {
    const worker = new Worker(new URL('./harvest-thread-entry.js', import.meta.url), {
      workerData: this.#data,
    });
    worker.on('message', (answer: ThreadAnswer) => {
      this.#receive(answer);
    });
    worker.on('error', (error) => {
      this.#fail(new HarvestThreadError('the harvest thread broke', { cause: error }));
    });
    worker.on('exit', (code) => {
      this.#worker = undefined;
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
