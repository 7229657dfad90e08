import type { Theme } from '../../../../../src/http/pages/theme.js';
import { startTestServer, type TestServer } from '../../../../support/api-client.js';
import { createInMemoryCatalog } from '../../../../support/in-memory-catalog.js';
import { ALL, datasetOf, publish, SCHOOLS } from '../../../../support/published-datasets.js';

const TOMBSTONE = {
  identifier: 'gone-id',
  name: 'gone',
  title: '已撤下的<数据>',
  removedAt: '2026-03-04T05:06:07.000001',
};
const PARTS = ['/embed/search', '/embed/results', `/embed/dataset/${SCHOOLS.name}`, '/embed/chart/domains'];

describe('a part for other sites', () => {
  let hub: TestServer;
  beforeAll(async () => {
    hub = await startTestServer({ store: createInMemoryCatalog(ALL, [TOMBSTONE]) });
  });
  afterAll(() => hub.close());

  it.each([...PARTS, '/embed/chart/nothing', '/embed/dataset/never', '/embed/results?q=%22'])(
    '%s may stand in a frame of any site, bare, and its links leave the frame',
    async (path) => {
      const { headers, body } = await hub.send({ path });
      expect(headers['content-security-policy']).toContain("frame-ancestors 'self' *");
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(body).toContain('<base target="_top"/>');
      expect(body).toContain('<meta name="robots" content="noindex"/>');
      expect(body).not.toContain('site-head');
      expect(body.match(/<h1/g)?.length ?? 0).toBeLessThanOrEqual(1);
    },
  );

  it.each(['/', '/dataset', `/dataset/${SCHOOLS.name}`, '/embed', '/nothing', '/embed/nothing'])(
    'is not what %s is: that stands in no frame',
    async (path) => {
      const { headers } = await hub.send({ path });
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    },
  );

  it('searches in the catalogue, in the same language', async () => {
    const { body } = await hub.send({ path: '/embed/search?lang=en&q=bus%22%3E' });
    expect(body).toContain('action="/dataset"');
    expect(body).toContain('value="bus&quot;');
    expect(body).toContain('<input type="hidden" name="lang" value="en"/>');
  });

  it.each([
    ['/embed/results', '查看全部 4 个数据集', 4],
    ['/embed/results?rows=2&lang=en', 'See all 4 datasets', 2],
    ['/embed/results?rows=0', '查看全部 4 个数据集', 1],
    ['/embed/results?rows=1e9', '查看全部 4 个数据集', 4],
    ['/embed/results?groups=health', '查看全部 2 个数据集', 2],
    ['/embed/results?groups=health&groups=trade', '没有符合条件的数据集', 0],
    [`/embed/results?q=${encodeURIComponent('床位')}`, '“床位”的数据集', 1],
  ])('%s says "%s" and lists %d', async (path, text, listed) => {
    const { status, body } = await hub.send({ path });
    expect(status).toBe(200);
    expect(body).toContain(text);
    expect(body.match(/<li>/g)?.length ?? 0).toBe(listed);
  });

  it('leads to all results with the same filters', async () => {
    const { body } = await hub.send({ path: '/embed/results?groups=health&lang=en&unknown=x' });
    expect(body).toContain('href="/dataset?groups=health&amp;lang=en"');
  });

  it('says that it cannot read a query', async () => {
    const { status, body } = await hub.send({ path: '/embed/results?q=%22' });
    expect(status).toBe(400);
    expect(body).toContain('role="alert"');
  });

  it('shows a dataset as a card', async () => {
    const { body } = await hub.send({ path: `/embed/dataset/${SCHOOLS.name}` });
    for (const text of [
      '义务教育学校名录',
      '江城市教育局',
      '2026-01-01',
      '每年',
      '无条件开放',
      'CSV',
      '查看与下载',
    ])
      expect(body).toContain(text);
    const english = await hub.send({ path: `/embed/dataset/${SCHOOLS.dataset.identifier}?lang=en` });
    expect(english.body).toContain('List of schools');
    expect(english.body).toContain(`href="/dataset/${SCHOOLS.name}?lang=en"`);
  });

  it('shows nothing of the files of a dataset that is not open', async () => {
    const { body } = await hub.send({ path: '/embed/dataset/huan-zhe-deng-ji-xin-xi' });
    expect(body).toContain('患者登记信息');
    expect(body).toContain('查看目录');
    expect(body).not.toMatch(/HIDDEN|hidden\.csv/);
  });

  it('shows a dataset that has next to nothing, and cuts what is long', async () => {
    const own = await startTestServer({
      store: createInMemoryCatalog([
        publish(datasetOf('bare', { title: '', abstract: '长'.repeat(5000) }), { name: 'bare', order: 1 }),
      ]),
    });
    const { body } = await own.send({ path: '/embed/dataset/bare' });
    expect(body).toContain('（无标题）');
    expect(body).toContain(`${'长'.repeat(120)}…`);
    expect(body).not.toContain('长'.repeat(121));
    await own.close();
  });

  it('says since when a dataset is gone, and that another never was', async () => {
    const gone = await hub.send({ path: '/embed/dataset/gone' });
    expect(gone.status).toBe(410);
    expect(gone.body).toContain('已撤下的&lt;数据>');
    expect(gone.body).toContain('该数据集已于 2026-03-04 撤下');
    expect((await hub.send({ path: '/embed/dataset/never' })).status).toBe(404);
  });

  it.each([
    ['publishers', '江城市教育局', 'href="/dataset?organization=jiang-cheng-shi-jiao-yu-ju"'],
    ['formats', 'CSV', 'href="/dataset?res_format=CSV"'],
  ])('draws %s with the way to the datasets', async (chart, label, link) => {
    const { body } = await hub.send({ path: `/embed/chart/${chart}` });
    expect(body).toContain(label);
    expect(body).toContain(link);
    expect(body).toContain('全部 4 个数据集');
    expect(body.match(/<svg [^>]*role="img" aria-label="[^"]+/g)).toHaveLength(2);
    expect(body).not.toMatch(/<svg[^]*(?:style=|#0000)[^]*<\/svg>/);
  });

  it('takes only a colour as an accent', async () => {
    const good = await hub.send({ path: '/embed/search?accent=FFCC00' });
    expect(good.body).toContain('href="/embed/accent.css?c=ffcc00"');
    for (const accent of ['red', '%23', 'ffcc0', 'ffcc00;x', '"><script>', 'ffcc00%0a']) {
      const { body } = await hub.send({ path: `/embed/search?accent=${encodeURIComponent(accent)}` });
      expect(body).not.toContain('accent.css');
    }
    const styles = await hub.send({ path: '/embed/accent.css?c=ffcc00' });
    expect(styles.headers['content-type']).toBe('text/css;charset=utf-8');
    expect(styles.body).toMatch(
      /^:root\{--accent:#[0-9a-f]{6};--accent-tint:#[0-9a-f]{6}\}@media screen and \(prefers-color-scheme:dark\)/,
    );
    for (const c of ['red', 'ffcc00}*{}', '', 'ffcc00&c=000000%7D'.slice(0, 5)])
      expect((await hub.send({ path: `/embed/accent.css?c=${encodeURIComponent(c)}` })).body).toBe('');
  });
});

describe('a hub that lets some embed', () => {
  it.each([
    [
      ['https://*.example.gov.cn'],
      "frame-ancestors 'self' https://*.example.gov.cn",
      '仅以下网站可以嵌入：https://*.example.gov.cn',
    ],
    [[], "frame-ancestors 'self'", '目前不允许其他网站嵌入'],
  ])('names %j in the policy and says so', async (ancestors, policy, text) => {
    const theme: Theme = { ancestors };
    const hub = await startTestServer({ theme });
    const part = await hub.send({ path: '/embed/search' });
    expect(part.headers['content-security-policy']?.toString().endsWith(policy)).toBe(true);
    expect((await hub.send({ path: '/embed' })).body).toContain(text);
    await hub.close();
  });
});
