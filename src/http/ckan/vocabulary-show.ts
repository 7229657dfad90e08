import { NotFoundError } from '../../domain/errors.js';
import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';

export function vocabularyShow(parameters: Parameters): never {
  const read = createParameterReader(parameters);
  const id = read.requiredText('id');
  read.check();
  throw new NotFoundError(`Not found: Could not find vocabulary "${id}"`);
}
