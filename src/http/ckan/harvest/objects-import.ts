import { InvalidRequestError } from '../../../domain/errors.js';
import { createParameterReader } from '../../parameter-reader.js';
import type { Parameters } from '../../parameters.js';
import type { ActionContext } from '../action.js';
import { createJob } from './begin-job.js';
import { getSource } from './found-source.js';
import { describeJob } from './jobs.js';

/** What cannot be imported alone: the records of a source are mapped anew in one run. */
const SINGLE = ['guid', 'harvest_object_id', 'package_id'];

/** Maps the stored records of a source anew (`lianmu replay`), asks nothing of its portal, and answers with the job. */
export async function harvestObjectsImport(parameters: Parameters, context: ActionContext): Promise<object> {
  const read = createParameterReader(parameters);
  for (const key of SINGLE) {
    if (read.text(key) !== undefined)
      read.complain(key, 'Only the records of a whole source: give source_id');
  }
  const sourceId = read.requiredText('source_id');
  read.check();
  getSource(context, sourceId);
  const holds = await context.catalog.openHolds();
  const waiting = holds.find((hold) => hold.sourceId === sourceId);
  if (waiting !== undefined) {
    const message = `The job ${waiting.jobId} waits for a decision; release or reject it first`;
    throw new InvalidRequestError('waiting', { source_id: [message] });
  }
  const job = await createJob(context, { sourceId, origin: 'store' });
  return describeJob(context, context.harvest.start(job.jobId));
}
