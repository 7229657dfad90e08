import { NotFoundError } from '../../domain/errors.js';
import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { showGroup } from './group-detail.js';
import { listedThemes } from './theme-groups.js';

/** By id or by name: CKANHarvester asks by id. */
export async function groupShow(parameters: Parameters, context: ActionContext): Promise<unknown> {
  const read = createParameterReader(parameters);
  const id = read.requiredText('id');
  read.check();
  const themes = await listedThemes(context.figures);
  const listed = themes.find(({ group }) => group.id === id || group.name === id);
  if (listed === undefined) throw new NotFoundError('Not found');
  return showGroup(listed, parameters, context);
}
