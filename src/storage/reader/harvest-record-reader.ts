import type { HarvestRecord } from '../../domain/job.js';
import type { Problem } from '../../domain/problem.js';
import type { HarvestRecordPage, RecordKey } from '../../pipeline/read-ports.js';
import { translate } from '../database.js';
import type { Database } from '../database.js';

interface RecordRow {
  readonly dataset_key: number;
  readonly job_id: string;
  readonly source_id: string;
  readonly remote_id: string;
  readonly dataset_id: string;
  readonly outcome: string;
  readonly title: string | null;
  readonly problems: string | null;
}

const COLUMNS = `r.dataset_key, j.job_id, s.source_id, d.remote_id, d.dataset_id, r.outcome, r.title, r.problems`;
const TABLES = `JOIN job j USING (job_key) JOIN dataset d USING (dataset_key) JOIN source s ON s.source_key = d.source_key`;

/** Rows that one step reads: few enough that whoever waits for another answer does not notice. */
const WINDOW = 2000;

export function listHarvestRecords(
  database: Database,
  jobId: string,
  page: { readonly limit: number; readonly offset: number },
): readonly HarvestRecord[] {
  return database
    .prepare<[string, number, number], RecordRow>(
      `SELECT ${COLUMNS} FROM harvest_record r ${TABLES} WHERE j.job_id = ? ORDER BY r.dataset_key LIMIT ? OFFSET ?`,
    )
    .all(jobId, page.limit, page.offset)
    .map(toHarvestRecord);
}

export function findHarvestRecord(
  database: Database,
  jobId: string,
  datasetId: string,
): HarvestRecord | undefined {
  const row = database
    .prepare<[string, string], RecordRow>(
      `SELECT ${COLUMNS} FROM harvest_record r ${TABLES}
       WHERE r.job_key = (SELECT job_key FROM job WHERE job_id = ?)
         AND r.dataset_key = (SELECT dataset_key FROM dataset WHERE dataset_id = ?)`,
    )
    .get(jobId, datasetId);
  return row === undefined ? undefined : toHarvestRecord(row);
}

/** The contents of a record are read for those that were set aside only: they are few, and a job's records may be a million. */
export function listSetAside(database: Database, jobId: string, after: number): HarvestRecordPage {
  const rows = database
    .prepare<[string, number, number], { dataset_key: number; outcome: string }>(
      `SELECT r.dataset_key, r.outcome FROM job j JOIN harvest_record r USING (job_key)
       WHERE j.job_id = ? AND r.dataset_key > ? ORDER BY r.dataset_key LIMIT ?`,
    )
    .all(jobId, after, WINDOW);
  const find = database.prepare<[string, number], RecordRow>(
    `SELECT ${COLUMNS} FROM harvest_record r ${TABLES} WHERE j.job_id = ? AND r.dataset_key = ?`,
  );
  const end = rows.at(-1);
  return {
    records: rows
      .filter(({ outcome }) => SET_ASIDE.has(outcome))
      .flatMap((row) => find.all(jobId, row.dataset_key))
      .map(toHarvestRecord),
    ...(end !== undefined && rows.length === WINDOW && { next: end.dataset_key }),
  };
}

const SET_ASIDE: ReadonlySet<string> = new Set(['rejected', 'refused', 'failed']);

export function countJobs(database: Database, sourceId: string): number {
  const row = database
    .prepare<[string], { jobs: number }>(
      'SELECT count(*) AS jobs FROM job JOIN source USING (source_key) WHERE source_id = ?',
    )
    .get(sourceId);
  return row?.jobs ?? 0;
}

interface KeyRow {
  readonly position: string;
  readonly dataset_id: string;
  readonly job_id: string;
}

/** Keyset steps, as for the names of datasets: a slow client never holds the store's snapshot. */
export function* currentRecords(database: Database, sourceId: string | undefined): Iterable<RecordKey> {
  const live = `FROM dataset d JOIN job j USING (job_key) WHERE d.state = 'live'`;
  const page = (after: string): readonly KeyRow[] =>
    sourceId === undefined
      ? database
          .prepare<[string, number], KeyRow>(
            `SELECT d.dataset_id AS position, d.dataset_id, j.job_id ${live}
             AND d.dataset_id > ? ORDER BY d.dataset_id LIMIT ?`,
          )
          .all(after, WINDOW)
      : database
          .prepare<[string, string, number], KeyRow>(
            `SELECT d.remote_id AS position, d.dataset_id, j.job_id ${live}
             AND d.source_key = (SELECT source_key FROM source WHERE source_id = ?)
             AND d.remote_id > ? ORDER BY d.remote_id LIMIT ?`,
          )
          .all(sourceId, after, WINDOW);
  for (let last = ''; ;) {
    const rows = translate(() => page(last));
    for (const row of rows) yield { jobId: row.job_id, datasetId: row.dataset_id };
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end.position;
  }
}

/** Those of all jobs, in the order of the jobs; what a run found unchanged has none. */
export function* pastRecords(database: Database, sourceId: string | undefined): Iterable<RecordKey> {
  const step = database.prepare<
    [number, number, number],
    { job_key: number; dataset_key: number; dataset_id: string; job_id: string; source_id: string }
  >(
    `SELECT r.job_key, r.dataset_key, d.dataset_id, j.job_id, s.source_id FROM harvest_record r ${TABLES}
     WHERE (r.job_key, r.dataset_key) > (?, ?) ORDER BY r.job_key, r.dataset_key LIMIT ?`,
  );
  for (let last = { job_key: 0, dataset_key: 0 }; ;) {
    const rows = translate(() => step.all(last.job_key, last.dataset_key, WINDOW));
    for (const row of rows) {
      if (sourceId === undefined || row.source_id === sourceId)
        yield { jobId: row.job_id, datasetId: row.dataset_id };
    }
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end;
  }
}

function toHarvestRecord(row: RecordRow): HarvestRecord {
  return {
    jobId: row.job_id,
    sourceId: row.source_id,
    remoteId: row.remote_id,
    datasetId: row.dataset_id,
    outcome: row.outcome,
    ...(row.title !== null && { title: row.title }),
    problems: row.problems === null ? [] : (JSON.parse(row.problems) as Problem[]),
  };
}
