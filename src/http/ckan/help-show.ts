import { NotFoundError } from '../../domain/errors.js';
import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';

export function helpShow(parameters: Parameters, { findHelp }: ActionContext): string {
  const read = createParameterReader(parameters);
  const name = read.requiredText('name');
  read.check();
  const help = findHelp(name);
  if (help === undefined) throw new NotFoundError('Not found: Action function not found.');
  return help;
}
