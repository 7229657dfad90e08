import type { Problem } from '../../domain/problem.js';
import type { SourceRecord } from '../../domain/trace.js';
import type { Database } from '../database.js';
import { KNOWN, RECORD, recordOf, type TraceRow } from './trace-reader.js';

/**
 * Records of a source but those that it withdrew, by remote id. Their problems are of the version that is live, as the run
 * that published it found them; of a record whose newest form was not published they are of that form.
 */
export function sourceRecords(
  database: Database,
  sourceId: string,
  { after, limit }: { readonly after?: string; readonly limit: number },
): readonly SourceRecord[] {
  const published = database
    .prepare<[number], string | null>(
      `SELECT r.problems FROM dataset d JOIN harvest_record r ON r.job_key = d.job_key AND r.dataset_key = d.dataset_key
       WHERE d.dataset_key = ?`,
    )
    .pluck();
  // By the jobs of its source: the records of a job have no other index.
  const newest = database
    .prepare<[number], string | null>(
      `SELECT r.problems FROM dataset d JOIN job j USING (source_key)
       JOIN harvest_record r ON r.job_key = j.job_key AND r.dataset_key = d.dataset_key
       WHERE d.dataset_key = ? ORDER BY j.job_key DESC LIMIT 1`,
    )
    .pluck();
  return database
    .prepare<[string, string, number], TraceRow>(
      `${RECORD} WHERE s.source_id = ? AND d.remote_id ${after === undefined ? '>=' : '>'} ? AND ${KNOWN}
       AND NOT (d.state = 'removed' AND d.outcome <> 'refused' AND w.job_id IS NULL)
       ORDER BY d.remote_id LIMIT ?`,
    )
    .all(sourceId, after ?? '', limit)
    .map((row) => {
      const isLive = row.state === 'live';
      const found = (isLive && row.outcome === 'good' ? published : newest).get(row.dataset_key) ?? null;
      return {
        ...recordOf(row),
        isLive,
        problems: found === null ? [] : (JSON.parse(found) as Problem[]),
      };
    });
}
