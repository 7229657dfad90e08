import type { ServerResponse } from 'node:http';
import type { Publications } from '../publications.js';

/**
 * Those who wait for publications or read answers without an end: so many and no more, and all of them go when the server
 * is closed, which then has not to wait for any.
 */
export class Followers {
  readonly #seats: number;
  readonly #waiting = new Set<() => void>();
  readonly #answers = new Set<ServerResponse>();
  readonly #unsubscribe: () => void;
  #taken = 0;
  #closed = false;

  constructor(publications: Publications, seats: number) {
    this.#seats = seats;
    this.#unsubscribe = publications.subscribe(() => {
      this.#wakeAll();
    });
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** Returns what gives the seat back; undefined when all are taken. */
  enter(): (() => void) | undefined {
    if (this.#closed || this.#taken >= this.#seats) return undefined;
    this.#taken += 1;
    let left = false;
    return () => {
      if (!left) this.#taken -= 1;
      left = true;
    };
  }

  /** Resolves at the next publication, after this time, when the signal is aborted, or when the server is closed. */
  wait(millis: number, signal: AbortSignal): Promise<void> {
    if (this.#closed || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, millis);
      signal.addEventListener('abort', wake);
      this.#waiting.add(wake);
    });
  }

  /**
   * An answer that may take long is cut off when the server is closed: whoever reads it takes up the thread where it broke.
   * One that begins after that is short, and its connection is to be closed with it.
   */
  hold(answer: ServerResponse): void {
    this.#answers.add(answer);
    answer.once('close', () => this.#answers.delete(answer));
  }

  close(): void {
    this.#closed = true;
    this.#unsubscribe();
    this.#wakeAll();
    for (const answer of this.#answers) answer.destroy();
  }

  #wakeAll(): void {
    for (const wake of [...this.#waiting]) wake();
  }
}
