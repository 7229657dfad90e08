import { gzipSync } from 'node:zlib';
import type { PortalRequestEntry } from '../../../src/domain/portal-request.js';
import { memoryValidators } from '../../support/memory-validators.js';
import { failure, type Handler, type Loopback, loopback, never, START } from './loopback.js';

let portal: Loopback;
afterEach(() => portal.close());

const ETAG = '"v1"';
const LONG_AGO = new Date(START - 86_400_000).toUTCString();

/** Answers 304 to who sends these conditions, else the body with these headers. */
function conditional(body: string, headers: Readonly<Record<string, string>> = { etag: ETAG }): Handler {
  return ({ headers: asked }, response) => {
    const isKnown =
      asked['if-none-match'] === headers['etag'] && asked['if-modified-since'] === headers['last-modified'];
    if (isKnown) response.writeHead(304, headers).end();
    else response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(body);
  };
}

describe('conditional requests', () => {
  it('give the kept answer as if it had come anew, in every way of asking', async () => {
    portal = await loopback(conditional('{"a":[{"id":1}]}'));
    const client = portal.client({ validators: memoryValidators() });
    const list = { url: `${portal.url}/list`, schemaId: 's', list: ['a'], head: ['id'], withhold: [] };
    for (let turn = 0; turn < 2; turn += 1) {
      expect(await client.getJson(`${portal.url}/json`, 's', never)).toEqual({ a: [{ id: 1 }] });
      const { items } = await client.getJsonList(list, never);
      expect(items.map((item) => item.sent?.read())).toEqual([{ id: 1 }]);
      expect(await client.getText(`${portal.url}/text`, 'text/plain', never)).toBe('{"a":[{"id":1}]}');
      expect((await client.getBytes(`${portal.url}/bytes`, '*/*', never)).toString()).toBe(
        '{"a":[{"id":1}]}',
      );
      const document = await client.openDocument(`${portal.url}/document`, '*/*', never);
      expect(document).toMatchObject({
        url: `${portal.url}/document`,
        mediaType: 'application/json',
        size: 16,
      });
      expect(await document.text()).toBe('{"a":[{"id":1}]}');
      await document.close();
    }
    const tags = portal.requests.map(({ headers }) => headers['if-none-match']);
    expect(tags).toEqual([...Array<undefined>(5).fill(undefined), ...Array<string>(5).fill(ETAG)]);
  });

  it('keep what was decompressed and say the length of what came', async () => {
    const text = JSON.stringify('数'.repeat(5_000));
    const packed = gzipSync(text);
    portal = await loopback(({ headers }, response) => {
      if (headers['if-none-match'] === ETAG) response.writeHead(304).end();
      else response.writeHead(200, { etag: ETAG, 'content-encoding': 'gzip' }).end(packed);
    });
    const entries: PortalRequestEntry[] = [];
    const ledger = { add: (entry: PortalRequestEntry) => entries.push(entry) };
    const client = portal.client({ validators: memoryValidators(), ledger });
    const first = await client.getJson(portal.url, 's', never);
    expect(await client.getJson(portal.url, 's', never)).toEqual(first);
    expect(entries.map(({ status, bytes }) => ({ status, bytes }))).toEqual([
      { status: 200, bytes: packed.length },
      { status: 304, bytes: 0 },
    ]);
  });

  it('go by the date where there is no tag', async () => {
    portal = await loopback(conditional('1', { 'last-modified': LONG_AGO }));
    const client = portal.client({ validators: memoryValidators() });
    await client.getJson(portal.url, 's', never);
    expect(await client.getJson(portal.url, 's', never)).toBe(1);
    expect(portal.requests[1]?.headers['if-modified-since']).toBe(LONG_AGO);
  });

  it.each([
    [
      'a date of this very minute',
      { 'last-modified': new Date(START).toUTCString(), date: new Date(START).toUTCString() },
    ],
    ['a tag that is none', { etag: 'v1' }],
    ['an answer that must not be stored', { etag: ETAG, 'cache-control': 'private, no-store' }],
    ['no validator', {}],
  ])('are not made after %s', async (_, headers) => {
    portal = await loopback((_request, response) => response.writeHead(200, headers).end('1'));
    const validators = memoryValidators();
    const client = portal.client({ validators });
    await client.getJson(portal.url, 's', never);
    await client.getJson(portal.url, 's', never);
    expect(validators.kept.size).toBe(0);
    for (const { headers: asked } of portal.requests) {
      expect(asked).not.toHaveProperty('if-none-match');
      expect(asked).not.toHaveProperty('if-modified-since');
    }
  });

  it('are not made without a cache', async () => {
    portal = await loopback(conditional('1'));
    const client = portal.client();
    await client.getJson(portal.url, 's', never);
    await client.getJson(portal.url, 's', never);
    expect(portal.requests[1]?.headers).not.toHaveProperty('if-none-match');
  });

  it('are not made of a POST', async () => {
    portal = await loopback((_, response) => response.writeHead(200, { etag: ETAG }).end('1'));
    const validators = memoryValidators();
    const request = { url: portal.url, body: { mediaType: 'application/json', text: '{}' } };
    await portal.client({ validators }).getJson(request, 's', never);
    expect(validators.kept.size).toBe(0);
  });

  it('ask anew when the kept answer cannot be read any more, and keep that', async () => {
    portal = await loopback(conditional('1'));
    const validators = memoryValidators();
    const client = portal.client({ validators });
    await client.getJson(portal.url, 's', never);
    validators.damage();
    expect(await client.getJson(portal.url, 's', never)).toBe(1);
    expect(portal.requests.map(({ headers }) => headers['if-none-match'])).toEqual([
      undefined,
      ETAG,
      undefined,
    ]);
    expect(validators.kept.size).toBe(1);
  });

  it('keep only what was as promised', async () => {
    portal = await loopback((_, response) => response.writeHead(200, { etag: ETAG }).end('{"cut":'));
    const validators = memoryValidators();
    await failure(portal.client({ validators }).getJson(portal.url, 's', never));
    const strict = portal.client({ validators, validate: () => [{ pointer: '/a', message: 'is missing' }] });
    await failure(strict.getJson(portal.url, 's', never));
    expect(validators.kept.size).toBe(0);
  });

  it('tell apart questions that differ in address, accepted type and whether there are credentials', async () => {
    portal = await loopback(conditional('1'));
    const validators = memoryValidators();
    await portal.client({ validators }).getText(`${portal.url}/a`, 'text/plain', never);
    await portal.client({ validators }).getText(`${portal.url}/b`, 'text/plain', never);
    await portal.client({ validators }).getText(`${portal.url}/a`, 'text/csv', never);
    await portal
      .client({ validators, headers: { Authorization: 'k' } })
      .getText(`${portal.url}/a`, 'text/csv', never);
    expect(validators.kept.size).toBe(4);
    expect(portal.requests.filter(({ headers }) => 'if-none-match' in headers)).toHaveLength(0);
  });

  it('send a tag to the address that gave it, not to the one that led there', async () => {
    portal = await loopback((request, response) => {
      if (request.url === '/old') response.writeHead(302, { location: '/new' }).end();
      else conditional('1')(request, response);
    });
    const client = portal.client({ validators: memoryValidators() });
    await client.getJson(`${portal.url}/old`, 's', never);
    expect(await client.getJson(`${portal.url}/old`, 's', never)).toBe(1);
    expect(portal.requests.map(({ url, headers }) => [url, headers['if-none-match']])).toEqual([
      ['/old', undefined],
      ['/new', undefined],
      ['/old', undefined],
      ['/new', ETAG],
    ]);
  });

  it('forget what was kept once an answer has no validator any more', async () => {
    let headers: Readonly<Record<string, string>> = { etag: ETAG };
    portal = await loopback((_, response) => response.writeHead(200, headers).end('1'));
    const validators = memoryValidators();
    const client = portal.client({ validators });
    await client.getJson(portal.url, 's', never);
    headers = {};
    await client.getJson(portal.url, 's', never);
    expect(validators.kept.size).toBe(0);
  });
});

it('takes 304 to an unconditional question for a fault of the portal', async () => {
  portal = await loopback((_, response) => response.writeHead(304).end());
  const error = await failure(
    portal.client({ validators: memoryValidators() }).getJson(portal.url, 's', never),
  );
  expect(error).toMatchObject({ code: 'source-response', fault: 'not-modified', status: 304 });
});
