import { startTestServer, type TestServer } from '../../support/api-client.js';
import { createInMemoryCatalog } from '../../support/in-memory-catalog.js';
import { ALL, SCHOOLS } from '../../support/published-datasets.js';

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

  it('serves its style sheet, and nobody has to ask for it again', async () => {
    const { body } = await hub.send({ path: '/' });
    const path = /href="(\/assets\/portal\.[^"]*\.css)"/.exec(body)?.[1] ?? '';
    const styles = await hub.send({ path });
    expect(styles.headers['content-type']).toBe('text/css;charset=utf-8');
    expect(styles.headers['cache-control']).toContain('immutable');
    expect(styles.body).toContain('prefers-color-scheme: dark');
  });
});
