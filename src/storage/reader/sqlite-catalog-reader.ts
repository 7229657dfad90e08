import type { ChangeKind, ChangeLogRow } from '../../domain/change.js';
import type { FeedPosition } from '../../domain/feed-position.js';
import type { HeldChange, Hold } from '../../domain/hold.js';
import { NO_COUNTS } from '../../domain/job.js';
import type { GatherMode, HarvestRecord, Job, JobCounts, JobOrigin, JobState } from '../../domain/job.js';
import type { PortalRuns } from '../../domain/pilot/connection.js';
import type { SourceRecord, TracedRecord } from '../../domain/trace.js';
import type {
  AuditState,
  CatalogReader,
  ChangePage,
  ChangeScope,
  DatasetChange,
  HarvestRecordPage,
  RecordKey,
  SourceSummary,
  StoredRecord,
} from '../../pipeline/read-ports.js';
import { translate } from '../database.js';
import type { Database } from '../database.js';
import { naiveUtc } from '../time.js';
import { auditState, findFinding } from './audit-reader.js';
import { findChange, latestChanges } from './change-reader.js';
import {
  countJobs,
  currentRecords,
  findHarvestRecord,
  listHarvestRecords,
  listSetAside,
  pastRecords,
} from './harvest-record-reader.js';
import { findHold, heldChanges, openHolds } from './hold-reader.js';
import { storedRecords } from './raw-reader.js';
import { sourceRecords } from './source-record-reader.js';
import { traceRecords } from './trace-reader.js';

interface JobRow {
  readonly job_id: string;
  readonly source_id: string;
  readonly origin: JobOrigin;
  readonly mode: GatherMode;
  readonly state: JobState;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly counts: string;
  readonly error_code: string | null;
  readonly error_message: string | null;
}

interface ChangeRow {
  readonly seq: number;
  readonly time_us: number;
  readonly job_id: string;
  readonly dataset_id: string;
  readonly kind: ChangeKind;
  readonly hash_before: Buffer | null;
  readonly hash_after: Buffer | null;
}

const JOB = `SELECT j.job_id, s.source_id, j.origin, j.mode, j.state, j.started_at, j.finished_at, j.counts, j.error_code, j.error_message
  FROM job j JOIN source s USING (source_key)`;

/** Jobs, harvest records and the change log. */
export class SqliteCatalogReader implements CatalogReader {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  listJobs(filter: {
    readonly sourceId?: string;
    readonly limit: number;
    readonly before?: string;
  }): Promise<readonly Job[]> {
    return this.#read(() =>
      this.#database
        .prepare<[string | null, string | null, string | null, string | null, number], JobRow>(
          `${JOB} WHERE (? IS NULL OR s.source_id = ?)
           AND (? IS NULL OR j.job_key < (SELECT job_key FROM job WHERE job_id = ?)) ORDER BY j.job_key DESC LIMIT ?`,
        )
        .all(
          filter.sourceId ?? null,
          filter.sourceId ?? null,
          filter.before ?? null,
          filter.before ?? null,
          filter.limit,
        )
        .map(toJob),
    );
  }

  findJob(jobId: string): Promise<Job | undefined> {
    return this.#read(() => {
      const row = this.#database.prepare<[string], JobRow>(`${JOB} WHERE j.job_id = ?`).get(jobId);
      return row === undefined ? undefined : toJob(row);
    });
  }

  listHarvestRecords(
    jobId: string,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<readonly HarvestRecord[]> {
    return this.#read(() => listHarvestRecords(this.#database, jobId, page));
  }

  findHarvestRecord(jobId: string, datasetId: string): Promise<HarvestRecord | undefined> {
    return this.#read(() => findHarvestRecord(this.#database, jobId, datasetId));
  }

  listSetAside(jobId: string, after = 0): Promise<HarvestRecordPage> {
    return this.#read(() => listSetAside(this.#database, jobId, after));
  }

  recordKeys(which: 'current' | 'all', sourceId?: string): Iterable<RecordKey> {
    return (which === 'current' ? currentRecords : pastRecords)(this.#database, sourceId);
  }

  countJobs(sourceId: string): Promise<number> {
    return this.#read(() => countJobs(this.#database, sourceId));
  }

  findLastPortalRun(sourceId: string, until: string): Promise<string | undefined> {
    return this.#read(() =>
      this.#database
        .prepare<[string, string], string>(
          `SELECT j.started_at FROM job j JOIN source s USING (source_key)
           WHERE s.source_id = ? AND j.origin = 'portal' AND j.state = 'complete' AND j.finished_at <= ?
           ORDER BY j.job_key DESC LIMIT 1`,
        )
        .pluck()
        .get(sourceId, until),
    );
  }

  portalRuns(sourceId: string): Promise<PortalRuns> {
    return this.#read(() => {
      const begun = this.#database
        .prepare<[string], string>(
          `SELECT j.started_at FROM job j JOIN source s USING (source_key)
           WHERE s.source_id = ? AND j.origin = 'portal' ORDER BY j.job_key LIMIT 1`,
        )
        .pluck()
        .get(sourceId);
      const complete = this.#database
        .prepare<[string], PortalRuns['complete'][number]>(
          `SELECT j.started_at AS startedAt, j.finished_at AS finishedAt FROM job j JOIN source s USING (source_key)
           WHERE s.source_id = ? AND j.origin = 'portal' AND j.state = 'complete' AND j.finished_at IS NOT NULL
           ORDER BY j.job_key`,
        )
        .all(sourceId);
      return { ...(begun !== undefined && { begun }), complete };
    });
  }

  /** None either when something else than the portal was published since: it may have undone what the portal had changed. */
  findLastCompleteStart(sourceId: string): Promise<string | undefined> {
    return this.#read(() => {
      const job = this.#database
        .prepare<[string], { origin: JobOrigin; started_at: string }>(
          `SELECT j.origin, j.started_at FROM job j JOIN source s USING (source_key)
           WHERE s.source_id = ? AND ((j.origin = 'portal' AND j.state = 'complete')
             OR (j.origin IN ('files', 'past') AND j.published = 1))
           ORDER BY j.job_key DESC LIMIT 1`,
        )
        .get(sourceId);
      return job?.origin === 'portal' ? job.started_at : undefined;
    });
  }

  /** None either when something else than the portal was published since; see `findLastCompleteStart`. */
  async findFeedPosition(sourceId: string): Promise<FeedPosition | undefined> {
    if ((await this.findLastCompleteStart(sourceId)) === undefined) return undefined;
    return this.#read(() =>
      this.#database
        .prepare<[string], FeedPosition>(
          `SELECT f.position, f.mapping_version AS mappingVersion FROM feed_position f JOIN source s USING (source_key)
           WHERE s.source_id = ? AND f.position <> ''`,
        )
        .get(sourceId),
    );
  }

  auditState(sourceId: string): Promise<AuditState> {
    return this.#read(() => auditState(this.#database, sourceId));
  }

  storedRecords(sourceId: string, asOf?: string): AsyncIterable<StoredRecord> {
    return storedRecords(this.#database, sourceId, asOf);
  }

  traceRecords(text: string, depth: 'keys' | 'all'): Promise<readonly TracedRecord[]> {
    return this.#read(() => traceRecords(this.#database, text, depth));
  }

  sourceRecords(
    sourceId: string,
    page: { readonly after?: string; readonly limit: number },
  ): Promise<readonly SourceRecord[]> {
    return this.#read(() => sourceRecords(this.#database, sourceId, page));
  }

  findHold(jobId: string): Promise<Hold | undefined> {
    return this.#read(() => findHold(this.#database, jobId));
  }

  openHolds(): Promise<readonly Hold[]> {
    return this.#read(() => openHolds(this.#database));
  }

  listHeldChanges(
    jobId: string,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<readonly HeldChange[]> {
    return this.#read(() => heldChanges(this.#database, jobId, page));
  }

  sourceSummaries(): Promise<readonly SourceSummary[]> {
    return this.#read(() => {
      const rows = this.#database
        .prepare<[], { source_id: string; source_key: number; datasets: number; rejected: number }>(
          'SELECT source_id, source_key, live AS datasets, rejected FROM source ORDER BY source_id',
        )
        .all();
      const last = this.#database.prepare<[number], JobRow>(
        `${JOB} WHERE j.source_key = ? ORDER BY j.job_key DESC LIMIT 1`,
      );
      return rows.map((row) => {
        const job = last.get(row.source_key);
        const finding = findFinding(this.#database, row.source_id);
        return {
          sourceId: row.source_id,
          datasets: row.datasets,
          rejected: row.rejected,
          ...(job !== undefined && { lastJob: toJob(job) }),
          ...(finding && { finding }),
        };
      });
    });
  }

  changes(sinceSeq: number, limit: number): Promise<readonly ChangeLogRow[]> {
    return this.#read(() =>
      this.#database
        .prepare<[number, number], ChangeRow>(
          `SELECT c.seq, c.time_us, j.job_id, d.dataset_id, c.kind, b.hash AS hash_before, a.hash AS hash_after
           FROM change c JOIN job j USING (job_key) JOIN dataset d USING (dataset_key)
           LEFT JOIN body b ON b.body_key = c.before_key LEFT JOIN body a ON a.body_key = c.after_key
           WHERE c.seq > ? ORDER BY c.seq LIMIT ?`,
        )
        .all(sinceSeq, limit)
        .map((row) => ({
          seq: row.seq,
          time: naiveUtc(row.time_us),
          jobId: row.job_id,
          datasetId: row.dataset_id,
          kind: row.kind,
          ...(row.hash_before !== null && { hashBefore: row.hash_before.toString('hex') }),
          ...(row.hash_after !== null && { hashAfter: row.hash_after.toString('hex') }),
        })),
    );
  }

  latestChanges(scope: ChangeScope, page: ChangePage): Promise<readonly DatasetChange[]> {
    return this.#read(() => latestChanges(this.#database, scope, page));
  }

  findChange(seq: number): Promise<DatasetChange | undefined> {
    return this.#read(() => findChange(this.#database, seq));
  }

  latestSeq(): Promise<number> {
    return this.#read(
      () =>
        this.#database.prepare<[], { seq: number | null }>('SELECT max(seq) AS seq FROM change').get()?.seq ??
        0,
    );
  }

  /** SQLite answers at once; the port is asynchronous for stores that do not. */
  #read<T>(work: () => T): Promise<T> {
    return new Promise((resolve) => {
      resolve(translate(work));
    });
  }
}

function toJob(row: JobRow): Job {
  return {
    jobId: row.job_id,
    sourceId: row.source_id,
    origin: row.origin,
    mode: row.mode,
    state: row.state,
    startedAt: row.started_at,
    // Jobs of an earlier version of the program have fewer counts.
    counts: { ...NO_COUNTS, ...(JSON.parse(row.counts) as Partial<JobCounts>) },
    ...(row.finished_at !== null && { finishedAt: row.finished_at }),
    ...(row.error_code !== null && { error: { code: row.error_code, message: row.error_message ?? '' } }),
  };
}
