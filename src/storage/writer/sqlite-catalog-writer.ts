import { SourceBusyError, WriterBusyError } from '../../domain/errors.js';
import { NO_COUNTS } from '../../domain/job.js';
import type { HoldRequest, HoldResult, IndexWriter } from '../../pipeline/store-ports.js';
import { isBusy, openForWriting, relaxed, translate } from '../database.js';
import type { Database } from '../database.js';
import { readHubId } from '../hub-id.js';
import { type IndexRoom, migrateStore } from '../index-room.js';
import { dropAbandonedRebuild } from '../rebuild-index.js';
import { microsOf } from '../time.js';
import { WriterLock } from '../writer-lock.js';
import { discardStaged, removeDocument } from './clean-up.js';
import { createCounter, createDocumentKeys } from './counters.js';
import { decideHold } from './decide-hold.js';
import type { PreparedCatalogWriter, PreparedRunWriter, RunStart } from './prepared.js';
import { SqliteRunWriter } from './sqlite-run-writer.js';

const INTERRUPTED = {
  code: 'interrupted',
  message: 'the process ended before the run did; nothing of it was published',
};

/** Readers follow a publication within a second; a minute later nobody holds a superseded document. */
const READERS_MOVED_ON_US = 60_000_000;

/** The only writing connection of the process. Runs of several sources may be open at once. */
export class SqliteCatalogWriter implements PreparedCatalogWriter {
  readonly #dataDir: string;
  readonly #database: Database;
  readonly #room: IndexRoom;
  readonly #index: IndexWriter;
  readonly #mergeStep: () => boolean;
  readonly #lock: WriterLock;
  readonly #counters;

  constructor(dataDir: string, index: IndexRoom) {
    this.#dataDir = dataDir;
    this.#room = index;
    this.#database = openForWriting(dataDir);
    this.#lock = new WriterLock(dataDir);
    translate(() => {
      migrateStore(this.#database, index);
    });
    this.#index = index.createWriter(this.#database);
    this.#mergeStep = index.createMerger(this.#database);
    this.#counters = {
      document: createDocumentKeys(this.#database),
      code: createCounter(this.#database, 'code'),
      time: createCounter(this.#database, 'time_us'),
    };
  }

  openRun(start: RunStart, now: Date): Promise<PreparedRunWriter> {
    return new Promise((resolve) => {
      resolve(this.#openRun(start, now));
    });
  }

  #openRun(start: RunStart, now: Date): PreparedRunWriter {
    const lock = this.#lock.tryAcquire();
    if (!lock.held) throw new WriterBusyError();
    try {
      if (lock.first) this.#begin(now);
      const { jobKey, sourceKey } = this.#startJob(start);
      return new SqliteRunWriter({
        database: this.#database,
        index: this.#index,
        counters: this.#counters,
        jobKey,
        sourceKey,
        sourceId: start.sourceId,
        hubId: readHubId(this.#database),
        released: () => {
          this.#lock.release();
        },
      });
    } catch (error) {
      this.#lock.release();
      throw error;
    }
  }

  recover(now: Date): Promise<void> {
    return new Promise((resolve) => {
      const lock = this.#lock.tryAcquire();
      if (lock.held) {
        try {
          // Else a run of this very process is under way.
          if (lock.first) this.#endInterrupted(now);
          translate(() => {
            dropAbandonedRebuild(this.#database, this.#dataDir, this.#room);
          });
        } finally {
          this.#lock.release();
        }
      }
      resolve();
    });
  }

  /**
   * Makes searching quicker by at most so many steps, none while a run is under way; nothing that anybody finds changes.
   * Resolves to whether more is left to do.
   */
  mergeIndex(steps: number): Promise<boolean> {
    return new Promise((resolve) => {
      const lock = this.#lock.tryAcquire();
      if (!lock.held) {
        resolve(false);
        return;
      }
      try {
        resolve(lock.first && this.#merge(steps));
      } finally {
        this.#lock.release();
      }
    });
  }

  #merge(steps: number): boolean {
    const step = this.#database.transaction(this.#mergeStep);
    try {
      return translate(() =>
        relaxed(this.#database, () => {
          let isLeft = true;
          for (let done = 0; isLeft && done < steps; done += 1) isLeft = step.immediate();
          return isLeft;
        }),
      );
    } catch (error) {
      // Another process writes: there is no hurry.
      if (isBusy(error)) return false;
      throw error;
    }
  }

  decide(request: HoldRequest): Promise<HoldResult> {
    return new Promise((resolve) => {
      resolve(this.#decide(request));
    });
  }

  #decide(request: HoldRequest): HoldResult {
    const lock = this.#lock.tryAcquire();
    if (!lock.held) throw new WriterBusyError();
    try {
      if (lock.first) this.#begin(request.now);
      const store = { database: this.#database, index: this.#index, counters: this.#counters };
      return translate(() => store.database.transaction(() => decideHold(store, request)).immediate());
    } catch (error) {
      for (const counter of Object.values(this.#counters)) counter.reload();
      this.#index.rolledBack();
      throw error;
    } finally {
      this.#lock.release();
    }
  }

  /** What another process may have left or changed while it had the lock. */
  #begin(now: Date): void {
    this.#endInterrupted(now);
    this.#sweepStaleDocuments(now);
    for (const counter of Object.values(this.#counters)) counter.reload();
  }

  close(): Promise<void> {
    this.#lock.close();
    this.#database.close();
    return Promise.resolve();
  }

  #startJob(start: RunStart): { readonly jobKey: number; readonly sourceKey: number } {
    const { sourceId, sourceTitle, portal, jobId, origin, mode, startedAt } = start;
    const database = this.#database;
    return translate(() =>
      database
        .transaction(() => {
          database
            .prepare(
              `INSERT INTO source (source_id, title, portal) VALUES (?, ?, ?)
               ON CONFLICT (source_id) DO UPDATE SET title = excluded.title, portal = excluded.portal`,
            )
            .run(sourceId, sourceTitle, portal ?? null);
          const row = database
            .prepare<[string], { source_key: number; busy: number }>(
              `SELECT source_key, EXISTS (SELECT 1 FROM job j WHERE j.source_key = s.source_key AND j.state = 'running') AS busy
               FROM source s WHERE source_id = ?`,
            )
            .get(sourceId);
          if (row === undefined || row.busy === 1) throw new SourceBusyError(sourceId);
          const inserted = database
            .prepare(
              "INSERT INTO job (job_id, source_key, origin, mode, state, started_at, counts) VALUES (?, ?, ?, ?, 'running', ?, ?)",
            )
            .run(jobId, row.source_key, origin, mode, startedAt, JSON.stringify(NO_COUNTS));
          return { jobKey: Number(inserted.lastInsertRowid), sourceKey: row.source_key };
        })
        .immediate(),
    );
  }

  /** Whoever holds the lock knows that every job still marked as running belongs to a process that died. */
  #endInterrupted(now: Date): void {
    const database = this.#database;
    translate(() => {
      const jobs = database
        .prepare<[], { job_key: number }>("SELECT job_key FROM job WHERE state = 'running'")
        .all();
      const endOne = database.transaction((jobKey: number) => {
        discardStaged(database, this.#index, jobKey);
        database
          .prepare(
            "UPDATE job SET state = 'failed', finished_at = ?, error_code = ?, error_message = ? WHERE job_key = ?",
          )
          .run(now.toISOString(), INTERRUPTED.code, INTERRUPTED.message, jobKey);
      });
      for (const job of jobs) endOne.immediate(job.job_key);
    });
  }

  #sweepStaleDocuments(now: Date): void {
    const database = this.#database;
    translate(() => {
      const sweep = database.transaction(() => {
        const stale = database
          .prepare<[number], { document_key: number }>(
            'SELECT document_key FROM stale_document WHERE retired_us < ? LIMIT 5000',
          )
          .all(microsOf(now) - READERS_MOVED_ON_US);
        const forget = database.prepare('DELETE FROM stale_document WHERE document_key = ?');
        for (const row of stale) {
          removeDocument(database, this.#index, row.document_key);
          forget.run(row.document_key);
        }
        return stale.length;
      });
      while (sweep.immediate() > 0);
    });
  }
}
