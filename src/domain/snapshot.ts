/** The catalogue at one position of the change log as a folder of files, with a signed manifest. See docs/snapshots.md. */

export const SNAPSHOT_FORMATS = ['jsonl', 'csv', 'xlsx', 'parquet', 'sqlite'] as const;
export type SnapshotFormat = (typeof SNAPSHOT_FORMATS)[number];

/** Layout of folder and manifest: another number is read in another way. */
export const SNAPSHOT_LAYOUT = 'lianmu-snapshot/1';

export const MANIFEST_FILE = 'manifest.json';
export const SIGNATURE_FILE = 'manifest.json.sig';
export const PUBLIC_KEY_FILE = 'public-key.pem';
export const SUMS_FILE = 'SHA256SUMS';

/** What a column holds: `json` is the text of a JSON value, `texts` a list of texts. */
export type ColumnType = 'text' | 'texts' | 'json' | 'integer' | 'boolean' | 'date' | 'timestamp';

export interface SnapshotColumn {
  readonly name: string;
  readonly type: ColumnType;
}

export interface SnapshotTable {
  readonly name: string;
  readonly rows: number;
  /** Absent where each row is a whole national record. */
  readonly columns?: readonly SnapshotColumn[];
}

export interface SnapshotFile {
  readonly name: string;
  readonly format: SnapshotFormat;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly tables: readonly SnapshotTable[];
}

/**
 * What of the state may not be shown any more because it was refused since: how many of its datasets, and the position of the
 * last of these refusals. Nothing in a snapshot of the present.
 */
export interface Withheld {
  readonly datasets: number;
  readonly seq: number;
}

/** It follows from the state and the files alone: nothing in it tells when, where or by whom the snapshot was made. */
export interface SnapshotManifest {
  readonly layout: typeof SNAPSHOT_LAYOUT;
  /** UUID of the hub's store. */
  readonly hub: string;
  readonly seq: number;
  /** Of the change at that position, UTC with microseconds; absent before the first. */
  readonly time?: string;
  readonly counts: { readonly datasets: number; readonly distributions: number };
  readonly withheld: Withheld;
  readonly files: readonly SnapshotFile[];
}

/** Sorts by position as text, too. */
export function snapshotFolder(seq: number): string {
  return `seq-${String(seq).padStart(9, '0')}`;
}

export function isSnapshotFormat(text: string): text is SnapshotFormat {
  return (SNAPSHOT_FORMATS as readonly string[]).includes(text);
}
