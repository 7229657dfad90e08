import { AccessDeniedError } from '../errors.js';
import type { Action } from './action.js';

/** An action that CKAN keeps for those who are logged in, or for its administrators. */
export function denied(reason: string): Action {
  return () => {
    throw new AccessDeniedError(reason);
  };
}
