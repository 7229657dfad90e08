import { createHash } from 'node:crypto';
import type { Alarm, HoldDecision } from '../../domain/hold.js';
import type { IndexWriter } from '../../pipeline/store-ports.js';
import type { Database } from '../database.js';
import { discardStaged } from './clean-up.js';
import type { ReachedFeed } from './feed-position.js';

/** Held runs in the tables `hold` and `staged`. All functions are called inside a transaction. */

/** Of what the staged rows of a job would change: the same digest is the same effect. */
export function digestOfStaged(database: Database, jobKey: number): Buffer {
  const digest = createHash('sha256');
  const rows = database
    .prepare<[number], { remote_id: string; type: string; kind: string | null; hash: Buffer | null }>(
      `SELECT d.remote_id, s.type, s.kind, b.hash FROM staged s JOIN dataset d USING (dataset_key)
       LEFT JOIN body b ON b.body_key = s.body_key
       WHERE s.job_key = ? AND s.type IN ('upsert', 'remove') ORDER BY d.remote_id`,
    )
    .iterate(jobKey);
  for (const { remote_id: id, type, kind, hash } of rows) {
    digest.update(JSON.stringify([id, type, kind, hash?.toString('hex')]));
  }
  return digest.digest();
}

/** The run of this source that waits, or was rejected last, with the same effect. */
export function findSameHold(
  database: Database,
  sourceKey: number,
  digest: Buffer,
): { readonly jobId: string; readonly decision?: 'rejected' } | undefined {
  const row = database
    .prepare<[number, Buffer], { job_id: string; decision: HoldDecision | null }>(
      `SELECT j.job_id, h.decision FROM hold h JOIN job j USING (job_key)
       WHERE j.source_key = ? AND h.digest = ? AND (h.decision IS NULL OR h.decision = 'rejected')
       ORDER BY j.job_key DESC LIMIT 1`,
    )
    .get(sourceKey, digest);
  if (row === undefined) return undefined;
  return { jobId: row.job_id, ...(row.decision === 'rejected' && { decision: 'rejected' as const }) };
}

export function insertHold(
  database: Database,
  hold: {
    readonly jobKey: number;
    readonly outcome: 'complete' | 'partial';
    readonly alarms: readonly Alarm[];
    readonly digest: Buffer;
    /** Kept when all of it is released. */
    readonly feed?: ReachedFeed;
  },
): void {
  database
    .prepare('INSERT INTO hold (job_key, outcome, alarms, digest, feed) VALUES (?, ?, ?, ?, ?)')
    .run(
      ...[hold.jobKey, hold.outcome, JSON.stringify(hold.alarms), hold.digest],
      hold.feed === undefined ? null : JSON.stringify(hold.feed),
    );
}

/** Takes rows of a held job out of it and drops what they staged. */
export function dropHeldRows(
  database: Database,
  index: IndexWriter,
  jobKey: number,
  datasetKeys: readonly number[],
): void {
  // Under a number that no job has they can be dropped as those of a job.
  const away = database.prepare('UPDATE staged SET job_key = ? WHERE job_key = ? AND dataset_key = ?');
  for (const key of datasetKeys) away.run(-jobKey, jobKey, key);
  discardStaged(database, index, -jobKey);
}

/**
 * What another run of the source has published makes the waiting one old: all of it where that run was complete, else the
 * records that it met.
 */
export function outdateHold(
  database: Database,
  index: IndexWriter,
  run: {
    readonly sourceKey: number;
    /** Whether the run has met the dataset; absent: it was complete. */
    readonly met?: (datasetKey: number) => boolean;
    readonly now: Date;
  },
): void {
  const { sourceKey, met, now } = run;
  const held = database
    .prepare<[number], { job_key: number }>("SELECT job_key FROM job WHERE source_key = ? AND state = 'held'")
    .get(sourceKey);
  if (held === undefined) return;
  const staged = database
    .prepare<[number], { dataset_key: number }>('SELECT dataset_key FROM staged WHERE job_key = ?')
    .all(held.job_key)
    .map((row) => row.dataset_key);
  const old = met === undefined ? staged : staged.filter(met);
  if (old.length === 0 && staged.length > 0) return;
  dropHeldRows(database, index, held.job_key, old);
  if (old.length < staged.length) {
    const digest = digestOfStaged(database, held.job_key);
    database.prepare('UPDATE hold SET digest = ? WHERE job_key = ?').run(digest, held.job_key);
    return;
  }
  endHold(database, held.job_key, { decision: 'superseded', reason: 'a later run took its place', now });
  database
    .prepare("UPDATE job SET state = 'aborted', error_code = ?, error_message = ? WHERE job_key = ?")
    .run(
      'superseded',
      'a later run took its place before anybody decided; nothing was published',
      held.job_key,
    );
}

export function endHold(
  database: Database,
  jobKey: number,
  end: { readonly decision: HoldDecision; readonly reason: string; readonly now: Date },
): void {
  database
    .prepare('UPDATE hold SET decision = ?, decided_at = ?, reason = ? WHERE job_key = ?')
    .run(end.decision, end.now.toISOString(), end.reason, jobKey);
}
