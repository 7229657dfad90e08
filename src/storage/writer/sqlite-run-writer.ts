import { heldError, sameAsHeldError } from '../../domain/hold.js';
import { originalOf } from '../../domain/origin-chain.js';
import type {
  AbsentCounts,
  ChainedRecord,
  Grace,
  IndexWriter,
  KeptRecord,
  LiveRecord,
  RunAbort,
  RunCommit,
  RunHeld,
  RunHold,
  RunSummary,
} from '../../pipeline/store-ports.js';
import { relaxed, translate } from '../database.js';
import type { Database } from '../database.js';
import { microsOf } from '../time.js';
import { type Absent, findAbsent, markFound, markMissing } from './absence.js';
import { countAltered } from './altered.js';
import { discardStaged } from './clean-up.js';
import type { Counter } from './counters.js';
import { findEvident } from './evident.js';
import { keepPosition, latestSeq, recountFollowed } from './feed-position.js';
import { finishJob, type JobEnd } from './finish-job.js';
import { digestOfStaged, findSameHold, insertHold, outdateHold } from './holds.js';
import { OriginalFinder } from './originals.js';
import type { PreparedBatch, PreparedRunWriter } from './prepared.js';
import { publishStaged, type PublishCounters } from './publish.js';
import { PublisherBook } from './publisher-book.js';
import { SeenSet } from './seen-set.js';
import { createStaging } from './staging.js';
import { loseTrust } from './trust.js';
import { findTurned, keptRecords } from './turned.js';

export interface RunResources {
  readonly database: Database;
  readonly index: IndexWriter;
  readonly counters: PublishCounters & { readonly document: Counter };
  readonly jobKey: number;
  readonly sourceKey: number;
  readonly sourceId: string;
  /** What other hubs know this one by. */
  readonly hubId: string;
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
  readonly original: string | null;
  readonly hops: number;
  readonly copy_of: string | null;
}

/** The SQLite form of a run, for changes that are prepared; see the port `RunWriter` for its contract. */
export class SqliteRunWriter implements PreparedRunWriter {
  readonly #resources: RunResources;
  readonly #seen = new SeenSet();
  readonly #met = (datasetKey: number): boolean => this.#seen.has(datasetKey);
  readonly #publishers: PublisherBook;
  readonly #originals: OriginalFinder;
  readonly #stage: (batch: PreparedBatch) => void;
  readonly #findLive;
  /** Position of the log when the run began: what others publish from then on it may not have seen. */
  readonly #beganAt: number;

  constructor(resources: RunResources) {
    this.#resources = resources;
    const { database, sourceKey, sourceId } = resources;
    this.#beganAt = latestSeq(database);
    this.#publishers = new PublisherBook(database, { key: sourceKey, id: sourceId });
    this.#originals = new OriginalFinder(database, sourceKey);
    this.#stage = createStaging({
      database,
      index: resources.index,
      documents: resources.counters.document,
      publishers: this.#publishers,
      seen: this.#seen,
      jobKey: resources.jobKey,
      hubId: resources.hubId,
      sourceKey,
    });
    this.#findLive = database.prepare<[number, string], LiveRow>(`
      SELECT d.dataset_key, d.state, d.outcome, b.hash AS content_hash, d.fingerprint, m.version, d.problem_count,
             d.original, d.hops, d.copy_of
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
    const precededBy = row.original === null ? undefined : this.#precededBy(row.original, row.hops, row);
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
      ...(row.copy_of !== null && { copyOf: row.copy_of }),
      ...(precededBy !== undefined && { precededBy }),
    };
  }

  findOriginals(records: readonly ChainedRecord[]): Promise<readonly (string | undefined)[]> {
    const { sourceKey, hubId } = this.#resources;
    return settled(() =>
      translate(() =>
        records.map(({ remoteId, chain }) => {
          const original = originalOf(chain, hubId);
          if (original === undefined) return undefined;
          return this.#precededBy(original, chain.length, this.#findLive.get(sourceKey, remoteId));
        }),
      ),
    );
  }

  #precededBy(original: string, hops: number, row: LiveRow | undefined): string | undefined {
    return this.#originals.find({
      original,
      hops,
      ...(row?.state === 'live' && { liveKey: row.dataset_key }),
    });
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

  countAbsent(grace: Grace, now: Date): Promise<AbsentCounts> {
    const { live, due, missing } = this.#findAbsent(grace, now);
    return Promise.resolve({ live, due: due.length, missing: missing.length });
  }

  countAltered(): Promise<ReadonlyMap<string, number>> {
    const { database, jobKey } = this.#resources;
    return settled(() => translate(() => countAltered(database, jobKey)));
  }

  findEvident(mappingVersion: string, limit: number): Promise<readonly string[]> {
    const { database } = this.#resources;
    return settled(() => translate(() => findEvident(database, this.#resources, { mappingVersion, limit })));
  }

  findTurned(): Promise<readonly string[]> {
    const { database, sourceKey } = this.#resources;
    const run = { sourceKey, originals: this.#originals, met: this.#met };
    return settled(() => translate(() => findTurned(database, run)));
  }

  keptRecords(remoteIds: readonly string[]): Promise<readonly KeptRecord[]> {
    const { database, sourceKey } = this.#resources;
    return settled(() => translate(() => keptRecords(database, sourceKey, remoteIds)));
  }

  commit(end: RunCommit, now: Date): Promise<RunSummary> {
    const { database, index, jobKey, sourceKey, counters } = this.#resources;
    const met = this.#met;
    const publish = database.transaction(() => {
      const micros = microsOf(now);
      let isWhole = true;
      markFound(database, sourceKey, met);
      if (end.absent !== undefined) {
        const { due, missing } = this.#findAbsent(end.absent, now);
        markMissing(database, missing, micros);
        this.#stageRemovals(due);
        isWhole = missing.length === 0;
      }
      publishStaged(database, { jobKey, sourceKey, publishers: this.#publishers, counters, micros });
      outdateHold(database, index, { sourceKey, now, ...(end.absent === undefined && { met }) });
      if (end.feed !== undefined && isWhole)
        keepPosition(database, this.#resources, { ...end.feed, seq: this.#beganAt });
      else recountFollowed(database, sourceKey);
      this.#keepFinding(end, now);
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

  hold(end: RunHold, now: Date): Promise<RunHeld> {
    const { database, index, jobKey, sourceKey } = this.#resources;
    const { outcome, alarms, counts, feed } = end;
    const place = database.transaction((): RunHeld => {
      let isWhole = true;
      this.#keepFinding(end, now);
      if (end.absent !== undefined) {
        const { due, missing } = this.#findAbsent(end.absent, now);
        // Whoever releases a shrink has decided: no grace is left for it.
        const isShrink = alarms.some(({ code }) => code === 'removed');
        this.#stageRemovals(isShrink ? [...due, ...missing] : due);
        isWhole = isShrink || missing.length === 0;
      }
      const digest = digestOfStaged(database, jobKey);
      const same = findSameHold(database, sourceKey, digest);
      if (same !== undefined) {
        discardStaged(database, index, jobKey);
        this.#finishJob({ state: 'aborted', published: 0, counts, error: sameAsHeldError(same), now });
        return { held: false, ...same };
      }
      outdateHold(database, index, { sourceKey, now });
      insertHold(database, {
        ...{ jobKey, outcome, alarms, digest },
        ...(feed !== undefined && isWhole && { feed: { ...feed, seq: this.#beganAt } }),
      });
      this.#finishJob({ state: 'held', published: 0, counts, error: heldError(alarms), now });
      return { held: true };
    });
    return this.#attempt(() => {
      const held = place.immediate();
      this.#resources.released();
      return held;
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

  #findAbsent(grace: Grace, now: Date): Absent {
    const { database, sourceKey } = this.#resources;
    return translate(() => findAbsent(database, { sourceKey, met: this.#met, grace, micros: microsOf(now) }));
  }

  #stageRemovals(datasetKeys: readonly number[]): void {
    const { database, jobKey } = this.#resources;
    const insert = database.prepare(
      "INSERT INTO staged (job_key, dataset_key, type, outcome, problem_count) VALUES (?, ?, 'remove', 'good', 0)",
    );
    for (const key of datasetKeys) insert.run(jobKey, key);
  }

  #keepFinding({ hidden }: RunCommit, now: Date): void {
    if (hidden !== undefined) loseTrust(this.#resources.database, this.#resources, hidden, now);
  }

  #finishJob(end: JobEnd): void {
    finishJob(this.#resources.database, this.#resources.jobKey, end);
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
