import { createParameterReader } from '../../parameter-reader.js';
import type { Parameters } from '../../parameters.js';
import type { ActionContext } from '../action.js';
import { getSource } from './found-source.js';
import { statusOf } from './source-status.js';

export async function harvestSourceShowStatus(
  parameters: Parameters,
  context: ActionContext,
): Promise<object> {
  const read = createParameterReader(parameters);
  const id = read.requiredText('id');
  read.check();
  return statusOf(context, getSource(context, id));
}
