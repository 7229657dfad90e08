import { NotFoundError } from '../../domain/errors.js';
import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { findResource } from './find-resource.js';

/** The hub shows no data, hence no views. */
export async function resourceViewList(
  parameters: Parameters,
  context: ActionContext,
): Promise<readonly never[]> {
  const read = createParameterReader(parameters);
  const id = read.requiredText('id');
  read.check();
  if ((await findResource(id, context)) === undefined) throw new NotFoundError('Not found');
  return [];
}
