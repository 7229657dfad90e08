import { startTestServer, type TestServer } from '../../support/api-client.js';
import { createInMemoryCatalog } from '../../support/in-memory-catalog.js';
import { ALL, datasetOf, HOSTILE, publish, SCHOOLS } from '../../support/published-datasets.js';

describe('the pages', () => {
  let hub: TestServer;
  beforeAll(async () => {
    const tombstone = {
      identifier: 'gone-id',
      name: 'gone',
      title: '已撤下的<数据>',
      removedAt: '2026-03-04T05:06:07.000001',
    };
    hub = await startTestServer({ store: createInMemoryCatalog(ALL, [tombstone]) });
  });
  afterAll(() => hub.close());

  it.each(['/', '/dataset', '/dataset/', '/dataset?q=x', `/dataset/${SCHOOLS.name}`, '/nothing'])(
    'forbids %s foreign content and all scripts but our own',
    async (path) => {
      const { headers } = await hub.send({ path });
      expect(headers['content-type']).toBe('text/html;charset=utf-8');
      expect(headers['content-security-policy']).toMatch(
        /^default-src 'none'; script-src 'self'; style-src 'self';/,
      );
    },
  );

  it('is Chinese unless asked for English', async () => {
    const chinese = await hub.send({ path: '/' });
    expect(chinese.body).toContain('<html lang="zh-Hans-CN">');
    expect(chinese.body).toContain('江省公共数据目录');
    const english = await hub.send({ path: '/?lang=en' });
    expect(english.body).toContain('<html lang="en">');
    expect(english.body).toContain('Catalogue of Jiang Province');
    expect(english.body).toContain('<input type="hidden" name="lang" value="en"');
    expect(english.body).toContain('4 datasets');
  });

  it.each([
    ['/dataset', '4 datasets found'],
    ['/dataset?lang=en', '4 datasets found'],
    ['/dataset?tags=学校&_tags_limit=0', '1 dataset found'],
    ['/dataset?q=床位', '找到 1 个数据集'],
    ['/dataset?q=没有的词', '没有符合条件的数据集'],
    ['/dataset?groups=health&groups=trade', '0 datasets found'],
    ['/dataset?page=x&page=2', '4 datasets found'],
  ])('%s says "%s"', async (path, text) => {
    const { status, body } = await hub.send({ path: encodeURI(path) });
    expect(status).toBe(200);
    expect(body).toContain(text);
  });

  it('keeps a query that cannot be read, and says so with 400', async () => {
    const { status, body } = await hub.send({ path: `/dataset?q=${encodeURIComponent('a"><i>')}` });
    expect(status).toBe(400);
    expect(body).toContain('value="a&quot;&gt;&lt;i&gt;"');
    expect(body).toContain('role="alert"');
  });

  it('pages through a long list and keeps its filters', async () => {
    const many = Array.from({ length: 45 }, (_, index) =>
      publish(datasetOf(`m${index}`, { title: `标题${index}`, themes: ['2'], abstract: '长'.repeat(200) }), {
        name: `n-${index}`,
        order: index,
      }),
    );
    const large = await startTestServer({ store: createInMemoryCatalog(many) });
    const { body } = await large.send({ path: '/dataset?groups=health&page=2&lang=en' });
    expect(body.match(/<li>/g)).toHaveLength(20);
    expect(body).toContain('href="/dataset?groups=health&amp;lang=en">Previous page');
    expect(body).toContain('href="/dataset?groups=health&amp;page=3&amp;lang=en">Next page');
    expect(body).toContain(`${'长'.repeat(160)}…`);
    await large.close();
  });

  it('disarms everything that a hostile portal wrote', async () => {
    for (const path of ['/dataset?q=script', '/dataset?lang=en']) {
      const { body } = await hub.send({ path });
      expect(body).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&quot;&amp;');
      expect(body.match(/<script(?! type="module" src="\/assets\/)[^>]*>/g) ?? []).toEqual([]);
      expect(body).not.toMatch(/<img|<svg|<b>file/);
      expect(body).not.toMatch(/href="(?:javascript|data):/);
    }
    expect(HOSTILE.dataset.landingPage).toMatch(/^javascript:/);
  });

  it('answers 404 for what never was', async () => {
    for (const path of ['/dataset/never', '/never', '/dataset/a/b']) {
      const { status, body } = await hub.send({ path });
      expect(status).toBe(404);
      expect(body).toContain('没有这个页面');
    }
  });

  it('answers 413 for a body that no page takes', async () => {
    const { status } = await hub.send({ method: 'POST', path: '/dataset', body: 'x'.repeat(1_100_000) });
    expect([404, 413]).toContain(status);
  });

  it('serves its style sheet', async () => {
    const { headers, body } = await hub.send({ path: '/style.css' });
    expect(headers['content-type']).toBe('text/css;charset=utf-8');
    expect(body).toContain('prefers-color-scheme: dark');
  });
});
