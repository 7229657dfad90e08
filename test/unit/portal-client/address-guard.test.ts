import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { SourceResponseError, SourceUnavailableError } from '../../../src/domain/errors.js';
import { guardedLookup } from '../../../src/portal-client/guarded-lookup.js';
import { failure, json, type Loopback, loopback, never } from './loopback.js';

let portal: Loopback;
afterEach(() => portal.close());

/** A name server that gives each list of addresses in turn, the last one for ever. */
function nameServer(
  ...answers: readonly (readonly string[])[]
): LookupFunction & { readonly asked: string[] } {
  const asked: string[] = [];
  const lookup: LookupFunction = (hostname, _options, callback) => {
    const addresses = answers[Math.min(asked.length, answers.length - 1)] ?? [];
    asked.push(hostname);
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return Object.assign(lookup, { asked });
}

function port(): string {
  return new URL(portal.url).port;
}

describe('addresses', () => {
  beforeEach(async () => {
    portal = await loopback((_, response) => {
      json(response, 'secret');
    });
  });

  it.each([
    'file:///etc/passwd',
    'http://10.0.0.1/',
    'http://169.254.169.254/latest/',
    'http://[::1]/',
    'nonsense',
  ])('refuses %s even to an intranet source', async (url) => {
    const error = await failure(portal.client().getJson(url, 's', never));
    expect(error).toBeInstanceOf(SourceResponseError);
    expect(error).toMatchObject({ fault: 'refused-address' });
  });

  it('refuses loopback to a source without allowPrivate, by number and by name', async () => {
    const client = portal.client({ allowPrivate: false });
    for (const url of [portal.url, `http://localhost:${port()}/`]) {
      expect(await failure(client.getJson(url, 's', never))).toMatchObject({ fault: 'refused-address' });
    }
    expect(portal.requests).toHaveLength(0);
  });

  it('refuses a name of which one address is private, without retrying', async () => {
    const lookup = nameServer(['8.8.8.8', '127.0.0.1']);
    const client = portal.client({ allowPrivate: false, lookup, retries: 3 });
    const error = await failure(client.getJson(`http://portal.test:${port()}/`, 's', never));
    expect(error).toMatchObject({ fault: 'refused-address' });
    expect((error as Error).cause).toHaveProperty('code', 'ERR_ADDRESS_REFUSED');
    expect(lookup.asked).toEqual(['portal.test']);
  });

  it('connects to the addresses it has checked: no second answer of the name server is asked for', async () => {
    const lookup = nameServer(['127.0.0.1'], ['169.254.169.254']);
    const baseUrl = `http://portal.test:${port()}`;
    const client = portal.client({ baseUrl, lookup });
    await expect(client.getJson(baseUrl, 's', never)).resolves.toBe('secret');
    expect(lookup.asked).toEqual(['portal.test']);
    const other = portal.client({ baseUrl, lookup });
    expect(await failure(other.getJson(baseUrl, 's', never))).toMatchObject({ fault: 'refused-address' });
  });

  it('does not lend the connection of the source itself to another request', async () => {
    const lookup = nameServer(['127.0.0.1']);
    const baseUrl = `http://portal.test:${port()}`;
    const client = portal.client({ baseUrl, lookup });
    await client.getJson(baseUrl, 's', never);
    const error = await failure(client.getJson(`http://other.test:${port()}/`, 's', never));
    expect(error).toMatchObject({ fault: 'refused-address' });
    expect(portal.requests).toHaveLength(1);
  });

  it('reports a name that does not exist as unavailable', async () => {
    const lookup: LookupFunction = (_hostname, _options, callback) => {
      callback(Object.assign(new Error('gone'), { code: 'ENOTFOUND' }), '', 0);
    };
    const error = await failure(portal.client({ lookup }).getJson('http://gone.test/', 's', never));
    expect(error).toBeInstanceOf(SourceUnavailableError);
  });
});

describe('redirects', () => {
  async function redirecting(location: string): Promise<void> {
    portal = await loopback((request, response) => {
      if (request.url === '/start') response.writeHead(302, { location }).end();
      else if (request.url === '/loop') response.writeHead(307, { location: '/loop' }).end();
      else if (request.url === '/nowhere') response.writeHead(301).end();
      else if (request.url === '/cached') response.writeHead(304).end();
      else json(response, request.headers.authorization ?? 'none');
    });
  }

  it('follows within the source, with its credentials', async () => {
    await redirecting('/there');
    const client = portal.client({ headers: { authorization: 'key' } });
    await expect(client.getJson(`${portal.url}/start`, 's', never)).resolves.toBe('key');
  });

  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1/',
    'http://[::1]/',
    'http://127.0.0.1:1/',
    'file:///etc/passwd',
    'http://u:p@data.example.cn/',
  ])('refuses a redirect to %s', async (location) => {
    await redirecting(location);
    const error = await failure(portal.client({ retries: 2 }).getJson(`${portal.url}/start`, 's', never));
    expect(error).toBeInstanceOf(SourceResponseError);
    expect(error).toMatchObject({ fault: 'refused-address' });
    expect(portal.requests).toHaveLength(1);
  });

  it('refuses a redirect to another service on loopback under a host name', async () => {
    const inner = await loopback((_, response) => {
      json(response, 'inner');
    });
    try {
      await redirecting(`http://localhost:${new URL(inner.url).port}/`);
      const error = await failure(portal.client().getJson(`${portal.url}/start`, 's', never));
      expect(error).toMatchObject({ fault: 'refused-address' });
      expect(inner.requests).toHaveLength(0);
    } finally {
      await inner.close();
    }
  });

  it('ends a loop after maxRedirects', async () => {
    await redirecting('/');
    const error = await failure(portal.client({ maxRedirects: 3 }).getJson(`${portal.url}/loop`, 's', never));
    expect(error).toMatchObject({ fault: 'redirect' });
    expect(portal.requests).toHaveLength(4);
  });

  it.each([
    ['/nowhere', 'redirect'],
    ['/cached', 'not-modified'],
  ])('reports %s, which leads to no body', async (path, fault) => {
    await redirecting('/');
    expect(await failure(portal.client().getJson(portal.url + path, 's', never))).toMatchObject({ fault });
  });
});

describe('guardedLookup', () => {
  const options = { family: 0, hints: 0 };

  function look(lookup: LookupFunction, all: boolean): Promise<unknown> {
    return new Promise((resolve) => {
      guardedLookup('public', lookup)('portal.test', { ...options, all }, (error, address, family) => {
        resolve(error ?? (all ? address : [address, family]));
      });
    });
  }

  it('answers in the form that was asked for', async () => {
    const found: LookupAddress[] = [
      { address: '8.8.8.8', family: 4 },
      { address: '2400:3200::1', family: 6 },
    ];
    const lookup = nameServer(['8.8.8.8', '2400:3200::1']);
    await expect(look(lookup, true)).resolves.toEqual(found);
    await expect(look(lookup, false)).resolves.toEqual(['8.8.8.8', 4]);
  });

  it('reads a resolver that gives a single address', async () => {
    const single: LookupFunction = (_hostname, _options, callback) => {
      callback(null, '8.8.8.8', 4);
    };
    await expect(look(single, true)).resolves.toEqual([{ address: '8.8.8.8', family: 4 }]);
  });

  it('reports a name without any address', async () => {
    await expect(look(nameServer([]), false)).resolves.toMatchObject({ code: 'ENOTFOUND' });
  });
});
