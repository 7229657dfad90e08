import type { Problem } from '../../domain/problem.js';
import { traceKeys, type TracedRecord, type TraceEvent, type TraceState } from '../../domain/trace.js';
import { decompress } from '../compression.js';
import type { Database } from '../database.js';
import { naiveUtc } from '../time.js';

/** A record as its tables have it. */
export interface TraceRow {
  readonly dataset_key: number;
  readonly source_id: string;
  readonly remote_id: string;
  readonly dataset_id: string;
  readonly name: string | null;
  readonly title: string | null;
  readonly state: 'staged' | 'set-aside' | 'live' | 'removed';
  readonly outcome: 'good' | 'rejected' | 'refused' | 'failed';
  readonly changed_us: number | null;
  readonly missing_runs: number;
  readonly missing_since_us: number | null;
  readonly copy_of: string | null;
  readonly held_job: string | null;
  readonly held_change: string | null;
}

/** Records that one answer names, and events of each. */
const MOST = 20;
const MOST_EVENTS = 10;
/** What is shorter stands in every record. */
const LEAST_QUOTED = 4;

/** All of a `TraceRow`. */
export const RECORD = `SELECT d.dataset_key, s.source_id, d.remote_id, d.dataset_id, d.name, d.title, d.state, d.outcome, d.changed_us,
    d.missing_runs, d.missing_since_us, d.copy_of, w.job_id AS held_job, w.change AS held_change
  FROM dataset d JOIN source s USING (source_key)
  LEFT JOIN (SELECT g.dataset_key, j.job_id, CASE g.type WHEN 'upsert' THEN g.kind WHEN 'remove' THEN 'removed' ELSE g.outcome END AS change
             FROM staged g JOIN job j USING (job_key) WHERE j.state = 'held' AND g.type <> 'touch') w USING (dataset_key)`;

/** What a run under way has staged of a new record is nothing yet. */
export const KNOWN = "(d.state <> 'staged' OR w.job_id IS NOT NULL)";

/**
 * The records that a text may mean, 20 at most: those with this id, name or remote id; with `all` else those with this title,
 * or a part of it; else those whose stored raw form has the text in it (an address, a code).
 */
export function traceRecords(
  database: Database,
  text: string,
  depth: 'keys' | 'all',
): readonly TracedRecord[] {
  const keys = traceKeys(text);
  for (const find of depth === 'keys' ? [byKey] : [byKey, byTitle, byRaw]) {
    const rows = find(database, keys);
    if (rows.length > 0) return rows.map((row) => toRecord(database, row));
  }
  return [];
}

function byKey(database: Database, keys: readonly string[]): readonly TraceRow[] {
  const byId = database.prepare<[string, string, number], TraceRow>(
    `${RECORD} WHERE (d.dataset_id = ? OR d.name = ?) AND ${KNOWN} LIMIT ?`,
  );
  // The index of remote ids begins with the source.
  const byRemoteId = database.prepare<[string, number], TraceRow>(
    `${RECORD} WHERE d.source_key IN (SELECT source_key FROM source) AND d.remote_id = ? AND ${KNOWN} LIMIT ?`,
  );
  const rows = new Map<number, TraceRow>();
  for (const key of keys) {
    const found = [...byId.all(key, key, MOST), ...byRemoteId.all(key, MOST)];
    for (const row of found) rows.set(row.dataset_key, row);
  }
  return [...rows.values()].slice(0, MOST);
}

function byTitle(database: Database, [text = '']: readonly string[]): readonly TraceRow[] {
  if (text === '') return [];
  const whole = database
    .prepare<[string, number], TraceRow>(`${RECORD} WHERE d.title = ? AND ${KNOWN} LIMIT ?`)
    .all(text, MOST);
  if (whole.length > 0) return whole;
  return database
    .prepare<[string, number], TraceRow>(`${RECORD} WHERE instr(d.title, ?) > 0 AND ${KNOWN} LIMIT ?`)
    .all(text, MOST);
}

function byRaw(database: Database, [text = '']: readonly string[]): readonly TraceRow[] {
  if (text.length < LEAST_QUOTED) return [];
  // As JSON writes it, with slashes as some portals escape them.
  const written = JSON.stringify(text).slice(1, -1);
  const forms = [written, written.replaceAll('/', '\\/')];
  const raws = database
    .prepare<[], { dataset_key: number; bytes: Buffer }>(
      'SELECT d.dataset_key, r.bytes FROM dataset d JOIN raw r USING (raw_key)',
    )
    .iterate();
  const found: number[] = [];
  for (const { dataset_key: key, bytes } of raws) {
    const json = decompress(bytes);
    if (!forms.some((form) => json.includes(form))) continue;
    found.push(key);
    if (found.length >= MOST) break;
  }
  const find = database.prepare<[number], TraceRow>(`${RECORD} WHERE d.dataset_key = ? AND ${KNOWN}`);
  return found.flatMap((key) => find.all(key));
}

function toRecord(database: Database, row: TraceRow): TracedRecord {
  return { ...recordOf(row), events: eventsOf(database, row.dataset_key) };
}

/** All of a record but what happened to it. */
export function recordOf(row: TraceRow): Omit<TracedRecord, 'events'> {
  return {
    sourceId: row.source_id,
    remoteId: row.remote_id,
    datasetId: row.dataset_id,
    state: stateOf(row),
    ...(row.title !== null && { title: row.title }),
    ...(row.name !== null && { name: row.name }),
    ...(row.changed_us !== null && { changed: naiveUtc(row.changed_us) }),
    ...(row.missing_since_us !== null && {
      missing: { runs: row.missing_runs, since: naiveUtc(row.missing_since_us) },
    }),
    ...(row.copy_of !== null && { copyOf: row.copy_of }),
    ...(row.held_job !== null && { held: { jobId: row.held_job, change: row.held_change ?? '' } }),
  };
}

function stateOf({
  state,
  outcome,
  missing_runs: missing,
  held_job: held,
  copy_of: copyOf,
}: TraceRow): TraceState {
  if (held !== null) return 'held';
  if (copyOf !== null) return 'refederated';
  if (state === 'removed') return outcome === 'refused' ? 'refused' : 'removed';
  if (state === 'live') return missing > 0 ? 'missing' : outcome === 'good' ? 'published' : 'outdated';
  return outcome === 'refused' ? 'refused' : outcome === 'failed' ? 'not-brought' : 'rejected';
}

/** By the jobs of its source, so that the records of a job need no second index. */
function eventsOf(database: Database, datasetKey: number): readonly TraceEvent[] {
  return database
    .prepare<[number, number], { job_id: string; time: string; outcome: string; problems: string | null }>(
      `SELECT j.job_id, coalesce(j.finished_at, j.started_at) AS time, r.outcome, r.problems
       FROM dataset d JOIN job j USING (source_key)
       JOIN harvest_record r ON r.job_key = j.job_key AND r.dataset_key = d.dataset_key
       WHERE d.dataset_key = ? ORDER BY j.job_key DESC LIMIT ?`,
    )
    .all(datasetKey, MOST_EVENTS)
    .map(({ job_id: jobId, time, outcome, problems }) => ({
      jobId,
      time,
      outcome,
      problems: problems === null ? [] : (JSON.parse(problems) as Problem[]),
    }));
}
