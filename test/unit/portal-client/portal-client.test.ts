import { SourceResponseError } from '../../../src/domain/errors.js';
import { failure, json, type Loopback, loopback, never } from './loopback.js';

let portal: Loopback;
afterEach(() => portal.close());

describe('createPortalClient', () => {
  it('gives the checked value and says who asks', async () => {
    portal = await loopback((_, response) => {
      json(response, { result: ['联目'] });
    });
    const asked: string[] = [];
    const client = portal.client({
      headers: { authorization: 'key' },
      validate: (schemaId) => {
        asked.push(schemaId);
        return [];
      },
    });
    await expect(client.getJson(`${portal.url}/api`, 'portal/x', never)).resolves.toEqual({
      result: ['联目'],
    });
    expect(asked).toEqual(['portal/x']);
    expect(portal.requests[0]?.headers).toMatchObject({
      'user-agent': 'Lianmu/test (+mailto:test@example.org)',
      accept: 'application/json',
      authorization: 'key',
    });
  });

  it('lists the pointers of an answer that breaks its schema, and how many more there are', async () => {
    portal = await loopback((_, response) => {
      json(response, {});
    });
    const problems = Array.from({ length: 7 }, (_, index) => ({
      pointer: `/result/${index}`,
      message: 'is missing',
    }));
    const error = await failure(
      portal.client({ validate: () => problems }).getJson(portal.url, 'portal/ckan#search', never),
    );
    expect(error).toBeInstanceOf(SourceResponseError);
    expect(error).toMatchObject({ fault: 'schema', status: 200 });
    expect((error as Error).message).toContain('portal/ckan#search: /result/0 is missing; ');
    expect((error as Error).message).toContain('(and 2 more)');
  });

  it('gives text with the accept header of the caller, and bytes untouched', async () => {
    portal = await loopback((request, response) => {
      response.end(`\uFEFF${request.headers.accept}`);
    });
    const client = portal.client();
    await expect(client.getText(portal.url, 'text/csv', never)).resolves.toBe('text/csv');
    const bytes = await client.getBytes(portal.url, 'text/csv', never);
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  });

  it('keeps one connection for many requests and ends it with close()', async () => {
    const sockets = new Set<unknown>();
    let closed: Promise<unknown> | undefined;
    portal = await loopback((request, response) => {
      sockets.add(request.socket);
      closed = new Promise((resolve) => request.socket.once('close', resolve));
      json(response, 1);
    });
    const client = portal.client();
    for (let index = 0; index < 5; index += 1) await client.getJson(portal.url, 's', never);
    expect(sockets.size).toBe(1);
    client.close();
    await closed;
  });

  it('throws the reason of the signal when the caller aborts while the body is under way', async () => {
    const controller = new AbortController();
    portal = await loopback((_, response) => {
      response.write('[1,');
      controller.abort(new Error('the operator stopped the job'));
    });
    const error = await failure(portal.client({ retries: 3 }).getJson(portal.url, 's', controller.signal));
    expect(error).toBe(controller.signal.reason);
    expect(portal.requests).toHaveLength(1);
  });

  it('makes no request for a signal that is aborted already', async () => {
    portal = await loopback((_, response) => {
      json(response, 1);
    });
    const signal = AbortSignal.abort(new Error('stopped'));
    expect(await failure(portal.client().getJson(portal.url, 's', signal))).toBe(signal.reason);
    expect(portal.requests).toHaveLength(0);
  });

  it('ignores the proxies of the environment', async () => {
    portal = await loopback((_, response) => {
      json(response, 1);
    });
    const before = process.env['http_proxy'];
    process.env['http_proxy'] = 'http://127.0.0.1:1';
    try {
      await expect(portal.client().getJson(portal.url, 's', never)).resolves.toBe(1);
    } finally {
      if (before === undefined) delete process.env['http_proxy'];
      else process.env['http_proxy'] = before;
    }
  });
});
