import { alteredElements } from '../../domain/altered-elements.js';
import type { ChangeKind } from '../../domain/change.js';
import type { Alarm, HeldChange, Hold, HoldDecision } from '../../domain/hold.js';
import type { Database } from '../database.js';
import { readBody } from '../stored-body.js';

interface HoldRow {
  readonly job_id: string;
  readonly source_id: string;
  readonly alarms: string;
  readonly decision: HoldDecision | null;
  readonly decided_at: string | null;
  readonly reason: string | null;
}

const HOLD = `SELECT j.job_id, s.source_id, h.alarms, h.decision, h.decided_at, h.reason
  FROM hold h JOIN job j USING (job_key) JOIN source s USING (source_key)`;

export function findHold(database: Database, jobId: string): Hold | undefined {
  const row = database.prepare<[string], HoldRow>(`${HOLD} WHERE j.job_id = ?`).get(jobId);
  return row === undefined ? undefined : toHold(row);
}

export function openHolds(database: Database): readonly Hold[] {
  return database
    .prepare<[], HoldRow>(`${HOLD} WHERE h.decision IS NULL ORDER BY h.job_key`)
    .all()
    .map(toHold);
}

interface ChangeRow {
  readonly remote_id: string;
  readonly dataset_id: string;
  readonly title: string | null;
  readonly kind: ChangeKind;
  readonly before: Buffer | null;
  readonly after: Buffer | null;
}

/** The one place where something is read that is not published. */
export function heldChanges(
  database: Database,
  jobId: string,
  page: { readonly limit: number; readonly offset: number },
): readonly HeldChange[] {
  return database
    .prepare<[string, number, number], ChangeRow>(
      // In the order of an index, which spares sorting all that waits, and with no contents but the page's.
      `SELECT d.remote_id, d.dataset_id, coalesce(s.title, d.title) AS title,
              CASE s.type WHEN 'remove' THEN 'removed' ELSE s.kind END AS kind, o.bytes AS before, n.bytes AS after
       FROM (SELECT s.job_key, s.dataset_key FROM job j CROSS JOIN dataset d ON d.source_key = j.source_key
             CROSS JOIN staged s ON s.job_key = j.job_key AND s.dataset_key = d.dataset_key
             WHERE j.job_id = ? AND j.state = 'held' AND s.type IN ('upsert', 'remove')
             ORDER BY d.remote_id LIMIT ? OFFSET ?)
       JOIN staged s USING (job_key, dataset_key) JOIN dataset d USING (dataset_key)
       LEFT JOIN body o ON o.body_key = d.body_key LEFT JOIN body n ON n.body_key = s.body_key
       ORDER BY d.remote_id`,
    )
    .all(jobId, page.limit, page.offset)
    .map((row) => ({
      remoteId: row.remote_id,
      datasetId: row.dataset_id,
      title: row.title ?? '',
      kind: row.kind,
      altered:
        row.kind === 'updated' && row.before !== null && row.after !== null
          ? alteredElements(readBody(row.before), readBody(row.after))
          : [],
    }));
}

function toHold(row: HoldRow): Hold {
  return {
    jobId: row.job_id,
    sourceId: row.source_id,
    alarms: JSON.parse(row.alarms) as readonly Alarm[],
    ...(row.decision !== null && { decision: row.decision }),
    ...(row.decided_at !== null && { decidedAt: row.decided_at }),
    ...(row.reason !== null && { reason: row.reason }),
  };
}
