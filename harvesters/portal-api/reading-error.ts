import { HubError } from '../../src/domain/errors.js';

/** An expression that does not fit the value it was asked of. What that costs – a field, a record, the list – its caller decides. */
export class ReadingError extends HubError {
  readonly code = 'reading';
}
