import type { ChangeKind } from './change.js';
import type { JobError } from './job.js';

/** A limit of the source that a run would have crossed, or that somebody wants to see it first. */
export interface Alarm {
  readonly code: 'removed' | 'added' | 'changed' | 'field' | 'review';
  /** Element of the record, where all of one kind changed at once. */
  readonly element?: string;
  /** Records that it is about, and the live ones of the source. */
  readonly records: number;
  readonly live: number;
  readonly message: string;
}

export type HoldDecision = 'released' | 'released-in-part' | 'rejected' | 'superseded';

/** A run that waits for a person, or did. Times are ISO UTC. */
export interface Hold {
  readonly jobId: string;
  readonly sourceId: string;
  readonly alarms: readonly Alarm[];
  readonly decision?: HoldDecision;
  readonly decidedAt?: string;
  readonly reason?: string;
}

/** One element of a record, as it is live and as the run would make it; absent where it has no value. */
export interface AlteredElement {
  readonly element: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What a held run would do to one dataset. */
export interface HeldChange {
  readonly remoteId: string;
  readonly datasetId: string;
  readonly title: string;
  readonly kind: ChangeKind;
  /** Of an updated one. */
  readonly altered: readonly AlteredElement[];
}

/** Which changes of a held run are published: all that match both; absent means any. */
export interface HoldSelection {
  readonly kinds?: readonly ChangeKind[];
  /** Remote ids, or ids of the hub. */
  readonly records?: readonly string[];
}

/** How a run explains itself that waits. */
export function heldError(alarms: readonly Alarm[]): JobError {
  const reasons = alarms.map(({ message }) => message).join('; ');
  return { code: 'held', message: `the run waits for a decision: ${reasons}` };
}

/** How a run explains itself that would change exactly what another would, which waits or was rejected. */
export function sameAsHeldError({
  jobId,
  decision,
}: {
  readonly jobId: string;
  readonly decision?: 'rejected';
}): JobError {
  return decision === 'rejected'
    ? { code: 'rejected-before', message: `its changes are those of job ${jobId}, which was rejected` }
    : { code: 'held-already', message: `its changes are those of job ${jobId}, which waits for a decision` };
}
