import type { SnapshotFormat, SnapshotManifest } from '../domain/snapshot.js';
import type { StepProgress } from './requests.js';

/** What commands ask of snapshots of the catalogue, and what they get. */

export interface SnapshotRequest {
  /** Absent: the folder that `serve` offers. */
  readonly to?: string;
  /** Absent: those that are configured. */
  readonly formats?: readonly SnapshotFormat[];
  /** A position of the change log, or a moment in ISO UTC with milli- or microseconds; absent: the present. */
  readonly asOf?: number | string;
  readonly signal: AbortSignal;
  /** Datasets of one format after the other. */
  readonly onProgress?: (progress: StepProgress & { readonly format: SnapshotFormat }) => void;
}

export interface SnapshotResult {
  readonly folder: string;
  readonly manifest: SnapshotManifest;
  /** False: it was there already. */
  readonly isNew: boolean;
}

export interface VerifySnapshotRequest {
  readonly folder: string;
  /** File of the key that is trusted; absent: the one in the folder, which proves less. */
  readonly keyFile?: string;
  readonly signal: AbortSignal;
}

export const SNAPSHOT_FAULTS = [
  'manifest',
  'signature',
  'key',
  'other-key',
  'missing',
  'bytes',
  'hash',
  'rows',
  'unknown',
  'sums',
] as const;

/** What is wrong with a file of a snapshot. */
export interface SnapshotFault {
  readonly code: (typeof SNAPSHOT_FAULTS)[number];
  readonly file: string;
  readonly expected?: number;
  readonly found?: number;
}

export interface SnapshotVerdict {
  /** None: it is right. */
  readonly faults: readonly SnapshotFault[];
  /** Absent where it cannot be read. */
  readonly manifest?: SnapshotManifest;
  /** SHA-256 of the key that it was checked with, in DER. */
  readonly fingerprint?: string;
}
