import { NotFoundError } from '../../domain/errors.js';

/** The hub's own jobs are no tasks of CKAN. */
export function taskStatusShow(): never {
  throw new NotFoundError('Not found');
}
