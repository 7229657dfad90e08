import { NotFoundError } from '../../domain/errors.js';
import type { Parameters } from '../parameters.js';
import { readActivityPage } from './activity-page.js';

/** The hub has no users. */
export function userActivityList(parameters: Parameters): never {
  readActivityPage(parameters, true);
  throw new NotFoundError('Not found');
}
