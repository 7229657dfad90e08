import type { Job, JobState } from '../../domain/job.js';
import { toHarvestTime } from './harvest-time.js';

/** A job, or one that has not begun. */
export type ListedJob = Omit<Job, 'state'> & { readonly state: JobState | 'new' };

export type HarvestJobStatus = 'New' | 'Running' | 'Finished';

export interface ErrorSummary {
  readonly message: string;
  readonly error_count: number;
}

export interface CkanHarvestJob {
  readonly id: string;
  readonly source_id: string;
  readonly status: HarvestJobStatus;
  readonly created: string;
  readonly gather_started: string | null;
  readonly gather_finished: string | null;
  readonly finished: string | null;
  readonly stats: Readonly<Record<'added' | 'updated' | 'not modified' | 'errored' | 'deleted', number>>;
  /** What the hub calls it: `held` is over for a harvester and waits for a decision. */
  readonly lianmu_state: ListedJob['state'];
}

/** A job in ckanext-harvest's words, without its errors. A run that waits for a decision has finished. */
export function toCkanHarvestJob(job: ListedJob): CkanHarvestJob {
  const { state, startedAt, finishedAt } = job;
  const created = toHarvestTime(startedAt);
  const finished = finishedAt === undefined ? null : toHarvestTime(finishedAt);
  return {
    id: job.jobId,
    source_id: job.sourceId,
    status: toHarvestStatus(state),
    created,
    gather_started: state === 'new' ? null : created,
    gather_finished: finished,
    finished,
    stats: toStats(job),
    lianmu_state: state,
  };
}

export function toHarvestStatus(state: ListedJob['state']): HarvestJobStatus {
  if (state === 'new') return 'New';
  return state === 'running' ? 'Running' : 'Finished';
}

/** How the run as a whole went wrong, as one error of its gather stage. */
export function toGatherErrors({ error }: ListedJob): readonly string[] {
  return error === undefined ? [] : [`${error.code}: ${error.message}`];
}

const UNPUBLISHED: ReadonlySet<ListedJob['state']> = new Set(['held', 'failed', 'aborted']);

/** A run that published nothing has changed nothing, whatever it counted. */
function toStats(job: ListedJob): CkanHarvestJob['stats'] {
  const { counts, state } = job;
  const errored = counts.rejected + counts.refused + counts.failed + toGatherErrors(job).length;
  if (UNPUBLISHED.has(state)) return { added: 0, updated: 0, 'not modified': 0, errored, deleted: 0 };
  return {
    added: counts.added + counts.restored,
    updated: counts.updated,
    'not modified': counts.unchanged + counts.refederated,
    errored,
    deleted: counts.removed,
  };
}
