import { SourceClosedError, SourceResponseError, SourceUnavailableError } from '../domain/errors.js';
import type { PortalRequest } from '../pipeline/ports.js';
import { type AddressScope, assertAllowedTarget } from './address-policy.js';
import { isTransientStatus, retryAfterDelay } from './backoff.js';
import type { Verdict } from './circuit.js';
import { type Extend, withDeadline } from './deadline.js';
import { type Answer, exchange } from './exchange.js';
import { isRedirect, redirectTarget } from './follow-redirect.js';
import { recordedExchange } from './recorded-exchange.js';
import { requestHeaders } from './request-headers.js';
import { type Revalidation, revalidation } from './revalidation.js';
import type { Settings } from './settings.js';
import { codeOf, translateError } from './translate-error.js';
import { DAMAGED_ANSWER } from './validator-cache.js';
import type { Receive, Received, Wire } from './wire.js';

/** What became of one request. */
export type Hop<T> =
  | { readonly kind: 'received'; readonly received: Received<T> }
  | { readonly kind: 'redirect'; readonly target: URL; readonly status: number }
  /** What was kept of this answer cannot be read any more. */
  | { readonly kind: 'damaged' }
  | { readonly kind: 'failed'; readonly error: SourceUnavailableError; readonly pausedUntil?: number };

export interface Step {
  readonly url: URL;
  readonly body: PortalRequest['body'];
  readonly accept: string;
  /** From 1. */
  readonly attempt: number;
  /** Without validators. */
  readonly isAfresh: boolean;
}

/** One request in its turn, if address, robots.txt, hours and circuit allow it. */
export async function takeHop<T>(
  wire: Wire,
  step: Step,
  receive: Receive<T>,
  signal: AbortSignal,
): Promise<Hop<T>> {
  const { settings, origin } = wire;
  const { url } = step;
  const scope: AddressScope = settings.allowPrivate && origin.includes(url) ? 'intranet' : 'public';
  assertAllowedTarget(url, scope);
  assertClosedCircuit(settings, url, 'look');
  const asked = (await wire.robots?.pauseBefore(url, signal)) ?? 0;
  const kept = await revalidation(settings, { ...step, isPost: step.body !== undefined }, step.isAfresh);
  const { concurrency } = settings;
  const minDelayMs = Math.max(settings.minDelayMs, asked);
  try {
    return await settings.gates.run({ host: url.host, concurrency, minDelayMs, signal }, () => {
      // Now, not when the request was made: its turn may have come hours later.
      assertOpen(settings, url);
      return ask(wire, { ...step, scope, kept }, receive, signal);
    });
  } catch (error) {
    signal.throwIfAborted();
    if (codeOf(error) === DAMAGED_ANSWER) {
      await kept.forget();
      return { kind: 'damaged' };
    }
    const translated = translateError(error, url.href);
    if (!(translated instanceof SourceUnavailableError)) throw translated;
    return { kind: 'failed', error: translated };
  }
}

interface Question extends Step {
  readonly scope: AddressScope;
  readonly kept: Revalidation;
}

async function ask<T>(
  { settings, origin, agents }: Wire,
  { url, body, accept, attempt, scope, kept }: Question,
  receive: Receive<T>,
  signal: AbortSignal,
): Promise<Hop<T>> {
  const { circuits } = settings.gates;
  const headers = {
    ...requestHeaders(settings, origin, { url, accept, bodyType: body?.mediaType }),
    ...kept.headers,
  };
  const leaving = { url, isPost: body !== undefined, attempt, signal };
  assertClosedCircuit(settings, url, 'enter');
  let verdict: Verdict = 'none';
  try {
    const hop = await recordedExchange(settings, leaving, (answered) =>
      withDeadline(settings.timeoutMs, signal, async (deadline, extend) => {
        const answer = await exchange({
          url,
          body: body?.text,
          headers,
          agents: agents.for(scope),
          signal: deadline,
        });
        answered(answer);
        return take(settings, { url, answer, kept, extend }, receive);
      }),
    );
    verdict = hop.kind === 'failed' ? 'unavailable' : 'answered';
    return hop;
  } catch (error) {
    if (!signal.aborted) verdict = verdictOf(error, url);
    throw error;
  } finally {
    circuits.ended(url.origin, verdict, settings.now());
  }
}

/** An answer that is not to our liking is one. */
function verdictOf(error: unknown, url: URL): Verdict {
  const translated = translateError(error, url.href);
  if (translated instanceof SourceUnavailableError) return 'unavailable';
  return translated instanceof SourceResponseError && translated.fault === 'refused-address'
    ? 'none'
    : 'answered';
}

interface Arrival {
  readonly url: URL;
  readonly answer: Answer;
  readonly kept: Revalidation;
  readonly extend: Extend;
}

async function take<T>(
  settings: Settings,
  { url, answer, kept, extend }: Arrival,
  receive: Receive<T>,
): Promise<Hop<T>> {
  const { status } = answer;
  if (status >= 200 && status < 300) {
    const value = await receive(answer, url.href, extend);
    const approve = kept.keep.bind(kept, answer);
    return { kind: 'received', received: { value, approve } };
  }
  if (status !== 304) return refusedHop(settings, url, answer);
  // It has no body: the connection goes on.
  answer.body.resume();
  const unchanged = kept.unchanged();
  if (unchanged === undefined) {
    throw new SourceResponseError(
      `${url.href}: the portal answered 304 (not modified) although it was not asked what changed`,
      { url: url.href, fault: 'not-modified', status },
    );
  }
  const value = await receive(unchanged, url.href, extend);
  return { kind: 'received', received: { value, approve: () => Promise.resolve() } };
}

function assertOpen({ hours, now }: Settings, url: URL): void {
  const at = now();
  if (hours === undefined || hours.isOpen(at)) return;
  throw new SourceClosedError({ url: url.href, hours: hours.text, opensAt: hours.nextOpening(at) });
}

/** `look` before a place in the queue is taken, `enter` when the request leaves. */
function assertClosedCircuit({ gates, now }: Settings, url: URL, how: 'look' | 'enter'): void {
  const at = now();
  const { circuits } = gates;
  const until = how === 'enter' ? circuits.enter(url.origin, at) : circuits.blockedUntil(url.origin, at);
  if (until === undefined) return;
  throw new SourceUnavailableError(
    `${url.href}: the portal failed too many times in a row; nothing is asked of it until ${until.toISOString()}`,
    { url: url.href, retryable: false },
  );
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
