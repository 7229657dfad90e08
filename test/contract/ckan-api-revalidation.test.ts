import { SITE, startTestServer, type TestServer } from '../support/api-client.js';
import { GOLDEN_CALLS } from '../support/golden-calls.js';
import { createInMemoryCatalog } from '../support/in-memory-catalog.js';
import { ALL, datasetOf, publish, SCHOOLS } from '../support/published-datasets.js';

const SHOW = `/api/3/action/package_show?id=${SCHOOLS.name}`;
/** The pilot plan's figures follow from the day and the runs besides. */
const ELSEWHERE = ['pilot_report_show', 'pilot_trend_show'];
const good = GOLDEN_CALLS.filter(([golden]) => !golden.startsWith('error.') && !ELSEWHERE.includes(golden));

describe('revalidation', () => {
  const store = createInMemoryCatalog(ALL);
  let hub: TestServer;
  beforeAll(async () => {
    hub = await startTestServer({ store });
  });
  afterAll(() => hub.close());

  it.each(good.map(([name, action, parameters]) => ({ name, action, parameters })))(
    'answers $name once, and then that nothing has changed, without any work',
    async ({ action, parameters = {} }) => {
      const path = `/api/3/action/${action}?${new URLSearchParams(parameters).toString()}`;
      const first = await hub.send({ path });
      const tag = first.headers.etag!;
      expect(tag).toMatch(/^W\/".+"$/);
      expect(first.headers['cache-control']).toBe('no-cache');
      const { searches } = store;
      for (const method of ['GET', 'HEAD']) {
        const again = await hub.send({ method, path, headers: { 'if-none-match': `"x", ${tag}` } });
        expect(again.status).toBe(304);
        expect(again.body).toBe('');
        expect(again.headers.etag).toBe(tag);
      }
      expect(store.searches).toBe(searches);
    },
  );

  it('answers anew when something was published', async () => {
    const own = createInMemoryCatalog(ALL);
    const fresh = await startTestServer({ store: own });
    const tag = (await fresh.send({ path: SHOW })).headers.etag!;
    own.publish(publish(datasetOf('new', { title: '新' }), { name: 'new', order: 9 }));
    const again = await fresh.send({ path: SHOW, headers: { 'if-none-match': tag } });
    expect(again.status).toBe(200);
    expect(again.headers.etag).not.toBe(tag);
    await fresh.close();
  });

  it('answers anew from another version of the hub, and from one that says other things of itself', async () => {
    const path = '/api/3/action/status_show';
    const { etag } = (await hub.send({ path })).headers;
    const others = [{ version: '0.2.0' }, { site: { ...SITE, url: 'https://other.example.org' } }];
    for (const other of others) {
      const changed = await startTestServer(other);
      expect((await changed.send({ path, headers: { 'if-none-match': etag! } })).status).toBe(200);
      await changed.close();
    }
  });

  it('tells requests apart', async () => {
    const tags = await Promise.all(
      [SHOW, `${SHOW}&callback=cb`, '/api/3/action/site_read'].map(
        async (path) => (await hub.send({ path })).headers.etag,
      ),
    );
    expect(new Set(tags).size).toBe(3);
  });

  it('takes the tag without its sign of weakness', async () => {
    const tag = (await hub.send({ path: SHOW })).headers.etag!.replace('W/', '');
    expect((await hub.send({ path: SHOW, headers: { 'if-none-match': tag } })).status).toBe(304);
  });

  it('gives no tag to errors, nor to POST', async () => {
    for (const request of [
      { path: '/api/3/action/package_show?id=x' },
      { path: '/api/3/action/user_show' },
      { path: '/api/3/action/nothing' },
      { method: 'POST', path: SHOW },
    ]) {
      const { headers } = await hub.send({ headers: { 'if-none-match': '*' }, ...request });
      expect(headers).not.toHaveProperty('etag');
    }
  });

  it('lets scripts of other origins read tags and links', async () => {
    const { headers } = await hub.send({ path: SHOW, headers: { origin: 'https://app.example.org' } });
    expect(headers['access-control-expose-headers']).toBe('ETag, Link');
  });
});

describe('links', () => {
  const many = Array.from({ length: 30 }, (_, index) => {
    const publisher = {
      ...SCHOOLS.publisher,
      identifier: `id-${index}`,
      name: `org-${String(index).padStart(2, '0')}`,
    };
    return publish(datasetOf(`m${index}`, { title: 't' }), { name: `n-${index}`, order: index, publisher });
  });
  let hub: TestServer;
  beforeAll(async () => {
    hub = await startTestServer({ store: createInMemoryCatalog(many) });
  });
  afterAll(() => hub.close());

  async function links(path: string, method = 'GET'): Promise<Readonly<Record<string, string>>> {
    const { headers } = await hub.send({ path: `/api/3/action/${path}`, method });
    const header = headers['link'];
    if (header === undefined) return {};
    const found = (Array.isArray(header) ? header.join(', ') : header).matchAll(
      /<https:\/\/hub\.example\.org([^>]*)>; rel="([\w-]+)"/g,
    );
    return Object.fromEntries([...found].map(([, target = '', rel = '']) => [rel, target]));
  }

  const pages: readonly (readonly [path: string, rels: readonly string[]])[] = [
    ['package_search', ['next']],
    ['package_search?start=10&rows=10', ['first', 'prev', 'next']],
    ['package_search?start=20', ['first', 'prev']],
    ['package_search?rows=0', []],
    ['package_search?rows=5000', []],
    ['package_list', []],
    ['package_list?limit=30', []],
    ['package_list?limit=29', ['next']],
    ['organization_list', []],
    ['organization_list?all_fields=true', ['next']],
    ['organization_list?all_fields=true&limit=500&offset=25', ['first', 'prev']],
    ['recently_changed_packages_activity_list?limit=10', ['next']],
    ['recently_changed_packages_activity_list', []],
    ['current_package_list_with_resources?offset=25', ['first', 'prev']],
    ['site_read', []],
  ];
  it.each(pages)('of %s lead to the pages around it', async (path, rels) => {
    const found = await links(path);
    expect(Object.keys(found)).toEqual(['service-desc', ...rels]);
    expect(found['service-desc']).toBe('/api/openapi.json');
  });

  it('keep the rest of the request, and lead through everything once', async () => {
    const names: unknown[] = [];
    let path: string | undefined = `package_list?x=${encodeURIComponent('名录 a&b')}&limit=7`;
    for (let page = 0; path !== undefined && page < 10; page += 1) {
      names.push(...((await hub.send({ path: `/api/3/action/${path}` })).json.result as unknown as string[]));
      const next: string | undefined = (await links(path))['next'];
      if (next !== undefined) expect(new URLSearchParams(next.split('?')[1]).get('x')).toBe('名录 a&b');
      path = next?.replace('/api/3/action/', '');
    }
    expect(names).toEqual(many.map(({ name }) => name).sort());
  });

  it('lead back no further than the start', async () => {
    expect((await links('package_search?start=3&rows=10'))['prev']).toBe(
      '/api/3/action/package_search?start=0&rows=10',
    );
  });

  it('name no pages of a request so long that they would not fit into the headers', async () => {
    expect(Object.keys(await links(`package_search?q=${'x'.repeat(5000)}&start=20`))).toEqual([
      'service-desc',
    ]);
  });

  it('are not for POST, whose parameters no address holds', async () => {
    expect(await links('package_search', 'POST')).toEqual({});
  });
});
