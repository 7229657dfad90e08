import type { PortalRequestEntry } from '../../domain/portal-request.js';
import type { Guard } from './request-store.js';

const FLUSH_MS = 1_000;
const KEPT_MS = 30 * 24 * 60 * 60_000;

const INSERT = `INSERT INTO request (source, at, method, url, status, error, bytes, milliseconds, attempt)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const TRIM = `DELETE FROM request WHERE source = @source
  AND id <= (SELECT id FROM request WHERE source = @source ORDER BY id DESC LIMIT 1 OFFSET @rows)`;

/** Requests as they end, written in one transaction a second at most. A process that is killed loses its last second. */
export class SqliteRequestLedger {
  readonly #guard: Guard;
  readonly #rows: number;
  #waiting: PortalRequestEntry[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(guard: Guard, rows: number) {
    this.#guard = guard;
    this.#rows = rows;
  }

  /** A request that was given up may end after everything is closed; it is not taken down any more. */
  add(entry: PortalRequestEntry): void {
    if (this.#isClosed) return;
    this.#waiting.push(entry);
    this.#timer ??= setTimeout(() => {
      this.flush();
    }, FLUSH_MS).unref();
  }

  /** Writes what waits: at the end of a run, so that it can be read. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const entries = this.#waiting;
    if (entries.length === 0) return;
    this.#waiting = [];
    this.#guard(undefined, (database) => {
      const insert = database.prepare(INSERT);
      const trim = database.prepare(TRIM);
      const forget = database.prepare('DELETE FROM request WHERE at < ?');
      const write = database.transaction(() => {
        let latest = 0;
        for (const { sourceId, at, method, url, status, error, bytes, milliseconds, attempt } of entries) {
          const time = at.getTime();
          latest = Math.max(latest, time);
          insert.run(
            sourceId,
            time,
            method,
            url,
            status ?? null,
            error ?? null,
            bytes,
            milliseconds,
            attempt,
          );
        }
        for (const source of new Set(entries.map(({ sourceId }) => sourceId)))
          trim.run({ source, rows: this.#rows });
        forget.run(latest - KEPT_MS);
      });
      write.immediate();
    });
  }

  close(): void {
    this.flush();
    this.#isClosed = true;
  }
}
