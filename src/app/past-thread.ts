import { Worker } from 'node:worker_threads';
import type { SearchWords } from '../domain/search-words.js';
import type { PastHub } from '../http/ckan/past-answers.js';
import type { PageHub } from '../http/pages/answer-page.js';
import type { PastPage, PastPageCall } from '../http/pages/past-pages.js';
import type { PastAnswer, PastCall } from '../http/past.js';
import { createCaller, ThreadError } from './thread-calls.js';
import type { Caller } from './thread-calls.js';

export interface PastThreadData extends PastHub, Omit<PageHub, 'routes'> {
  readonly dataDir: string;
  readonly words: SearchWords;
}

interface Running {
  readonly worker: Worker;
  readonly caller: Caller;
}

/** After so long without a question the thread ends, and gives back what it holds. */
const IDLE_MS = 10 * 60_000;

/**
 * Earlier states in a thread of their own: making their indexes and asking them holds up nobody who asks of the present. It
 * starts with the first question.
 */
export class PastThread {
  readonly #data: PastThreadData;
  #running: Running | undefined;
  #asked = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(data: PastThreadData) {
    this.#data = data;
  }

  answer(call: PastCall): Promise<PastAnswer> {
    return this.#call<PastAnswer>('answer', call);
  }

  page(call: PastPageCall): Promise<PastPage> {
    return this.#call<PastPage>('page', call);
  }

  async #call<Answer>(name: string, call: unknown): Promise<Answer> {
    const { caller } = (this.#running ??= this.#start());
    clearTimeout(this.#idle);
    this.#asked += 1;
    try {
      return (await caller.call(name, call)) as Answer;
    } finally {
      this.#asked -= 1;
      if (this.#asked === 0) this.#idle = setTimeout(() => void this.close(), IDLE_MS).unref();
    }
  }

  /** What is asked meanwhile fails. The next question starts the thread anew. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const running = this.#running;
    this.#running = undefined;
    // It only reads, and what it has written is gone with it.
    await running?.worker.terminate();
  }

  #start(): Running {
    const worker = new Worker(new URL('./past-thread-entry.js', import.meta.url), { workerData: this.#data });
    const running = { worker, caller: createCaller(worker) };
    const end = (error: Error): void => {
      running.caller.fail(error);
      if (this.#running === running) this.#running = undefined;
    };
    worker.on('error', (cause) => {
      end(new ThreadError('the thread of earlier states broke', { cause }));
    });
    worker.on('exit', (code) => {
      end(new ThreadError(`the thread of earlier states ended with code ${code}`));
    });
    return running;
  }
}
