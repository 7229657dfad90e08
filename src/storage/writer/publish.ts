import type { ChangeKind } from '../../domain/change.js';
import { toSlug } from '../../serialise/slug.js';
import type { Database } from '../database.js';
import type { Counter } from './counters.js';
import { freeName } from './free-name.js';
import type { PublisherBook } from './publisher-book.js';

interface StagedRow {
  readonly dataset_key: number;
  readonly dataset_id: string;
  readonly type: 'upsert' | 'touch' | 'set-aside' | 'remove';
  readonly kind: ChangeKind | null;
  readonly outcome: string;
  readonly slug: string | null;
  readonly staged_title: string | null;
  readonly new_body: number | null;
  readonly new_raw: number | null;
  readonly new_fingerprint: Buffer | null;
  readonly new_mapping: number | null;
  readonly new_document: number | null;
  readonly publisher_id: string | null;
  readonly has_code: number | null;
  readonly staged_problems: number;
  readonly problems: string | null;
  readonly state: 'staged' | 'set-aside' | 'live' | 'removed';
  readonly name: string | null;
  readonly code_seq: number | null;
  readonly old_body: number | null;
  readonly old_document: number | null;
  readonly original: string | null;
  readonly hops: number;
  readonly copy_of: string | null;
  readonly passed: string | null;
  readonly old_passed: string | null;
}

interface PublishContext {
  readonly database: Database;
  readonly jobKey: number;
  readonly publisherKeys: ReadonlyMap<string, number>;
  readonly codes: Counter;
  readonly times: Counter;
  /** Microseconds of the publication; each change gets a later one. */
  readonly micros: number;
}

export interface PublishCounters {
  readonly code: Counter;
  readonly time: Counter;
}

/** Makes what a job has staged the catalogue. Called inside the publishing transaction. */
export function publishStaged(
  database: Database,
  job: {
    readonly jobKey: number;
    readonly sourceKey: number;
    readonly publishers: PublisherBook;
    readonly counters: PublishCounters;
    readonly micros: number;
  },
): void {
  const { jobKey, sourceKey, publishers, counters, micros } = job;
  const { code: codes, time: times } = counters;
  const publisherKeys = publishers.publish(micros);
  applyStaged({ database, jobKey, publisherKeys, codes, times, micros });
  codes.save();
  times.save();
  const { changes } = database.prepare('DELETE FROM staged WHERE job_key = ?').run(jobKey);
  if (changes > 0) countRecords(database, sourceKey);
}

function countRecords(database: Database, sourceKey: number): void {
  database
    .prepare(
      `UPDATE source SET (live, rejected) =
         (SELECT count(*) FILTER (WHERE d.state = 'live'), count(*) FILTER (WHERE d.outcome = 'rejected')
          FROM dataset d WHERE d.source_key = source.source_key AND d.state <> 'staged') WHERE source_key = ?`,
    )
    .run(sourceKey);
}

/** Applies a run's staged rows to the catalogue. */
function applyStaged(context: PublishContext): void {
  const { database, jobKey, publisherKeys, codes, times, micros } = context;
  const staged = database.prepare<[number, number], StagedRow>(`
    SELECT s.dataset_key, d.dataset_id, s.type, s.kind, s.outcome, s.slug, s.title AS staged_title, s.body_key AS new_body,
           s.raw_key AS new_raw, s.fingerprint AS new_fingerprint, s.mapping_key AS new_mapping, s.document_key AS new_document, s.publisher_id, s.has_code,
           s.problem_count AS staged_problems, s.problems, d.state, d.name, d.code_seq, d.body_key AS old_body,
           d.document_key AS old_document, s.original, s.hops, s.copy_of, s.passed, d.passed AS old_passed
    FROM staged s JOIN dataset d USING (dataset_key)
    WHERE s.job_key = ? AND s.dataset_key > ? ORDER BY s.dataset_key LIMIT 500`);
  const publishVersion = database.prepare(`
    UPDATE dataset SET state = 'live', outcome = 'good', name = ?, title = ?, code_seq = ?, body_key = ?, raw_key = ?,
                       fingerprint = ?, mapping_key = ?, problem_count = ?, document_key = ?, publisher_key = ?, job_key = ?,
                       created_us = coalesce(created_us, ?), changed_us = ?, original = ?, hops = ?, copy_of = NULL
    WHERE dataset_key = ?`);
  const touch = database.prepare(
    "UPDATE dataset SET outcome = 'good', raw_key = ?, fingerprint = ?, mapping_key = ?, problem_count = ? WHERE dataset_key = ?",
  );
  // What was refused once is told by its identifier only until a good version of it is published.
  const outcomeOr = (outcome: string): string =>
    `CASE WHEN state = 'removed' AND outcome = 'refused' THEN outcome ELSE ${outcome} END`;
  const setAside = database.prepare(
    `UPDATE dataset SET state = ?, outcome = ${outcomeOr('?')}, raw_key = ?, fingerprint = ?, mapping_key = ?, problem_count = ?, title = coalesce(title, ?), copy_of = NULL WHERE dataset_key = ?`,
  );
  const copy = database.prepare(
    `UPDATE dataset SET state = CASE state WHEN 'staged' THEN 'set-aside' ELSE state END, outcome = ${outcomeOr("'good'")}, raw_key = ?,
                        fingerprint = ?, mapping_key = ?, problem_count = ?, title = coalesce(title, ?), original = ?, hops = ?,
                        copy_of = ? WHERE dataset_key = ?`,
  );
  const fail = database.prepare(
    `UPDATE dataset SET state = ?, outcome = ${outcomeOr("'failed'")} WHERE dataset_key = ?`,
  );
  const remove = database.prepare(
    `UPDATE dataset SET state = 'removed', outcome = ?, document_key = NULL, job_key = ?, changed_us = ?,
                        missing_runs = 0, missing_since_us = NULL WHERE dataset_key = ?`,
  );
  const withdraw = database.prepare(
    `UPDATE dataset SET outcome = CASE outcome WHEN 'refused' THEN outcome ELSE 'good' END, fingerprint = NULL, copy_of = NULL
     WHERE dataset_key = ?`,
  );
  const setPassed = database.prepare('UPDATE dataset SET passed = ? WHERE dataset_key = ?');
  const forgetRaw = database.prepare(
    'UPDATE dataset SET raw_key = NULL, fingerprint = NULL WHERE dataset_key = ?',
  );
  const log = database.prepare(
    `INSERT INTO change (time_us, job_key, kind, before_key, after_key, dataset_key, publisher_key)
     SELECT ?, ?, ?, ?, ?, dataset_key, publisher_key FROM dataset WHERE dataset_key = ?`,
  );
  const record = database.prepare(
    'INSERT INTO harvest_record (job_key, dataset_key, outcome, title, raw_key, problems) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const retire = database.prepare(
    'INSERT OR IGNORE INTO stale_document (document_key, retired_us) VALUES (?, ?)',
  );
  const nameTaken = database.prepare<[string]>('SELECT 1 FROM dataset WHERE name = ?');

  function nameFor(row: StagedRow): string {
    if (row.name !== null) return row.name;
    const slug = row.slug ?? toSlug(row.staged_title ?? '');
    return freeName(slug, [row.dataset_id.slice(0, 8)], (name) => nameTaken.get(name) !== undefined);
  }

  /** One table after the other, as staging does. */
  function applyUpserts(rows: readonly StagedRow[]): void {
    const stamped = rows.map((row) => ({ row, time: times.nextAfter(micros) }));
    for (const { row, time } of stamped) publishRow(row, time);
    for (const { row } of stamped) if (row.old_document !== null) retire.run(row.old_document, micros);
    for (const { row, time } of stamped) {
      const before = row.state === 'live' ? row.old_body : null;
      log.run(time, jobKey, row.kind, before, row.new_body, row.dataset_key);
    }
    for (const row of rows) {
      record.run(jobKey, row.dataset_key, row.kind, row.staged_title, row.new_raw, row.problems);
    }
  }

  function publishRow(row: StagedRow, time: number): void {
    const codeSeq = row.has_code === 1 || row.code_seq !== null ? row.code_seq : codes.next();
    const publisherKey = publisherKeys.get(row.publisher_id ?? '') ?? null;
    publishVersion.run(
      ...[nameFor(row), row.staged_title, codeSeq, row.new_body, row.new_raw, row.new_fingerprint],
      ...[row.new_mapping, row.staged_problems, row.new_document, publisherKey, jobKey, time, time],
      ...[row.original, row.hops, row.dataset_key],
    );
  }

  function applyRemoval(row: StagedRow): void {
    const time = times.nextAfter(micros);
    remove.run(row.outcome === 'refused' ? 'refused' : 'good', jobKey, time, row.dataset_key);
    // Of what is refused nothing but its identifier is kept.
    if (row.outcome === 'refused') forgetRaw.run(row.dataset_key);
    if (row.old_document !== null) retire.run(row.old_document, micros);
    log.run(time, jobKey, 'removed', row.old_body, null, row.dataset_key);
    if (row.outcome === 'refederated') return;
    record.run(
      jobKey,
      row.dataset_key,
      row.outcome === 'refused' ? 'refused' : 'removed',
      null,
      null,
      row.problems,
    );
  }

  function applyCopy(row: StagedRow): void {
    if (row.state === 'live') applyRemoval(row);
    copy.run(
      ...[row.new_raw, row.new_fingerprint, row.new_mapping, row.staged_problems, row.staged_title],
      ...[row.original, row.hops, row.copy_of, row.dataset_key],
    );
    record.run(jobKey, row.dataset_key, row.outcome, row.staged_title, row.new_raw, row.problems);
  }

  function applySetAside(row: StagedRow): void {
    if (row.outcome === 'refused' && row.state === 'live') {
      applyRemoval(row);
      return;
    }
    const state = row.state === 'staged' ? 'set-aside' : row.state;
    if (row.outcome === 'failed') fail.run(state, row.dataset_key);
    else
      setAside.run(
        state,
        row.outcome,
        row.new_raw,
        row.new_fingerprint,
        row.new_mapping,
        row.staged_problems,
        row.staged_title,
        row.dataset_key,
      );
    record.run(jobKey, row.dataset_key, row.outcome, row.staged_title, row.new_raw, row.problems);
  }

  for (let last = 0; ;) {
    const rows = staged.all(jobKey, last);
    applyUpserts(rows.filter(({ type }) => type === 'upsert'));
    for (const row of rows) {
      if (row.type === 'touch')
        touch.run(row.new_raw, row.new_fingerprint, row.new_mapping, row.staged_problems, row.dataset_key);
      else if (row.outcome === 'withdrawn') withdraw.run(row.dataset_key);
      else if (row.outcome === 'refederated') applyCopy(row);
      else if (row.type === 'set-aside') applySetAside(row);
      else if (row.type === 'remove') applyRemoval(row);
    }
    for (const row of rows) if (row.passed !== row.old_passed) setPassed.run(row.passed, row.dataset_key);
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end.dataset_key;
  }
}
