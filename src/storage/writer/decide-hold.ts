import type { Publisher } from '../../domain/dataset.js';
import { InvalidRequestError, NotFoundError, SourceBusyError } from '../../domain/errors.js';
import type { HoldDecision, HoldSelection } from '../../domain/hold.js';
import type { JobCounts } from '../../domain/job.js';
import type { HoldRequest, HoldResult, IndexWriter } from '../../pipeline/store-ports.js';
import type { Database } from '../database.js';
import { readBody } from '../stored-body.js';
import { microsOf } from '../time.js';
import { discardStaged } from './clean-up.js';
import { keepPosition, type ReachedFeed, recountFollowed } from './feed-position.js';
import { finishJob } from './finish-job.js';
import { dropHeldRows, endHold } from './holds.js';
import { publishStaged, type PublishCounters } from './publish.js';
import { PublisherBook } from './publisher-book.js';

interface HeldJob {
  readonly job_key: number;
  readonly source_key: number;
  readonly source_id: string;
  readonly counts: string;
  readonly outcome: 'complete' | 'partial';
  readonly busy: number;
  /** JSON */
  readonly feed: string | null;
}

interface StagedRow {
  readonly dataset_key: number;
  readonly kind: 'added' | 'updated' | 'restored' | 'removed';
  readonly remote_id: string;
  readonly dataset_id: string;
}

/** Ends a run that waits; see `CatalogWriter.decide`. Called inside a transaction. */
export function decideHold(
  store: { readonly database: Database; readonly index: IndexWriter; readonly counters: PublishCounters },
  request: HoldRequest,
): HoldResult {
  const { database, index, counters } = store;
  const { decision, selection, reason, now } = request;
  const job = findHeldJob(database, request.jobId);
  const counts = JSON.parse(job.counts) as JobCounts;
  if (decision === 'reject') {
    discardStaged(database, index, job.job_key);
    const error = { code: 'rejected', message: `rejected: ${reason}` };
    finishJob(database, job.job_key, { state: 'aborted', published: 0, counts, error, now });
    endHold(database, job.job_key, { decision: 'rejected', reason, now });
    return { decision: 'rejected', added: 0, updated: 0, restored: 0, removed: 0 };
  }
  const staged = stagedRows(database, job.job_key);
  const dropped = selection === undefined ? [] : notSelected(staged, selection);
  if (selection !== undefined && dropped.length === staged.length) {
    throw new InvalidRequestError(`the selection names no change of job ${request.jobId}`);
  }
  const droppedKeys = dropped.map((row) => row.dataset_key);
  dropHeldRows(database, index, job.job_key, droppedKeys);
  const isGone = new Set(droppedKeys);
  const released = countKinds(staged.filter((row) => !isGone.has(row.dataset_key)));
  const publishers = publishersOf(database, job);
  publishStaged(database, {
    ...{ jobKey: job.job_key, sourceKey: job.source_key, publishers, counters },
    micros: microsOf(now),
  });
  const whole = dropped.length === 0;
  if (!whole || job.feed === null) recountFollowed(database, job.source_key);
  else {
    const keys = { sourceKey: job.source_key, jobKey: job.job_key };
    keepPosition(database, keys, JSON.parse(job.feed) as ReachedFeed);
  }
  const said: HoldDecision & ('released' | 'released-in-part') = whole ? 'released' : 'released-in-part';
  finishJob(database, job.job_key, {
    state: whole ? job.outcome : 'partial',
    published: 1,
    counts: { ...counts, ...released },
    ...(!whole && {
      error: {
        code: said,
        message: `${dropped.length} of ${staged.length} changes were not released: ${reason}`,
      },
    }),
    now,
  });
  endHold(database, job.job_key, { decision: said, reason, now });
  return { decision: said, ...released };
}

function findHeldJob(database: Database, jobId: string): HeldJob {
  const job = database
    .prepare<[string], HeldJob>(
      `SELECT j.job_key, j.source_key, s.source_id, j.counts, h.outcome, h.feed,
              EXISTS (SELECT 1 FROM job r WHERE r.source_key = j.source_key AND r.state = 'running') AS busy
       FROM job j JOIN hold h USING (job_key) JOIN source s USING (source_key)
       WHERE j.job_id = ? AND j.state = 'held'`,
    )
    .get(jobId);
  if (job === undefined) throw new NotFoundError(`no job ${jobId} waits for a decision`);
  // What a run under way compared its records with would change under its feet.
  if (job.busy === 1) throw new SourceBusyError(job.source_id);
  return job;
}

/** What would change a dataset; all else that is staged is bookkeeping, and goes with any part of it. */
function stagedRows(database: Database, jobKey: number): readonly StagedRow[] {
  return database
    .prepare<[number], StagedRow>(
      `SELECT s.dataset_key, CASE s.type WHEN 'remove' THEN 'removed' ELSE s.kind END AS kind, d.remote_id, d.dataset_id
       FROM staged s JOIN dataset d USING (dataset_key) WHERE s.job_key = ? AND s.type IN ('upsert', 'remove')`,
    )
    .all(jobKey);
}

function notSelected(rows: readonly StagedRow[], { kinds, records }: HoldSelection): readonly StagedRow[] {
  const wanted = records && new Set(records);
  return rows.filter(({ kind, remote_id: remoteId, dataset_id: datasetId }) => {
    if (kinds !== undefined && !kinds.includes(kind)) return true;
    return wanted !== undefined && !wanted.has(remoteId) && !wanted.has(datasetId);
  });
}

function countKinds(
  rows: readonly StagedRow[],
): Pick<JobCounts, 'added' | 'updated' | 'restored' | 'removed'> {
  const counts = { added: 0, updated: 0, restored: 0, removed: 0 };
  for (const { kind } of rows) counts[kind] += 1;
  return counts;
}

/** The run that met the publishers is gone: the records say who they are, each in the form of the last record. */
function publishersOf(database: Database, job: HeldJob): PublisherBook {
  const book = new PublisherBook(database, { key: job.source_key, id: job.source_id });
  const rows = database
    .prepare<[number], { publisher_id: string; bytes: Buffer }>(
      `SELECT p.publisher_id, b.bytes FROM
         (SELECT publisher_id, max(body_key) AS body_key FROM staged WHERE job_key = ? AND type = 'upsert' GROUP BY publisher_id) p
       JOIN body b USING (body_key)`,
    )
    .all(job.job_key);
  for (const { publisher_id: id, bytes } of rows) {
    // Each was a Dataset when it was stored.
    book.note(id, readBody(bytes)['publisher'] as Publisher);
  }
  return book;
}
