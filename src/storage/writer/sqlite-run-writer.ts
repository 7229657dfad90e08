import type { JobCounts, JobError } from '../../domain/job.js';
import type { IndexWriter, LiveRecord, RunAbort, RunCommit, RunSummary } from '../../pipeline/ports.js';
import { relaxed, translate } from '../database.js';
import type { Database } from '../database.js';
import { microsOf } from '../time.js';
import { discardStaged } from './clean-up.js';
import type { Counter } from './counters.js';
import type { PreparedBatch, PreparedRunWriter } from './prepared.js';
import { applyStaged } from './publish.js';
import { PublisherBook } from './publisher-book.js';
import { SeenSet } from './seen-set.js';
import { createStaging } from './staging.js';

export interface RunResources {
  readonly database: Database;
  readonly index: IndexWriter;
  readonly counters: { readonly document: Counter; readonly code: Counter; readonly time: Counter };
  readonly jobKey: number;
  readonly sourceKey: number;
  readonly sourceId: string;
  /** Called once, whichever way the run ends. */
  readonly released: () => void;
}

interface LiveRow {
  readonly dataset_key: number;
  readonly state: 'staged' | 'live' | 'removed' | 'set-aside';
  readonly outcome: LiveRecord['lastOutcome'];
  readonly content_hash: Buffer | null;
  readonly fingerprint: Buffer | null;
  readonly version: string | null;
  readonly problem_count: number;
}

/** The SQLite form of a run, for changes that are prepared; see the port `RunWriter` for its contract. */
export class SqliteRunWriter implements PreparedRunWriter {
  readonly #resources: RunResources;
  readonly #seen = new SeenSet();
  readonly #publishers: PublisherBook;
  readonly #stage: (batch: PreparedBatch) => void;
  readonly #findLive;

  constructor(resources: RunResources) {
    this.#resources = resources;
    const { database, sourceKey, sourceId } = resources;
    this.#publishers = new PublisherBook(database, { key: sourceKey, id: sourceId });
    this.#stage = createStaging({
      database,
      index: resources.index,
      documents: resources.counters.document,
      publishers: this.#publishers,
      seen: this.#seen,
      jobKey: resources.jobKey,
      sourceKey,
    });
    this.#findLive = database.prepare<[number, string], LiveRow>(`
      SELECT d.dataset_key, d.state, d.outcome, b.hash AS content_hash, d.fingerprint, m.version, d.problem_count
      FROM dataset d
      LEFT JOIN body b USING (body_key) LEFT JOIN mapping m USING (mapping_key)
      WHERE d.source_key = ? AND d.remote_id = ?`);
  }

  findLive(remoteIds: readonly string[]): Promise<readonly (LiveRecord | undefined)[]> {
    return Promise.resolve(translate(() => remoteIds.map((remoteId) => this.#toLive(remoteId))));
  }

  #toLive(remoteId: string): LiveRecord | undefined {
    const row = this.#findLive.get(this.#resources.sourceKey, remoteId);
    if (row === undefined) return undefined;
    return {
      remoteId,
      datasetKey: row.dataset_key,
      state: row.state === 'staged' ? 'set-aside' : row.state,
      lastOutcome: row.outcome,
      seen: this.#seen.has(row.dataset_key),
      problemCount: row.problem_count,
      ...(row.content_hash !== null && { contentHash: row.content_hash.toString('hex') }),
      ...(row.fingerprint !== null && { fingerprint: row.fingerprint.toString('hex') }),
      ...(row.version !== null && { mappingVersion: row.version }),
    };
  }

  seen(datasetKeys: readonly number[]): void {
    for (const key of datasetKeys) this.#seen.add(key);
  }

  stage(batch: PreparedBatch): Promise<void> {
    return settled(() => {
      try {
        translate(() => {
          relaxed(this.#resources.database, () => {
            this.#stage(batch);
          });
        });
      } catch (error) {
        this.#resources.counters.document.reload();
        this.#resources.index.rolledBack();
        throw error;
      }
    });
  }

  countUnseen(): Promise<{ readonly unseen: number; readonly live: number }> {
    let unseen = 0;
    let live = 0;
    for (const key of this.#liveKeys()) {
      live += 1;
      if (!this.#seen.has(key)) unseen += 1;
    }
    return Promise.resolve({ unseen, live });
  }

  *#liveKeys(): Iterable<number> {
    const rows = this.#resources.database
      .prepare<[number], { dataset_key: number }>(
        "SELECT dataset_key FROM dataset WHERE source_key = ? AND state = 'live'",
      )
      .iterate(this.#resources.sourceKey);
    for (const row of rows) yield row.dataset_key;
  }

  commit(end: RunCommit, now: Date): Promise<RunSummary> {
    const { database, jobKey, counters } = this.#resources;
    const publish = database.transaction(() => {
      if (end.removeUnseen) this.#stageRemovals();
      const micros = microsOf(now);
      const publisherKeys = this.#publishers.publish(micros);
      applyStaged({ database, jobKey, publisherKeys, codes: counters.code, times: counters.time, micros });
      counters.code.save();
      counters.time.save();
      database.prepare('DELETE FROM staged WHERE job_key = ?').run(jobKey);
      this.#finishJob({
        state: end.outcome,
        published: 1,
        counts: end.counts,
        ...(end.error && { error: end.error }),
        now,
      });
    });
    return this.#attempt(() => {
      publish.immediate();
      this.#resources.released();
      const row = database.prepare<[], { seq: number | null }>('SELECT max(seq) AS seq FROM change').get();
      return { counts: end.counts, seq: row?.seq ?? 0 };
    });
  }

  abort(end: RunAbort, now: Date): Promise<void> {
    const { database, index, jobKey } = this.#resources;
    const discard = database.transaction(() => {
      discardStaged(database, index, jobKey);
      this.#finishJob({
        state: end.outcome,
        published: 0,
        counts: end.counts,
        error: end.error,
        now,
      });
    });
    return this.#attempt(() => {
      try {
        discard.immediate();
      } finally {
        // Whatever is left belongs to `recover`.
        this.#resources.released();
      }
    });
  }

  #stageRemovals(): void {
    const { database, jobKey } = this.#resources;
    const insert = database.prepare(
      "INSERT INTO staged (job_key, dataset_key, type, outcome, problem_count) VALUES (?, ?, 'remove', 'good', 0)",
    );
    for (const key of [...this.#liveKeys()].filter((candidate) => !this.#seen.has(candidate)))
      insert.run(jobKey, key);
  }

  #finishJob(end: {
    readonly state: string;
    readonly published: 0 | 1;
    readonly counts: JobCounts;
    readonly error?: JobError;
    readonly now: Date;
  }): void {
    this.#resources.database
      .prepare(
        'UPDATE job SET state = ?, published = ?, finished_at = ?, counts = ?, error_code = ?, error_message = ? WHERE job_key = ?',
      )
      .run(
        end.state,
        end.published,
        end.now.toISOString(),
        JSON.stringify(end.counts),
        end.error?.code ?? null,
        end.error?.message ?? null,
        this.#resources.jobKey,
      );
  }

  /** What fails gave out no number and ends nothing: a failed commit is followed by an abort. */
  #attempt<T>(work: () => T): Promise<T> {
    return settled(() => {
      try {
        return translate(work);
      } catch (error) {
        this.#resources.counters.code.reload();
        this.#resources.counters.time.reload();
        throw error;
      }
    });
  }
}

/** SQLite answers at once; the port is asynchronous for stores that do not. */
function settled<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(work());
  });
}
