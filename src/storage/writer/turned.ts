import type { Passing } from '../../domain/feed-position.js';
import { isWorldwide, portalKey } from '../../domain/origin-chain.js';
import type { KeptRecord } from '../../pipeline/store-ports.js';
import { decompress } from '../compression.js';
import type { Database } from '../database.js';
import type { OriginalFinder } from './originals.js';

interface OtherRow {
  readonly remote_id: string;
  readonly original: string | null;
  readonly portal: string | null;
}

interface OwnRow {
  readonly dataset_key: number;
  readonly remote_id: string;
  readonly state: string;
  readonly hops: number;
  readonly copy_of: string | null;
}

/** See `RunWriter.findTurned`. Costs what others have published since, and not what the source has. */
export function findTurned(
  database: Database,
  run: {
    readonly sourceKey: number;
    readonly originals: OriginalFinder;
    readonly met: (datasetKey: number) => boolean;
  },
): readonly string[] {
  const { sourceKey, originals, met } = run;
  const since = database
    .prepare<[number], number>('SELECT seq FROM feed_position WHERE source_key = ?')
    .pluck()
    .get(sourceKey);
  if (since === undefined) return [];
  const others = database
    .prepare<[number, number], OtherRow>(
      `SELECT DISTINCT d.remote_id, d.original, s.portal FROM change c JOIN dataset d USING (dataset_key) JOIN source s USING (source_key)
       WHERE c.seq > ? AND d.source_key <> ?`,
    )
    .all(since, sourceKey);
  const own = database.prepare<[number, string], OwnRow>(
    `SELECT dataset_key, remote_id, state, hops, copy_of FROM dataset
     WHERE source_key = ? AND original = ? AND (state = 'live' OR copy_of IS NOT NULL)`,
  );
  const turned = new Set<string>();
  for (const original of new Set(others.flatMap(originalsOf))) {
    for (const { dataset_key: key, remote_id: remoteId, state, hops, copy_of: copyOf } of own.all(
      sourceKey,
      original,
    )) {
      if (met(key)) continue;
      const first = originals.find({ original, hops, ...(state === 'live' && { liveKey: key }) });
      if ((copyOf === null) !== (first === undefined)) turned.add(remoteId);
    }
  }
  return [...turned];
}

/** By which texts copies of the record may know it; see `originalOf`. */
function originalsOf({ remote_id: remoteId, original, portal }: OtherRow): readonly string[] {
  if (original !== null) return [original];
  if (isWorldwide(remoteId)) return [remoteId];
  return portal === null ? [] : [`${portalKey(portal)}#${remoteId}`];
}

interface KeptRow {
  readonly bytes: Buffer;
  readonly fingerprint: Buffer | null;
  readonly passed: string | null;
}

export function keptRecords(
  database: Database,
  sourceKey: number,
  remoteIds: readonly string[],
): readonly KeptRecord[] {
  const find = database.prepare<[number, string], KeptRow>(
    `SELECT r.bytes, d.fingerprint, d.passed FROM dataset d JOIN raw r USING (raw_key)
     WHERE d.source_key = ? AND d.remote_id = ?`,
  );
  return remoteIds.flatMap((remoteId): readonly KeptRecord[] => {
    const row = find.get(sourceKey, remoteId);
    if (row === undefined) return [];
    const { bytes, fingerprint, passed } = row;
    return [
      {
        remoteId,
        json: decompress(bytes),
        ...(fingerprint !== null && { fingerprint: fingerprint.toString('hex') }),
        ...(passed !== null && { passed: JSON.parse(passed) as readonly Passing[] }),
      },
    ];
  });
}
