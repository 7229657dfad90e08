import { NotFoundError } from '../../domain/errors.js';
import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { showGroup } from './group-detail.js';
import { listedThemes } from './theme-groups.js';

/** By id or by name: CKANHarvester asks by id. */
export function groupShow(parameters: Parameters, context: ActionContext): unknown {
  const read = createParameterReader(parameters);
  const id = read.requiredText('id');
  read.check();
  const listed = listedThemes(context.figures).find(({ group }) => group.id === id || group.name === id);
  if (listed === undefined) throw new NotFoundError('Not found');
  return showGroup(listed, parameters, context);
}
