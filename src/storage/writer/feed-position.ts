import type { FollowedCounts } from '../../domain/federation.js';
import type { CopyState, FeedEnd } from '../../domain/feed-position.js';
import { copyState } from '../copy-state.js';
import type { Database } from '../database.js';

/** How far a run has followed its portal, and where the hub's own log was when it began. */
export interface ReachedFeed extends FeedEnd {
  readonly seq: number;
}

/**
 * Keeps how far a source has followed its portal. Called inside the transaction that publishes what it brought. Where the copy
 * is not what the portal says it is, no position is good any more. A later run that was published first has the word.
 */
export function keepPosition(
  database: Database,
  { sourceKey, jobKey }: { readonly sourceKey: number; readonly jobKey: number },
  { position, mappingVersion, seq, portal, state }: ReachedFeed,
): void {
  const latest = database
    .prepare<[number], number>('SELECT job_key FROM feed_position WHERE source_key = ?')
    .pluck()
    .get(sourceKey);
  if (latest !== undefined && latest > jobKey) return;
  const isRight = state === undefined || isSame(copyState(database, sourceKey), state);
  database
    .prepare(
      `INSERT OR REPLACE INTO feed_position (source_key, job_key, position, mapping_version, seq, counts, portal)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      ...[sourceKey, jobKey, isRight ? position : '', mappingVersion, seq],
      ...[JSON.stringify(countsOf(database, sourceKey)), portal ?? null],
    );
}

export function latestSeq(database: Database): number {
  return database.prepare<[], number | null>('SELECT max(seq) FROM change').pluck().get() ?? 0;
}

/** What became of the records that the portal lists, counted anew after a run that kept no position. */
export function recountFollowed(database: Database, sourceKey: number): void {
  const isFollowed = database.prepare<[number]>('SELECT 1 FROM feed_position WHERE source_key = ?');
  if (isFollowed.get(sourceKey) === undefined) return;
  database
    .prepare('UPDATE feed_position SET counts = ? WHERE source_key = ?')
    .run(JSON.stringify(countsOf(database, sourceKey)), sourceKey);
}

function countsOf(database: Database, sourceKey: number): FollowedCounts {
  const row = database
    .prepare<[number], FollowedCounts>(
      `SELECT count(*) FILTER (WHERE state = 'live' AND outcome = 'good') AS live,
              count(*) FILTER (WHERE state = 'live' AND outcome <> 'good') AS outdated,
              count(*) FILTER (WHERE state <> 'live' AND outcome IN ('rejected', 'failed')) AS rejected,
              count(*) FILTER (WHERE state <> 'live' AND outcome = 'refused') AS refused,
              count(*) FILTER (WHERE state <> 'live' AND outcome = 'good') AS refederated
       FROM dataset WHERE source_key = ? AND passed IS NOT NULL`,
    )
    .get(sourceKey);
  return row ?? { live: 0, outdated: 0, rejected: 0, refused: 0, refederated: 0 };
}

function isSame(one: CopyState, other: CopyState): boolean {
  return one.datasets === other.datasets && one.sha256 === other.sha256;
}
