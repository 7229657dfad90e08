import { SourceResponseError, SourceUnavailableError } from '../domain/errors.js';
import { problemValue } from '../domain/problem.js';
import type { Problem } from '../domain/problem.js';
import type { Fetched, Harvester, RecordRef } from './ports.js';

export interface FetchedRecord extends Fetched {
  readonly ok: true;
  /** The record's JSON: bytes where it came with them. */
  readonly json: Uint8Array | string;
}

export interface UnfetchedRecord {
  readonly ok: false;
  readonly outcome: 'failed' | 'rejected';
  readonly problem: Problem;
}

/** Whether fetching the record needs no further request. */
export function isBrought(ref: RecordRef): boolean {
  return ref.sent !== undefined || ref.listed !== undefined || ref.kept !== undefined;
}

/** Brings one record. The portal's faults are values: they fail this record and no other. */
export async function fetchRecord(
  ref: RecordRef,
  harvester: Harvester,
  signal: AbortSignal,
): Promise<FetchedRecord | UnfetchedRecord> {
  try {
    if (ref.kept !== undefined) return { ok: true, raw: JSON.parse(ref.kept) as unknown, json: ref.kept };
    const pending = harvester.fetch(ref, signal);
    const fetched = pending instanceof Promise ? await pending : pending;
    const json = fetched.bytes ?? JSON.stringify(fetched.raw);
    if (json.length > MOST_RECORD)
      return { ok: false, outcome: 'failed', problem: problemOf('fetch-failed', ref.remoteId, TOO_LARGE) };
    return { ok: true, ...fetched, json };
  } catch (error) {
    // JSON nested some ten thousand levels deep exhausts the stack: one bad record, not a bad run.
    if (error instanceof RangeError)
      return { ok: false, outcome: 'rejected', problem: problemOf('nested-too-deep', ref.remoteId) };
    if (!(error instanceof SourceUnavailableError) && !(error instanceof SourceResponseError)) throw error;
    return {
      ok: false,
      outcome: 'failed',
      problem: fetchProblem(ref.remoteId, error),
    };
  }
}

/** Bytes or characters of a record: mapping, checking and indexing take many times as much. No dataset says so much. */
const MOST_RECORD = 8 * 1024 * 1024;
const TOO_LARGE = `the record is larger than ${MOST_RECORD / 1024 / 1024} MiB`;

/** The portal lists the record but did not bring it: not evidence of absence. */
export function fetchProblem(remoteId: string, error: Error): Problem {
  return problemOf('fetch-failed', remoteId, error.message);
}

function problemOf(code: string, remoteId: string, detail?: string): Problem {
  return {
    stage: 'fetch',
    code,
    bar: 'publishable',
    pointer: '',
    value: problemValue(remoteId),
    ...(detail !== undefined && { detail }),
  };
}
