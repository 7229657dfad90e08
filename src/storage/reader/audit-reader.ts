import type { FilterFinding } from '../../domain/filter-finding.js';
import type { AuditState } from '../../pipeline/read-ports.js';
import type { Database } from '../database.js';

interface FindingRow {
  readonly job_id: string;
  readonly found_at: string;
  readonly hidden: number;
  readonly remote_ids: string;
}

/** Why the portal of a source is not trusted; undefined where it is. */
export function findFinding(database: Database, sourceId: string): FilterFinding | undefined {
  const row = database
    .prepare<[string], FindingRow>(
      `SELECT j.job_id, f.found_at, f.hidden, f.remote_ids FROM filter_finding f
       JOIN source s USING (source_key) JOIN job j USING (job_key) WHERE s.source_id = ?`,
    )
    .get(sourceId);
  if (row === undefined) return undefined;
  return {
    jobId: row.job_id,
    foundAt: row.found_at,
    hidden: row.hidden,
    remoteIds: JSON.parse(row.remote_ids) as string[],
  };
}

/** A full run that nobody let end tells nothing; one that failed does: a portal that cannot be listed is not asked each time. */
export function auditState(database: Database, sourceId: string): AuditState {
  const row = database
    .prepare<[string], { runs: number }>(
      `SELECT count(*) AS runs FROM job j JOIN source s USING (source_key)
       WHERE s.source_id = ? AND j.origin = 'portal' AND j.mode = 'delta' AND j.state IN ('complete', 'partial')
         AND j.job_key > coalesce((SELECT max(f.job_key) FROM job f
           WHERE f.source_key = s.source_key AND f.origin = 'portal' AND f.mode = 'full'
             AND coalesce(f.error_code, '') NOT IN ('dry-run', 'cancelled', 'interrupted')), 0)`,
    )
    .get(sourceId);
  const finding = findFinding(database, sourceId);
  return { incrementalRuns: row?.runs ?? 0, ...(finding && { finding }) };
}
