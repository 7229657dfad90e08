import { createParameterReader } from '../../parameter-reader.js';
import type { Parameters } from '../../parameters.js';
import type { ActionContext } from '../action.js';
import { getSource } from './found-source.js';
import { describeJob } from './jobs.js';

/** Starts the jobs that wait to be started, of one source or all. What is due by schedule the hub starts itself. */
export async function harvestJobsRun(
  parameters: Parameters,
  context: ActionContext,
): Promise<readonly object[]> {
  const { harvest } = context;
  const read = createParameterReader(parameters);
  const sourceId = read.text('source_id');
  read.check();
  if (sourceId !== undefined) getSource(context, sourceId);
  const waiting = harvest
    .jobs()
    .filter((job) => job.state === 'new' && (sourceId === undefined || job.sourceId === sourceId));
  return Promise.all(waiting.map(({ jobId }) => describeJob(context, harvest.start(jobId))));
}
