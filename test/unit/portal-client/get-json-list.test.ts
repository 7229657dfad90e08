import iconv from 'iconv-lite';
import { SourceResponseError } from '../../../src/domain/errors.js';
import type { JsonListRequest } from '../../../src/pipeline/ports.js';
import { failure, type Loopback, loopback, never, thrown } from './loopback.js';

let portal: Loopback;
afterEach(() => portal.close());

const PLACE = { list: ['result', 'results'], head: ['id'], withhold: ['author', 'author_email'] };

/** A client's reading of what the portal sends. */
async function read(
  body: string | Buffer,
  {
    type = 'application/json',
    validate = () => [],
  }: {
    readonly type?: string;
    readonly validate?: (schemaId: string, value: unknown) => readonly { pointer: string; message: string }[];
  } = {},
) {
  portal = await loopback((_, response) => {
    response.writeHead(200, { 'content-type': type }).end(body);
  });
  const request: JsonListRequest = { url: `${portal.url}/api`, schemaId: 'portal/x', ...PLACE };
  return portal.client({ validate }).getJsonList(request, never);
}

function page(...elements: readonly string[]): string {
  return `{"result":{"count":2,"results":[${elements.join(',')}]}}`;
}

async function only(element: string) {
  const { items } = await read(page(element));
  const sent = items[0]?.sent;
  if (sent === undefined || items.length > 1) throw new Error('the page holds one element');
  return sent;
}

function text(bytes: Uint8Array | undefined): string | undefined {
  return bytes && Buffer.from(bytes).toString();
}

describe('getJsonList', () => {
  it('gives each record with its own bytes, and the envelope checked with its list emptied', async () => {
    const checked: unknown[] = [];
    const validate = (schemaId: string, value: unknown): [] => {
      checked.push([schemaId, value]);
      return [];
    };
    const { envelope, items } = await read(page('{ "id": "编号", "title": "t" }', '7'), { validate });
    expect(envelope).toEqual({ result: { count: 2, results: [] } });
    expect(checked).toEqual([['portal/x', envelope]]);
    expect(items.map(({ sent }) => text(sent?.bytes))).toEqual(['{ "id": "编号", "title": "t" }', '7']);
    expect(items.map(({ head }) => head)).toEqual([{ id: '编号' }, 7]);
    expect(items.map(({ sent }) => sent?.read())).toEqual([{ id: '编号', title: 't' }, 7]);
    expect(portal.requests[0]?.headers.accept).toBe('application/json');
  });

  it.each([
    ['a byte order mark', Buffer.from(`\uFEFF${page('{"id":"数据"}')}`), 'application/json'],
    ['GB18030', iconv.encode(page('{"id":"数据"}'), 'gb18030'), 'application/json; charset=GB2312'],
    ['UTF-16', iconv.encode(page('{"id":"数据"}'), 'utf-16le', { addBOM: true }), 'application/json'],
    ['UTF-8 that is declared as GBK', Buffer.from(page('{"id":"数据"}')), 'application/json; charset=gbk'],
  ])('reads an answer with %s; bytes are UTF-8', async (_, body, type) => {
    const { items } = await read(body, { type });
    expect(items.map(({ sent }) => text(sent?.bytes))).toEqual(['{"id":"数据"}']);
    expect(items.map(({ head }) => head)).toEqual([{ id: '数据' }]);
  });

  it.each([
    ['html', '<!doctype html><title>Login</title>'],
    ['empty', '  '],
    ['truncated', page('{"id":"a"}').slice(0, -4)],
    ['truncated', Buffer.from(page('{"id":"数据"}')).subarray(0, 40)],
    ['not-json', page('{"id":"a"}{"id":"b"}')],
    ['not-json', `${page()}}`],
    ['not-json', page().replace('2', '2x')],
    ['charset', iconv.encode(page('"数据"'), 'gb18030')],
  ])('ends with a typed error when it is %s', async (fault, body) => {
    const error = await failure(read(body));
    expect(error).toBeInstanceOf(SourceResponseError);
    expect(error).toMatchObject({ fault });
  });

  it('ends with a typed error when the envelope breaks its schema', async () => {
    const validate = () => [{ pointer: '/result/count', message: 'is missing' }];
    expect(await failure(read(page('{}'), { validate }))).toMatchObject({
      code: 'source-response',
      fault: 'schema',
    });
  });

  it.each([
    ['is missing', '{"result":{"count":1}}'],
    ['is something else', '{"result":{"results":{"id":"a"}}}'],
    ['has nothing around it', '"a"'],
  ])('lists nothing where the list %s, and leaves that to the schema', async (_, body) => {
    const checked: unknown[] = [];
    const { envelope, items } = await read(body, {
      validate: (_id, value) => {
        checked.push(value);
        return [];
      },
    });
    expect(items).toEqual([]);
    expect(envelope).toEqual(JSON.parse(body));
    expect(checked).toEqual([envelope]);
  });

  it('parses what cannot be split: of two lists of one name the last holds', async () => {
    const { items } = await read('{"result":{"results":[{"id":"a"}],"results":[{ "id":"b", "x":1 }]}}');
    expect(items).toEqual([{ head: { id: 'b', x: 1 } }]);
  });

  it('fails one record that is no JSON when it is read, and no other', async () => {
    const { items } = await read(page('{"id":"a"}', '{"id":"b","x":nul}', '{"id":"c"}'));
    const [before, broken, after] = items;
    expect(items.map(({ head }) => head)).toEqual([{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
    expect(before?.sent?.read()).toEqual({ id: 'a' });
    expect(after?.sent?.read()).toEqual({ id: 'c' });
    const error = thrown(() => broken?.sent?.read());
    expect(error).toBeInstanceOf(SourceResponseError);
    expect(error).toMatchObject({ fault: 'not-json' });
  });
});

describe('withheld', () => {
  it.each([
    ['{ "id":"a", "author" : "张三" ,"x":[ 1.0 ]}', '{ "id":"a", "author" : null ,"x":[ 1.0 ]}'],
    [
      '{"author_email":["a","b"],"id":"a","author":{"author":1}}',
      '{"author_email":null,"id":"a","author":null}',
    ],
    ['{"author":null}', '{"author":null}'],
    ['{"x":{"author":"inner"}}', '{"x":{"author":"inner"}}'],
    ['{"__proto__":1,"author":"A"}', '{"__proto__":1,"author":null}'],
    ['{}', '{}'],
  ])('has null for each value to withhold and every other byte of %s', async (sent, kept) => {
    const item = await only(sent);
    expect(text(item.withheld(item.read()))).toBe(kept);
    expect(text(item.bytes)).toBe(sent);
  });

  it.each([
    ['an escaped name', '{"\\u0061uthor":"张三"}'],
    ['a name that stands twice', '{"author":"张三","author":"李四"}'],
    ['another name that stands twice', '{"x":1,"x":2}'],
    ['no object', '"author"'],
    ['a list', '["author"]'],
    ['nesting that no honest record has', `{"x":${'['.repeat(501)}${']'.repeat(501)}}`],
  ])('is not told of %s', async (_, sent) => {
    const item = await only(sent);
    expect(item.withheld(item.read())).toBeUndefined();
  });
});
