import type { Grace } from '../../pipeline/store-ports.js';
import type { Database } from '../database.js';

const DAY_US = 86_400_000_000;

/** Live datasets of a source that a complete full run has not met. */
export interface Absent {
  readonly live: number;
  /** Keys of those whose grace is over with this run, and of those that are kept for now. */
  readonly due: readonly number[];
  readonly missing: readonly number[];
}

export function findAbsent(
  database: Database,
  run: {
    readonly sourceKey: number;
    readonly met: (datasetKey: number) => boolean;
    readonly grace: Grace;
    readonly micros: number;
  },
): Absent {
  const { sourceKey, met, grace, micros } = run;
  const due: number[] = [];
  const missing: number[] = [];
  let live = 0;
  const rows = database
    .prepare<[number], { dataset_key: number; missing_runs: number; missing_since_us: number | null }>(
      "SELECT dataset_key, missing_runs, missing_since_us FROM dataset WHERE source_key = ? AND state = 'live'",
    )
    .iterate(sourceKey);
  for (const row of rows) {
    live += 1;
    if (met(row.dataset_key)) continue;
    const absentFor = micros - (row.missing_since_us ?? micros);
    const isDue = row.missing_runs + 1 >= grace.runs && absentFor >= grace.days * DAY_US;
    (isDue ? due : missing).push(row.dataset_key);
  }
  return { live, due, missing };
}

/** One more run without them. */
export function markMissing(database: Database, datasetKeys: readonly number[], micros: number): void {
  const mark = database.prepare(
    'UPDATE dataset SET missing_runs = missing_runs + 1, missing_since_us = coalesce(missing_since_us, ?) WHERE dataset_key = ?',
  );
  for (const key of datasetKeys) mark.run(micros, key);
}

/** They are there again, whatever else is said of them. */
export function markFound(database: Database, sourceKey: number, met: (datasetKey: number) => boolean): void {
  const rows = database
    .prepare<[number], { dataset_key: number }>(
      'SELECT dataset_key FROM dataset WHERE source_key = ? AND missing_runs > 0',
    )
    .all(sourceKey);
  const found = database.prepare(
    'UPDATE dataset SET missing_runs = 0, missing_since_us = NULL WHERE dataset_key = ?',
  );
  for (const { dataset_key: key } of rows) if (met(key)) found.run(key);
}
