import { PastCatalogs } from '../../../../../src/app/past-catalogs.js';
import { NO_HARVEST } from '../../../../../src/http/harvest-desk.js';
import { readAssets } from '../../../../../src/http/pages/assets.js';
import { createPastPages } from '../../../../../src/http/pages/past-pages.js';
import { PLAIN_THEME } from '../../../../../src/http/pages/theme.js';
import { PROFILE, SITE, startTestServer, type TestServer } from '../../../../support/api-client.js';
import { makeDataset, makeSource, makeUpsert } from '../../../../support/make-dataset.js';
import { TempHub } from '../../../../support/temp-hub.js';

const CITY = makeSource({ region: '江城市' });
const PARKS = makeSource({ id: 'parks', title: '江城市园林平台', region: '江城市', enabled: false });
const LAKE = makeSource({ id: 'lake', title: '湖城市平台', region: '湖城市' });
const PROVINCE = makeSource({ id: 'province', title: '江省气象局目录' });
const JUDGING = { sources: [CITY, PARKS, LAKE, PROVINCE], timezone: 'Asia/Shanghai', overdueTolerance: 0 };

const HOSTILE_NAME = `<script>alert(1)</script>'"&`;
const CSV = { identifier: '11111111-2222-5333-8444-555555555555', format: 'CSV', kind: 'file' } as const;
const HEALTH = { name: '江城市卫生局', code: '11420100MB1234567X', description: '主管卫生' };

const HOSPITALS = makeDataset('hospitals', {
  title: '医院名录',
  themes: ['2', '18'],
  publisher: HEALTH,
  openness: { type: 'unconditional' },
  updateCycle: 'monthly',
  modified: '2026-11-01',
  distributions: [CSV],
});
const BEDS = makeDataset('beds', {
  title: '床位',
  themes: ['2'],
  publisher: HEALTH,
  openness: { type: 'conditional' },
  visibility: 'on-request',
  updateCycle: 'monthly',
  modified: '2026-01-01',
  distributions: [{ ...CSV, identifier: '11111111-2222-5333-8444-666666666666', format: 'SECRET' }],
});
const LAKES = makeDataset('lakes', { title: '湖泊', themes: ['10', '2'] }, 'lake');
const WEATHER = makeDataset(
  'weather',
  { title: '', themes: ['19'], publisher: { name: HOSTILE_NAME } },
  'province',
);

describe('pages of a domain, a publisher and a city', () => {
  const store = new TempHub();
  const past = new PastCatalogs({ dataDir: store.dataDir, now: () => store.time });
  let hub: TestServer;
  let before: number;
  let health: string;

  const page = async (path: string): Promise<string> => {
    const { status, body } = await hub.send({ path: encodeURI(path) });
    expect(status).toBe(200);
    return body;
  };

  /** What the search finds that a link leads to. */
  async function countBehind(href: string): Promise<number> {
    const { searchParams } = new URL(href, hub.url);
    const region = searchParams.get('region');
    const ids = JUDGING.sources.filter((source) => source.region === region).map(({ id }) => id);
    const fq = ['groups', 'organization', 'res_format', 'cn_open_type'].flatMap((key) =>
      searchParams.getAll(key).map((value) => `${key}:"${value}"`),
    );
    if (region !== null) fq.push(`harvest_source_id:(${ids.join(' OR ')})`);
    const asOf = searchParams.get('as_of');
    const answer = await hub.get('package_search', {
      q: searchParams.get('q') ?? '',
      fq: fq.join(' AND '),
      ...(asOf !== null && { as_of: asOf }),
    });
    return answer.json.result.count;
  }

  beforeAll(async () => {
    await store.publish(CITY, [makeUpsert(HOSPITALS), makeUpsert(makeDataset('parking'))]);
    before = await store.reading.catalog.latestSeq();
    await store.publish(CITY, [makeUpsert(BEDS)]);
    await store.publish(LAKE, [makeUpsert(LAKES)]);
    await store.publish(PROVINCE, [makeUpsert(WEATHER)]);
    const assets = readAssets();
    const shared = { site: SITE, profile: PROFILE, version: '0.1.0', ...JUDGING };
    hub = await startTestServer({
      ...store.reading,
      search: store.openSearch().search,
      harvest: { ...NO_HARVEST, ...JUDGING, now: () => new Date(store.time) },
      pastPages: createPastPages(past.use, { ...shared, theme: PLAIN_THEME, assets }),
    });
    health = store.reading.datasets.publishers().find(({ title }) => title === HEALTH.name)?.name ?? '';
  });
  afterAll(async () => {
    await hub.close();
    await past.close();
    await store.close();
  });

  it('lists the 21 domains with their counts and meanings', async () => {
    const body = await page('/group');
    expect(body.match(/<a href="\/group\/[a-z-]+">/g)).toHaveLength(21);
    expect(body).toMatch(/<a href="\/group\/health">医疗卫生<\/a> <span class="count">3<\/span>/);
    expect(body).toMatch(/<a href="\/group\/trade">商贸流通<\/a> <span class="count">0<\/span>/);
    expect(body).toContain('医院与医护人员');
    expect(await page('/group?lang=en')).toContain('Hospitals and staff');
  });

  it.each(['/group/health', '/organization/江城市卫生局', '/city/江城市', '/city/湖城市'])(
    'counts on %s what the search finds behind each link',
    async (path) => {
      const body = await page(path.replace('江城市卫生局', health));
      const links = [
        ...body.matchAll(/<a href="([^"]+)"><span>[^<]*<\/span> <span class="count">(\d+)<\/span>/g),
      ];
      expect(links.length).toBeGreaterThan(2);
      for (const [, href = '', count] of links) {
        expect([href, await countBehind(href.replaceAll('&amp;', '&'))]).toEqual([href, Number(count)]);
      }
    },
  );

  it.each([
    ['/group', '21 groups found'],
    ['/group/health', '3 datasets found'],
    ['/organization', 'organizations found'],
    ['/organization/HEALTH', '2 datasets found'],
  ])("%s says to programs in CKAN's words that there are %s", async (path, sentence) => {
    for (const language of ['', '?lang=en'])
      expect(await page(path.replace('HEALTH', health) + language)).toMatch(
        new RegExp(`>(?:\\d+ )?${sentence}<`),
      );
  });

  it('says in a sentence what a domain has', async () => {
    const body = await page('/group/health');
    expect(body).toContain('共 3 个数据集，来自 2 个提供方、2 个城市，最近一次变更在2026年11月21日。');
    expect(body).toContain('name="groups" value="health"');
    expect(body).toContain('href="/feeds/group/health.atom"');
    const english = await page('/group/health?lang=en');
    expect(english).toContain('3 datasets from 2 publishers, 2 cities; last changed on 21 November 2026.');
    expect(english).toContain('href="/dataset?groups=health&amp;lang=en"');
  });

  it('shows nothing of files that are not open', async () => {
    for (const path of ['/group/health', `/organization/${health}`, '/city/江城市']) {
      const body = await page(path);
      expect(body).toContain('有条件开放');
      expect(body).not.toContain('SECRET');
    }
  });

  it('says of a publisher how open and how fresh it is, and leads to what is overdue', async () => {
    const body = await page(`/organization/${health}`);
    expect(body).toContain('11420100MB1234567X');
    expect(body).toContain('主管卫生');
    expect(body).toContain(
      '截至2026年11月21日，有固定更新周期的 2 个开放数据集中，1 个在一个更新周期内更新过，更新及时率 50.0%；',
    );
    const [, overdue = ''] = /<a href="([^"]+)">查看逾期的 1 个数据集/.exec(body) ?? [];
    expect(await countBehind(overdue.replaceAll('&amp;', '&'))).toBe(1);
    const types = [
      ...body.matchAll(
        /<td data-head="开放类型"[^>]*>(?:<a href="([^"]+)">)?(?:[^<]*)(?:<\/a>)?<\/td><td data-head="数据集" class="number">(\d)/g,
      ),
    ];
    expect(types.map(([, , count]) => count)).toEqual(['1', '1', '0', '0']);
    expect(types[2]?.[1]).toBeUndefined();
    for (const [, href, count] of types)
      if (href !== undefined) expect(await countBehind(href.replaceAll('&amp;', '&'))).toBe(Number(count));
    expect(body).toContain(`href="/statistics?publisher=${health}"`);
  });

  it('leads from ids to names, and knows nothing else', async () => {
    const { identifier } = store.reading.datasets.findPublisher(health) ?? {};
    const moved = await hub.send({ path: `/organization/${identifier ?? ''}?lang=en` });
    expect([moved.status, moved.headers.location]).toEqual([303, `/organization/${health}?lang=en`]);
    const theme = (await hub.get('group_show', { id: 'health' })).json.result.id;
    const domain = await hub.send({ path: `/group/${theme}` });
    expect([domain.status, domain.headers.location]).toEqual([303, '/group/health']);
    for (const path of ['/organization/nobody', '/group/nothing', '/city/nowhere', '/group/constructor'])
      expect((await hub.send({ path })).status).toBe(404);
  });

  it('lists cities with their portals, and portals without a city', async () => {
    const body = await page('/city');
    expect(body).toContain('本目录汇集 2 个城市');
    expect(body).toContain(`<a href="/city/${encodeURIComponent('江城市')}">江城市</a>`);
    expect(body).toContain('<a href="/source/province">江省气象局目录</a>');
    const city = await page('/city/江城市');
    expect(city).toContain('<a href="/source/parks">江城市园林平台</a>');
    expect(city).toContain('已停用');
    expect(city).toContain('正常');
    expect(city).toContain('2026-11-21');
    expect(city).toContain(`/statistics?region=${encodeURIComponent('江城市')}`);
  });

  it('disarms what a publisher is called', async () => {
    for (const path of ['/organization', '/city', '/group/meteorology', '/organization?q=script']) {
      const body = await page(path);
      expect(body).not.toContain('<script>');
    }
    const name = store.reading.datasets.publishers().find(({ title }) => title === HOSTILE_NAME)?.name;
    const body = await page(`/organization/${name ?? ''}`);
    expect(body).toContain("<h1>&lt;script>alert(1)&lt;/script>'&quot;&amp;</h1>");
    expect(body).toContain('（无标题）');
  });

  it('shows earlier days, and stays in them', async () => {
    for (const path of ['/group/health', `/organization/${health}`]) {
      const body = await page(`${path}?as_of=${before}`);
      expect(body).toContain('共 1 个数据集');
      expect(body).toContain(`as_of=${before}`);
      expect(body).not.toContain('床位');
    }
    expect(await page(`/group?as_of=${before}`)).toMatch(/医疗卫生<\/a> <span class="count">1</);
    const city = await page(`/city/江城市?as_of=${before}`);
    expect(city).toContain('共 2 个数据集');
    expect(city).not.toContain('最近采集');
    expect(await page(`/organization?as_of=${before}`)).toContain('共 2 个提供方');
    expect(await page(`/city?as_of=${before}`)).toContain('本目录汇集 2 个城市');
  });

  it('is written in traditional Chinese too', async () => {
    expect(await page('/group/health?lang=zh-Hant')).toContain('醫療衛生');
  });
});
