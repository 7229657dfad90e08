import type { StoredRecord } from '../../pipeline/read-ports.js';
import { decompress } from '../compression.js';
import type { Database } from '../database.js';

/** Few enough that no read transaction stays open while they are mapped. */
const PAGE = 200;

interface RawRow {
  readonly dataset_key: number;
  readonly remote_id: string;
  readonly bytes: Buffer;
  readonly fingerprint: Buffer | null;
}

const LATEST = `SELECT d.dataset_key, d.remote_id, r.bytes, d.fingerprint
  FROM dataset d JOIN source s USING (source_key) JOIN raw r USING (raw_key)
  WHERE s.source_id = ? AND d.state IN ('live', 'set-aside') AND d.dataset_key > ? ORDER BY d.dataset_key LIMIT ?`;

/** The raw form that the last run before a moment left; what was removed by then has none. */
const PAST = `SELECT d.dataset_key, d.remote_id, r.bytes, NULL AS fingerprint
  FROM dataset d JOIN source s USING (source_key)
  JOIN (SELECT h.dataset_key, max(h.job_key) AS job_key FROM harvest_record h JOIN job j USING (job_key)
        WHERE j.finished_at <= ? AND h.outcome <> 'failed' GROUP BY h.dataset_key) past USING (dataset_key)
  JOIN harvest_record h ON h.dataset_key = d.dataset_key AND h.job_key = past.job_key
  JOIN raw r ON r.raw_key = h.raw_key
  WHERE s.source_id = ? AND d.dataset_key > ? ORDER BY d.dataset_key LIMIT ?`;

/** What is stored of a source's records as the portal sent them: the latest form, or that of a moment (ISO UTC). */
export async function* storedRecords(
  database: Database,
  sourceId: string,
  asOf: string | undefined,
): AsyncGenerator<StoredRecord> {
  for (let last = 0; ;) {
    const rows =
      asOf === undefined
        ? database.prepare<[string, number, number], RawRow>(LATEST).all(sourceId, last, PAGE)
        : database.prepare<[string, string, number, number], RawRow>(PAST).all(asOf, sourceId, last, PAGE);
    for (const { remote_id: remoteId, bytes, fingerprint } of rows) {
      yield {
        remoteId,
        json: decompress(bytes),
        ...(fingerprint !== null && { fingerprint: fingerprint.toString('hex') }),
      };
    }
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end.dataset_key;
    await Promise.resolve();
  }
}
