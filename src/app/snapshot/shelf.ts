import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PUBLIC_KEY_FILE, snapshotFolder } from '../../domain/snapshot.js';
import type { SnapshotManifest, Withheld } from '../../domain/snapshot.js';
import { isEqual } from './make-snapshot.js';
import { readManifest } from './read-manifest.js';
import { systemCodeOf } from './system-code.js';

/** The folder of a hub's snapshots that everybody may have. */
export function shelfOf(dataDir: string): string {
  return join(dataDir, 'snapshots');
}

export interface ShelvedSnapshot {
  readonly folder: string;
  readonly manifest: SnapshotManifest;
}

const FOLDER = /^seq-(\d{9,})$/;

/** Whole snapshots in a folder, the newest first; of anything else that lies there nothing is said. */
export function listSnapshots(shelf: string): readonly ShelvedSnapshot[] {
  return names(shelf).flatMap((name): readonly ShelvedSnapshot[] => {
    const folder = join(shelf, name);
    const manifest = readManifest(folder);
    return manifest === undefined || snapshotFolder(manifest.seq) !== name ? [] : [{ folder, manifest }];
  });
}

/** When the newest one was made; it tells nobody else, since a snapshot does not depend on it. */
export function lastMade(shelf: string): Date | undefined {
  const times = names(shelf).flatMap(
    (name) => statSync(join(shelf, name, PUBLIC_KEY_FILE), { throwIfNoEntry: false })?.mtime ?? [],
  );
  return times.sort((a, b) => b.getTime() - a.getTime())[0];
}

function names(shelf: string): readonly string[] {
  const position = (name: string): number => Number(FOLDER.exec(name)?.[1] ?? 0);
  return entries(shelf)
    .filter((name) => FOLDER.test(name))
    .sort((a, b) => position(b) - position(a));
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (systemCodeOf(error) !== 'ENOENT') throw error;
    return [];
  }
}

/** Removes those that something in them was refused of since, and all but the newest of the others. */
export function tidyShelf(
  shelf: string,
  { keep, withheld }: { readonly keep: number; readonly withheld: (seq: number) => Withheld },
): void {
  const all = listSnapshots(shelf);
  const good = all.filter(({ manifest }) => isEqual(manifest.withheld, withheld(manifest.seq)));
  const kept = new Set(good.slice(0, keep));
  for (const snapshot of all) {
    if (!kept.has(snapshot)) rmSync(snapshot.folder, { recursive: true, force: true });
  }
}
