import { MessageChannel, Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { HoldRequest, HoldResult } from '../pipeline/store-ports.js';
import { createCaller, ThreadError } from './thread-calls.js';
import type { Caller } from './thread-calls.js';

export interface WriterThreadData {
  readonly dataDir: string;
  /** Below the threads that answer readers. */
  readonly background: boolean;
}

/** The writing connection in a thread of its own: rows are written while the harvest threads prepare the next ones. */
export class WriterThread {
  readonly #worker: Worker;
  readonly #caller: Caller;

  constructor(data: WriterThreadData) {
    this.#worker = new Worker(new URL('./writer-thread-entry.js', import.meta.url), { workerData: data });
    this.#caller = createCaller(this.#worker);
    this.#worker.on('error', (error) => {
      this.#caller.fail(new ThreadError('the writer thread broke', { cause: error }));
    });
    this.#worker.on('exit', (code) => {
      this.#caller.fail(new ThreadError(`the writer thread ended with code ${code}`));
    });
  }

  /** A port for one harvest thread; `RemoteWriter` speaks over it. It closes when this thread ends, however it does. */
  connect(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    this.#caller.tell('connect', port1, [port1]);
    return port2;
  }

  /** Ends what a killed process left running. */
  async recover(now: Date): Promise<void> {
    await this.#caller.call('recover', now);
  }

  /** See `SqliteCatalogWriter`. */
  async mergeIndex(steps: number): Promise<boolean> {
    return (await this.#caller.call('mergeIndex', steps)) as boolean;
  }

  /** Publishes or drops a run that waits; see `CatalogWriter`. */
  async decide(request: HoldRequest): Promise<HoldResult> {
    return (await this.#caller.call('decide', request)) as HoldResult;
  }

  /** After all runs have ended. */
  async close(): Promise<void> {
    const ended = new Promise<void>((resolve) => {
      this.#worker.once('exit', () => {
        resolve();
      });
    });
    await this.#caller.call('close', undefined);
    await ended;
  }
}
