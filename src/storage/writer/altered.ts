import { alteredElements } from '../../domain/altered-elements.js';
import type { Database } from '../database.js';
import { readBody } from '../stored-body.js';

/** Element → live datasets in which the staged changes of a job alter it, where the portal sent something else than before. */
export function countAltered(database: Database, jobKey: number): ReadonlyMap<string, number> {
  const rows = database
    .prepare<[number], { before: Buffer; after: Buffer }>(
      `SELECT o.bytes AS before, n.bytes AS after FROM staged s JOIN dataset d USING (dataset_key)
       JOIN body o ON o.body_key = d.body_key JOIN body n ON n.body_key = s.body_key
       WHERE s.job_key = ? AND s.kind = 'updated' AND d.fingerprint IS NOT s.fingerprint`,
    )
    .iterate(jobKey);
  const counts = new Map<string, number>();
  for (const { before, after } of rows) {
    for (const { element } of alteredElements(readBody(before), readBody(after))) {
      counts.set(element, (counts.get(element) ?? 0) + 1);
    }
  }
  return counts;
}
