import { AccessDeniedError } from '../errors.js';
import type { Parameters } from '../parameters.js';

/** The hub has no users; by e-mail address only administrators may look for any. */
export function userList(parameters: Parameters): readonly never[] {
  if ((parameters.get('email') ?? '') !== '') throw new AccessDeniedError('Not authorized');
  return [];
}
