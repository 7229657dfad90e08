import { HubError } from '../domain/errors.js';

/** The request is not one that CKAN's API reads at all: answered with a bare JSON string instead of the envelope. */
export class BadRequestError extends HubError {
  readonly code = 'bad-request';
}

/** Unknown search parameter, or a sort without direction: CKAN's "Search Query Error". */
export class SearchQueryError extends HubError {
  readonly code = 'search-query';
}

/** The path is there, the method is not. */
export class MethodNotAllowedError extends HubError {
  readonly code = 'method-not-allowed';
}

/** Who asks may not have this: every caller is anonymous, but for the operator. */
export class AccessDeniedError extends HubError {
  readonly code = 'access-denied';
}

/** Only the operator may. `closed`: nobody is, since no token is configured. */
export class NotAuthorizedError extends AccessDeniedError {
  readonly reason: 'closed' | 'missing' | 'wrong';

  constructor(message: string, reason: NotAuthorizedError['reason']) {
    super(message);
    this.reason = reason;
  }
}

/** A source has a job that waits or is under way: one at a time. */
export class HarvestJobExistsError extends HubError {
  readonly code = 'harvest-job-exists';
}

/** What is asked for fitted once, and does no more. */
export class ConflictError extends HubError {
  readonly code = 'conflict';
}

/** Earlier states of the catalogue are made one after the other, and too many wait already. */
export class PastBusyError extends HubError {
  readonly code = 'past-busy';
}

/** What is asked for was there once, under a state of the hub that is no more. */
export class GoneError extends HubError {
  readonly code = 'gone';
}

/** Something was published in the middle of an answer that is to be of one state, time and again. */
export class ChangingError extends HubError {
  readonly code = 'changing';
}

/** As many as may wait for publications do so already. */
export class FollowersBusyError extends HubError {
  readonly code = 'followers-busy';
}
