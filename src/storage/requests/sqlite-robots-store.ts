import type { Guard } from './request-store.js';

interface Robots {
  readonly fetchedAt: Date;
  readonly text: string;
}

/** robots.txt by origin, for the sources of all threads. */
export class SqliteRobotsStore {
  readonly #guard: Guard;

  constructor(guard: Guard) {
    this.#guard = guard;
  }

  find(origin: string): Promise<Robots | undefined> {
    const row = this.#guard(undefined, (database) =>
      database
        .prepare<[string], { fetchedAt: number; text: string }>(
          'SELECT fetched_at AS fetchedAt, text FROM robots WHERE origin = ?',
        )
        .get(origin),
    );
    return Promise.resolve(row && { fetchedAt: new Date(row.fetchedAt), text: row.text });
  }

  keep(origin: string, { fetchedAt, text }: Robots): Promise<void> {
    this.#guard(undefined, (database) => {
      database
        .prepare('INSERT OR REPLACE INTO robots (origin, fetched_at, text) VALUES (?, ?, ?)')
        .run(origin, fetchedAt.getTime(), text);
    });
    return Promise.resolve();
  }
}
