import type { HarvestRecord, Job } from '../../domain/job.js';
import type { Problem, Stage } from '../../domain/problem.js';
import { toHarvestObjectId, type HarvestObjectKey } from './harvest-object-id.js';
import { toHarvestTime } from './harvest-time.js';

export interface HarvestObjectFacts {
  readonly key: HarvestObjectKey;
  readonly job: Job;
  /** Absent where the run left no row of it. */
  readonly record: HarvestRecord | undefined;
  readonly remoteId: string;
  /** It is what is published. */
  readonly isCurrent: boolean;
  /** The dataset is live. */
  readonly isLive: boolean;
  /** Naive UTC. */
  readonly changed: string | undefined;
  /** A problem in words. */
  readonly describe: (problem: Problem) => string;
}

const STATUSES: Readonly<Record<string, string>> = {
  added: 'added',
  restored: 'added',
  updated: 'updated',
  removed: 'deleted',
  rejected: 'errored',
  refused: 'errored',
  failed: 'errored',
};
const STAGES: Partial<Record<Stage, string>> = { gather: 'Gather', fetch: 'Fetch', validate: 'Validation' };

/** ckanext-harvest's word for the stage of a problem. */
export function toHarvestStage(stage: Stage): string {
  return STAGES[stage] ?? 'Import';
}

/** One record in one job. Its content is the portal's and stays in the store: it may hold what is not published. */
export function toCkanHarvestObject(facts: HarvestObjectFacts): Readonly<Record<string, unknown>> {
  const { key, job, record, isCurrent } = facts;
  const id = toHarvestObjectId(key);
  const started = toHarvestTime(job.startedAt);
  const finished = job.finishedAt === undefined ? null : toHarvestTime(job.finishedAt);
  const status = record === undefined ? 'not modified' : (STATUSES[record.outcome] ?? 'not modified');
  return {
    id,
    guid: facts.remoteId,
    current: isCurrent,
    content: null,
    state: status === 'errored' ? 'ERROR' : 'COMPLETE',
    report_status: status,
    gathered: started,
    fetch_started: started,
    fetch_finished: finished,
    import_started: started,
    import_finished: finished,
    metadata_modified_date: isCurrent ? (facts.changed ?? null) : null,
    retry_times: 0,
    harvest_job_id: job.jobId,
    harvest_source_id: job.sourceId,
    package_id: facts.isLive ? key.datasetId : null,
    source: job.sourceId,
    job: job.jobId,
    ...(facts.isLive && { package: key.datasetId }),
    errors: (record?.problems ?? []).map((problem) => ({
      harvest_object_id: id,
      message: facts.describe(problem),
      stage: toHarvestStage(problem.stage),
      line: null,
      created: finished,
    })),
    extras: {},
  };
}
