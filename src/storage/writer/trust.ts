import type { HiddenChanges } from '../../domain/filter-finding.js';
import { openForWriting, translate } from '../database.js';
import type { Database } from '../database.js';

/** Called inside the transaction that ends the run. The first finding is the one that is kept. */
export function loseTrust(
  database: Database,
  { sourceKey, jobKey }: { readonly sourceKey: number; readonly jobKey: number },
  { hidden, remoteIds }: HiddenChanges,
  now: Date,
): void {
  database
    .prepare(
      `INSERT INTO filter_finding (source_key, job_key, found_at, hidden, remote_ids) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (source_key) DO NOTHING`,
    )
    .run(sourceKey, jobKey, now.toISOString(), hidden, JSON.stringify(remoteIds));
}

/** The sources of these whose portals were not trusted, and are from now on. Runs under way do not hinder it, nor it them. */
export function giveTrust(dataDir: string, sourceIds: readonly string[]): readonly string[] {
  const database = openForWriting(dataDir, 1);
  try {
    const forget = database.prepare<[string]>(
      'DELETE FROM filter_finding WHERE source_key = (SELECT source_key FROM source WHERE source_id = ?)',
    );
    const all = database.transaction(() => sourceIds.filter((id) => forget.run(id).changes > 0));
    return translate(() => all.immediate());
  } finally {
    database.close();
  }
}
