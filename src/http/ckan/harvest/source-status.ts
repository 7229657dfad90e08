import type { Source } from '../../../domain/source.js';
import type { ListedJob } from '../../../serialise/ckan/harvest-job.js';
import type { ActionContext } from '../action.js';
import { describeJob, describeJobForAll } from './jobs.js';

export interface SourceStatus {
  readonly job_count: number;
  readonly last_job: object | null;
  readonly total_datasets: number;
}

/** Of runs that wait for a decision only the operator hears. */
export async function lastJobOf({ catalog, isOperator }: ActionContext, sourceId: string) {
  // One of a source waits at most.
  const jobs: readonly ListedJob[] = await catalog.listJobs({ sourceId, limit: 2 });
  return jobs.find(({ state }) => isOperator || state !== 'held');
}

export async function describeLastJob(context: ActionContext, sourceId: string): Promise<object | null> {
  const last = await lastJobOf(context, sourceId);
  if (last === undefined) return null;
  return context.isOperator ? describeJob(context, last) : describeJobForAll(last);
}

export async function statusOf(context: ActionContext, source: Source): Promise<SourceStatus> {
  const { catalog } = context;
  const summaries = await catalog.sourceSummaries();
  return {
    job_count: await catalog.countJobs(source.id),
    last_job: await describeLastJob(context, source.id),
    total_datasets: summaries.find(({ sourceId }) => sourceId === source.id)?.datasets ?? 0,
  };
}
