import { type HubError, SourceResponseError, SourceUnavailableError } from '../../src/domain/errors.js';

/**
 * Whether another listing of the same portal may succeed where this one failed: the action is absent, or its answer is
 * broken. A portal that asks for a pause or does not answer at all is left alone, and what the address policy or the
 * charset forbids stays forbidden.
 */
export function isListingFault(error: unknown): error is HubError {
  if (error instanceof SourceUnavailableError) {
    return error.status !== undefined && error.status >= 500 && error.status !== 503;
  }
  if (!(error instanceof SourceResponseError)) return false;
  return !['refused-address', 'redirect', 'charset'].includes(error.fault);
}

/** Whether a smaller page may come where this one did not: it is too large, or took too long. */
export function isTooMuch(error: unknown): boolean {
  if (error instanceof SourceResponseError) return error.fault === 'too-large';
  if (!(error instanceof SourceUnavailableError)) return false;
  return error.retryable && (error.status === undefined || error.status === 504 || error.status === 408);
}

/** A failure that concerns one record only. */
export function isRecordFault(error: unknown): error is SourceResponseError | SourceUnavailableError {
  return error instanceof SourceResponseError || error instanceof SourceUnavailableError;
}
