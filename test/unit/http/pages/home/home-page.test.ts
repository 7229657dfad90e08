import { load, type CheerioAPI } from 'cheerio';
import { NO_HARVEST } from '../../../../../src/http/harvest-desk.js';
import { placesOf } from '../../../../../src/http/pages/home/counts.js';
import { startTestServer, type TestServer } from '../../../../support/api-client.js';
import { createInMemoryCatalog, type InMemoryCatalog } from '../../../../support/in-memory-catalog.js';
import { makeSource } from '../../../../support/make-dataset.js';
import { ALL, datasetOf, publish } from '../../../../support/published-datasets.js';

const NOW = new Date('2026-02-04T08:00:00Z');
const servers: TestServer[] = [];
afterAll(() => Promise.all(servers.map((server) => server.close())));

async function start(store: InMemoryCatalog): Promise<TestServer> {
  const sources = [
    makeSource({ id: 'jiangcheng', region: '江城市' }),
    makeSource({ id: 'office', title: '省气象局数据目录' }),
  ];
  const server = await startTestServer({ store, harvest: { ...NO_HARVEST, sources, now: () => NOW } });
  servers.push(server);
  return server;
}

async function show(server: TestServer, path: string): Promise<CheerioAPI> {
  const { status, body } = await server.send({ path });
  expect(status).toBe(200);
  return load(body);
}

const texts = ($: CheerioAPI, selector: string): readonly string[] =>
  $(selector)
    .toArray()
    .map((element) => $(element).text().replace(/\s+/g, ' ').trim());

describe('the home page', () => {
  let store: InMemoryCatalog;
  let hub: TestServer;
  beforeAll(async () => {
    store = createInMemoryCatalog(ALL);
    hub = await start(store);
  });

  it('is the door: title, search box, how much there is', async () => {
    const $ = await show(hub, '/');
    expect(texts($, 'h1')).toEqual(['江省公共数据目录']);
    expect($('.home-door p').first().text()).toBe('全省公共数据的统一目录，共 4 个数据集。');
    expect($('main form[role=search] input[name=q]')).toHaveLength(1);
    expect($('header form[role=search]')).toHaveLength(0);
    const english = await show(hub, '/?lang=en');
    expect(english('.home-door p').first().text()).toBe('One catalogue of public data: 4 datasets.');
    expect(english('main input[name=lang]').attr('value')).toBe('en');
  });

  it('counts all 21 domains, those without datasets too, and leads to them', async () => {
    const $ = await show(hub, '/?lang=en');
    const domains = $('.home-domains a');
    expect(domains).toHaveLength(21);
    expect(domains.eq(1).attr('href')).toBe('/group/health?lang=en');
    expect(texts($, '.home-domains a').slice(0, 2)).toEqual(['Credit services 0', 'Health care 2']);
  });

  it('counts cities, and portals of no city', async () => {
    const $ = await show(hub, '/');
    expect(texts($, '.home-places a')).toEqual(['江城市 4', '省气象局数据目录 0']);
    expect($('.home-places a').eq(1).attr('href')).toBe('/source/office');
  });

  it('adds up the portals of a city, and lists the largest first', () => {
    const sources = [
      { id: 'a', title: 'A', region: '一市' },
      { id: 'b', title: 'B', region: '一市' },
      { id: 'c', title: 'C' },
    ];
    const counts = new Map([
      ['a', 2],
      ['b', 3],
      ['c', 4],
    ]);
    expect(placesOf(sources, counts)).toEqual([
      { path: `/city/${encodeURIComponent('一市')}`, title: '一市', count: 5 },
      { path: '/source/c', title: 'C', count: 4 },
    ]);
  });

  it('tells of the newest, and of what changed this week', async () => {
    const $ = await show(hub, '/');
    expect($('.home-newest li')).toHaveLength(4);
    expect($('.home-newest').text()).toContain('义务教育学校名录');
    expect($('.home-week p').text()).toContain('新增 0 个，更新 4 个，撤下 0 个。');
    expect(texts($, '.home-week li')[1]).toBe('新增医院床位使用情况02-03');
    expect($('.home-week a[href="/feeds/all.atom"]')).toHaveLength(1);
    expect($('.home-week a[href="/dataset/hostile"]').text()).toContain('<script>');
  });

  it('shows three figures of the pilot plan with threshold, denominator and day', async () => {
    const $ = await show(hub, '/');
    expect(texts($, '.home-figure')).toEqual([
      '开放数据集总量3无条件或有条件开放要求不少于 300 未达到',
      '可机读率100.0%2 / 2 个数据集要求不少于 90% 已达到',
      '接口提供率0.0%0 / 3 个数据集要求不少于 30% 未达到',
    ]);
    expect($('.home-figures').text()).toContain('截至 2026-02-04');
    expect($('.home-figures a').attr('href')).toBe('/statistics');
    expect($('[style]')).toHaveLength(0);
  });

  it('describes the catalogue to programs', async () => {
    const $ = await show(hub, '/');
    const data = JSON.parse($('script[type="application/ld+json"]').text()) as Record<string, unknown>;
    expect(data).toMatchObject({ '@type': 'DataCatalog', name: '江省公共数据目录' });
    expect($('link[type="application/atom+xml"]').attr('href')).toBe('/feeds/all.atom');
  });

  it('counts once for each published state', async () => {
    const own = createInMemoryCatalog(ALL);
    const server = await start(own);
    await show(server, '/');
    const first = own.searches;
    await show(server, '/?lang=en');
    expect(own.searches).toBe(first);
    own.publish(publish(datasetOf('new', { title: '新的' }), { name: 'new', order: 9 }));
    expect((await show(server, '/'))('.home-total').text()).toBe('共 5 个数据集');
    expect(own.searches).toBe(2 * first);
  });

  it('is whole over an empty catalogue', async () => {
    const $ = await show(await start(createInMemoryCatalog([])), '/');
    expect($('.home').text()).toContain('目录中还没有数据集');
    expect($('.home').text()).toContain('最近七天没有变化');
    expect(texts($, '.home-figure')[1]).toContain('暂无可计');
  });
});
