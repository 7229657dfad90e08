import { createParameterReader } from '../../parameter-reader.js';
import type { Parameters } from '../../parameters.js';
import type { ActionContext } from '../action.js';
import { describeJob, getListedJob } from './jobs.js';

export async function harvestJobShow(parameters: Parameters, context: ActionContext): Promise<object> {
  const read = createParameterReader(parameters);
  const id = read.requiredText('id');
  read.check();
  return describeJob(context, await getListedJob(context, id));
}
