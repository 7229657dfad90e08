import { InvalidRequestError, NotFoundError } from '../../../domain/errors.js';
import type { ListedJob } from '../../../serialise/ckan/harvest-job.js';
import { createParameterReader } from '../../parameter-reader.js';
import type { Parameters } from '../../parameters.js';
import type { ActionContext } from '../action.js';
import { describeJob, findListedJob, findOpenJob, getListedJob, isOpen, listedJobs } from './jobs.js';

/** By `id` of a job or a source, or by `source_id`. One that is over stays as it is. */
export async function harvestJobAbort(parameters: Parameters, context: ActionContext): Promise<object> {
  const read = createParameterReader(parameters);
  const sourceId = read.text('source_id');
  const id = sourceId ?? read.requiredText('id');
  read.check();
  const job =
    (sourceId === undefined ? await findListedJob(context, id) : undefined) ?? (await latestOf(context, id));
  if (job === undefined) throw new NotFoundError('Not found');
  if (!isOpen(job)) return describeJob(context, job);
  const isOurs = await context.harvest.abort(job.jobId);
  const after = await getListedJob(context, job.jobId);
  if (!isOurs && isOpen(after)) {
    throw new InvalidRequestError('elsewhere', {
      id: ['The job was started by another process, on the command line; it can be ended there only'],
    });
  }
  return describeJob(context, after);
}

async function latestOf(context: ActionContext, sourceId: string): Promise<ListedJob | undefined> {
  const open = await findOpenJob(context, sourceId);
  if (open !== undefined) return open;
  for await (const job of listedJobs(context, sourceId)) return job;
  return undefined;
}
