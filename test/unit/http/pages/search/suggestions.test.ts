import { load } from 'cheerio';
import { createServer, type HttpServer } from '../../../../../src/http/server.js';
import { SITE, PROFILE } from '../../../../support/api-client.js';
import { makeDataset, makeSource, makeUpsert } from '../../../../support/make-dataset.js';
import { TempHub } from '../../../../support/temp-hub.js';

let hub: TempHub;
let server: HttpServer;

beforeAll(async () => {
  hub = new TempHub();
  const datasets = [
    makeDataset('1', { title: '停车场名录', keywords: ['停车', '静态交通'] }),
    makeDataset('2', { title: '公共停车场泊位：实时"数据"', keywords: ['停车'] }),
    makeDataset('3', { title: '<img src=x onerror=alert(1)>', keywords: ['</li><script>'] }),
    makeDataset('4', { title: '空气质量', publisher: { name: '江城市生态环境局' }, keywords: [] }),
    ...Array.from({ length: 20 }, (_, index) =>
      makeDataset(`b${index}`, { title: `班车时刻${index}`, keywords: [`班车${index}`] }),
    ),
  ];
  await hub.publish(
    makeSource(),
    datasets.map((dataset) => makeUpsert(dataset)),
  );
  const { search } = hub.openSearch();
  const { datasets: reader, history, catalog } = hub.reading;
  server = await createServer({ datasets: reader, history, catalog, search, site: SITE, profile: PROFILE });
  await server.listen(0, '127.0.0.1');
});
afterAll(async () => {
  await server.close();
  await hub.close();
});

async function suggest(q: string, rest = ''): Promise<readonly string[]> {
  const answer = await fetch(`${server.url}/suggestions?q=${encodeURIComponent(q)}${rest}`);
  expect(answer.status).toBe(200);
  const $ = load(`<ul>${await answer.text()}</ul>`);
  expect($('ul > *').length).toBe($('ul > li[role=option]').length);
  return $('li')
    .toArray()
    .map((option) => `${$(option).attr('data-autocomplete-value') ?? ''} ${$(option).find('.muted').text()}`);
}

describe('suggestions', () => {
  it.each([
    ['停车', ['停车 关键字', '停车场名录 数据集', '公共停车场泊位：实时 数据 数据集']],
    ['停車', ['停车 关键字', '停车场名录 数据集', '公共停车场泊位：实时 数据 数据集']],
    ['tcc', ['停车场名录 数据集']],
    ['kongqi', ['空气质量 数据集']],
    ['shengtai', ['江城市生态环境局 提供方']],
    ['sthj', ['江城市生态环境局 提供方']],
    ['jtjt', ['静态交通 关键字']],
    ['没有的词', []],
    ['"(', []],
    ['', []],
  ])('for %s are %j', async (q, expected) => {
    expect(await suggest(q)).toEqual(expected);
  });

  it('are eight at most, of each kind some', async () => {
    const found = await suggest('班车');
    expect(found).toHaveLength(8);
    expect(found.filter((text) => text.endsWith('关键字'))).toHaveLength(3);
    expect(await suggest('班车'.repeat(500))).toEqual([]);
  });

  it('are in the language of the page, whatever moment it shows', async () => {
    expect((await suggest('停车', '&lang=en&as_of=2020-01-01'))[0]).toBe('停车 keyword');
    const answer = await fetch(`${server.url}/suggestions?q=tcc&lang=zh-Hant`);
    expect(await answer.text()).toContain('停車場名錄');
  });

  it('mark what was typed, and let no markup through', async () => {
    const answer = await fetch(`${server.url}/suggestions?q=img`);
    const text = await answer.text();
    expect(text).toContain('&lt;<mark>img</mark> src=x');
    expect(text).not.toMatch(/<img|<script/);
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'");
    expect(await suggest('script')).toEqual(['li-script- 关键字']);
  });
});
