import type { Problem } from '../../../domain/problem.js';
import { toGatherErrors } from '../../../serialise/ckan/harvest-job.js';
import { toHarvestObjectId } from '../../../serialise/ckan/harvest-object-id.js';
import { toHarvestStage } from '../../../serialise/ckan/harvest-object.js';
import { createParameterReader } from '../../parameter-reader.js';
import type { Parameters } from '../../parameters.js';
import type { ActionContext } from '../action.js';
import { getListedJob, setAsideOf } from './jobs.js';

/** Records of one report. */
const MOST = 10_000;

/** How the run as a whole went wrong, and what was wrong with each record that it did not publish. */
export async function harvestJobReport(parameters: Parameters, context: ActionContext): Promise<object> {
  const read = createParameterReader(parameters);
  const id = read.requiredText('id');
  read.check();
  const job = await getListedJob(context, id);
  const records = await setAsideOf(context, id, MOST);
  const line = (problem: Problem) => ({
    message: [context.describeProblem(problem), problem.value, problem.detail]
      .filter((part) => part !== undefined)
      .join(': '),
    line: null,
    type: toHarvestStage(problem.stage),
  });
  return {
    gather_errors: toGatherErrors(job).map((message) => ({ message })),
    object_errors: Object.fromEntries(
      records.map(({ jobId, datasetId = '', remoteId, problems }) => [
        toHarvestObjectId({ jobId, datasetId }),
        { guid: remoteId, errors: problems.map(line) },
      ]),
    ),
  };
}
