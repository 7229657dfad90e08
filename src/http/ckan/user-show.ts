import { NotFoundError } from '../../domain/errors.js';
import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';

/** The hub has no users. */
export function userShow(parameters: Parameters): never {
  const read = createParameterReader(parameters);
  read.text('id');
  read.check();
  throw new NotFoundError('Not found');
}
