import { startTestServer, type TestServer } from '../../support/api-client.js';
import { createInMemoryCatalog } from '../../support/in-memory-catalog.js';
import { ALL, datasetOf, publish, SCHOOLS } from '../../support/published-datasets.js';

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

  it('shows a dataset under the labels of the national profile', async () => {
    const chinese = await hub.send({ path: `/dataset/${SCHOOLS.name}` });
    for (const text of [
      '更新周期',
      '每年',
      '无条件开放',
      '学校名录.csv',
      '学生人数',
      '江城市公共数据开放平台',
    ]) {
      expect(chinese.body).toContain(text);
    }
    const english = await hub.send({ path: `/dataset/${SCHOOLS.dataset.identifier}?lang=en` });
    for (const text of ['Update cycle', 'Annual', 'Open unconditionally', 'Character']) {
      expect(english.body).toContain(text);
    }
  });

  it('shows a missing mandatory element as missing', async () => {
    const { body } = await hub.send({ path: '/dataset/hostile' });
    expect(body).toMatch(/<dt>更新周期<\/dt>\s*<dd>未提供<\/dd>/);
    expect(body).not.toContain('开放条件');
  });

  it('shows a dataset that has next to nothing', async () => {
    const bare = datasetOf('bare', {
      title: '',
      fields: [{ name: '一列' }],
      distributions: [{ identifier: 'r' }, { identifier: 's', url: 'https://example.org/x' }],
    });
    const own = await startTestServer({
      store: createInMemoryCatalog([
        publish(bare, { name: 'bare', order: 1 }),
        publish(datasetOf('empty', { title: '空' }), { name: 'empty', order: 2 }),
      ]),
    });
    const shown = await own.send({ path: '/dataset/bare' });
    expect(shown.body).toContain('<h1>（无标题）</h1>');
    expect(shown.body).toContain('<td>（无标题）</td>');
    expect(shown.body).toContain('>https://example.org/x</a>');
    expect((await own.send({ path: '/dataset/empty' })).body).toContain('本条目没有文件或接口');
    expect((await own.send({ path: '/dataset?lang=en' })).body).toContain('(no title)');
    await own.close();
  });

  it('says what a closed dataset and one on request mean', async () => {
    const closed = await hub.send({ path: '/dataset/huan-zhe-deng-ji-xin-xi' });
    expect(closed.body).toContain('该资源不予开放');
    expect(closed.body).toContain('《个人信息保护法》第二十八条');
    const onRequest = await hub.send({ path: '/dataset/yi-yuan-chuang-wei' });
    expect(onRequest.body).toContain('有条件开放');
    expect(onRequest.body).toContain('签订数据使用协议');
  });

  it('answers 410 for a dataset that was withdrawn, and package_show 404', async () => {
    const { status, body } = await hub.send({ path: '/dataset/gone' });
    expect(status).toBe(410);
    expect(body).toContain('已撤下的&lt;数据&gt;');
    expect(body).toContain('2026-03-04');
    expect((await hub.get('package_show', { id: 'gone' })).status).toBe(404);
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
});
