import { NotFoundError } from '../../domain/errors.js';
import { JsonText } from '../json-text.js';
import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';

/** `id` or `name_or_id`: the hub's id or the name. A removed dataset is not found. */
export function packageShow(parameters: Parameters, { packages }: ActionContext): JsonText {
  const read = createParameterReader(parameters);
  const key = read.text('id') ?? read.requiredText('name_or_id');
  read.check();
  const bytes = packages.find(key);
  if (bytes === undefined) throw new NotFoundError('Not found');
  return new JsonText(bytes);
}
