import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import type { ListedItem, PortalDocument } from '../../../src/pipeline/ports.js';
import { documentOf } from '../../support/text-document.js';
import { failure, json, type Loopback, loopback, thrown } from './loopback.js';

const signal = new AbortController().signal;
const PLACE = { list: [], head: ['id'], withhold: ['secret'] };

let portal: Loopback | undefined;
afterEach(async () => {
  await portal?.close();
  portal = undefined;
});

async function listed(document: PortalDocument): Promise<readonly ListedItem[]> {
  const items: ListedItem[] = [];
  for await (const item of document.records(PLACE)) items.push(item);
  return items;
}

/** Files of documents that keep their name: those of other processes have one for a moment only. */
async function leftBehind(): Promise<readonly string[]> {
  const named = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('lianmu-document-'));
  const first = new Set(named());
  const end = Date.now() + 5000;
  let left = [...first];
  while (left.length > 0 && Date.now() < end) {
    await setTimeout(20);
    left = named().filter((name) => first.has(name));
  }
  return left;
}

describe('a document of a portal', () => {
  it('is read record by record, twice if need be, and leaves no file behind', async () => {
    portal = await loopback((_request, response) => {
      json(response, [{ id: 1, secret: 'x' }, { id: 2 }]);
    });
    const document = await portal.client().openDocument(portal.url, 'application/json', signal);
    expect(document).toMatchObject({ mediaType: 'application/json', charset: 'utf-8', size: 32 });
    for (const turn of [1, 2]) {
      const [first, second] = await listed(document);
      expect([turn, first?.head, second?.head]).toEqual([turn, { id: 1 }, { id: 2 }]);
      const value = first?.sent?.read();
      expect(value).toEqual({ id: 1, secret: 'x' });
      expect(Buffer.from(first?.sent?.withheld(value) ?? []).toString()).toBe('{"id":1,"secret":null}');
    }
    expect(await leftBehind()).toEqual([]);
    await document.close();
  });

  it('may be larger than an answer in memory, as long as each record is not', async () => {
    const records = Array.from({ length: 500 }, (_none, id) => ({ id, text: 'x'.repeat(1000) }));
    portal = await loopback((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(JSON.stringify(records)));
    });
    const client = portal.client({ maxBytes: 10_000, maxDocumentBytes: 1_000_000 });
    const document = await client.openDocument(portal.url, '*/*', signal);
    expect(await listed(document)).toHaveLength(500);
    expect(await failure(document.text())).toMatchObject({ code: 'source-response', fault: 'too-large' });
    await document.close();
  });

  it('is cut off where it is larger than a document may be', async () => {
    portal = await loopback((_request, response) => {
      const send = (): void => {
        while (response.write(Buffer.alloc(65_536, 0x20)));
        response.once('drain', send);
      };
      send();
    });
    const client = portal.client({ maxDocumentBytes: 3_000_000 });
    const error = await failure(client.openDocument(portal.url, '*/*', signal));
    expect(error).toMatchObject({ code: 'source-response', fault: 'too-large' });
    expect(await leftBehind()).toEqual([]);
  });

  it('has the time-out once more for each stretch, but not without end', async () => {
    portal = await loopback((_request, response) => {
      response.write('[');
    });
    const client = portal.client({ timeoutMs: 100 });
    expect(await failure(client.openDocument(portal.url, '*/*', signal))).toMatchObject({
      code: 'source-unavailable',
    });
  });

  it('is asked for again when it broke off', async () => {
    let turn = 0;
    portal = await loopback((_request, response) => {
      turn += 1;
      if (turn > 1) json(response, [{ id: 1 }]);
      else {
        response.writeHead(200, { 'content-length': '100' }).write('[{"id"');
        response.destroy();
      }
    });
    const document = await portal.client({ retries: 1 }).openDocument(portal.url, '*/*', signal);
    expect(await listed(document)).toHaveLength(1);
    await document.close();
  });
});

describe('a question with a body', () => {
  it('goes out as it is written, and once more after a failure', async () => {
    const bodies: string[] = [];
    portal = await loopback((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        bodies.push(`${request.method ?? ''} ${request.headers['content-type'] ?? ''} ${text}`);
        if (bodies.length === 1) response.writeHead(503).end();
        else json(response, { ok: true });
      });
    });
    const body = { mediaType: 'application/json', text: '{"页":1}' };
    const client = portal.client({ retries: 1 });
    expect(await client.getJson({ url: portal.url, body }, 'any', signal)).toEqual({ ok: true });
    expect(bodies).toEqual(['POST application/json {"页":1}', 'POST application/json {"页":1}']);
  });

  it.each([
    [302, 'GET'],
    [307, 'POST'],
  ])('is asked after a redirect by %s with %s', async (status, method) => {
    portal = await loopback((request, response) => {
      if (request.url === '/') response.writeHead(status, { location: '/there' }).end();
      else json(response, { method: request.method, type: request.headers['content-type'] ?? null });
    });
    const body = { mediaType: 'text/plain', text: 'x' };
    expect(await portal.client().getJson({ url: `${portal.url}/`, body }, 'any', signal)).toEqual({
      method,
      type: method === 'POST' ? 'text/plain' : null,
    });
  });
});

describe('a file', () => {
  it.each<[string, Uint8Array]>([
    ['UTF-8 with a mark', Buffer.from('\uFEFF[{"id":"政务"}]')],
    ['UTF-16', iconv.encode('[{"id":"政务"}]', 'utf-16le', { addBOM: true })],
    ['UTF-16, the other way round', iconv.encode('[{"id":"政务"}]', 'utf-16be', { addBOM: true })],
  ])('in %s is read', async (_case, bytes) => {
    const document = await documentOf(bytes);
    expect((await listed(document)).map(({ head }) => head)).toEqual([{ id: '政务' }]);
    await document.close();
  });

  it.each<[string, string, string]>([
    ['no UTF-8', '\u00d5\u00fe', 'charset'],
    ['HTML', '<html><title>502</title>', 'html'],
    ['nothing', '', 'empty'],
    ['another text', '{"a":1} und', 'not-json'],
    ['half a list', '[{"id":1},{"id"', 'truncated'],
  ])('with %s is refused by a typed error', async (_case, content, fault) => {
    const document = await documentOf(Buffer.from(content, 'latin1'));
    expect(await failure(listed(document))).toMatchObject({ code: 'source-response', fault });
    await document.close();
  });

  it('with one record that is no text keeps the others', async () => {
    const document = await documentOf(Buffer.from('[{"id":1},{"id":"\u00d5"},{"id":3}]', 'latin1'));
    await expect(listed(document)).rejects.toMatchObject({ fault: 'charset' });
    await document.close();
    const late = Buffer.concat([
      Buffer.from('[1,'),
      Buffer.alloc(300_000, 0x20),
      Buffer.from('"\u00d5",3]', 'latin1'),
    ]);
    const other = await documentOf(late);
    const items = await listed(other);
    expect(items.map(({ head }) => head)).toEqual([1, undefined, 3]);
    expect(thrown(() => items[1]?.sent?.read())).toMatchObject({ fault: 'charset' });
    await other.close();
  });

  it('that is larger than a document may be is not opened', async () => {
    await expect(documentOf('12345', 'a.json', { maxDocumentBytes: 4 })).rejects.toMatchObject({
      fault: 'too-large',
    });
  });

  it('says what it is by its ending', async () => {
    const document = await documentOf('a,b', 'Liste.CSV');
    expect(document).toMatchObject({ url: 'Liste.CSV', mediaType: 'text/csv', size: 3 });
    await document.close();
  });

  it('gives the text of the charset that its XML names', async () => {
    const document = await documentOf(
      iconv.encode('<?xml version="1.0" encoding="GBK"?><a>政务</a>', 'gbk'),
      'a.xml',
    );
    expect(await document.text()).toContain('政务');
    await document.close();
  });
});
