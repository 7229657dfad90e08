import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSnapshotFormat, MANIFEST_FILE, SNAPSHOT_LAYOUT } from '../../domain/snapshot.js';
import type { SnapshotFile, SnapshotManifest, SnapshotTable, Withheld } from '../../domain/snapshot.js';
import { systemCodeOf } from './system-code.js';

/** The manifest of a folder; undefined where there is none that can be read. */
export function readManifest(folder: string): SnapshotManifest | undefined {
  try {
    return parseManifest(readFileSync(join(folder, MANIFEST_FILE), 'utf8'));
  } catch (error) {
    const code = systemCodeOf(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
    return undefined;
  }
}

/** Undefined for what is none: it may come from anybody. */
export function parseManifest(text: string): SnapshotManifest | undefined {
  const value = parseJson(text);
  return isManifest(value) ? value : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

function isManifest(value: unknown): value is SnapshotManifest {
  if (!isObject(value)) return false;
  const { layout, hub, seq, time, counts, withheld, files } = value;
  return (
    layout === SNAPSHOT_LAYOUT &&
    typeof hub === 'string' &&
    isCount(seq) &&
    (time === undefined || typeof time === 'string') &&
    isObject(counts) &&
    isCount(counts['datasets']) &&
    isCount(counts['distributions']) &&
    isWithheld(withheld) &&
    Array.isArray(files) &&
    files.every(isFile)
  );
}

function isWithheld(value: unknown): value is Withheld {
  return isObject(value) && isCount(value['datasets']) && isCount(value['seq']);
}

/** A name that leads nowhere else. */
const FILE_NAME = /^[a-z0-9][a-z0-9.-]*$/;

function isFile(value: unknown): value is SnapshotFile {
  if (!isObject(value)) return false;
  const { name, format, mediaType, bytes, sha256, tables } = value;
  return (
    typeof name === 'string' &&
    FILE_NAME.test(name) &&
    typeof format === 'string' &&
    isSnapshotFormat(format) &&
    typeof mediaType === 'string' &&
    isCount(bytes) &&
    typeof sha256 === 'string' &&
    Array.isArray(tables) &&
    tables.every(isTable)
  );
}

function isTable(value: unknown): value is SnapshotTable {
  return isObject(value) && typeof value['name'] === 'string' && isCount(value['rows']);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
