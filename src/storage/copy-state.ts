import { createHash } from 'node:crypto';
import type { CopyState } from '../domain/feed-position.js';
import type { Database } from './database.js';

/** Of what a portal lists, as far as the hub has been told of it: whatever became of it here. */
export function copyState(database: Database, sourceKey: number): CopyState {
  const hash = createHash('sha256');
  let datasets = 0;
  const rows = database
    .prepare<[number], { remote_id: string; changed: string }>(
      `SELECT remote_id, json_extract(passed, '$[#-1].changed') AS changed FROM dataset
       WHERE source_key = ? AND passed IS NOT NULL ORDER BY remote_id`,
    )
    .iterate(sourceKey);
  for (const { remote_id: remoteId, changed } of rows) {
    hash.update(`${remoteId} ${changed}\n`);
    datasets += 1;
  }
  return { datasets, sha256: hash.digest('hex') };
}
