import type { Problem } from './problem.js';

/** What a gather may conclude from absence: `full` lists everything, `delta` only what changed. */
export type GatherMode = 'full' | 'delta';

/**
 * `partial`: something was not brought, so what is good is published and nothing is removed. `held`: the run would cross a
 * limit of its source, and waits for a person; nothing of it is published.
 */
export type JobOutcome = 'complete' | 'partial' | 'held' | 'failed' | 'aborted';
export type JobState = 'running' | JobOutcome;

/** Counts of one run; `seen` = added + updated + unchanged + restored + rejected + refused + failed + refederated. */
export interface JobCounts {
  readonly seen: number;
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly restored: number;
  readonly removed: number;
  readonly rejected: number;
  readonly refused: number;
  /** Records that the portal lists but did not bring. */
  readonly failed: number;
  /** Copies of records that came here by a shorter way: not published. One that was live until now counts as removed besides. */
  readonly refederated: number;
  /** Listed once more: the same record under an id that was met before, which is none of those seen. */
  readonly duplicates: number;
  /** Live, not listed any more, and not given up yet. */
  readonly missing: number;
  /** Problems of all records seen in this run. */
  readonly problems: number;
}

export const NO_COUNTS: JobCounts = {
  seen: 0,
  added: 0,
  updated: 0,
  unchanged: 0,
  restored: 0,
  removed: 0,
  rejected: 0,
  refused: 0,
  failed: 0,
  refederated: 0,
  duplicates: 0,
  missing: 0,
  problems: 0,
};

export interface JobError {
  readonly code: string;
  readonly message: string;
}

/**
 * Where a run's records come from: the portal (or the source's own folder), files that somebody handed in, the store's
 * latest raw records, or its raw records of a moment that is past.
 */
export type JobOrigin = 'portal' | 'files' | 'store' | 'past';

/** One run of one source. Times are ISO UTC. */
export interface Job {
  readonly jobId: string;
  readonly sourceId: string;
  readonly origin: JobOrigin;
  readonly mode: GatherMode;
  readonly state: JobState;
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly counts: JobCounts;
  readonly error?: JobError;
}

/** Outcome of one record in one job; `unchanged` records have no row of their own. */
export interface HarvestRecord {
  readonly jobId: string;
  readonly sourceId: string;
  readonly remoteId: string;
  readonly outcome: string;
  readonly datasetId?: string;
  readonly title?: string;
  readonly problems: readonly Problem[];
}
