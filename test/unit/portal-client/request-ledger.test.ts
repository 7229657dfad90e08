import type { PortalRequestEntry } from '../../../src/domain/portal-request.js';
import { maskedUrl } from '../../../src/portal-client/masked-url.js';
import { createMemoryRobotsStore } from '../../../src/portal-client/robots-store.js';
import { failure, json, type Loopback, loopback, never } from './loopback.js';

describe('the ledger', () => {
  let portal: Loopback;
  let entries: PortalRequestEntry[];
  const ledger = { add: (entry: PortalRequestEntry) => void entries.push(entry) };
  beforeEach(() => {
    entries = [];
  });
  afterEach(() => portal.close());

  it('has every request that the portal saw, retries, redirects and robots.txt included', async () => {
    let isFirst = true;
    portal = await loopback((request, response) => {
      if (request.url === '/robots.txt') response.writeHead(404).end();
      else if (request.url === '/moved') response.writeHead(302, { location: '/here' }).end();
      else if (isFirst) {
        isFirst = false;
        response.writeHead(503).end();
      } else json(response, 'fine');
    });
    const client = portal.client({ ledger, retries: 1, robots: createMemoryRobotsStore() });
    await client.getJson(`${portal.url}/moved`, 's', never);
    const body = { mediaType: 'application/json', text: '{}' };
    await client.getJson({ url: `${portal.url}/here`, body }, 's', never);
    const seen = portal.requests.map(({ method, url }) => `${method} ${url}`);
    expect(entries.map(({ method, url }) => `${method} ${url.slice(portal.url.length)}`)).toEqual(seen);
    expect(entries.map(({ status, attempt }) => [status, attempt])).toEqual([
      [404, 1],
      [302, 1],
      [503, 1],
      [200, 2],
      [200, 1],
    ]);
    expect(entries.at(-1)).toMatchObject({ sourceId: 'fixture', bytes: '"fine"'.length });
    expect(entries.at(-1)).not.toHaveProperty('error');
  });

  it('says what went wrong', async () => {
    portal = await loopback((request, response) => {
      if (request.url === '/cut') request.socket.destroy();
      else if (request.url === '/large') response.end('x'.repeat(2_000));
      else if (request.url === '/gone') response.writeHead(410).end();
    });
    const client = portal.client({ ledger, maxBytes: 1_000, timeoutMs: 300 });
    for (const path of ['/cut', '/large', '/gone', '/silent'])
      await failure(client.getJson(portal.url + path, 's', never));
    expect(entries.map(({ status, error }) => [status, error])).toEqual([
      [undefined, 'ECONNRESET'],
      [200, 'too-large'],
      [410, undefined],
      [undefined, 'ERR_DEADLINE'],
    ]);
  });

  it('has a request whose caller gave up', async () => {
    const controller = new AbortController();
    portal = await loopback(() => {
      controller.abort(new Error('stopped'));
    });
    await failure(portal.client({ ledger }).getJson(portal.url, 's', controller.signal));
    // The caller does not wait for the request to be taken down.
    while (entries.length === 0) await new Promise(setImmediate);
    expect(entries).toMatchObject([{ error: 'aborted' }]);
  });

  it('does not have what was refused before it left', async () => {
    portal = await loopback((_, response) => response.end());
    await failure(portal.client({ ledger, allowPrivate: false }).getJson(portal.url, 's', never));
    expect(entries).toEqual([]);
  });
});

describe('maskedUrl', () => {
  it.each([
    ['https://u:p@x.example/a#b', 'https://x.example/a'],
    ['https://x.example/a?token=1&page=2', 'https://x.example/a?token=***&page=2'],
    [
      'https://x.example/a?app_key=1&appCode=2&sign=3',
      'https://x.example/a?app_key=***&appCode=***&sign=***',
    ],
    ['https://x.example/a?access-token=1&q=key', 'https://x.example/a?access-token=***&q=key'],
    ['https://x.example/a?code=3301&keyword=x&monkey=1', 'https://x.example/a?code=3301&keyword=x&monkey=1'],
    ['https://x.example/a?fq=%E6%95%B0&flag', 'https://x.example/a?fq=%E6%95%B0&flag'],
  ])('shows %s as %s', (url, shown) => {
    expect(maskedUrl(new URL(url))).toBe(shown);
  });

  it('hides the secrets of the source wherever they stand', () => {
    const url = new URL('https://x.example/s3cret%20value/a?id=s3cret%20value&v=1');
    expect(maskedUrl(url, ['s3cret value'])).toBe('https://x.example/***/a?id=***&v=1');
  });
});
