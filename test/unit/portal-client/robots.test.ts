import type { IncomingMessage } from 'node:http';
import type { PortalClientOptions } from '../../../src/portal-client/options.js';
import type { HttpPortalClient } from '../../../src/portal-client/portal-client.js';
import { createMemoryRobotsStore } from '../../../src/portal-client/robots-store.js';
import { failure, json, type Loopback, loopback, never, START } from './loopback.js';

let portal: Loopback;
afterEach(() => portal.close());

async function serve(
  status: number,
  text: string,
  options: Partial<PortalClientOptions> = {},
): Promise<HttpPortalClient> {
  portal = await loopback((request, response) => {
    if (request.url === '/robots.txt') response.writeHead(status).end(text);
    else json(response, 'fine');
  });
  return portal.client({ robots: createMemoryRobotsStore(), ...options });
}

function paths(): readonly (string | undefined)[] {
  return portal.requests.map(({ url }: IncomingMessage) => url);
}

describe('robots.txt', () => {
  it('is asked for once, before anything else', async () => {
    const client = await serve(200, 'User-agent: *\nDisallow: /private/\n');
    await Promise.all([
      client.getJson(`${portal.url}/a`, 's', never),
      client.getJson(`${portal.url}/b`, 's', never),
    ]);
    expect(paths()[0]).toBe('/robots.txt');
    expect(paths().slice(1).sort()).toEqual(['/a', '/b']);
  });

  it('forbids with the rule and the way around it', async () => {
    const client = await serve(200, '# rules\nUser-agent: *\nDisallow: /api/\n');
    const error = await failure(client.getJson(`${portal.url}/api/3`, 's', never));
    expect(error).toMatchObject({ code: 'source-response', fault: 'robots' });
    expect((error as Error).message).toContain('line 3: Disallow: /api/');
    expect((error as Error).message).toContain('network.ignoreRobots: true');
    expect(paths()).toEqual(['/robots.txt']);
  });

  it.each([
    [
      'our own name wins over everybody',
      'User-agent: *\nDisallow: /\n\nUser-agent: lianmu\nDisallow: /x\n',
      true,
    ],
    ['our own name is forbidden', 'User-agent: Lianmu\nDisallow: /\n', false],
    ['another name is not ours', 'User-agent: OtherBot\nDisallow: /\n', true],
    ['the longer rule wins', 'User-agent: *\nDisallow: /api\nAllow: /api/3/\n', true],
    ['a wildcard counts', 'User-agent: *\nDisallow: /*/action\n', false],
    ['a byte order mark does not hide the group', '\uFEFFUser-agent: *\nDisallow: /\n', false],
    ['a page is no robots.txt', '<html>User-agent: *\nDisallow: /\n', true],
    ['nothing forbids nothing', '', true],
  ])('%s', async (_, text, isAllowed) => {
    const client = await serve(200, text);
    const asked = client.getJson(`${portal.url}/api/3/action`, 's', never);
    if (isAllowed) await expect(asked).resolves.toBe('fine');
    else expect(await failure(asked)).toMatchObject({ fault: 'robots' });
  });

  it.each([401, 403, 404, 410])('allows everything where it answers %i', async (status) => {
    const client = await serve(status, 'User-agent: *\nDisallow: /\n');
    await expect(client.getJson(`${portal.url}/a`, 's', never)).resolves.toBe('fine');
  });

  it('stops everything while it fails, after the usual retries, and is not asked again', async () => {
    const client = await serve(503, '', { retries: 2 });
    for (const path of ['/a', '/b']) {
      const error = await failure(client.getJson(portal.url + path, 's', never));
      expect(error).toMatchObject({ code: 'source-unavailable', status: 503, retryable: false });
      expect((error as Error).message).toContain('robots.txt');
    }
    expect(paths()).toEqual(['/robots.txt', '/robots.txt', '/robots.txt']);
  });

  it('follows a redirect and reads no more than half a megabyte', async () => {
    portal = await loopback((request, response) => {
      if (request.url === '/robots.txt') response.writeHead(301, { location: '/r' }).end();
      else if (request.url === '/r')
        response.end(`User-agent: *\nDisallow: /first\n${'#'.repeat(600 * 1024)}\nDisallow: /last\n`);
      else json(response, 'fine');
    });
    const client = portal.client({ robots: createMemoryRobotsStore() });
    await expect(client.getJson(`${portal.url}/last`, 's', never)).resolves.toBe('fine');
    expect(await failure(client.getJson(`${portal.url}/first`, 's', never))).toMatchObject({
      fault: 'robots',
    });
  });

  it.each([
    ['2.5', 2_500],
    ['86400', 60_000],
    ['soon', undefined],
  ])('makes starts wait as Crawl-delay: %s says', async (delay, expected) => {
    const client = await serve(200, `User-agent: *\nCrawl-delay: ${delay}\nDisallow: /x\n`);
    await client.getJson(`${portal.url}/a`, 's', never);
    await client.getJson(`${portal.url}/b`, 's', never);
    expect(portal.slept).toEqual(expected === undefined ? [] : [expected]);
  });

  it('is kept for a day over the life of a client', async () => {
    const robots = createMemoryRobotsStore();
    const at = (hours: number) => () => new Date(START + hours * 3_600_000);
    const first = await serve(200, 'User-agent: *\nDisallow: /x\n', { robots, now: at(0) });
    await first.getJson(`${portal.url}/a`, 's', never);
    await portal.client({ robots, now: at(23) }).getJson(`${portal.url}/b`, 's', never);
    expect(paths()).toEqual(['/robots.txt', '/a', '/b']);
    await portal.client({ robots, now: at(25) }).getJson(`${portal.url}/c`, 's', never);
    expect(paths().slice(3)).toEqual(['/robots.txt', '/c']);
  });

  it('is asked again by a client that lives longer than a day', async () => {
    let hours = 0;
    const client = await serve(200, '', { now: () => new Date(START + hours * 3_600_000) });
    await client.getJson(`${portal.url}/a`, 's', never);
    hours = 25;
    await client.getJson(`${portal.url}/b`, 's', never);
    expect(paths()).toEqual(['/robots.txt', '/a', '/robots.txt', '/b']);
  });

  it('is asked again after a caller gave up', async () => {
    const client = await serve(200, '');
    const controller = new AbortController();
    const given = client.getJson(`${portal.url}/a`, 's', controller.signal);
    controller.abort(new Error('stopped'));
    await expect(given).rejects.toBe(controller.signal.reason);
    await expect(client.getJson(`${portal.url}/a`, 's', never)).resolves.toBe('fine');
  });

  it('is not asked for unless wanted', async () => {
    const client = await serve(200, 'User-agent: *\nDisallow: /\n', { robots: undefined });
    await client.getJson(`${portal.url}/a`, 's', never);
    expect(paths()).toEqual(['/a']);
  });
});
