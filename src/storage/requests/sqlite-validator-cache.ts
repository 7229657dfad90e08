import type { Statement } from 'better-sqlite3';
import { compress, decompressBytes } from '../compression.js';
import type { Database } from '../database.js';
import type { Guard, RequestLimits } from './request-store.js';
import type { Seal } from './seal.js';

interface Facts {
  readonly etag?: string;
  readonly lastModified?: string;
  readonly contentType?: string;
}

interface Kept extends Facts {
  readonly pieces: () => Iterable<Buffer>;
}

interface Row {
  readonly id: number;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly contentType: string | null;
  readonly pieces: number;
  readonly usedAt: number;
}

export interface CacheOptions {
  readonly sourceId: string;
  readonly now: () => Date;
  readonly seal: Seal;
  readonly limits: Pick<RequestLimits, 'sourceBytes' | 'answerBytes'>;
}

const PIECE_BYTES = 1024 * 1024;
const DAY_MS = 24 * 60 * 60_000;
/** Answers that nobody asked for in so long are dropped. */
const UNUSED_MS = 90 * DAY_MS;
/** After so long an answer is asked for anew: a portal whose validators do not change with its answers hides no longer. */
const TRUSTED_MS = 30 * DAY_MS;
const TOUCH_MS = 60 * 60_000;

const FIND = `SELECT id, etag, last_modified AS lastModified, content_type AS contentType, pieces, used_at AS usedAt
  FROM answer WHERE source = ? AND key = ? AND seal = ? AND ready = 1 AND kept_at > ?`;
const READY_OF = 'SELECT id FROM answer WHERE source = ? AND key = ? AND ready = 1';
const PIECE = 'SELECT bytes FROM answer_piece WHERE answer = ? AND number = ?';
const READY = `UPDATE answer SET ready = 1, etag = @etag, last_modified = @lastModified, content_type = @contentType,
  pieces = @pieces, stored = @stored WHERE id = @id`;
/** Nobody can read what an earlier process sealed. A rival process may have one under way; nothing takes a day. */
const STALE =
  'SELECT id FROM answer WHERE source = ? AND (seal <> ? OR used_at < ? OR (ready = 0 AND kept_at < ?))';

/** What cannot be read as it was kept. */
class DamagedAnswerError extends Error {
  readonly code = 'ERR_DAMAGED_ANSWER';
}

/** The kept answers of one source: in pieces of a megabyte, each compressed and sealed. */
export class SqliteValidatorCache {
  readonly #guard: Guard;
  readonly #options: CacheOptions;
  /** Bytes that the source has at most; counted anew before anything is dropped for them. */
  #bytes = Infinity;
  // Asked at every request, so that they are prepared once.
  #find: Statement<[string, string, string, number], Row> | undefined;
  #ready: Statement<[string, string], { id: number }> | undefined;

  constructor(guard: Guard, options: CacheOptions) {
    this.#guard = guard;
    this.#options = options;
    this.#transact((database) => {
      this.#dropStale(database);
    });
  }

  find(key: string): Promise<Kept | undefined> {
    const { sourceId, seal } = this.#options;
    const now = this.#now();
    const row = this.#guard(undefined, (database) => {
      this.#find ??= database.prepare<[string, string, string, number], Row>(FIND);
      const found = this.#find.get(sourceId, key, seal.name, now - TRUSTED_MS);
      if (found !== undefined && found.usedAt < now - TOUCH_MS)
        database.prepare('UPDATE answer SET used_at = ? WHERE id = ?').run(now, found.id);
      return found;
    });
    return Promise.resolve(row && this.#keptOf(row));
  }

  /** Pieces are written as they come, and seen once all are there. */
  async keep(key: string, facts: Facts, pieces: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<void> {
    const id = this.#begin(key);
    let number = 0;
    let stored = 0;
    try {
      for await (const piece of inPieces(pieces)) {
        const bytes = this.#options.seal.seal(compress(piece));
        stored += bytes.length;
        if (stored > this.#options.limits.answerBytes) break;
        this.#guard(undefined, (database) => {
          database
            .prepare('INSERT INTO answer_piece (answer, number, bytes) VALUES (?, ?, ?)')
            .run(id, number, bytes);
        });
        number += 1;
      }
    } catch (error) {
      this.#transact((database) => {
        drop(database, [id]);
      });
      throw error;
    }
    const isTooLarge = stored > this.#options.limits.answerBytes;
    this.#transact((database) => {
      drop(database, this.#readyOf(database, key));
      if (isTooLarge) drop(database, [id]);
      else database.prepare(READY).run({ ...nulls(facts), pieces: number, stored, id });
      this.#bytes += isTooLarge ? 0 : stored;
      if (this.#bytes > this.#options.limits.sourceBytes) this.#sweep(database);
    });
  }

  forget(key: string): Promise<void> {
    this.#guard(undefined, (database) => {
      // Of most answers none is kept, and then there is nothing to write.
      const ids = this.#readyOf(database, key);
      if (ids.length > 0) database.transaction(drop).immediate(database, ids);
    });
    return Promise.resolve();
  }

  /** Of the whole source: what was kept did not stand the test. */
  forgetAll(): void {
    this.#transact((database) => {
      const rows = database.prepare<[string], { id: number }>('SELECT id FROM answer WHERE source = ?');
      drop(
        database,
        rows.all(this.#options.sourceId).map(({ id }) => id),
      );
    });
  }

  #now(): number {
    return this.#options.now().getTime();
  }

  #begin(key: string): number {
    const now = this.#now();
    return this.#guard(
      0,
      (database) =>
        database
          .prepare('INSERT INTO answer (source, key, seal, kept_at, used_at) VALUES (?, ?, ?, ?, ?)')
          .run(this.#options.sourceId, key, this.#options.seal.name, now, now).lastInsertRowid as number,
    );
  }

  #keptOf({ id, etag, lastModified, contentType, pieces }: Row): Kept {
    return {
      ...(etag !== null && { etag }),
      ...(lastModified !== null && { lastModified }),
      ...(contentType !== null && { contentType }),
      pieces: () => this.#pieces(id, pieces),
    };
  }

  *#pieces(id: number, pieces: number): Generator<Buffer> {
    for (let number = 0; number < pieces; number += 1) {
      const row = this.#guard(undefined, (database) =>
        database.prepare<[number, number], { bytes: Buffer }>(PIECE).get(id, number),
      );
      const bytes = row && this.#options.seal.open(row.bytes);
      if (bytes === undefined) throw new DamagedAnswerError('a kept answer cannot be read any more');
      yield decompressBytes(bytes);
    }
  }

  #readyOf(database: Database, key: string): readonly number[] {
    this.#ready ??= database.prepare<[string, string], { id: number }>(READY_OF);
    return this.#ready.all(this.#options.sourceId, key).map(({ id }) => id);
  }

  /** What nobody asks for any more, and of the rest what was not used for longest, until the others have room. */
  #sweep(database: Database): void {
    const { sourceId, limits } = this.#options;
    this.#dropStale(database);
    let total =
      database
        .prepare<[string], { total: number | null }>(
          'SELECT sum(stored) AS total FROM answer WHERE source = ?',
        )
        .get(sourceId)?.total ?? 0;
    const oldest = database.prepare<[string], { id: number; stored: number }>(
      'SELECT id, stored FROM answer WHERE source = ? AND ready = 1 ORDER BY used_at, id',
    );
    const dropped: number[] = [];
    for (const { id, stored } of oldest.iterate(sourceId)) {
      if (total <= limits.sourceBytes) break;
      total -= stored;
      dropped.push(id);
    }
    drop(database, dropped);
    this.#bytes = total;
    database.pragma('incremental_vacuum(1000)');
  }

  #dropStale(database: Database): void {
    const { sourceId, seal } = this.#options;
    const now = this.#now();
    const stale = database
      .prepare<[string, string, number, number], { id: number }>(STALE)
      .all(sourceId, seal.name, now - UNUSED_MS, now - DAY_MS);
    drop(
      database,
      stale.map(({ id }) => id),
    );
  }

  #transact(work: (database: Database) => void): void {
    this.#guard(undefined, (database) => {
      database.transaction(work).immediate(database);
    });
  }
}

function drop(database: Database, ids: readonly number[]): void {
  if (ids.length === 0) return;
  const pieces = database.prepare('DELETE FROM answer_piece WHERE answer = ?');
  const answer = database.prepare('DELETE FROM answer WHERE id = ?');
  for (const id of ids) {
    pieces.run(id);
    answer.run(id);
  }
}

function nulls({ etag, lastModified, contentType }: Facts): Record<string, string | null> {
  return { etag: etag ?? null, lastModified: lastModified ?? null, contentType: contentType ?? null };
}

/** No larger than a piece may be; smaller ones stay as they come. */
async function* inPieces(chunks: Iterable<Buffer> | AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    for (let start = 0; start < chunk.length; start += PIECE_BYTES)
      yield chunk.subarray(start, start + PIECE_BYTES);
  }
}
