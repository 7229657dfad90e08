import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';

/** The hub has no users. */
export function userAutocomplete(parameters: Parameters): readonly never[] {
  const read = createParameterReader(parameters);
  read.requiredText('q');
  read.natural('limit');
  read.check();
  return [];
}
