import { NotFoundError } from '../../domain/errors.js';
import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';

export function packageRelationshipsList(
  parameters: Parameters,
  { packages }: ActionContext,
): readonly never[] {
  const read = createParameterReader(parameters);
  const ids = [read.requiredText('id'), read.text('id2')];
  read.text('rel');
  read.check();
  for (const id of ids) {
    if (id !== undefined && packages.find(id) === undefined) throw new NotFoundError('Not found');
  }
  return [];
}
