import { readBoolean } from '../../parameter-reader.js';
import type { Parameters } from '../../parameters.js';
import type { ActionContext } from '../action.js';
import { createJob } from './begin-job.js';
import { describeJob, findOpenJob } from './jobs.js';

/** One job for each enabled source that has none. */
export async function harvestJobCreateAll(
  parameters: Parameters,
  context: ActionContext,
): Promise<readonly object[]> {
  const { harvest } = context;
  const isRun = readBoolean(parameters, 'run', true);
  const created: object[] = [];
  for (const { id, enabled } of harvest.sources) {
    if (!enabled || (await findOpenJob(context, id)) !== undefined) continue;
    const job = await createJob(context, { sourceId: id, origin: 'portal' });
    created.push(await describeJob(context, isRun ? harvest.start(job.jobId) : job));
  }
  return created;
}
