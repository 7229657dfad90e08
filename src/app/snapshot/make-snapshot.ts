import { sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StorageError } from '../../domain/errors.js';
import {
  MANIFEST_FILE,
  PUBLIC_KEY_FILE,
  SIGNATURE_FILE,
  SNAPSHOT_FORMATS,
  SNAPSHOT_LAYOUT,
  snapshotFolder,
  SUMS_FILE,
} from '../../domain/snapshot.js';
import type { SnapshotFile, SnapshotFormat, SnapshotManifest, Withheld } from '../../domain/snapshot.js';
import { openForReading } from '../../storage/database.js';
import { openPublishedState, positionAt } from '../../storage/reader/published-state.js';
import type { PublishedState } from '../../storage/reader/published-state.js';
import { createBuildingFolder } from './building-folder.js';
import { factsOf } from './file-facts.js';
import { SNAPSHOT_WRITERS } from './formats.js';
import { readManifest } from './read-manifest.js';
import { publicPem } from './signing-key.js';
import { createTally } from './tally.js';
import type { Tally } from './tally.js';

export interface SnapshotRequest {
  /** Of a store that is of this program's version. */
  readonly dataDir: string;
  /** Folder that the snapshot's own folder is made in. */
  readonly to: string;
  readonly formats: readonly SnapshotFormat[];
  /** A position of the change log, or a moment in ISO UTC with milli- or microseconds; absent: the present. */
  readonly asOf?: number | string;
  readonly key: KeyObject;
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly onProgress?: (progress: SnapshotProgress) => void;
}

export interface SnapshotProgress {
  readonly format: SnapshotFormat;
  /** Datasets, over all passes of the format. */
  readonly done: number;
  readonly total: number;
}

export interface MadeSnapshot {
  readonly folder: string;
  readonly manifest: SnapshotManifest;
  /** False: it was there already. */
  readonly isNew: boolean;
}

const CACHE_MEGABYTES = 16;
/** As often something may be refused in the middle of it before that is taken for a fault. */
const MOST_TRIES = 5;

/**
 * Writes the catalogue of one position, whatever is published meanwhile: the same bytes whenever it is made, unless something of
 * it was refused since. The folder is there whole or not at all; one that is there already stays.
 */
export async function makeSnapshot(request: SnapshotRequest): Promise<MadeSnapshot> {
  const database = openForReading(request.dataDir, CACHE_MEGABYTES);
  try {
    const { asOf } = request;
    const seq = typeof asOf === 'string' ? positionAt(database, asOf) : asOf;
    const state = openPublishedState(database, seq);
    const folder = join(request.to, snapshotFolder(state.seq));
    const there = madeBefore(folder, state, request);
    if (there !== undefined) return { folder, manifest: there, isNew: false };
    for (let tried = 1; tried <= MOST_TRIES; tried += 1) {
      const manifest = await tryOnce(state, request);
      if (manifest !== undefined) return { folder, manifest, isNew: true };
    }
    throw new StorageError('snapshot: again and again something was refused while it was made');
  } finally {
    database.close();
  }
}

/** A snapshot of this state in these formats, and by this key. */
function madeBefore(
  folder: string,
  state: PublishedState,
  { formats, key }: SnapshotRequest,
): SnapshotManifest | undefined {
  const manifest = readManifest(folder);
  if (manifest === undefined) return undefined;
  const isSame =
    manifest.hub === state.hubId &&
    isEqual(manifest.withheld, state.withheld()) &&
    formats.every((format) => manifest.files.some((file) => file.format === format)) &&
    manifest.files.every((file) => formats.includes(file.format)) &&
    readFileSync(join(folder, PUBLIC_KEY_FILE), 'utf8') === publicPem(key);
  return isSame ? manifest : undefined;
}

export function isEqual(one: Withheld, other: Withheld): boolean {
  return one.datasets === other.datasets && one.seq === other.seq;
}

/** Undefined: something was refused meanwhile, and files may differ in it. */
async function tryOnce(
  state: PublishedState,
  request: SnapshotRequest,
): Promise<SnapshotManifest | undefined> {
  const building = createBuildingFolder(request.to, snapshotFolder(state.seq), request.now());
  try {
    const withheld = state.withheld();
    const tally = createTally(state);
    const files = await writeFiles(tally, building.path, request);
    if (!isEqual(withheld, state.withheld())) {
      building.discard();
      return undefined;
    }
    const manifest: SnapshotManifest = {
      layout: SNAPSHOT_LAYOUT,
      hub: state.hubId,
      seq: state.seq,
      ...(state.time !== undefined && { time: `${state.time}Z` }),
      counts: tally.counts(),
      withheld,
      files,
    };
    writeSigned(building.path, manifest, request.key);
    building.publish();
    return manifest;
  } catch (error) {
    building.discard();
    throw error;
  }
}

async function writeFiles(
  tally: Tally,
  folder: string,
  { formats, signal, onProgress }: SnapshotRequest,
): Promise<readonly SnapshotFile[]> {
  const files: SnapshotFile[] = [];
  for (const format of SNAPSHOT_FORMATS.filter((each) => formats.includes(each))) {
    const { passes, write } = SNAPSHOT_WRITERS[format];
    const total = tally.expected * passes;
    const datasets = tally.follow((done) => {
      signal.throwIfAborted();
      onProgress?.({ format, done, total });
    });
    for (const { name, mediaType, tables } of await write(folder, datasets, signal)) {
      files.push({ name, format, mediaType, ...(await factsOf(join(folder, name), signal)), tables });
    }
  }
  return files;
}

function writeSigned(folder: string, manifest: SnapshotManifest, key: KeyObject): void {
  const text = Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`);
  const write = (name: string, content: string | Buffer): void => {
    writeFileSync(join(folder, name), content, { flush: true });
  };
  write(MANIFEST_FILE, text);
  write(SIGNATURE_FILE, sign(null, text, key));
  write(PUBLIC_KEY_FILE, publicPem(key));
  write(SUMS_FILE, manifest.files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join(''));
}
