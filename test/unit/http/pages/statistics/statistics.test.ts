import { PastCatalogs } from '../../../../../src/app/past-catalogs.js';
import { demoMap } from '../../../../../src/demo/demo-map.js';
import type { Dataset, Distribution } from '../../../../../src/domain/dataset.js';
import { createPastAnswers } from '../../../../../src/http/ckan/past-answers.js';
import { NO_HARVEST } from '../../../../../src/http/harvest-desk.js';
import { createPastPages } from '../../../../../src/http/pages/past-pages.js';
import { PLAIN_THEME } from '../../../../../src/http/pages/theme.js';
import { PROFILE, SITE, startTestServer, type TestServer } from '../../../../support/api-client.js';
import { makeDataset, makeSource, makeUpsert } from '../../../../support/make-dataset.js';
import { TempHub } from '../../../../support/temp-hub.js';

const CITY = makeSource({ region: '江城市' });
const OTHER = makeSource({ id: 'hubin', title: '湖滨市<开放>平台', region: '湖滨市' });
const JUDGING = { sources: [CITY, OTHER], timezone: 'Asia/Shanghai', overdueTolerance: 0 };

function offering(...formats: readonly string[]): readonly Distribution[] {
  return formats.map((format, place) => ({
    ...{ identifier: String(place), format, kind: format === 'API' ? 'api' : 'file' },
  }));
}

/** 310 datasets in 16 domains, of which 14 have ten: 87 % can be read by a program, 20 % have an API. */
function fallingShort(): readonly Dataset[] {
  return Array.from({ length: 310 }, (_, place) => {
    const theme = place < 9 ? '15' : place < 18 ? '16' : String((place % 14) + 1);
    const file = place % 100 < 87 ? 'CSV' : 'PDF';
    return makeDataset(`d${place}`, {
      ...{ title: `数据集 ${place}`, themes: [theme], openness: { type: 'unconditional' } },
      distributions: place % 5 === 0 ? offering(file, 'API') : offering(file),
    });
  });
}

describe('/statistics', () => {
  const store = new TempHub();
  const past = new PastCatalogs({ dataDir: store.dataDir, now: () => store.time });
  let hub: TestServer;
  let start: number;
  const get = async (path: string): Promise<string> => {
    const { status, body } = await hub.send({ path });
    expect(status).toBe(200);
    return body;
  };

  beforeAll(async () => {
    await store.publish(
      CITY,
      fallingShort().map((dataset) => makeUpsert(dataset)),
    );
    start = await store.reading.catalog.latestSeq();
    store.advanceHours(24 * 3);
    await store.publish(OTHER, [makeUpsert(makeDataset('x', { title: '湖滨' }, 'hubin'))]);
    hub = await startTestServer({
      ...store.reading,
      search: store.openSearch().search,
      harvest: { ...NO_HARVEST, ...JUDGING, now: () => new Date(store.time) },
      past: createPastAnswers(past.use, { site: SITE, profile: PROFILE, version: '0.1.0', ...JUDGING }),
      pastPages: createPastPages(past.use, {
        ...{ site: SITE, profile: PROFILE, version: '0.1.0', theme: PLAIN_THEME, ...JUDGING },
        assets: { styles: '/assets/portal.css', scripts: [], icon: '/assets/icon.svg' },
      }),
    });
  });
  afterAll(async () => {
    await hub.close();
    await past.close();
    await store.close();
  });

  it('shows exactly the three figures that a province misses as not reached', async () => {
    const page = await get('/statistics');
    const badges = [...page.matchAll(/class="badge (good|bad)" data-measure="(\w+)">([^<]*)/g)];
    expect(badges.map(([, kind, code, text]) => [kind, code, text])).toEqual([
      ['bad', 'domains', '✗ 未达标'],
      ['good', 'total', '✓ 达标'],
      ['bad', 'machine_readable', '✗ 未达标'],
      ['bad', 'api', '✗ 未达标'],
    ]);
    expect(page).toContain('有要求的 4 项指标中，3 项未达标：覆盖领域、可机读率、接口提供率。');
    expect(await get('/statistics?lang=en')).toContain('Of 4 figures with a threshold 3 do not reach it');
  });

  it('leads from each number to as many datasets', async () => {
    const page = await get('/statistics?region=%E6%B1%9F%E5%9F%8E%E5%B8%82');
    const links = [...page.matchAll(/<a href="\/dataset\?q=([^"]*)">([\d,]+)<\/a>/g)];
    expect(links.length).toBeGreaterThan(40);
    const { search } = store.openSearch();
    for (const [, q = '', count] of links) {
      const found = await search.search({
        ...{ q: new URLSearchParams(`q=${q}`).get('q') ?? '', fq: [], sort: '', start: 0, rows: 0 },
        facets: { fields: [], limit: 0, minCount: 1 },
      });
      expect([q, String(found.count)]).toEqual([q, count?.replaceAll(',', '')]);
    }
  });

  it('narrows to a city, a portal and a publisher, and refuses what there is not', async () => {
    expect(await get('/statistics?region=%E6%B9%96%E6%BB%A8%E5%B8%82')).toContain(
      '<h1>湖滨市 · 开放统计</h1>',
    );
    const portal = await get('/statistics?source=hubin&publisher=');
    expect(portal).toContain('湖滨市&lt;开放>平台 · 开放统计');
    const [publisher] = store.reading.datasets.publishers();
    expect(await get(`/statistics?publisher=${publisher?.name ?? ''}`)).toContain(publisher?.title);
    for (const query of ['region=x', 'source=x', 'publisher=x'])
      expect((await hub.send({ path: `/statistics?${query}` })).status).toBe(404);
    expect((await hub.send({ path: '/statistics?source=hubin&region=x' })).status).toBe(400);
  });

  it('draws charts without styles and fixed colours, each with its words and a table behind it', async () => {
    const page = await get('/statistics');
    const charts = page.match(/<svg[^]*?<\/svg>/g) ?? [];
    expect(charts).toHaveLength(7 + 8 + 3);
    for (const chart of charts) {
      expect(chart).toMatch(/^<svg [^>]*role="img" aria-label="[^"]+">/);
      expect(chart).not.toMatch(/style|#0000|class=|\bid=/);
      expect(chart).toContain('var(--');
    }
    expect(page).not.toMatch(/ style="/);
    expect(page.match(/<figure class="chart">/g)).toHaveLength(8 + 3);
    expect(page.match(/<summary>数据表<\/summary>/g)).toHaveLength(8 + 3);
  });

  it('shows the cities on a map only where the operator has one, with a table behind it', async () => {
    expect(await get('/statistics')).not.toContain('id="map"');
    const page = await (async () => {
      const mapped = await startTestServer({
        ...store.reading,
        search: store.openSearch().search,
        harvest: { ...NO_HARVEST, ...JUDGING, now: () => new Date(store.time) },
        theme: { map: demoMap().map((city, place) => (place > 0 ? city : { ...city, name: '江城市' })) },
      });
      const { body } = await mapped.send({ path: '/statistics?lang=en' });
      await mapped.close();
      return body;
    })();
    const [map = ''] = /<section[^>]*aria-labelledby="map">[^]*?<\/section>/.exec(page) ?? [];
    expect(map).toMatch(/<svg [^>]*role="img" aria-label="Datasets by city: 江城市 310, 湖滨市 1">/);
    expect(map).not.toMatch(/style|#0000|rgb|class="ec|\bid="(?!map)/);
    expect(map).toMatch(/fill="var\(--accent\)" fill-opacity="0\.45"/);
    expect(map).toContain('<a href="/city/%E6%B1%9F%E5%9F%8E%E5%B8%82?lang=en">江城市</a>');
    expect(map).toContain('1 of 1 connected');
  });

  it('sorts the leagues by the column that is asked for, and the other way round', async () => {
    const page = await get('/statistics?sort=api');
    expect(page).toMatch(
      /aria-sort="descending"><a href="\/statistics\?sort=api&amp;order=asc#league-sources"/,
    );
    const namesIn = (text: string) => [...text.matchAll(/<a href="\/source\/(\w+)">/g)].map(([, id]) => id);
    expect(namesIn(page).slice(-2)).toEqual(['jiangcheng', 'hubin']);
    expect(namesIn(await get('/statistics/sources?order=asc'))).toEqual(['hubin', 'jiangcheng']);
    expect(namesIn(await get('/statistics/sources?sort=name&order=desc'))).toEqual(['jiangcheng', 'hubin']);
    expect(namesIn(await get('/statistics/sources?sort=nothing&page=99'))).toEqual(['jiangcheng', 'hubin']);
  });

  it('has each league on a page of its own with its downloads, of every scope and day', async () => {
    const page = await get('/statistics/publishers?region=%E6%B1%9F%E5%9F%8E%E5%B8%82&lang=en');
    expect(page).toContain('<h1>江城市 · By publisher</h1>');
    expect(page).toContain(
      'href="/statistics/publishers.csv?region=%E6%B1%9F%E5%9F%8E%E5%B8%82&amp;lang=en"',
    );
    const csv = await get('/statistics/sources.csv?lang=en');
    expect(csv.trim().split('\r\n')).toHaveLength(1 + 2);
    expect(csv).toContain('湖滨市<开放>平台');
    const past = await get(`/statistics/sources?as_of=${start}`);
    expect(past).toContain(`href="/api/3/action/pilot_report_show?as_of=${start}"`);
    expect(past).toContain(`href="/statistics/sources.csv?as_of=${start}"`);
    expect(past).not.toContain('/source/hubin');
    expect((await hub.send({ path: '/statistics/publishers?publisher=x' })).status).toBe(404);
  });

  it('shows an earlier day: its figures, and the time until then', async () => {
    const page = await get(`/statistics?as_of=${start}`);
    expect(page).toContain(`变更日志位置 ${start}。`);
    expect(page).toMatch(/<a href="\/dataset\?q=[^"]*&amp;as_of=310">310<\/a>/);
    expect(page).toContain('变更日志中还没有可比较的过去。');
    expect(await get('/statistics')).toContain('每点为一日之末');
  });

  it('is offered as a workbook, as CSV and as JSON', async () => {
    const { status, headers } = await hub.send({ path: '/statistics.xlsx?source=hubin' });
    expect([status, headers['content-type']]).toEqual([200, expect.stringContaining('spreadsheetml')]);
    const csv = await get('/statistics.csv?lang=en');
    expect(csv).toMatch(/^Measure,Reading,/);
    expect(csv).toContain('Open datasets,"open to all, and on request",311,');
    expect((await hub.send({ path: '/statistics.csv?source=x' })).status).toBe(404);
  });

  it('is offered of an earlier day as its page is', async () => {
    const page = await get(`/statistics?as_of=${start}`);
    expect(page).toContain(`<a href="/statistics.csv?as_of=${start}">`);
    const csv = await get(`/statistics.csv?lang=en&as_of=${start}`);
    expect(csv).toContain('Open datasets,"open to all, and on request",310,');
    const league = await get(`/statistics/sources.csv?as_of=${start}`);
    expect(league.trim().split('\r\n')).toHaveLength(1 + 1);
    expect(league).not.toContain('湖滨市');
    const { status, headers } = await hub.send({ path: `/statistics.xlsx?as_of=${start}` });
    expect([status, headers['content-type']]).toEqual([200, expect.stringContaining('spreadsheetml')]);
    for (const [query, refused] of [
      ['as_of=x', 400],
      ['source=x', 404],
    ] as const)
      expect(
        (
          await hub.send({
            path: `/statistics.csv?as_of=${start}&${query}`.replace(/as_of=\d+&(?=as_of)/, ''),
          })
        ).status,
      ).toBe(refused);
  });

  it('has its trends in the API', async () => {
    const { json } = await hub.get('pilot_trend_show', { step: 'day', region: '江城市' });
    expect(json.result).toMatchObject({ step: 'day', scope: { of: 'region', name: '江城市' } });
    expect((await hub.get('pilot_trend_show', { step: 'hour' })).status).toBe(409);
  });
});
