import { NotFoundError } from '../../domain/errors.js';
import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { showGroup } from './group-detail.js';
import { listedOrganization } from './organizations.js';

export async function organizationShow(parameters: Parameters, context: ActionContext): Promise<unknown> {
  const read = createParameterReader(parameters);
  const id = read.requiredText('id');
  read.check();
  const publisher = context.datasets.findPublisher(id);
  if (publisher === undefined) throw new NotFoundError('Not found');
  return showGroup(listedOrganization(publisher), parameters, context);
}
