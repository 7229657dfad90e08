import { NotFoundError } from '../../domain/errors.js';
import { toCkanPackage, type CkanPackage } from '../../serialise/ckan/package.js';
import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';

/** `id` or `name_or_id`: the hub's id or the name. A removed dataset is not found. */
export function packageShow(parameters: Parameters, { datasets }: ActionContext): CkanPackage {
  const read = createParameterReader(parameters);
  const key = read.text('id') ?? read.requiredText('name_or_id');
  read.check();
  const published = datasets.find(key);
  if (published === undefined) throw new NotFoundError('Not found');
  return toCkanPackage(published);
}
