import { read as readBook, utils } from '@e965/xlsx';
import { readRobots } from '../../../src/portal-client/robots-rules.js';
import { startTestServer, type TestServer } from '../../support/api-client.js';
import { createInMemoryCatalog } from '../../support/in-memory-catalog.js';
import { ALL, datasetOf, HEALTH, publish, SCHOOLS } from '../../support/published-datasets.js';

const TABLE = publish(
  datasetOf('t1', {
    title: '停车场</script><!--\u2028',
    fields: [{ name: '名称', dataType: 'C' }],
    distributions: [{ identifier: 'r1', url: 'http://a.cn/x.csv', format: 'CSV' }],
  }),
  { name: 'ting-che-chang', order: 5 },
);
const CROISSANT = `/dataset/${TABLE.name}.croissant.json`;
const PATHS = ['/data.json', CROISSANT, '/robots.txt', '/sitemap.xml', '/sitemap-1.xml'];

describe('the outputs', () => {
  const store = createInMemoryCatalog([...ALL, TABLE]);
  let hub: TestServer;
  beforeAll(async () => {
    hub = await startTestServer({ store });
  });
  afterAll(() => hub.close());

  it.each([
    ['/data.json', 'application/json;charset=utf-8'],
    [CROISSANT, 'application/ld+json;charset=utf-8'],
    ['/robots.txt', 'text/plain;charset=utf-8'],
    ['/sitemap.xml', 'application/xml;charset=utf-8'],
    ['/sitemap-1.xml', 'application/xml;charset=utf-8'],
  ])('give %s as %s', async (path, type) => {
    const { status, headers, body } = await hub.send({ path });
    expect(status).toBe(200);
    expect(headers['content-type']).toBe(type);
    expect(body).not.toBe('');
  });

  it.each(PATHS)('answer %s once, and then that nothing has changed', async (path) => {
    const { etag, 'cache-control': cacheControl } = (await hub.send({ path })).headers;
    expect(etag).toMatch(/^W\/".+"$/);
    expect(cacheControl).toBe('no-cache');
    for (const method of ['GET', 'HEAD']) {
      const again = await hub.send({ method, path, headers: { 'if-none-match': etag ?? '' } });
      expect([again.status, again.body, again.headers.etag]).toEqual([304, '', etag]);
    }
  });

  it.each(PATHS)('answer HEAD of %s with the headers of GET', async (path) => {
    const get = await hub.send({ path });
    const head = await hub.send({ method: 'HEAD', path });
    expect([head.status, head.body]).toEqual([200, '']);
    for (const name of ['content-type', 'etag', 'cache-control']) {
      expect(head.headers[name]).toBe(get.headers[name]);
    }
    expect(head.headers).not.toHaveProperty('content-length');
  });

  it('read nothing of the catalogue for HEAD', async () => {
    let read = 0;
    const own = createInMemoryCatalog(ALL);
    const counting = {
      ...own,
      *all() {
        read += 1;
        yield* own.all();
      },
    };
    const counted = await startTestServer({ datasets: counting, store: own });
    await counted.send({ method: 'HEAD', path: '/data.json' });
    expect(read).toBe(0);
    await counted.send({ path: '/data.json' });
    expect(read).toBe(1);
    await counted.close();
  });

  it('are read by scripts of any origin, or of those that are allowed', async () => {
    const headers = { origin: 'https://app.example.org' };
    for (const path of PATHS) {
      expect((await hub.send({ path, headers })).headers['access-control-allow-origin']).toBe('*');
    }
    const asked = await hub.send({ method: 'OPTIONS', path: '/data.json', headers });
    expect([asked.status, asked.headers['allow']]).toEqual([200, 'GET, HEAD, OPTIONS']);
    expect((await hub.send({ path: '/', headers })).headers).not.toHaveProperty(
      'access-control-allow-origin',
    );
    const strict = await startTestServer({ store, corsOrigins: ['https://other.example.org'] });
    const answer = await strict.send({ path: '/data.json', headers });
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    await strict.close();
  });

  it('come packed to who takes it', async () => {
    const plain = await fetch(`${hub.url}/data.json`, { headers: { 'Accept-Encoding': 'identity' } });
    const packed = await fetch(`${hub.url}/data.json`, { headers: { 'Accept-Encoding': 'gzip' } });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(await packed.text()).toBe(await plain.text());
  });

  it('break off where the store does, and say why in the log', async () => {
    const logged: unknown[] = [];
    const broken = {
      ...store,
      *all(): Generator<never> {
        throw new Error('the disk is gone');
      },
    };
    const own = await startTestServer({
      ...{ store, datasets: broken },
      logger: { error: (facts, message) => logged.push([facts['url'], message]) },
    });
    await expect(fetch(`${own.url}/data.json`).then((answer) => answer.text())).rejects.toThrow();
    expect(logged).toEqual([['/data.json', 'a streamed answer broke off']]);
    await own.close();
  });

  it.each(['/catalog.xlsx', '/open-catalog.xlsx'])(
    'give %s whole or in part, with its Chinese name',
    async (path) => {
      const titlesOf = async (query: string): Promise<readonly unknown[]> => {
        const answer = await fetch(`${hub.url}${path}${query}`);
        expect(answer.headers.get('content-type')).toMatch(/spreadsheetml\.sheet$/);
        const book = readBook(Buffer.from(await answer.arrayBuffer()));
        const rows = utils.sheet_to_json<Record<string, unknown>>(book.Sheets[book.SheetNames[0]!]!);
        return [...new Set(rows.map((row) => row['信息资源名称']))].sort();
      };
      expect(await titlesOf('')).toHaveLength(ALL.length + 1);
      const of = ({ title }: { readonly title: string }): string => encodeURIComponent(title);
      const own = ALL.filter(({ publisher }) => publisher.identifier === HEALTH.identifier)
        .map(({ dataset }) => dataset.title)
        .sort();
      expect(await titlesOf(`?publisher=${of(HEALTH)}`)).toEqual(own);
      expect(await titlesOf(`?region=${of(HEALTH)}`)).toEqual(own);
      const head = await hub.send({ method: 'HEAD', path: `${path}?publisher=${of(HEALTH)}` });
      const name = head.headers['content-disposition'] ?? '';
      expect(name.startsWith(`attachment; filename="${path.slice(1)}"; filename*=UTF-8''`)).toBe(true);
      expect(decodeURIComponent(name.split("''")[1]!)).toMatch(new RegExp(`^${HEALTH.title}-.*目录\\.xlsx$`));
      const again = await hub.send({
        path,
        headers: { 'if-none-match': (await hub.send({ method: 'HEAD', path })).headers.etag! },
      });
      expect(again.status).toBe(304);
      for (const [query, status] of [
        ['?publisher=x', 404],
        ['?region=x', 404],
        ['?publisher=', 400],
        ['?city=x', 400],
        ['?region=a&region=b', 400],
      ] as const) {
        const refused = await hub.send({ path: path + query });
        expect([refused.status, refused.headers['content-type']]).toEqual([
          status,
          'text/plain;charset=utf-8',
        ]);
        expect(refused.headers).not.toHaveProperty('etag');
      }
    },
  );

  it('are not there where there is nothing to give', async () => {
    for (const path of [
      `/dataset/${SCHOOLS.name}.croissant.json`,
      '/dataset/nothing.croissant.json',
      '/sitemap-2.xml',
      '/sitemap-0.xml',
      '/sitemap-01.xml',
      '/sitemap-x.xml',
      '/sitemap-99999999.xml',
    ]) {
      const { status, headers } = await hub.send({ path });
      expect(status).toBe(404);
      expect(headers).not.toHaveProperty('etag');
    }
    // The page beside it is.
    expect((await hub.send({ path: `/dataset/${SCHOOLS.name}` })).status).toBe(200);
  });

  it('close the API to crawlers, but not to other hubs', async () => {
    const { body } = await hub.send({ path: '/robots.txt' });
    expect(body).toContain('\nSitemap: https://hub.example.org/sitemap.xml\n');
    expect(readRobots(hub.url, body).forbids(`${hub.url}/api/3/action/package_search?q=x`)).toBeUndefined();
    const crawler = readRobots(
      hub.url,
      body.replaceAll('Lianmu', 'Other').replace('agent: *', 'agent: Lianmu'),
    );
    expect(crawler.forbids(`${hub.url}/api/3/action/package_search?q=x`)).toContain('Disallow: /api/');
    for (const path of ['/', '/dataset', '/api/docs', '/data.json', '/sitemap-1.xml']) {
      expect(crawler.forbids(`${hub.url}${path}`)).toBeUndefined();
    }
  });

  it('are part of the first page: what the catalogue is', async () => {
    const home = await hub.send({ path: '/?lang=en' });
    expect(scriptOf(home.body)).toMatchObject({
      '@type': 'DataCatalog',
      name: 'Catalogue of Jiang Province',
    });
  });

  it('are part of the pages of datasets: what it is, and where its Croissant is', async () => {
    const page = await hub.send({ path: `/dataset/${TABLE.name}` });
    expect(scriptOf(page.body)).toMatchObject({ '@type': 'Dataset', name: TABLE.dataset.title });
    expect(page.body).toContain(`href="${CROISSANT}"`);
    // Besides those that only name a file of ours.
    expect(page.body.replace(/<script [^>]*src="[^"]*"><\/script>/g, '').match(/<\/script>/g)).toHaveLength(
      1,
    );
    expect(page.body).not.toContain('<!--');
    expect(
      page.body.slice(0, page.body.indexOf('</head>')).replace(/<title>[^]*?<\/title>/, ''),
    ).not.toContain('\u2028');
    const schools = await hub.send({ path: `/dataset/${SCHOOLS.name}` });
    expect(schools.body).not.toContain('croissant');
  });
});

function scriptOf(page: string): unknown {
  const [, json = ''] = /<script type="application\/ld\+json">([^<]*)<\/script>/.exec(page) ?? [];
  return JSON.parse(json);
}

describe('sitemaps', () => {
  it('list every dataset once, however many there are', async () => {
    const many = Array.from({ length: 100_001 }, (_, index) => {
      const identifier = `${((index * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, '0')}-${index}`;
      return { identifier, name: `n-${index}`, changed: '2026-02-03T04:05:06.000007' };
    }).sort((one, other) => (one.identifier < other.identifier ? -1 : 1));
    const store = createInMemoryCatalog(ALL);
    let longest = 0;
    const datasets = {
      ...store,
      stamps({ after, before, limit }: { after: string; before: string; limit: number }) {
        // The first beyond, by halving: the list is sorted.
        let first = 0;
        for (let end = many.length; first < end;) {
          const middle = (first + end) >> 1;
          if (many[middle]!.identifier > after) end = middle;
          else first = middle + 1;
        }
        const page = many.slice(first, first + limit);
        longest = Math.max(longest, limit);
        return page.filter(({ identifier }) => identifier < before);
      },
    };
    const total = { search: () => Promise.resolve({ count: many.length, sort: '', facets: new Map() }) };
    const hub = await startTestServer({
      ...{ store, datasets },
      search: { ...store.openSearch(), ...total, seq: 1 } as never,
    });
    const index = await hub.send({ path: '/sitemap.xml' });
    const sitemaps = [
      ...index.body.matchAll(
        /<sitemap><loc>https:\/\/hub\.example\.org([^<]*)<\/loc><lastmod>[^<]*Z<\/lastmod><\/sitemap>/g,
      ),
    ];
    expect(sitemaps.map(([, path]) => path)).toEqual([1, 2, 3, 4].map((number) => `/sitemap-${number}.xml`));
    const listed: string[] = [];
    for (const [, path = ''] of sitemaps) {
      const { body } = await hub.send({ path });
      expect(body).toMatch(
        /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<urlset xmlns="http:\/\/www\.sitemaps\.org\/schemas\/sitemap\/0\.9">\n(?:<url><loc>[^<>&]+<\/loc>(?:<lastmod>2026-02-03T04:05:06Z<\/lastmod>)?<\/url>\n)+<\/urlset>\n$/,
      );
      const urls = [...body.matchAll(/<loc>https:\/\/hub\.example\.org\/dataset\/([^<]*)<\/loc>/g)];
      expect(urls.length).toBeLessThanOrEqual(50_000);
      listed.push(...urls.map(([, name = '']) => name));
    }
    expect(listed).toHaveLength(many.length);
    expect(new Set(listed).size).toBe(many.length);
    expect(longest).toBe(500);
    await hub.close();
  });

  it('are there for an empty catalogue, and escape what stands in addresses', async () => {
    const hub = await startTestServer({
      store: createInMemoryCatalog([]),
      site: {
        ...{ title: { zh: '目', en: 'c' }, description: { zh: '', en: '' }, languages: ['zh'] },
        ...{ url: 'https://hub.example.org/a&b', publisher: { name: '局' } },
      },
    });
    expect((await hub.send({ path: '/sitemap.xml' })).body).toContain(
      '<sitemap><loc>https://hub.example.org/a&amp;b/sitemap-1.xml</loc></sitemap>',
    );
    const { body } = await hub.send({ path: '/sitemap-1.xml' });
    expect(body).toContain('<url><loc>https://hub.example.org/a&amp;b/</loc></url>\n');
    expect(body).toContain('<url><loc>https://hub.example.org/a&amp;b/group/health</loc></url>\n');
    expect(body).not.toMatch(/organization\/|dataset\//);
    await hub.close();
  });
});
