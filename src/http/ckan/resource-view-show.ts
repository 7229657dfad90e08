import { NotFoundError } from '../../domain/errors.js';
import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';

export function resourceViewShow(parameters: Parameters): never {
  const read = createParameterReader(parameters);
  read.requiredText('id');
  read.check();
  throw new NotFoundError('Not found');
}
