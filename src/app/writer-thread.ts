import { Worker } from 'node:worker_threads';
import type { LiveRecord, RunAbort, RunCommit, RunSummary } from '../pipeline/ports.js';
import type {
  PreparedBatch,
  PreparedCatalogWriter,
  PreparedRunWriter,
  RunStart,
} from '../storage/writer/prepared.js';
import { createCaller, ThreadError } from './thread-calls.js';
import type { Caller } from './thread-calls.js';

export interface WriterThreadData {
  readonly dataDir: string;
  /** Below the threads that answer readers. */
  readonly background: boolean;
}

/** The writing connection in a thread of its own: rows are written while the harvest thread prepares the next ones. */
export class WriterThread implements PreparedCatalogWriter {
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

  async openRun(start: RunStart, now: Date): Promise<PreparedRunWriter> {
    const run = (await this.#caller.call('openRun', { start, now })) as number;
    return new RemoteRun(this.#caller, run);
  }

  async recover(now: Date): Promise<void> {
    await this.#caller.call('recover', now);
  }

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

class RemoteRun implements PreparedRunWriter {
  readonly #caller: Caller;
  readonly #run: number;

  constructor(caller: Caller, run: number) {
    this.#caller = caller;
    this.#run = run;
  }

  async findLive(remoteIds: readonly string[]): Promise<readonly (LiveRecord | undefined)[]> {
    const found = await this.#caller.call('findLive', { run: this.#run, remoteIds });
    return found as readonly (LiveRecord | undefined)[];
  }

  seen(datasetKeys: readonly number[]): void {
    this.#caller.tell('seen', { run: this.#run, datasetKeys });
  }

  async stage(batch: PreparedBatch): Promise<void> {
    await this.#caller.call('stage', { run: this.#run, batch });
  }

  async countUnseen(): Promise<{ readonly unseen: number; readonly live: number }> {
    return (await this.#caller.call('countUnseen', { run: this.#run })) as { unseen: number; live: number };
  }

  async commit(end: RunCommit, now: Date): Promise<RunSummary> {
    return (await this.#caller.call('commit', { run: this.#run, end, now })) as RunSummary;
  }

  async abort(end: RunAbort, now: Date): Promise<void> {
    await this.#caller.call('abort', { run: this.#run, end, now });
  }
}
