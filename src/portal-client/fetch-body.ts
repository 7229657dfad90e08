import { setMaxListeners } from 'node:events';
import { SourceResponseError } from '../domain/errors.js';
import type { PortalRequest } from '../pipeline/ports.js';
import { printableUrl } from './address-policy.js';
import { backoffDelay } from './backoff.js';
import type { Answer } from './exchange.js';
import { keepsBody, redirectFault } from './follow-redirect.js';
import type { Body } from './read-answer.js';
import { readBody } from './read-body.js';
import { takeHop } from './take-hop.js';
import type { Asking, Receive, Received, Wire } from './wire.js';

/** Brings one body whole. */
export function fetchBody(
  wire: Wire,
  request: string | PortalRequest,
  accept: string,
  signal: AbortSignal,
): Promise<Received<Body>> {
  const receive = async (answer: Answer, url: string): Promise<Body> => ({
    url,
    status: answer.status,
    contentType: answer.headers['content-type'],
    bytes: await readBody(answer, url, wire.settings.maxBytes),
  });
  return fetchAnswer(wire, asking(request, accept), receive, signal);
}

export function asking(request: string | PortalRequest, accept: string): Asking {
  return typeof request === 'string' ? { url: request, accept } : { ...request, accept };
}

/**
 * Asks and hands the good answer to `receive`: queued per host, retried with backoff while the portal may recover,
 * redirected at most `maxRedirects` times with each target checked anew. Where the portal says that nothing changed, the
 * answer is the one that was kept.
 */
export async function fetchAnswer<T>(
  wire: Wire,
  request: Asking,
  receive: Receive<T>,
  signal: AbortSignal,
): Promise<Received<T>> {
  const { settings } = wire;
  // All requests of a job wait on its one signal; node would take their number for a leak and say so on stderr.
  setMaxListeners(0, signal);
  let url = parse(request.url);
  let { body } = request;
  let redirects = 0;
  let isAfresh = false;
  for (let attempt = 0; ;) {
    const step = { url, body, accept: request.accept, attempt: attempt + 1, isAfresh };
    const hop = await takeHop(wire, step, receive, signal);
    if (hop.kind === 'received') return hop.received;
    if (hop.kind === 'damaged') {
      isAfresh = true;
      continue;
    }
    if (hop.kind === 'redirect') {
      redirects += 1;
      if (redirects > settings.maxRedirects) {
        throw redirectFault(
          parse(request.url),
          `more than ${settings.maxRedirects} redirects, the last to ${printableUrl(hop.target)}`,
        );
      }
      if (!keepsBody(hop.status)) body = undefined;
      url = hop.target;
      continue;
    }
    if (!hop.error.retryable || attempt >= settings.retries) throw hop.error;
    // A pause the portal asked for is kept by the gate, for all requests to the host.
    if (hop.pausedUntil === undefined) await settings.sleep(backoffDelay(attempt, settings.random), signal);
    attempt += 1;
  }
}

function parse(address: string): URL {
  if (URL.canParse(address)) return new URL(address);
  throw new SourceResponseError(`${address} is not a URL`, { url: address, fault: 'refused-address' });
}
