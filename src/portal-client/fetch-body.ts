import { setMaxListeners } from 'node:events';
import { SourceResponseError, SourceUnavailableError } from '../domain/errors.js';
import { type AddressScope, assertAllowedTarget, printableUrl } from './address-policy.js';
import type { Agents } from './agents.js';
import { backoffDelay, isTransientStatus, retryAfterDelay } from './backoff.js';
import { withDeadline } from './deadline.js';
import { type Answer, exchange } from './exchange.js';
import { isRedirect, redirectFault, redirectTarget } from './follow-redirect.js';
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

type Hop =
  | { readonly kind: 'body'; readonly body: Body }
  | { readonly kind: 'redirect'; readonly target: URL }
  | { readonly kind: 'failed'; readonly error: SourceUnavailableError; readonly pausedUntil?: number };

/**
 * Brings one body: queued per host, retried with backoff while the portal may recover, redirected at most `maxRedirects`
 * times with each target checked anew.
 */
export async function fetchBody(
  wire: Wire,
  address: string,
  accept: string,
  signal: AbortSignal,
): Promise<Body> {
  const { settings } = wire;
  // All requests of a job wait on its one signal; node would take their number for a leak and say so on stderr.
  setMaxListeners(0, signal);
  let url = parse(address);
  let redirects = 0;
  for (let attempt = 0; ;) {
    const hop = await takeHop(wire, url, accept, signal);
    if (hop.kind === 'body') return hop.body;
    if (hop.kind === 'redirect') {
      redirects += 1;
      if (redirects > settings.maxRedirects) {
        throw redirectFault(
          parse(address),
          `more than ${settings.maxRedirects} redirects, the last to ${printableUrl(hop.target)}`,
        );
      }
      url = hop.target;
      continue;
    }
    if (!hop.error.retryable || attempt >= settings.retries) throw hop.error;
    // A pause the portal asked for is kept by the gate, for all requests to the host.
    if (hop.pausedUntil === undefined) await settings.sleep(backoffDelay(attempt, settings.random), signal);
    attempt += 1;
  }
}

async function takeHop(wire: Wire, url: URL, accept: string, signal: AbortSignal): Promise<Hop> {
  const { settings, origin, agents } = wire;
  const scope: AddressScope = settings.allowPrivate && origin.includes(url) ? 'intranet' : 'public';
  assertAllowedTarget(url, scope);
  const headers = requestHeaders(settings, origin, { url, accept });
  const { concurrency, minDelayMs } = settings;
  try {
    return await settings.gates.run({ host: url.host, concurrency, minDelayMs, signal }, () =>
      withDeadline(settings.timeoutMs, signal, async (deadline) => {
        const answer = await exchange({ url, headers, agents: agents.for(scope), signal: deadline });
        return await readHop(settings, url, answer);
      }),
    );
  } catch (error) {
    signal.throwIfAborted();
    const translated = translateError(error, url.href);
    if (!(translated instanceof SourceUnavailableError)) throw translated;
    return { kind: 'failed', error: translated };
  }
}

async function readHop(settings: Settings, url: URL, answer: Answer): Promise<Hop> {
  const { status, headers } = answer;
  if (status >= 200 && status < 300) {
    const bytes = await readBody(answer, url.href, settings.maxBytes);
    return { kind: 'body', body: { url: url.href, status, contentType: headers['content-type'], bytes } };
  }
  // The body of anything else is of no use; not reading it costs the connection, but a hostile one costs nothing more.
  answer.body.destroy();
  if (isRedirect(status)) {
    const hasCredentials = Object.keys(settings.headers).length > 0;
    return { kind: 'redirect', target: redirectTarget(url, headers.location, hasCredentials) };
  }
  if (isTransientStatus(status)) return failedHop(settings, url, answer);
  const fault = status < 400 ? 'redirect' : 'client-error';
  throw new SourceResponseError(`${url.href}: the portal answered ${status}`, {
    url: url.href,
    fault,
    status,
  });
}

function failedHop(settings: Settings, url: URL, { status, headers }: Answer): Hop {
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
