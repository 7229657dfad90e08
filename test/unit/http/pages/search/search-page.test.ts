import { load, type CheerioAPI } from 'cheerio';
import { NO_HARVEST } from '../../../../../src/http/harvest-desk.js';
import { startTestServer, type TestServer } from '../../../../support/api-client.js';
import { createInMemoryCatalog } from '../../../../support/in-memory-catalog.js';
import { makeSource } from '../../../../support/make-dataset.js';
import { ALL, datasetOf, HOSTILE, publish, SCHOOLS } from '../../../../support/published-datasets.js';

interface Shown {
  readonly status: number;
  readonly body: string;
  readonly $: CheerioAPI;
}

const servers: TestServer[] = [];
afterAll(() => Promise.all(servers.map((server) => server.close())));

async function start(...options: Parameters<typeof startTestServer>): Promise<TestServer> {
  const server = await startTestServer(...options);
  servers.push(server);
  return server;
}

async function show(server: TestServer, path: string): Promise<Shown> {
  const { status, body } = await server.send({ path: encodeURI(path) });
  return { status, body, $: load(body) };
}

const hrefs = ($: CheerioAPI, selector: string): readonly string[] =>
  $(selector)
    .toArray()
    .map((element) => decodeURIComponent($(element).attr('href') ?? ''));

const texts = ($: CheerioAPI, selector: string): readonly string[] =>
  $(selector)
    .toArray()
    .map((element) => $(element).text().replace(/\s+/g, ' ').trim());

describe('the search page', () => {
  let hub: TestServer;
  beforeAll(async () => {
    const sources = [
      makeSource({ id: 'jiangcheng', region: '江城市' }),
      makeSource({ id: 'other', title: '别处' }),
    ];
    hub = await start({ harvest: { ...NO_HARVEST, sources, now: () => new Date('2026-02-04T00:00:00Z') } });
  });

  it.each([
    ['/dataset', '4 datasets found'],
    ['/dataset/', '4 datasets found'],
    ['/dataset?lang=en', '4 datasets found'],
    ['/dataset?tags=学校&_tags_limit=0', '1 dataset found'],
    ['/dataset?tags=学校&lang=en', '1 dataset found'],
    ['/dataset?q=床位', '找到 1 个数据集'],
    ['/dataset?q=没有的词', '找到 0 个数据集'],
    ['/dataset?groups=health&groups=trade', '0 datasets found'],
    ['/dataset?page=x&page=2', '4 datasets found'],
    ['/dataset?region=江城市', '4 datasets found'],
    ['/dataset?region=河城市', '0 datasets found'],
    ['/dataset?harvest_source_id=jiangcheng&cn_open_type=conditional', '1 dataset found'],
    ['/dataset?cn_update_cycle=annual', '1 dataset found'],
    ['/dataset?cn_visibility=closed', '1 dataset found'],
    ['/dataset?modified=month', '0 datasets found'],
    ['/dataset?modified=year', '1 dataset found'],
  ])('%s has the heading "%s"', async (path, text) => {
    const { status, $ } = await show(hub, path);
    expect(status).toBe(200);
    expect($('h1').text()).toContain(text);
    expect($('h1')).toHaveLength(1);
    expect($('meta[name=description]').attr('content')).toMatch(/^\d+ datasets? found$/);
  });

  it('shows of a dataset what one chooses by', async () => {
    const { $ } = await show(hub, '/dataset?q=学校');
    const result = $('.result').first();
    expect(result.find('h2').text()).toBe('义务教育学校名录');
    expect(result.find('h2 mark').text()).toBe('学校');
    expect(result.find('.abstract').text()).toBe('全市义务教育学校的名称、地址。 每年更新。');
    expect(texts($, '.result-facts > li')).toEqual([
      '江城市教育局',
      '江城市',
      '更新 2026-01-01',
      'CSV',
      '无条件开放',
    ]);
    expect(hrefs($, '.result a')).toEqual([
      `/dataset/${SCHOOLS.name}`,
      `/organization/${SCHOOLS.publisher.name}`,
      '/city/江城市',
    ]);
  });

  it('says where a word stands that one does not see', async () => {
    const { $ } = await show(hub, '/dataset?q=小学');
    expect(texts($, '.reasons')).toEqual(['匹配于 关键字 义务教育/小学']);
    expect($('.reasons mark').text()).toBe('小学');
  });

  it('shows nothing of files that are not open', async () => {
    const { body } = await show(hub, '/dataset?cn_visibility=closed&q=患者');
    expect(body).toContain('不予开放');
    expect(body).not.toContain('HIDDEN');
  });

  it('has a chip for each condition that takes it away, and only it', async () => {
    const { $ } = await show(hub, '/dataset?q=学校&groups=education-culture&modified=year&page=1&lang=en');
    expect(texts($, '.chip')).toEqual([
      'Remove Words 学校 ×',
      'Remove Domain Education and culture ×',
      'Remove Data updated Last year ×',
    ]);
    expect(hrefs($, '.chip')).toEqual([
      '/dataset?groups=education-culture&modified=year&lang=en',
      '/dataset?q=学校&modified=year&lang=en',
      '/dataset?q=学校&groups=education-culture&lang=en',
    ]);
    expect(hrefs($, '.chip-clear')).toEqual(['/dataset?lang=en']);
  });

  it('counts what narrows the result, by names that people know', async () => {
    const { $ } = await show(hub, '/dataset?q=医院');
    expect($('.facet')).toHaveLength(0);
    const all = await show(hub, '/dataset');
    expect(texts(all.$, '.facet h2')).toEqual([
      '领域',
      '提供方',
      '格式',
      '开放类型',
      '更新周期',
      '数据更新时间',
      '关键字',
      '许可',
    ]);
    expect(texts(all.$, '[aria-labelledby=facet-groups] a')).toEqual([
      '医疗卫生 2',
      '生活服务 1',
      '教育文化 1',
    ]);
    expect(hrefs(all.$, '[aria-labelledby=facet-organization] a')[0]).toBe(
      '/dataset?organization=jiang-cheng-shi-jiao-yu-ju',
    );
    expect(texts(all.$, '[aria-labelledby=facet-cn_update_cycle] a')).toEqual(['每年 1']);
  });

  it('keeps the rest of the address when a facet is clicked, and takes the value away by a second click', async () => {
    const { $ } = await show(hub, '/dataset?groups=health&sort=title_string asc');
    expect(hrefs($, '[aria-labelledby=facet-cn_open_type] a')[0]).toBe(
      '/dataset?groups=health&cn_open_type=conditional&sort=title_string+asc',
    );
    expect(hrefs($, '.facet .chosen')).toEqual(['/dataset?sort=title_string+asc']);
  });

  it('says which condition to drop, and what is found then', async () => {
    const { $ } = await show(hub, '/dataset?q=学校&cn_open_type=not_open');
    expect(texts($, '.note li')).toEqual(['去掉“学校”：1 个数据集', '去掉“开放类型：不予开放”：1 个数据集']);
    expect(hrefs($, '.note li a')).toEqual(['/dataset?cn_open_type=not_open', '/dataset?q=学校']);
    const english = await show(hub, '/dataset?q=zzz&groups=health&lang=en');
    expect(texts(english.$, '.note li')).toEqual(['Without zzz: 2 datasets']);
    const hopeless = await show(hub, '/dataset?q=zzz&groups=trade');
    expect(hopeless.$('.note').text()).toContain('去掉任何一个条件也都没有结果');
  });

  it('offers keywords that sound as it was typed', async () => {
    const { $ } = await show(hub, '/dataset?q=xuexiao&groups=health');
    expect(texts($, '.note li')).toEqual(['去掉“xuexiao”：2 个数据集', '学校']);
    expect(hrefs($, '.note li a')[1]).toBe('/dataset?q=学校');
  });

  it('keeps a query that cannot be read, and says with 400 where the trouble is', async () => {
    const { status, body, $ } = await show(hub, '/dataset?q=好a"><i>&groups=health');
    expect(status).toBe(400);
    expect(body).toContain('value="好a&quot;');
    expect($('#q').attr('value')).toBe('好a"><i>');
    expect($('input[name=groups]').attr('value')).toBe('health');
    expect($('[role=alert] h1').text()).toBe('无法理解这个检索式');
    expect($('[role=alert]').text()).toContain('第 3 个字符');
    expect($('[role=alert] mark').text()).toBe('"><i>');
    expect(hrefs($, '[role=alert] a')).toEqual(['/dataset?q=好a+i&groups=health']);
    const english = await show(hub, '/dataset?q="&lang=en');
    expect(english.$('[role=alert]').text()).toContain('The trouble is at character 1');
    expect(english.$('[role=alert] a')).toHaveLength(0);
  });

  it('names the feeds and the API call of the search', async () => {
    const { $ } = await show(hub, '/dataset?q=学校&groups=education-culture&page=2&sort=title_string asc');
    expect(hrefs($, 'link[type="application/atom+xml"]')).toEqual([
      '/feeds/custom.atom?q=学校&groups=education-culture',
    ]);
    const [api = ''] = hrefs($, '.search-results a[href^="/api"]');
    expect(api).toBe(
      '/api/3/action/package_search?q=学校&fq=groups:"education-culture"&sort=title_string+asc',
    );
    const { status, json } = await hub.send({ path: encodeURI(api) });
    expect([status, json.result.count]).toEqual([200, 1]);
  });

  it('disarms everything that a hostile portal wrote, marked or not', async () => {
    for (const path of ['/dataset?q=script', '/dataset?q=alert', '/dataset?lang=en']) {
      const { body, $ } = await show(hub, path);
      expect($('.results').text()).toContain(HOSTILE.dataset.title);
      expect($('main script, main img, main svg, main b, [onload], [onerror]')).toHaveLength(0);
      expect(body).not.toMatch(/href="(?:javascript|data):/);
    }
    const { $ } = await show(hub, '/dataset?q=script');
    expect(texts($, '.result h2 mark')).toEqual(['script', 'script']);
  });

  it('asks the index once; where nothing is found, for hints and other words as well', async () => {
    const store = createInMemoryCatalog(ALL);
    const counted = await start({ store });
    await show(counted, '/dataset?groups=health&tags=患者');
    expect(store.searches).toBe(1);
    await show(counted, '/dataset?q=zzz&groups=health');
    expect(store.searches).toBe(6);
  });
});

describe('a long result', () => {
  let large: TestServer;
  beforeAll(async () => {
    const many = Array.from({ length: 145 }, (_, index) =>
      publish(
        datasetOf(`m${index}`, {
          title: index === 144 ? '长标题'.repeat(100) : `标题${index}`,
          themes: ['2'],
          abstract: '长'.repeat(200),
          keywords: [`词${index % 40}`],
        }),
        { name: `n-${index}`, order: index },
      ),
    );
    const empty = publish(datasetOf('e', { title: '' }), { name: 'e', order: 200 });
    large = await start({ store: createInMemoryCatalog([...many, empty]) });
  });

  it('is paged by numbers, which keep the filters', async () => {
    const { $ } = await show(large, '/dataset?groups=health&page=4&lang=en');
    expect($('.result')).toHaveLength(20);
    expect(texts($, '.pages > *')).toEqual([
      'Previous page',
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
      'Next page',
    ]);
    expect(hrefs($, '.pages a')[1]).toBe('/dataset?groups=health&lang=en');
    expect(hrefs($, '.pages a').at(-1)).toBe('/dataset?groups=health&page=5&lang=en');
    expect($('.pages [aria-current=page]').text()).toBe('4');
    const first = await show(large, '/dataset');
    expect(texts(first.$, '.pages > *')).toEqual(['1', '2', '3', '…', '8', '下一页']);
  });

  it('leads back from a page that there is not', async () => {
    const { status, $ } = await show(large, '/dataset?groups=health&page=99999');
    expect(status).toBe(200);
    expect(hrefs($, '.search-results .note a')).toEqual(['/dataset?groups=health&page=8']);
  });

  it('shows a line of a long abstract, the beginning of a long title, and that there is none', async () => {
    const { $ } = await show(large, '/dataset');
    const [first, second] = texts($, '.result h2');
    expect(first).toBe('（无标题）');
    expect(second).toMatch(/^(?:长标题)+…$/);
    expect($('.result').eq(1).find('.abstract').text()).toMatch(/^长{54}…$/);
    expect($('.result').eq(0).find('.abstract')).toHaveLength(0);
  });

  it('lists all values of a facet on demand', async () => {
    const { $ } = await show(large, '/dataset');
    expect($('[aria-labelledby=facet-tags] li')).toHaveLength(6);
    const [more = ''] = hrefs($, '[aria-labelledby=facet-tags] .facet-more');
    expect(more).toBe('/dataset?_tags_limit=0#facet-tags');
    const all = await show(large, '/dataset?_tags_limit=0');
    expect(all.$('[aria-labelledby=facet-tags] li')).toHaveLength(40);
    expect(hrefs(all.$, '[aria-labelledby=facet-tags] .facet-more')).toEqual(['/dataset#facet-tags']);
  });
});

describe('an empty catalogue', () => {
  it('says that it is empty', async () => {
    const server = await start({ store: createInMemoryCatalog([]) });
    const { $ } = await show(server, '/dataset');
    expect($('.search-results').text()).toContain('目录中还没有数据集');
  });
});
