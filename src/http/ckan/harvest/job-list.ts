import { toCkanHarvestJob, type CkanHarvestJob } from '../../../serialise/ckan/harvest-job.js';
import { createParameterReader } from '../../parameter-reader.js';
import type { Parameters } from '../../parameters.js';
import type { ActionContext } from '../action.js';
import { getSource } from './found-source.js';
import { listedJobs } from './jobs.js';

const MOST = 1000;

/** The latest first, without their errors. */
export async function harvestJobList(
  parameters: Parameters,
  context: ActionContext,
): Promise<readonly CkanHarvestJob[]> {
  const read = createParameterReader(parameters);
  const sourceId = read.text('source_id');
  const status = read.text('status');
  const limit = Math.min(read.natural('limit') ?? MOST, MOST);
  let skip = read.natural('offset') ?? 0;
  read.check();
  if (sourceId !== undefined) getSource(context, sourceId);
  const jobs: CkanHarvestJob[] = [];
  if (limit === 0) return jobs;
  for await (const job of listedJobs(context, sourceId)) {
    const listed = toCkanHarvestJob(job);
    if (status !== undefined && listed.status !== status) continue;
    if (skip > 0) skip -= 1;
    else if (jobs.push(listed) >= limit) break;
  }
  return jobs;
}
