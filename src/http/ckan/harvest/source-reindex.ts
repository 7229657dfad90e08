import { createParameterReader } from '../../parameter-reader.js';
import type { Parameters } from '../../parameters.js';
import type { ActionContext } from '../action.js';
import { getSource } from './found-source.js';

/** Nothing to do: sources are in no index, and their datasets are indexed in the transaction that publishes them. */
export function harvestSourceReindex(parameters: Parameters, context: ActionContext): object {
  const read = createParameterReader(parameters);
  const id = read.requiredText('id');
  read.check();
  return { id: getSource(context, id).id };
}
