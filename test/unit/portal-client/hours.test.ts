import { requestHours } from '../../../src/domain/request-hours.js';
import { failure, json, type Loopback, loopback, START } from './loopback.js';

const signal = new AbortController().signal;

let portal: Loopback | undefined;
afterEach(async () => {
  await portal?.close();
  portal = undefined;
});

/** The clock of the loopback portal stands at midnight. */
const CLOSED = requestHours(['01:00-02:00'], 'UTC');

describe('a portal with hours', () => {
  it('is not asked outside them', async () => {
    portal = await loopback((_request, response) => {
      json(response, {});
    });
    const error = await failure(
      portal.client({ hours: CLOSED, retries: 3 }).getJson(portal.url, 'any', signal),
    );
    expect(error).toMatchObject({
      code: 'source-unavailable',
      retryable: false,
      opensAt: new Date('2026-03-01T01:00:00Z'),
      message: `${portal.url}/: the portal is asked 01:00-02:00 (UTC) only, next at 2026-03-01T01:00:00.000Z`,
    });
    expect(portal.requests).toEqual([]);
    expect(portal.slept).toEqual([]);
  });

  it('is asked within them', async () => {
    portal = await loopback((_request, response) => {
      json(response, {});
    });
    const hours = requestHours(['00:00-01:00'], 'UTC');
    await portal.client({ hours }).getJson(portal.url, 'any', signal);
    expect(portal.requests).toHaveLength(1);
  });

  it('is not asked again once they are over: after a failure, by a redirect, or when a turn comes late', async () => {
    portal = await loopback((request, response) => {
      if (request.url === '/busy') response.writeHead(503, { 'retry-after': '120' }).end();
      else if (request.url === '/moved') {
        over = true;
        response.writeHead(302, { location: '/new' }).end();
      } else json(response, {});
    });
    let over = false;
    const night = requestHours(['00:00-00:01'], 'UTC');
    const busy = portal.client({ hours: night, retries: 3 }).getJson(`${portal.url}/busy`, 'any', signal);
    expect(await failure(busy)).toMatchObject({ opensAt: new Date('2026-03-02T00:00:00Z') });
    expect(portal.requests).toHaveLength(1);

    const now = (): Date => new Date(START + (over ? 60_000 : 0));
    const moved = portal.client({ hours: night, now }).getJson(`${portal.url}/moved`, 'any', signal);
    expect(await failure(moved)).toMatchObject({ opensAt: new Date('2026-03-02T00:00:00Z') });
    expect(portal.requests).toHaveLength(2);
  });
});
