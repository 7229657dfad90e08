import { SourceResponseError } from '../domain/errors.js';
import { printableUrl } from './address-policy.js';

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Whether the answer sends the client elsewhere. */
export function isRedirect(status: number): boolean {
  return REDIRECTS.has(status);
}

/** Whether the redirected request is asked as it was; after the others a POST becomes a GET, as in every browser (RFC 9110 §15.4). */
export function keepsBody(status: number): boolean {
  return status === 307 || status === 308;
}

/**
 * Where a redirect leads. Refused when it leads nowhere, or from https back to http while the source has credentials: an
 * answer without them may be a shorter list, which would look like absence. The address itself is checked by the caller.
 */
export function redirectTarget(from: URL, location: string | undefined, hasCredentials: boolean): URL {
  if (location === undefined || !URL.canParse(location, from.href)) {
    throw redirectFault(from, 'the redirect names no address that can be read');
  }
  const target = new URL(location, from);
  if (hasCredentials && from.protocol === 'https:' && target.protocol === 'http:') {
    throw redirectFault(from, 'the redirect leads from https to http, and the source has credentials');
  }
  return target;
}

/** The error of a redirect that is not followed. */
export function redirectFault(from: URL, reason: string): SourceResponseError {
  const url = printableUrl(from);
  return new SourceResponseError(`${url}: ${reason}`, { url, fault: 'redirect' });
}
