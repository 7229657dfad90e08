import { NotFoundError } from '../../domain/errors.js';
import type { CkanResource } from '../../serialise/ckan/resource.js';
import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { findResource } from './find-resource.js';

export async function resourceShow(parameters: Parameters, context: ActionContext): Promise<CkanResource> {
  const read = createParameterReader(parameters);
  const id = read.requiredText('id');
  read.check();
  const resource = await findResource(id, context);
  if (resource === undefined) throw new NotFoundError('Not found');
  return resource;
}
