import { InvalidRequestError } from '../../../domain/errors.js';
import type { ListedJob } from '../../../serialise/ckan/harvest-job.js';
import { HarvestJobExistsError } from '../../errors.js';
import type { DeskRequest } from '../../harvest-desk.js';
import type { ActionContext } from '../action.js';
import { getSource } from './found-source.js';
import { findOpenJob, findOwnOpenJob } from './jobs.js';

/** A new job of an enabled source that has no other; it waits to be started. Pauses are for schedules, as by hand. */
export async function createJob(context: ActionContext, request: DeskRequest): Promise<ListedJob> {
  const { sourceId } = request;
  if (!getSource(context, sourceId).enabled) {
    throw new InvalidRequestError('inactive', { source_id: ['Can not create jobs on inactive sources'] });
  }
  const before = await findOpenJob(context, sourceId);
  // Somebody else may have been as quick while the store was asked.
  const open = before ?? findOwnOpenJob(context, sourceId);
  if (open !== undefined) {
    throw new HarvestJobExistsError(
      `HarvestJobExists: There already is an unrun job for this source: ${open.jobId}`,
    );
  }
  return context.harvest.create(request);
}
