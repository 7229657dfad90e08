import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { readTagQuery } from './read-tag-query.js';

export async function tagAutocomplete(
  parameters: Parameters,
  context: ActionContext,
): Promise<readonly string[]> {
  return (await readTagQuery(parameters, context, { sounds: true })).names;
}
