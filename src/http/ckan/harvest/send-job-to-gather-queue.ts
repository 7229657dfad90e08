import { InvalidRequestError } from '../../../domain/errors.js';
import { toHarvestStatus } from '../../../serialise/ckan/harvest-job.js';
import { createParameterReader } from '../../parameter-reader.js';
import type { Parameters } from '../../parameters.js';
import type { ActionContext } from '../action.js';
import { describeJob, getListedJob } from './jobs.js';

/** Starts one job that waits to be started. */
export async function harvestSendJobToGatherQueue(
  parameters: Parameters,
  context: ActionContext,
): Promise<object> {
  const read = createParameterReader(parameters);
  const id = read.requiredText('id');
  read.check();
  const job = await getListedJob(context, id);
  if (job.state !== 'new') {
    const status = toHarvestStatus(job.state);
    throw new InvalidRequestError('started', { id: [`The job is ${status} and cannot be started again`] });
  }
  return describeJob(context, context.harvest.start(id));
}
