import { setMaxListeners } from 'node:events';
import { SourceClosedError, SourceResponseError, SourceUnavailableError } from '../domain/errors.js';
import type { PortalRequest } from '../pipeline/ports.js';
import { type AddressScope, assertAllowedTarget, printableUrl } from './address-policy.js';
import type { Agents } from './agents.js';
import { backoffDelay, isTransientStatus, retryAfterDelay } from './backoff.js';
import { type Extend, withDeadline } from './deadline.js';
import { type Answer, exchange } from './exchange.js';
import { isRedirect, keepsBody, redirectFault, redirectTarget } from './follow-redirect.js';
import type { Body } from './read-answer.js';
import { readBody } from './read-body.js';
import { requestHeaders } from './request-headers.js';
import type { Settings } from './settings.js';
import type { SourceOrigin } from './source-origin.js';
import { translateError } from './translate-error.js';

/** What every request of one client shares. */
export interface Wire {
  readonly settings: Settings;
  readonly origin: SourceOrigin;
  readonly agents: Agents;
}

/** What becomes of a good answer, whose body is still on the wire. */
export type Receive<T> = (answer: Answer, url: string, extend: Extend) => Promise<T>;

export interface Asking extends PortalRequest {
  readonly accept: string;
}

type Hop<T> =
  | { readonly kind: 'received'; readonly received: T }
  | { readonly kind: 'redirect'; readonly target: URL; readonly status: number }
  | { readonly kind: 'failed'; readonly error: SourceUnavailableError; readonly pausedUntil?: number };

/** Brings one body whole. */
export function fetchBody(
  wire: Wire,
  request: string | PortalRequest,
  accept: string,
  signal: AbortSignal,
): Promise<Body> {
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
 * redirected at most `maxRedirects` times with each target checked anew.
 */
export async function fetchAnswer<T>(
  wire: Wire,
  request: Asking,
  receive: Receive<T>,
  signal: AbortSignal,
): Promise<T> {
  const { settings } = wire;
  // All requests of a job wait on its one signal; node would take their number for a leak and say so on stderr.
  setMaxListeners(0, signal);
  let url = parse(request.url);
  let { body } = request;
  let redirects = 0;
  for (let attempt = 0; ;) {
    const hop = await takeHop(wire, { url, body, accept: request.accept }, receive, signal);
    if (hop.kind === 'received') return hop.received;
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

interface Step {
  readonly url: URL;
  readonly body: PortalRequest['body'];
  readonly accept: string;
}

async function takeHop<T>(
  wire: Wire,
  { url, body, accept }: Step,
  receive: Receive<T>,
  signal: AbortSignal,
): Promise<Hop<T>> {
  const { settings, origin, agents } = wire;
  const scope: AddressScope = settings.allowPrivate && origin.includes(url) ? 'intranet' : 'public';
  assertAllowedTarget(url, scope);
  const headers = requestHeaders(settings, origin, { url, accept, bodyType: body?.mediaType });
  const { concurrency, minDelayMs } = settings;
  try {
    return await settings.gates.run({ host: url.host, concurrency, minDelayMs, signal }, () => {
      // Now, not when the request was made: its turn may have come hours later.
      assertOpen(settings, url);
      return withDeadline(settings.timeoutMs, signal, async (deadline, extend) => {
        const answer = await exchange({
          url,
          body: body?.text,
          headers,
          agents: agents.for(scope),
          signal: deadline,
        });
        if (answer.status < 200 || answer.status >= 300) return refusedHop(settings, url, answer);
        return { kind: 'received', received: await receive(answer, url.href, extend) };
      });
    });
  } catch (error) {
    signal.throwIfAborted();
    const translated = translateError(error, url.href);
    if (!(translated instanceof SourceUnavailableError)) throw translated;
    return { kind: 'failed', error: translated };
  }
}

function assertOpen({ hours, now }: Settings, url: URL): void {
  const at = now();
  if (hours === undefined || hours.isOpen(at)) return;
  throw new SourceClosedError({ url: url.href, hours: hours.text, opensAt: hours.nextOpening(at) });
}

function refusedHop(settings: Settings, url: URL, answer: Answer): Hop<never> {
  const { status, headers } = answer;
  // The body is of no use; not reading it costs the connection, but a hostile one costs nothing more.
  answer.body.destroy();
  if (isRedirect(status)) {
    const hasCredentials = Object.keys(settings.headers).length > 0;
    return { kind: 'redirect', status, target: redirectTarget(url, headers.location, hasCredentials) };
  }
  if (isTransientStatus(status)) return failedHop(settings, url, answer);
  const fault = status < 400 ? 'redirect' : 'client-error';
  throw new SourceResponseError(`${url.href}: the portal answered ${status}`, {
    url: url.href,
    fault,
    status,
  });
}

function failedHop(settings: Settings, url: URL, { status, headers }: Answer): Hop<never> {
  const message = `${url.href}: the portal answered ${status}`;
  const error = new SourceUnavailableError(message, { url: url.href, retryable: true, status });
  const now = settings.now();
  const wait = retryAfterDelay(headers['retry-after'], now, settings.maxRetryAfterMs);
  // A pause of nothing is no pause: the backoff holds.
  if (wait === undefined || wait === 0) return { kind: 'failed', error };
  const pausedUntil = now.getTime() + wait;
  settings.gates.pause(url.host, pausedUntil);
  return { kind: 'failed', error, pausedUntil };
}

function parse(address: string): URL {
  if (URL.canParse(address)) return new URL(address);
  throw new SourceResponseError(`${address} is not a URL`, { url: address, fault: 'refused-address' });
}
