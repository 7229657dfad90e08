import { createParameterReader, readBoolean } from '../../parameter-reader.js';
import type { Parameters } from '../../parameters.js';
import type { ActionContext } from '../action.js';
import { createJob } from './begin-job.js';
import { describeJob } from './jobs.js';

/** Answers at once: the job is waiting for its turn. With `run` false it waits for `harvest_jobs_run`. */
export async function harvestJobCreate(parameters: Parameters, context: ActionContext): Promise<object> {
  const read = createParameterReader(parameters);
  const sourceId = read.requiredText('source_id');
  read.check();
  const isRun = readBoolean(parameters, 'run', true);
  const job = await createJob(context, { sourceId, origin: 'portal' });
  return describeJob(context, isRun ? context.harvest.start(job.jobId) : job);
}
