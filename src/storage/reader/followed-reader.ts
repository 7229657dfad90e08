import {
  type Canary,
  type FollowedCounts,
  type FollowedSource,
  readFederation,
  readHubPosition,
} from '../../domain/federation.js';
import type { Passing } from '../../domain/feed-position.js';
import type { Database } from '../database.js';
import { naiveUtc } from '../time.js';

interface FollowedRow {
  readonly source_id: string;
  readonly title: string;
  readonly position: string;
  readonly counts: string;
  readonly portal: string | null;
  readonly finished_at: string;
}

/** What the hub has of those that it follows; called where one published state is held still. */
export function followedSources(database: Database, hubId: string): readonly FollowedSource[] {
  return database
    .prepare<[], FollowedRow>(
      `SELECT s.source_id, s.title, f.position, f.counts, f.portal, j.finished_at
       FROM feed_position f JOIN source s USING (source_key) JOIN job j USING (job_key) ORDER BY s.source_id`,
    )
    .all()
    .map((row) => {
      const reached = readHubPosition(row.position);
      const portal = row.portal === null ? undefined : readFederation(row.portal, [hubId]);
      return {
        source: row.source_id,
        title: row.title,
        ...(reached && { hub: reached.hub, position: reached.seq }),
        completedAt: row.finished_at,
        counts: JSON.parse(row.counts) as FollowedCounts,
        ...(portal && { portal }),
      };
    });
}

interface CanaryRow {
  readonly dataset_id: string;
  readonly title: string;
  readonly passed: string;
  readonly changed_us: number;
}

/** Of each number of hubs that its records have passed the one that changed last; or those that have this id. */
export function findCanaries(
  database: Database,
  sourceId: string,
  identifier: string | undefined,
): readonly Canary[] {
  return database
    .prepare<[string, string | null, string | null], CanaryRow>(
      `SELECT d.dataset_id, d.title, d.passed, max(d.changed_us) AS changed_us FROM dataset d JOIN source s USING (source_key)
       WHERE s.source_id = ? AND d.state = 'live' AND d.passed IS NOT NULL AND (? IS NULL OR d.dataset_id = ?)
       GROUP BY json_array_length(d.passed)`,
    )
    .all(sourceId, identifier ?? null, identifier ?? null)
    .map((row) => ({
      identifier: row.dataset_id,
      title: row.title,
      passed: JSON.parse(row.passed) as readonly Passing[],
      changed: naiveUtc(row.changed_us),
    }));
}

/** The version of a followed record that the hub has been told of. */
export function findReceived(database: Database, sourceId: string, remoteId: string): string | undefined {
  return (
    database
      .prepare<[string, string], string | null>(
        `SELECT json_extract(d.passed, '$[#-1].changed') FROM dataset d JOIN source s USING (source_key)
         WHERE s.source_id = ? AND d.remote_id = ?`,
      )
      .pluck()
      .get(sourceId, remoteId) ?? undefined
  );
}
