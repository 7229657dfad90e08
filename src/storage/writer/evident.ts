import { isEvidentChange } from '../../domain/altered-elements.js';
import type { Database } from '../database.js';
import { readBody } from '../stored-body.js';

interface Run {
  readonly jobKey: number;
  readonly sourceKey: number;
}

/** See `RunWriter.findEvident`. */
export function findEvident(
  database: Database,
  run: Run,
  { mappingVersion, limit }: { readonly mappingVersion: string; readonly limit: number },
): readonly string[] {
  const found: string[] = [];
  for (const remoteId of evidentChanges(database, run)) {
    found.push(remoteId);
    if (found.length === limit) break;
  }
  return found.length > 0 && isMappedAlike(database, run, mappingVersion) ? found : [];
}

function* evidentChanges(database: Database, { jobKey }: Run): Iterable<string> {
  const added = database
    .prepare<[number], { remote_id: string }>(
      `SELECT d.remote_id FROM staged s JOIN dataset d USING (dataset_key) WHERE s.job_key = ? AND d.state = 'staged'`,
    )
    .iterate(jobKey);
  for (const { remote_id: remoteId } of added) yield remoteId;
  // A form that it had before may come from a portal's cache.
  const updated = database
    .prepare<[number], { remote_id: string; before: Buffer; after: Buffer }>(
      `SELECT d.remote_id, o.bytes AS before, n.bytes AS after FROM staged s JOIN dataset d USING (dataset_key)
       JOIN body o ON o.body_key = d.body_key JOIN body n ON n.body_key = s.body_key
       WHERE s.job_key = ? AND s.kind = 'updated' AND d.outcome = 'good' AND d.mapping_key = s.mapping_key
         AND NOT EXISTS (SELECT 1 FROM change c WHERE c.dataset_key = d.dataset_key AND c.before_key = s.body_key)`,
    )
    .iterate(jobKey);
  for (const { remote_id: remoteId, before, after } of updated) {
    if (isEvidentChange(readBody(before), readBody(after))) yield remoteId;
  }
}

/** Of what is missing it does not matter: nobody has mapped it anew. */
function isMappedAlike(database: Database, { sourceKey }: Run, mappingVersion: string): boolean {
  const other = database
    .prepare<[number, string]>(
      `SELECT 1 FROM dataset WHERE source_key = ? AND state = 'live' AND missing_runs = 0
         AND mapping_key IS NOT (SELECT mapping_key FROM mapping WHERE version = ?) LIMIT 1`,
    )
    .get(sourceKey, mappingVersion);
  return other === undefined;
}
