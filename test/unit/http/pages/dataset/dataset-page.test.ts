import type { Dataset } from '../../../../../src/domain/dataset.js';
import { NO_HARVEST } from '../../../../../src/http/harvest-desk.js';
import { startTestServer, type TestServer } from '../../../../support/api-client.js';
import { createInMemoryCatalog } from '../../../../support/in-memory-catalog.js';
import { ALL, datasetOf, HOSTILE, publish, SCHOOLS } from '../../../../support/published-datasets.js';

const PATIENTS = '/dataset/huan-zhe-deng-ji-xin-xi';
const BEDS = '/dataset/yi-yuan-chuang-wei';

/** The text of a page as a reader meets it. */
function textOf(body: string): string {
  return body
    .slice(body.indexOf('<main'))
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}

describe('the page of a dataset', () => {
  let hub: TestServer;
  beforeAll(async () => {
    hub = await startTestServer({
      store: createInMemoryCatalog(ALL),
      harvest: { ...NO_HARVEST, now: () => new Date('2027-01-04T00:00:00Z') },
    });
  });
  afterAll(() => hub.close());

  async function page(dataset: Dataset, query = ''): Promise<string> {
    const own = await startTestServer({
      store: createInMemoryCatalog([publish(dataset, { name: 'own', order: 1 })]),
      harvest: { ...NO_HARVEST, now: () => new Date('2026-03-09T04:00:00Z') },
    });
    try {
      const { status, body } = await own.send({ path: `/dataset/own${query}` });
      expect(status).toBe(200);
      return body;
    } finally {
      await own.close();
    }
  }

  it('answers in the order of a reader’s questions', async () => {
    const { body } = await hub.send({ path: `/dataset/${SCHOOLS.name}` });
    const text = textOf(body);
    const order = [
      ...[
        '义务教育学校名录',
        'List of schools',
        '全市义务教育学校的名称',
        '提供方',
        '江城市教育局',
        '来源门户',
      ],
      ...[
        '更新周期：每年',
        '数据更新于 2026年1月1日',
        '✓ 开放',
        '无条件开放',
        '许可',
        '文件与接口',
        '学校名录.csv',
      ],
      ...['信息项名称', '字符型', '目录信息', '信息资源代码', '门户的其他信息', '变更历史', '收录', '来历'],
      ...['采集自', '使用与引用', '引用', '机器可读', 'CKAN JSON'],
    ];
    let at = -1;
    for (const word of order) {
      const next = text.indexOf(word, at + 1);
      expect([word, next > at]).toEqual([word, true]);
      at = next;
    }
    expect(body.match(/<h1/g)).toHaveLength(1);
  });

  it('is found by name and by identifier, in both languages', async () => {
    const english = await hub.send({ path: `/dataset/${SCHOOLS.dataset.identifier}?lang=en` });
    for (const text of [
      ...['Update cycle: Annual', 'Data updated on 1 January 2026', 'Open unconditionally', 'Character'],
      ...['Catalogue record', 'Shared unconditionally', 'Education and culture', 'History', 'Provenance'],
    ]) {
      expect(textOf(english.body)).toContain(text);
    }
    expect(english.body).toContain('href="/group/education-culture?lang=en"');
    expect(english.body).toContain(`href="/organization/${SCHOOLS.publisher.name}?lang=en"`);
    const traditional = await hub.send({ path: `/dataset/${SCHOOLS.name}?lang=zh-Hant` });
    expect(textOf(traditional.body)).toContain('更新週期');
  });

  it('leads to the publisher, the portal, the domains and the keywords', async () => {
    const { body } = await hub.send({ path: `/dataset/${SCHOOLS.name}` });
    for (const href of [
      ...[`/organization/${SCHOOLS.publisher.name}`, '/source/jiangcheng', '/group/daily-life'],
      ...[`/dataset?tags=${encodeURIComponent('学校')}`, '/source/jiangcheng/record?q=a1'],
      ...[
        'https://jiangcheng.example.org/dataset/schools',
        'http://jiangcheng.example.org/files/schools.csv',
      ],
    ]) {
      expect(body).toContain(`href="${href}"`);
    }
    expect(textOf(body)).toContain('下载需在门户登录');
  });

  it.each([
    ['2026-03-02', '✓ 按期', '今天（2026年3月9日）应更新'],
    ['2026-03-05', '✓ 按期', '还有 3 天'],
    ['2026-03-01', '! 超期', '已超期 1 天：应不晚于 2026年3月8日 更新'],
  ])('says of weekly data of %s: %s', async (modified, badge, words) => {
    const text = textOf(await page(datasetOf('f', { title: '一', updateCycle: 'weekly', modified })));
    expect(text).toContain(badge);
    expect(text).toContain(words);
    const english = await page(
      datasetOf('f', { title: '一', updateCycle: 'weekly', modified: '2026-03-01' }),
      '?lang=en',
    );
    expect(textOf(english)).toContain('Overdue by 1 day: it should have been updated by 8 March 2026.');
  });

  it('shows what is mandatory and missing as missing, and leaves out what is optional', async () => {
    const text = textOf((await hub.send({ path: '/dataset/hostile' })).body);
    for (const words of ['更新周期：未提供', '信息资源分类 未提供', '发布日期 未提供', '共享类型 未提供']) {
      expect(text).toContain(words);
    }
    expect(text).not.toMatch(/开放条件|地理空间范围|联系电话|信息资源英文名/);
  });

  it('shows a dataset that has next to nothing', async () => {
    const bare = await page(
      datasetOf('bare', {
        title: '',
        fields: [{ name: '一列' }],
        distributions: [{ identifier: 'r' }, { identifier: 's', url: 'https://example.org/x' }],
      }),
    );
    expect(bare).toContain('<h1>（无标题）</h1>');
    expect(textOf(bare)).toContain('名称 （无标题） https://example.org/x');
    expect(textOf(bare)).toContain('摘要：未提供');
    const empty = await page(datasetOf('empty', { title: '空' }));
    expect(empty).toContain('门户没有为本条目提供文件或接口');
    expect(empty).toContain('门户未提供信息项');
  });

  it('says what a closed dataset and one on request mean', async () => {
    const closed = textOf((await hub.send({ path: PATIENTS })).body);
    expect(closed).toContain('✕ 不开放');
    expect(closed).toContain('不予开放依据：《个人信息保护法》第二十八条');
    expect(closed).toContain('该资源不予开放');
    const onRequest = textOf((await hub.send({ path: BEDS })).body);
    expect(onRequest).toContain('开放条件：签订数据使用协议');
    expect(onRequest).toContain('请按开放条件向提供方申请');
    for (const path of [PATIENTS, BEDS]) {
      expect((await hub.send({ path })).body).not.toMatch(/hidden\.csv|不可见的文件|HIDDEN/);
    }
    const baseless = await page(datasetOf('b', { title: '一', visibility: 'closed' }));
    expect(textOf(baseless)).toContain('不予开放依据：未提供');
    const unconditional = await page(datasetOf('b', { title: '一', visibility: 'on-request' }), '?lang=en');
    expect(textOf(unconditional)).toContain('Condition: not given');
  });

  it('disarms everything that a hostile portal wrote', async () => {
    for (const query of ['', '?lang=en', '?lang=zh-Hant']) {
      const { body } = await hub.send({ path: `/dataset/hostile${query}` });
      expect(body).toContain('&lt;script>alert(&quot;1&quot;)&lt;/script>');
      const scripts = (body.match(/<script[^>]*>/g) ?? []).filter((tag) => !/src="\/assets\//.test(tag));
      expect(scripts).toEqual(['<script type="application/ld+json">']);
      expect(body).not.toMatch(/<img|<svg|<b>file/);
      expect(body).not.toMatch(/(?:href|src)="(?:javascript|data):/);
    }
    expect(HOSTILE.dataset.landingPage).toMatch(/^javascript:/);
  });

  it('shows nothing that turns the direction of a text', async () => {
    const body = await page(
      datasetOf('b', { title: 'a\u202eb', distributions: [{ identifier: 'r', title: 'x\u202efdp.exe' }] }),
    );
    expect(body).toContain('<bdi>xfdp.exe</bdi>');
    expect(body).not.toContain('\u202e');
  });

  it('folds what is long, and does not send what is endless', async () => {
    const body = await page(
      datasetOf('long', {
        title: '长'.repeat(200),
        abstract: '字'.repeat(1_000_000),
        fields: Array.from({ length: 300 }, (_, index) => ({ name: `列${index}` })),
        distributions: Array.from({ length: 400 }, (_, index) => ({
          identifier: `r${index}`,
          title: `文件${index}号`,
        })),
        extras: Array.from({ length: 250 }, (_, index) => ({ key: `键${index}`, value: '值'.repeat(5000) })),
        keywords: Array.from({ length: 500 }, (_, index) => `词${index}`),
      }),
    );
    expect(body.length).toBeLessThan(1_200_000);
    const text = textOf(body);
    for (const words of [
      ...['展开全文（共 1,000,000 字）', '只显示前 20,000 字', '其余 280 项', '其余 290 个文件与接口'],
      ...['另有 100 个未在此列出', '门户的其他信息（250 项）', '另有 50 项'],
    ]) {
      expect(text).toContain(words);
    }
    expect(text).toContain('文件9号');
    expect(text).not.toContain('文件300号');
  });

  it('says where its other forms are, and what it is to search engines', async () => {
    const { body } = await hub.send({ path: `/dataset/${SCHOOLS.name}` });
    const head = body.slice(0, body.indexOf('</head>'));
    expect(head).toContain(
      `<link rel="alternate" type="text/turtle" title="DCAT Turtle" href="/dataset/${SCHOOLS.name}.ttl"/>`,
    );
    expect(head).toContain(`<link rel="canonical" href="https://hub.example.org/dataset/${SCHOOLS.name}"/>`);
    const [, json = ''] = /<script type="application\/ld\+json">([^<]*)<\/script>/.exec(head) ?? [];
    expect(JSON.parse(json)).toMatchObject({ '@type': 'Dataset', name: '义务教育学校名录' });
    expect((await hub.send({ path: `/dataset/${SCHOOLS.name}.ttl` })).headers['content-type']).toMatch(
      /^text\/turtle/,
    );
  });

  it('can be cited, shared by its identifier, embedded and read by programs', async () => {
    const { body } = await hub.send({ path: `/dataset/${SCHOOLS.name}` });
    const { identifier } = SCHOOLS.dataset;
    expect(body).toContain(`<code id="share-address">https://hub.example.org/dataset/${identifier}</code>`);
    expect(body).toContain('data-copy="#share-address"');
    expect(body).toContain('[DS/OL]');
    expect(body).toContain(
      `&lt;iframe src=&quot;https://hub.example.org/embed/dataset/${SCHOOLS.name}&quot;`,
    );
    expect(body).toContain('read.csv(&quot;http://jiangcheng.example.org/files/schools.csv&quot;');
  });

  it('names a few others of the same publisher', async () => {
    const { body } = await hub.send({ path: PATIENTS });
    expect(body).toContain(`<a href="${BEDS}">医院床位使用情况</a>`);
  });

  it('is not there for what never was', async () => {
    for (const path of ['/dataset/never', '/dataset/never/history', '/dataset/a/b']) {
      const { status, body } = await hub.send({ path });
      expect([status, body.includes('没有这个页面')]).toEqual([404, true]);
    }
  });
});
