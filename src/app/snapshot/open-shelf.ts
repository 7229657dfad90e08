import { join } from 'node:path';
import type { Withheld } from '../../domain/snapshot.js';
import type { SnapshotShelf } from '../../http/outputs/snapshots.js';
import type { DatasetHistory } from '../../pipeline/read-ports.js';
import { openForReading } from '../../storage/database.js';
import { readHubId } from '../../storage/hub-id.js';
import { readWithheld } from '../../storage/reader/published-state.js';
import { isEqual } from './make-snapshot.js';
import { listSnapshots, shelfOf } from './shelf.js';
import { findPublicPem } from './signing-key.js';

export interface ShelfOptions {
  readonly dataDir: string;
  /** Key from the environment. */
  readonly snapshotKey: string | undefined;
  readonly history: Pick<DatasetHistory, 'revision'>;
}

/** In megabytes: a few rows of an index. */
const CACHE = 1;

/** The snapshots that may be given away: none of another store, and none that something was refused of since. */
export function openShelf({
  dataDir,
  snapshotKey,
  history,
}: ShelfOptions): SnapshotShelf & { close(): void } {
  const database = openForReading(dataDir, CACHE);
  const hubId = readHubId(database);
  let known: { readonly revision: string; readonly bySeq: Map<number, Withheld> } | undefined;

  function withheldAt(seq: number): Withheld {
    const revision = history.revision();
    if (known?.revision !== revision) known = { revision, bySeq: new Map() };
    const withheld = known.bySeq.get(seq) ?? readWithheld(database, seq);
    known.bySeq.set(seq, withheld);
    return withheld;
  }

  function list(): ReturnType<typeof listSnapshots> {
    return listSnapshots(shelfOf(dataDir)).filter(
      ({ manifest }) => manifest.hub === hubId && isEqual(manifest.withheld, withheldAt(manifest.seq)),
    );
  }

  return {
    list: () => list().map(({ manifest }) => manifest),
    pathOf(seq, file) {
      const found = list().find(({ manifest }) => manifest.seq === seq);
      return found && join(found.folder, file);
    },
    publicKey: () => findPublicPem(dataDir, snapshotKey),
    close() {
      database.close();
    },
  };
}
