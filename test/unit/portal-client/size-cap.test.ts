import type { ServerResponse } from 'node:http';
import { brotliCompressSync, createGzip, deflateSync, gzipSync } from 'node:zlib';
import { SourceResponseError } from '../../../src/domain/errors.js';
import { failure, json, type Loopback, loopback, never } from './loopback.js';

const MIB = 1024 * 1024;
const CHUNK = Buffer.alloc(MIB, ' ');

let portal: Loopback;
afterEach(() => portal.close());

/** Writes up to `chunks` MiB for as long as the other side takes them; says how many it took. */
async function pour(
  response: ServerResponse | ReturnType<typeof createGzip>,
  chunks: number,
): Promise<number> {
  for (let sent = 0; sent < chunks; sent += 1) {
    if (response.destroyed) return sent;
    if (!response.write(CHUNK)) {
      await new Promise((resolve) => {
        response.once('drain', resolve);
        response.once('close', resolve);
      });
    }
  }
  response.end();
  return chunks;
}

describe('size cap', () => {
  it('cuts off an answer of 300 MB at the cap', async () => {
    let poured: Promise<number> | undefined;
    portal = await loopback((_, response) => {
      poured = pour(response, 300);
    });
    const error = await failure(portal.client({ maxBytes: 4 * MIB }).getJson(portal.url, 's', never));
    expect(error).toBeInstanceOf(SourceResponseError);
    expect(error).toMatchObject({ fault: 'too-large' });
    expect((error as Error).message).toContain('larger than the limit of 4 MiB');
    expect(await poured).toBeLessThan(60);
  });

  it('refuses by Content-Length without reading the body', async () => {
    let closed: Promise<unknown> | undefined;
    portal = await loopback((_, response) => {
      closed = new Promise((resolve) => response.once('close', resolve));
      response.writeHead(200, { 'content-length': String(300 * MIB) }).flushHeaders();
    });
    const error = await failure(portal.client({ maxBytes: MIB }).getJson(portal.url, 's', never));
    expect(error).toMatchObject({ fault: 'too-large' });
    await closed;
  });

  it('counts decompressed bytes: a gzip bomb of 300 MB stops at the cap', async () => {
    let poured: Promise<number> | undefined;
    portal = await loopback((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      const gzip = createGzip({ level: 1 });
      gzip.pipe(response);
      response.once('close', () => gzip.destroy());
      poured = pour(gzip, 300);
    });
    const error = await failure(portal.client({ maxBytes: MIB }).getJson(portal.url, 's', never));
    expect(error).toMatchObject({ fault: 'too-large' });
    expect(await poured).toBeLessThan(300);
  });

  it('takes a body of exactly the cap', async () => {
    portal = await loopback((_, response) => {
      response.write(`"${'a'.repeat(998)}`);
      response.end('"');
    });
    const text = await portal.client({ maxBytes: 1000 }).getJson<string>(portal.url, 's', never);
    expect(text).toHaveLength(998);
  });
});

describe('content encodings', () => {
  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
  ] as const)('reads %s', async (encoding, compress) => {
    portal = await loopback((_, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(compress('{"标题":"临时救助"}'));
    });
    await expect(portal.client().getJson(portal.url, 's', never)).resolves.toEqual({ 标题: '临时救助' });
  });

  it.each([
    ['gzip that is cut off', 'gzip', gzipSync(CHUNK).subarray(0, 300)],
    ['gzip that is none', 'gzip', Buffer.from('{"a":1}')],
    ['brotli that is none', 'br', Buffer.from('{"a":1}'.repeat(50))],
  ])('reports %s', async (_, encoding, bytes) => {
    portal = await loopback((_request, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(bytes);
    });
    const error = await failure(portal.client().getJson(portal.url, 's', never));
    expect(error).toBeInstanceOf(SourceResponseError);
    expect(error).toMatchObject({ fault: 'truncated' });
    expect((error as Error).cause).toHaveProperty('code');
  });

  it('asks for what it can read and reports what it cannot', async () => {
    portal = await loopback((request, response) => {
      if (request.url === '/zstd') response.writeHead(200, { 'content-encoding': 'zstd' }).end('x');
      else json(response, request.headers['accept-encoding']);
    });
    const client = portal.client();
    await expect(client.getJson(portal.url, 's', never)).resolves.toBe('gzip, br');
    expect(await failure(client.getJson(`${portal.url}/zstd`, 's', never))).toMatchObject({
      fault: 'not-json',
    });
  });
});
