import { SITE, startTestServer, type TestServer } from '../support/api-client.js';
import { createInMemoryCatalog } from '../support/in-memory-catalog.js';
import { ALL, datasetOf, publish, SCHOOLS } from '../support/published-datasets.js';

const SHOW = `/api/3/action/package_show?id=${SCHOOLS.name}`;

describe('the transport of the CKAN Action API', () => {
  let hub: TestServer;
  beforeAll(async () => {
    hub = await startTestServer();
  });
  afterAll(() => hub.close());

  it('says JSON in UTF-8', async () => {
    const answer = await hub.send({ path: SHOW });
    expect(answer.headers['content-type']).toBe('application/json;charset=utf-8');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });

  it.each([
    ['/api', 1],
    ['/api/', 1],
    ['/api/1', 1],
    ['/api/2/', 2],
    ['/api/3', 3],
    ['/api/3/', 3],
    ['//api/3', 3],
  ])('answers %s with its version', async (path, version) => {
    const answer = await hub.send({ path });
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({ version });
  });

  it.each(['/api/util/status', '/api/2/util/status', '/api/3/util/status'])(
    'answers %s bare',
    async (path) => {
      expect((await hub.send({ path })).json).toMatchObject({ ckan_version: '2.11.5' });
    },
  );

  it('answers HEAD as GET without a body', async () => {
    for (const path of [SHOW, '/api/3/action/package_list', '/api/3']) {
      const answer = await hub.send({ method: 'HEAD', path });
      expect(answer.status).toBe(200);
      expect(answer.headers['content-type']).toBe('application/json;charset=utf-8');
      expect(answer.body).toBe('');
    }
  });

  it.each(['br', 'gzip'])(
    'packs long answers in %s, also streamed ones, for who takes it',
    async (encoding) => {
      for (const path of [SHOW, '/api/3/action/package_search?rows=100', '/']) {
        const plain = await fetch(`${hub.url}${path}`, { headers: { 'Accept-Encoding': 'identity' } });
        const packed = await fetch(`${hub.url}${path}`, { headers: { 'Accept-Encoding': encoding } });
        expect([plain.headers.get('content-encoding'), packed.headers.get('content-encoding')]).toEqual([
          null,
          encoding,
        ]);
        expect(packed.headers.get('vary')).toMatch(/accept-encoding/i);
        expect(await packed.text()).toBe(await plain.text());
      }
    },
  );

  it('leaves short answers as they are', async () => {
    const answer = await fetch(`${hub.url}/api/3`, { headers: { 'Accept-Encoding': 'br' } });
    expect(answer.headers.get('content-encoding')).toBeNull();
  });

  it('says 304 to who has the answer, however it was packed', async () => {
    const packed = await fetch(`${hub.url}${SHOW}`, { headers: { 'Accept-Encoding': 'br' } });
    const tag = packed.headers.get('etag') ?? '';
    const again = await hub.send({ path: SHOW, headers: { 'if-none-match': tag } });
    expect([again.status, again.body]).toEqual([304, '']);
  });

  describe('JSONP', () => {
    it('wraps a good answer of GET', async () => {
      const answer = await hub.send({ path: `${SHOW}&callback=cb` });
      expect(answer.headers['content-type']).toBe('application/javascript;charset=utf-8');
      expect(answer.body).toMatch(/^cb\(\{.*\}\);$/s);
      expect(JSON.parse(answer.body.slice(3, -2))).toEqual((await hub.send({ path: SHOW })).json);
    });

    it('wraps a streamed answer', async () => {
      const answer = await hub.send({ path: '/api/3/action/package_list?callback=cb&limit=1' });
      expect(JSON.parse(answer.body.slice(3, -2)).result).toEqual(['hostile']);
    });

    it("escapes the callback's name", async () => {
      const answer = await hub.send({
        path: `/api/3/action/site_read?callback=${encodeURIComponent('<a>"&\'')}`,
      });
      expect(answer.body).toMatch(/^&lt;a&gt;&#34;&amp;&#39;\(/);
    });

    it('leaves errors, POST and package_search alone', async () => {
      const missing = await hub.send({ path: '/api/3/action/package_show?id=x&callback=cb' });
      expect(missing.status).toBe(404);
      expect(missing.json.success).toBe(false);
      const posted = await hub.send({ method: 'POST', path: `${SHOW}&callback=cb` });
      expect(posted.json.success).toBe(true);
      const searched = await hub.send({ path: '/api/3/action/package_search?callback=cb&rows=0' });
      expect(searched.status).toBe(200);
    });
  });

  describe('CORS', () => {
    it('lets every origin in', async () => {
      for (const path of [SHOW, '/api/3/action/none', '/api/3', '/api/none']) {
        const { headers } = await hub.send({ path, headers: { origin: 'https://app.example.org' } });
        expect(headers['access-control-allow-origin']).toBe('*');
        expect(headers['access-control-allow-methods']).toBe('POST, PUT, GET, DELETE, OPTIONS');
        expect(headers['access-control-allow-headers']).toBe('X-CKAN-API-KEY, Authorization, Content-Type');
      }
    });

    it('says nothing to a caller without an origin', async () => {
      expect((await hub.send({ path: SHOW })).headers).not.toHaveProperty('access-control-allow-origin');
    });

    it('answers a preflight', async () => {
      for (const path of ['/api', '/api/3/action/package_search']) {
        const answer = await hub.send({
          method: 'OPTIONS',
          path,
          headers: { origin: 'https://app.example.org' },
        });
        expect(answer.status).toBe(200);
        expect(answer.headers['access-control-allow-origin']).toBe('*');
      }
    });

    it('echoes only the origins of a list', async () => {
      const listed = await startTestServer({ corsOrigins: ['https://app.example.org'] });
      const known = await listed.send({ path: SHOW, headers: { origin: 'https://app.example.org' } });
      expect(known.headers['access-control-allow-origin']).toBe('https://app.example.org');
      expect(known.headers['vary']).toBe('Origin');
      const other = await listed.send({ path: SHOW, headers: { origin: 'https://other.example.org' } });
      expect(other.headers).not.toHaveProperty('access-control-allow-origin');
      await listed.close();
    });
  });

  it('streams a list of names longer than a chunk', async () => {
    const many = Array.from({ length: 2500 }, (_, index) =>
      publish(datasetOf(`m${index}`, { title: 't' }), {
        name: `name-${String(index).padStart(5, '0')}`,
        order: index,
      }),
    );
    const large = await startTestServer({ store: createInMemoryCatalog(many) });
    const { json, headers } = await large.get('package_list');
    expect(json.result).toEqual(many.map(({ name }) => name));
    expect(headers['transfer-encoding']).toBe('chunked');
    expect((await large.get('package_list', { limit: '2', offset: '1000' })).json.result).toEqual([
      'name-01000',
      'name-01001',
    ]);
    expect((await large.get('package_list', { offset: '2500', include_drafts: 'true' })).json.result).toEqual(
      [],
    );
    await large.close();
  });

  it('cuts and logs a streamed answer that breaks off', async () => {
    const logged: string[] = [];
    const broken = await startTestServer({
      store: {
        ...createInMemoryCatalog(ALL),
        *names() {
          yield 'a';
          throw new Error('disk gone');
        },
      },
      logger: { error: (_facts, message) => logged.push(message) },
    });
    await expect(broken.get('package_list')).rejects.toThrow();
    expect(logged).toEqual(['a streamed answer broke off']);
    await broken.close();
  });

  it('speaks of itself in the first language of the site', async () => {
    const english = await startTestServer({
      site: { ...SITE, languages: ['en', 'zh'], publisher: { name: 'x' } },
    });
    expect((await english.get('status_show')).json.result).toMatchObject({
      site_title: 'Catalogue of Jiang Province',
      locale_default: 'en',
      error_emails_to: null,
    });
    await english.close();
  });

  it('tells its health', async () => {
    expect((await hub.send({ path: '/health' })).json).toEqual({ status: 'ok', seq: 4, datasets: 4 });
  });
});
