import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { read } from '@e965/xlsx';
import { jest } from '@jest/globals';
import { exportCatalog } from '../../src/app/export-catalog.js';
import { PAGES } from '../../src/http/pages/routes.js';
import { csvLine } from '../../src/serialise/tables/csv.js';
import { DATASET_TABLE, DISTRIBUTION_TABLE } from '../../src/serialise/tables/rows.js';
import { SITE } from '../support/api-client.js';
import { harmIn } from '../support/hostile-pages/harm.js';
import { type HostileHub, openHostileHub } from '../support/hostile-pages/hostile-hub.js';
import { pagePaths } from '../support/hostile-pages/page-examples.js';
import { EVIL, PAYLOADS } from '../support/hostile-pages/payloads.js';

/** A whole harvest and hundreds of pages, on a busy machine. */
jest.setTimeout(120_000);

const URLS = PAGES.map(({ url }) => url);
const HOST = 'host-of-nobody.example';
/** Headers that differ from one answer to the next. */
const PASSING = ['date', 'connection', 'keep-alive', 'transfer-encoding'];

let hub: HostileHub;
let paths: ReadonlyMap<string, readonly string[]>;
beforeAll(async () => {
  hub = await openHostileHub();
  paths = pagePaths(hub);
});
afterAll(() => hub.close());

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sends the path as it is: `fetch` would tidy it. */
async function ask(
  path: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const { port } = new URL(hub.url);
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
      buffer(answer).then((bytes) => {
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: bytes.toString('utf8') });
      }, reject);
    });
    sent.on('error', reject);
    sent.end();
  });
}

function withQuery(path: string, query: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}${query}`;
}

/** What is wrong with an answer, whatever was asked. */
function faultsOf({ status, headers, body }: Answer): readonly string[] {
  const faults: string[] = [];
  if (status >= 500) faults.push(`status ${status}`);
  if (headers['x-content-type-options'] !== 'nosniff') faults.push('may be taken for another type');
  if (headers['set-cookie'] !== undefined) faults.push('sets a cookie');
  const { location } = headers;
  if (location !== undefined && !/^\/(?![/\\])[^\s\\]*$/.test(location)) faults.push(`leads to ${location}`);
  if (!(headers['content-type'] ?? '').startsWith('text/html')) return faults;
  const policy = String(headers['content-security-policy'] ?? '');
  for (const part of [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
  ])
    if (!policy.split('; ').includes(part)) faults.push(`a policy without ${part}`);
  if (!policy.includes('frame-ancestors ') || policy.includes('unsafe')) faults.push(`a policy of ${policy}`);
  if (headers['referrer-policy'] !== 'no-referrer') faults.push('tells others where its readers come from');
  if (status !== 304 && body !== '') faults.push(...harmIn(body));
  return faults;
}

/** Asks for each and tells what is wrong, by path. */
async function walk(asked: readonly string[], headers: Record<string, string> = {}): Promise<object> {
  const faults: Record<string, readonly string[]> = {};
  const left = [...asked];
  async function go(): Promise<void> {
    for (let path = left.pop(); path !== undefined; path = left.pop()) {
      const found = faultsOf(await ask(path, { headers }));
      if (found.length > 0) faults[path] = [...new Set(found)].slice(0, 5);
    }
  }
  await Promise.all([go(), go(), go(), go()]);
  return faults;
}

describe('what is looked for', () => {
  const page = (main: string): string =>
    `<html><head><title>x</title></head><body><main>${main}</main></body></html>`;

  it.each([
    '<script>alert(1)</script>',
    '<script src="https://x.example/a.js"></script>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" java\tscript:alert(1)">x</a>',
    '<a href="//x.example/">x</a>',
    '<a href="/\\x.example/">x</a>',
    `<a href="https://${EVIL}/">x</a>`,
    '<svg><a xlink:href="data:text/html,x">x</a></svg>',
    '<img src="https://x.example/a.png">',
    '<img src="x">',
    '<p onclick="x()">x</p>',
    '<p style="color:red">x</p>',
    '<style>p{}</style>',
    '<form action="https://x.example/"></form>',
    '<iframe src="https://x.example/"></iframe>',
    '<base href="/x">',
    '<meta http-equiv="refresh" content="0">',
    '<script type="application/ld+json">{"a":"<!--"}</script>',
    '<object data="/x"></object>',
    'a\u202eb',
    'a\u0000b',
    '</main><main>',
  ])('is found: %s', (main) => {
    expect(harmIn(page(main))).not.toEqual([]);
  });

  it('is not what pages have of their own', () => {
    const own =
      `<a href="/x?a=b#c">x</a><a href="https://${EVIL}/" rel="nofollow noopener noreferrer">x</a>` +
      '<script type="application/ld+json">{"a":1}</script><script type="module" src="/assets/a.1.js"></script>' +
      '<svg><title>x</title><rect width="1%"/></svg><iframe src="/embed/search"></iframe>';
    expect(harmIn(page(own))).toEqual([]);
  });
});

describe('a page of hostile records', () => {
  it('is made of records that were published, hostile as they are', () => {
    expect(hub.published).toBeGreaterThan(Object.keys(PAYLOADS).length / 2);
    const titles = [...hub.reading.datasets.all()].map(({ dataset }) => dataset.title);
    expect(titles.join('\n')).toContain('<script>');
    expect(titles.some((title) => title.startsWith('=HYPERLINK'))).toBe(true);
  });

  it('is known here for every route that there is', () => {
    expect([...paths].filter(([, examples]) => examples.length === 0).map(([url]) => url)).toEqual([]);
  });

  it.each(URLS)('%s does nothing that a portal wrote, in any language', async (url) => {
    const examples = paths.get(url) ?? [];
    const asked = ['', 'lang=en', 'lang=zh-Hant'].flatMap((query) =>
      examples.map((path) => (query === '' ? path : withQuery(path, query))),
    );
    expect(await walk(asked)).toEqual({});
  });

  it.each(URLS)('%s does nothing of an earlier day either', async (url) => {
    const examples = (paths.get(url) ?? []).slice(0, 8).map((path) => withQuery(path, 'as_of=5'));
    expect(await walk(examples)).toEqual({});
  });

  it('shows the titles as they were written', async () => {
    const { body } = await ask('/embed/results?rows=20');
    expect(body).toContain('&lt;script>');
    const earlier = await ask('/embed/results?rows=20&as_of=5');
    expect([earlier.status, /目录为 20\d\d年.+ 的状态/.test(earlier.body)]).toEqual([200, true]);
  });
});

/** Values that do not belong into a parameter. */
const ODD: readonly string[] = [
  'q=a&q=b&q[]=c&q[x]=d&q[__proto__]=e',
  'lang=en&lang=zh&lang[]=x',
  'lang=%22%3E%3Cscript%3Ealert(1)%3C/script%3E',
  'as_of=2026-09-02&as_of=%3Cscript%3E',
  'as_of=%22%3E%3Cscript%3Ealert(1)%3C/script%3E',
  'as_of=-1',
  'as_of=99999999999999999999',
  `q=${'a'.repeat(10_000)}`,
  `q=${encodeURIComponent('目录 ').repeat(500)}`,
  'page=-1&rows=1e9&start=NaN&sort=id;drop',
  'page=999999999999999999999&rows=0',
  '__proto__[polluted]=1&constructor[prototype][polluted]=1',
  'q=%00%ff%fe&%=%&&&==',
  'q=%22&fq=%22&sort=%22',
  'groups=%22%5C&tags=%22&organization=%2A&res_format=%3A',
  'what=%3Cb%3E&name=%22%3E&chart=..%2F&accent=%22%7D&in=x',
];

describe('a parameter that does not belong', () => {
  it.each(URLS)('breaks nothing of %s', async (url) => {
    const [path] = paths.get(url) ?? [];
    expect(await walk(ODD.map((query) => withQuery(path ?? url, query)))).toEqual({});
    expect({}).not.toHaveProperty('polluted');
  });
});

const OTHER_SITES: readonly string[] = [
  `//${EVIL}`,
  `/\\${EVIL}`,
  `\\\\${EVIL}`,
  `https://${EVIL}`,
  `https:${EVIL}`,
  `%2f%2f${EVIL}`,
  `/%09/${EVIL}`,
  `/%5c${EVIL}`,
  `x%0d%0aLocation:%20https://${EVIL}`,
  `x%0d%0aSet-Cookie:%20a=b`,
  `${EVIL}%2f..`,
  `.${EVIL}`,
  `@${EVIL}`,
  'javascript:alert(1)',
];
const WHERE_TO = [
  'next',
  'url',
  'return',
  'returnTo',
  'redirect',
  'to',
  'id',
  'name',
  'q',
  'lang',
  'as_of',
  'from',
];

describe('the way on from a page', () => {
  it.each(URLS)('never leads from %s to another site', async (url) => {
    const filled = OTHER_SITES.map((site) => url.replace(/[:*]\w*/g, encodeURIComponent(site)));
    const raw = OTHER_SITES.filter((site) => !site.startsWith('\\')).map((site) =>
      url.replace(/[:*]\w*/g, site),
    );
    const [path = url] = paths.get(url) ?? [];
    const asked = OTHER_SITES.map((site) =>
      withQuery(path, WHERE_TO.map((key) => `${key}=${encodeURIComponent(site)}`).join('&')),
    );
    expect(await walk([...filled, ...raw, ...asked])).toEqual({});
  });

  it('is never another site for a path that looks like one', async () => {
    const bare = OTHER_SITES.filter((site) => site.startsWith('/')).flatMap((site) => [
      site,
      `${site}/`,
      `${site}/..`,
    ]);
    expect(
      await walk([...bare, '/dataset//', '/dataset/%2f%2f', '//dataset', '/./dataset', '/%2e%2e/']),
    ).toEqual({});
  });
});

describe('an answer', () => {
  it.each(URLS)('%s takes nothing from the name that the caller gives the host', async (url) => {
    const [path = url] = paths.get(url) ?? [];
    const headers = {
      Host: HOST,
      'X-Forwarded-Host': HOST,
      'X-Forwarded-Proto': 'javascript',
      Forwarded: `host=${HOST}`,
      'X-Original-URL': `/${HOST}`,
      'X-Rewrite-URL': `/${HOST}`,
      Referer: `https://${HOST}/`,
    };
    const answer = await ask(path, { headers });
    expect(JSON.stringify(answer.headers) + answer.body).not.toContain(HOST);
    expect(faultsOf(answer)).toEqual([]);
  });

  it.each(URLS)('%s has the same head for HEAD as for GET', async (url) => {
    const [path = url] = paths.get(url) ?? [];
    const [got, headed] = await Promise.all([ask(path), ask(path, { method: 'HEAD' })]);
    const headOf = ({ headers }: Answer): object =>
      Object.fromEntries(Object.entries(headers).filter(([name]) => !PASSING.includes(name)));
    expect([headed.status, headed.body]).toEqual([got.status, '']);
    expect(headOf(headed)).toEqual(headOf(got));
  });

  it.each([
    '/nothing',
    '/dataset/never',
    '/dataset/evil/never',
    '/dataset?as_of=x',
    '/dataset?q=%22',
    '/%ff',
    '/%00',
    '/api/3/action/nothing',
    '/api/3/action/package_show?id=%3Cscript%3E',
    '/assets/nothing.css',
    '/assets/../../package.json',
    '/assets/%2e%2e%2f%2e%2e%2fpackage.json',
    '/embed.js',
    '/embed/accent.css?c=%7D*%7B',
    '/assets/theme.css',
    '/robots.txt',
    '/sitemap.xml',
    '/data.json',
    '/catalog.ttl',
    '/catalog.xlsx',
  ])('%s is what it says that it is, and no more', async (path) => {
    const answer = await ask(path);
    expect(faultsOf(answer)).toEqual([]);
    const type = answer.headers['content-type'] ?? '';
    expect([type, answer.body.includes('"dependencies"')]).toEqual([
      expect.stringMatching(/\w+\/[\w.+-]+/),
      false,
    ]);
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH'])('to %s changes nothing and says so', async (method) => {
    for (const path of ['/', '/dataset', '/embed', '/embed/search']) {
      const answer = await ask(path, { method });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(faultsOf(answer)).toEqual([]);
    }
  });
});

/** What a spreadsheet takes for a formula. */
const FORMULA = /^\s*[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/u;

describe('a table to download', () => {
  it.each(['guide-xlsx', 'open-catalog-xlsx'] as const)('has no formula as %s', async (format) => {
    const { signal } = new AbortController();
    const parts = exportCatalog({ format, signal }, { datasets: hub.reading.datasets, sources: [] }, SITE);
    const book = read(await buffer(Readable.from(parts)), { cellFormula: true });
    const cells = book.SheetNames.flatMap((name) =>
      Object.entries(book.Sheets[name] ?? {}).filter(([place]) => !place.startsWith('!')),
    ).map(
      ([, cell]) =>
        cell as { readonly t: string; readonly f?: string; readonly v?: unknown; readonly l?: unknown },
    );
    expect(cells.some(({ v }) => String(v).startsWith('=HYPERLINK'))).toBe(true);
    expect(cells.filter(({ f, t }) => f !== undefined || t === 'e')).toEqual([]);
    for (const { l } of cells) expect(JSON.stringify(l ?? '')).not.toMatch(/javascript:|vbscript:|data:/i);
  });

  it('has no formula as CSV', () => {
    const lines = [...hub.reading.datasets.all()].flatMap((published) =>
      [DATASET_TABLE, DISTRIBUTION_TABLE].flatMap((table) => table.rowsOf(published).map(csvLine)),
    );
    const cells = lines.flatMap((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,\r]*))/g)].map(
        ([, quoted, plain]) => quoted ?? plain ?? '',
      ),
    );
    expect(cells.some((cell) => cell.startsWith("'=HYPERLINK"))).toBe(true);
    const formulas = cells.filter((cell) => FORMULA.test(cell) && !/^-?\d+(?:\.\d+)?$/.test(cell));
    expect(formulas).toEqual([]);
  });
});
