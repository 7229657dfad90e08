import { SourceResponseError, SourceUnavailableError } from '../../../src/domain/errors.js';
import { failure, type Handler, json, type Loopback, loopback, never, START } from './loopback.js';

let portal: Loopback;
afterEach(() => portal.close());

/** Answers with each status in turn, then 200 for ever. */
function statuses(list: readonly number[], headers: Readonly<Record<string, string>> = {}): Handler {
  const rest = [...list];
  return (_, response) => {
    const status = rest.shift();
    if (status === undefined) json(response, 'fine');
    else response.writeHead(status, headers).end('no');
  };
}

describe('retries', () => {
  it.each([408, 425, 429, 500, 502, 503])('asks again after %i', async (status) => {
    portal = await loopback(statuses([status]));
    await expect(portal.client({ retries: 1 }).getJson(portal.url, 's', never)).resolves.toBe('fine');
    expect(portal.slept).toEqual([375]);
  });

  it.each([400, 401, 403, 404, 410])('takes %i as the last word', async (status) => {
    portal = await loopback(statuses([status]));
    const error = await failure(portal.client({ retries: 3 }).getJson(portal.url, 's', never));
    expect(error).toBeInstanceOf(SourceResponseError);
    expect(error).toMatchObject({ fault: 'client-error', status });
    expect(portal.requests).toHaveLength(1);
  });

  it('doubles the delay and gives up with the last status', async () => {
    portal = await loopback(statuses([500, 500, 500, 503]));
    const error = await failure(portal.client({ retries: 3 }).getJson(portal.url, 's', never));
    expect(error).toBeInstanceOf(SourceUnavailableError);
    expect(error).toMatchObject({ status: 503, retryable: true });
    expect(portal.slept).toEqual([375, 750, 1500]);
  });

  it('waits as many seconds as Retry-After says', async () => {
    portal = await loopback(statuses([429], { 'retry-after': '7' }));
    await expect(portal.client({ retries: 1 }).getJson(portal.url, 's', never)).resolves.toBe('fine');
    expect(portal.slept).toEqual([7_000]);
  });

  it('waits until the date that Retry-After says', async () => {
    portal = await loopback(statuses([503], { 'retry-after': new Date(START + 90_000).toUTCString() }));
    await expect(portal.client({ retries: 1 }).getJson(portal.url, 's', never)).resolves.toBe('fine');
    expect(portal.slept).toEqual([90_000]);
  });

  it('caps what Retry-After says', async () => {
    portal = await loopback(statuses([429], { 'retry-after': '86400' }));
    const client = portal.client({ retries: 1, maxRetryAfterMs: 60_000 });
    await expect(client.getJson(portal.url, 's', never)).resolves.toBe('fine');
    expect(portal.slept).toEqual([60_000]);
  });

  it('does not return at once after Retry-After: 0', async () => {
    portal = await loopback(statuses([429], { 'retry-after': '0' }));
    await expect(portal.client({ retries: 1 }).getJson(portal.url, 's', never)).resolves.toBe('fine');
    expect(portal.slept).toEqual([375]);
  });

  it('asks again when the connection is cut before or within the answer', async () => {
    let count = 0;
    portal = await loopback((request, response) => {
      count += 1;
      if (count === 1) request.socket.destroy();
      else if (count === 2) {
        response.writeHead(200, { 'content-length': '100' }).write('[1,2', () => request.socket.destroy());
      } else json(response, 'fine');
    });
    await expect(portal.client({ retries: 2 }).getJson(portal.url, 's', never)).resolves.toBe('fine');
    expect(portal.requests).toHaveLength(3);
  });

  it('reports a portal that is not there', async () => {
    portal = await loopback((_, response) => response.end());
    const client = portal.client({ retries: 1 });
    await portal.close();
    const error = await failure(client.getJson(portal.url, 's', never));
    expect(error).toBeInstanceOf(SourceUnavailableError);
    expect(error).toMatchObject({ retryable: true, status: undefined, cause: { code: 'ECONNREFUSED' } });
    portal = await loopback((_, response) => response.end());
  });
});

describe('time-out', () => {
  it('ends a request that is never answered', async () => {
    portal = await loopback(() => undefined);
    const error = await failure(portal.client({ timeoutMs: 50 }).getJson(portal.url, 's', never));
    expect(error).toBeInstanceOf(SourceUnavailableError);
    expect(error).toMatchObject({ retryable: true, cause: { code: 'ERR_DEADLINE' } });
  });

  it('ends a body that drips for ever', async () => {
    let ended: Promise<unknown> | undefined;
    portal = await loopback((_, response) => {
      ended = new Promise((resolve) => response.once('close', resolve));
      function drip(): void {
        if (!response.destroyed) response.write(' ', () => setImmediate(drip));
      }
      drip();
    });
    const error = await failure(portal.client({ timeoutMs: 80 }).getJson(portal.url, 's', never));
    expect(error).toMatchObject({ code: 'source-unavailable', cause: { code: 'ERR_DEADLINE' } });
    await ended;
  });
});
