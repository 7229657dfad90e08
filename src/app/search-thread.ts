import { MessageChannel, Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { SearchWords } from '../domain/search-words.js';
import { createCaller, ThreadError } from './thread-calls.js';
import type { Caller } from './thread-calls.js';

export interface SearchThreadData {
  readonly dataDir: string;
  readonly words: SearchWords;
  readonly keptBytes: number;
  /** Searches come by it; the worker's own port says what becomes of the view. */
  readonly searches: MessagePort;
}

/** One thread that searches, with the catalogue's columns of its own. */
export class SearchThread {
  readonly #worker: Worker;
  readonly #view: Caller;
  readonly #searches: Caller;
  readonly #ended: Promise<void>;
  #load = 0;
  #isClosing = false;
  #seq: number | undefined;

  /** `ended` is told once, when the thread can answer no more; without a reason it was closed. */
  constructor(
    { dataDir, words, keptBytes }: Omit<SearchThreadData, 'searches'>,
    ended: (thread: SearchThread, reason?: ThreadError) => void,
  ) {
    const { port1, port2 } = new MessageChannel();
    this.#worker = new Worker(new URL('./search-thread-entry.js', import.meta.url), {
      workerData: { dataDir, words, keptBytes, searches: port2 } satisfies SearchThreadData,
      transferList: [port2],
    });
    this.#view = createCaller(this.#worker);
    this.#searches = createCaller(port1);
    let cause: unknown;
    this.#worker.on('error', (error) => {
      cause = error;
    });
    this.#ended = new Promise((resolve) => {
      this.#worker.on('exit', (code) => {
        const reason = new ThreadError(`a search thread ended with code ${code}`, { cause });
        port1.close();
        this.#view.fail(reason);
        this.#searches.fail(reason);
        ended(this, this.#isClosing ? undefined : reason);
        resolve();
      });
    });
  }

  /** Searches that wait for their answer. */
  get load(): number {
    return this.#load;
  }

  /** Position of its view as last heard; undefined before it is loaded. */
  get seq(): number | undefined {
    return this.#seq;
  }

  /** Loads the view at first. */
  async refresh(): Promise<void> {
    this.#seq = (await this.#view.call('refresh', undefined)) as number;
  }

  async ask(method: string, argument: unknown): Promise<unknown> {
    this.#load += 1;
    try {
      return await this.#searches.call(method, argument);
    } finally {
      this.#load -= 1;
    }
  }

  /** After all searches have ended. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#view.tell('close', undefined);
    await this.#ended;
  }
}
