import type { SnapshotRequest, SnapshotResult } from '../../cli/snapshot-requests.js';
import type { HubConfig } from '../../config/hub-config.js';
import { momentText } from '../../domain/day.js';
import { searchRoom } from '../../search/search-room.js';
import { prepareStore } from '../../storage/prepare-store.js';
import { makeSnapshot } from './make-snapshot.js';
import { shelfOf } from './shelf.js';
import { openSigningKey } from './signing-key.js';

/** See `Application.snapshot`. */
export function snapshotStore(
  request: SnapshotRequest,
  {
    hub,
    snapshotKey,
  }: {
    readonly hub: Pick<HubConfig, 'dataDir' | 'snapshots' | 'timezone'>;
    readonly snapshotKey: string | undefined;
  },
): Promise<SnapshotResult> {
  const { dataDir } = hub;
  const { to = shelfOf(dataDir), formats = hub.snapshots.formats, asOf, signal, onProgress } = request;
  prepareStore(dataDir, searchRoom);
  return makeSnapshot({
    ...{ dataDir, to, formats, signal },
    ...(asOf !== undefined && { asOf: typeof asOf === 'string' ? momentText(hub.timezone, asOf) : asOf }),
    ...(onProgress !== undefined && { onProgress }),
    key: openSigningKey(dataDir, snapshotKey),
    now: () => Date.now(),
  });
}
