import { NotFoundError } from '../../domain/errors.js';
import { activitySeq, toCkanActivity, type CkanActivity } from '../../serialise/ckan/activity.js';
import { AccessDeniedError } from '../errors.js';
import { createParameterReader, readBoolean } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';

/** Without data: what a dataset was before is for those who may edit it, as CKAN has it unless told otherwise. */
export async function activityShow(
  parameters: Parameters,
  { catalog }: ActionContext,
): Promise<CkanActivity> {
  const read = createParameterReader(parameters);
  const seq = activitySeq(read.requiredText('id'));
  read.check();
  const withData = readBoolean(parameters, 'include_data', false);
  const change = seq === undefined ? undefined : await catalog.findChange(seq);
  if (change === undefined) throw new NotFoundError('Not found');
  if (withData) throw new AccessDeniedError('Not authorized to read the data of an activity');
  return toCkanActivity(change);
}
