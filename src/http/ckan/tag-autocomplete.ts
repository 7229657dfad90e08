import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { readTagQuery } from './read-tag-query.js';

export function tagAutocomplete(parameters: Parameters, context: ActionContext): readonly string[] {
  return readTagQuery(parameters, context).names;
}
