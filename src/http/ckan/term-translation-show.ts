import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';

/** The hub keeps no translations of terms. */
export function termTranslationShow(parameters: Parameters): readonly never[] {
  const read = createParameterReader(parameters);
  if (read.texts('terms').length === 0) read.complain('terms', 'Missing value');
  read.texts('lang_codes');
  read.check();
  return [];
}
