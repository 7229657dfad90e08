import { availableParallelism } from 'node:os';
import type { SearchWords } from '../domain/search-words.js';
import type { Found, PageForms, SearchIndex, SearchRequest, WrittenAnswer } from '../pipeline/read-ports.js';
import { SearchThread } from './search-thread.js';
import { ThreadError } from './thread-calls.js';

export interface SearchThreadsOptions {
  readonly dataDir: string;
  readonly words: SearchWords;
  /** Absent: by the number of cores. */
  readonly threads: number | undefined;
  /** What each thread may keep of words that are searched again and again. */
  readonly keptBytes: number;
  /** A thread broke; another takes its place. */
  failed(error: ThreadError): void;
}

/** One core is left to who answers HTTP; each thread costs the memory of the catalogue's columns. */
const USUAL_THREADS = availableParallelism() > 2 ? 2 : 1;

/**
 * The search index in threads of its own: each search goes where the fewest wait. What a thread that breaks had been asked
 * fails, and another is started; one that broke before it was loaded has its next try with the next `refresh`.
 */
export class SearchThreads implements SearchIndex {
  readonly #options: SearchThreadsOptions;
  readonly #most: number;
  #threads: readonly SearchThread[] = [];
  #seq = 0;
  #isClosing = false;

  private constructor(options: SearchThreadsOptions) {
    this.#options = options;
    this.#most = options.threads ?? USUAL_THREADS;
  }

  /** Resolves as soon as one thread is loaded. */
  static async open(options: SearchThreadsOptions): Promise<SearchThreads> {
    const search = new SearchThreads(options);
    try {
      await Promise.any(search.#startMissing());
    } catch (error) {
      await search.close();
      throw error instanceof AggregateError ? error.errors[0] : error;
    }
    return search;
  }

  get seq(): number {
    const known = this.#threads.flatMap(({ seq }) => seq ?? []);
    // While no thread is loaded it is that of the last ones: views only move on.
    if (known.length > 0) this.#seq = Math.min(...known);
    return this.#seq;
  }

  async refresh(): Promise<void> {
    const present = this.#threads.map((thread) => thread.refresh());
    await Promise.all([...present, ...this.#startMissing()]);
  }

  search<Form extends keyof PageForms = 'documents'>(
    request: SearchRequest,
    form?: Form,
  ): Promise<Found<Form>> {
    return this.#ask('search', { request, form }) as Promise<Found<Form>>;
  }

  packages(request: SearchRequest): Promise<Uint8Array> {
    return this.#ask('packages', { request }) as Promise<Uint8Array>;
  }

  answer(request: SearchRequest, keys?: readonly string[]): Promise<WrittenAnswer> {
    return this.#ask('answer', { request, keys }) as Promise<WrittenAnswer>;
  }

  values(
    field: string,
    texts: readonly string[],
    how?: { readonly sounds?: boolean },
  ): Promise<readonly string[]> {
    return this.#ask('values', { field, texts, how }) as Promise<readonly string[]>;
  }

  /** After the last search. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }

  /** A thread that is being loaded is asked only when there is no other: what it is asked waits until then. */
  async #ask(method: string, argument: unknown): Promise<unknown> {
    const loaded = this.#threads.filter(({ seq }) => seq !== undefined);
    const [freest] = [...(loaded.length > 0 ? loaded : this.#threads)].sort((a, b) => a.load - b.load);
    if (freest === undefined) throw new ThreadError('no search thread is running');
    return freest.ask(method, argument);
  }

  #startMissing(): readonly Promise<void>[] {
    const missing = this.#isClosing ? 0 : this.#most - this.#threads.length;
    const started = Array.from(
      { length: missing },
      () =>
        new SearchThread(this.#options, (thread, reason) => {
          this.#ended(thread, reason);
        }),
    );
    this.#threads = [...this.#threads, ...started];
    return started.map((thread) => thread.refresh());
  }

  #ended(thread: SearchThread, reason: ThreadError | undefined): void {
    this.#threads = this.#threads.filter((other) => other !== thread);
    if (reason === undefined) return;
    this.#options.failed(reason);
    if (thread.seq === undefined) return;
    // Whether it can be loaded is told by its own end.
    for (const start of this.#startMissing()) start.catch(() => undefined);
  }
}
