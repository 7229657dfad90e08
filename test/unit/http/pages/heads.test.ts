import { load } from 'cheerio';
import { PastCatalogs } from '../../../../src/app/past-catalogs.js';
import { PublicationWatch } from '../../../../src/app/publication-watch.js';
import { createPastAnswers } from '../../../../src/http/ckan/past-answers.js';
import { NO_HARVEST } from '../../../../src/http/harvest-desk.js';
import { createPastPages } from '../../../../src/http/pages/past-pages.js';
import { PAGES } from '../../../../src/http/pages/routes.js';
import { PLAIN_THEME } from '../../../../src/http/pages/theme.js';
import { PROFILE, SITE, startTestServer, type TestServer } from '../../../support/api-client.js';
import { makeDataset, makeSource, makeUpsert } from '../../../support/make-dataset.js';
import { TempHub } from '../../../support/temp-hub.js';

const REGION = '江城市';
const CITY = makeSource({ region: REGION });
const SECOND = makeSource({ id: 'jiangcheng-2', title: '江城市交通平台', region: REGION });
const PROVINCE = makeSource({ id: 'sheng', title: '省平台' });
/** Of the province, which gives data to a city's portal too. */
const OFFICE = { name: '江省气象局' };
const DATASETS = [
  [CITY, makeDataset('parking', { themes: ['6'] })],
  [SECOND, makeDataset('buses', { themes: ['6'] }, SECOND.id)],
  [SECOND, makeDataset('rain', { publisher: OFFICE }, SECOND.id)],
  [PROVINCE, makeDataset('wind', { publisher: OFFICE }, PROVINCE.id)],
] as const;
const JUDGING = { sources: [CITY, SECOND, PROVINCE], timezone: 'Asia/Shanghai', overdueTolerance: 0 };
const CITY_PATH = `/city/${encodeURIComponent(REGION)}`;
const FEEDS = ['application/atom+xml', 'application/rss+xml'];
const JSON_TYPE = 'application/json';
const RDF = ['text/turtle', 'application/rdf+xml', 'application/ld+json', 'application/n-triples', 'text/n3'];

const store = new TempHub();
const past = new PastCatalogs({ dataDir: store.dataDir, now: () => store.time });
let hub: TestServer;
let then: number;
let names: { readonly dataset: string; readonly publisher: string };

beforeAll(async () => {
  for (const [source, dataset] of DATASETS) await store.publish(source, [makeUpsert(dataset)]);
  then = await store.reading.catalog.latestSeq();
  store.advanceHours(48);
  await store.publish(CITY, [makeUpsert(makeDataset('later'))]);
  const facts = { site: SITE, profile: PROFILE, version: '0.1.0', ...JUDGING };
  const assets = { styles: '/assets/portal.css', scripts: [], icon: '/assets/icon.svg' };
  const { datasets, changes } = store.reading;
  hub = await startTestServer({
    ...store.reading,
    search: store.openSearch().search,
    harvest: { ...NO_HARVEST, ...JUDGING, now: () => new Date(store.time) },
    following: { feed: changes, publications: new PublicationWatch(() => datasets.version()) },
    past: createPastAnswers(past.use, facts),
    pastPages: createPastPages(past.use, { ...facts, theme: PLAIN_THEME, assets }),
  });
  const { identifier } = makeDataset('parking');
  const office = datasets.publishers().find(({ title }) => title === OFFICE.name);
  names = { dataset: datasets.find(identifier)?.name ?? '', publisher: office?.name ?? '' };
});
afterAll(async () => {
  await hub.close();
  await past.close();
  await store.close();
});

/** Of each kind of page that stands alone: its example, its other forms, and those that it has of the past. */
const HEADS: readonly (readonly [
  url: string,
  path: () => string,
  forms: readonly string[],
  past: readonly string[] | undefined,
])[] = [
  ['/', () => '/', FEEDS, []],
  ['/dataset', () => '/dataset?q=rain', [...FEEDS, JSON_TYPE], [JSON_TYPE]],
  ['/dataset/:name', () => `/dataset/${names.dataset}`, [...RDF, JSON_TYPE], [JSON_TYPE]],
  ['/dataset/:name/history', () => `/dataset/${names.dataset}/history`, [], []],
  ['/group', () => '/group', [], []],
  ['/group/:name', () => '/group/transport', FEEDS, []],
  ['/organization', () => '/organization', [], []],
  ['/organization/:name', () => `/organization/${names.publisher}`, FEEDS, []],
  ['/city', () => '/city', [], []],
  ['/city/:region', () => CITY_PATH, FEEDS, []],
  ['/statistics', () => `/statistics?region=${encodeURIComponent(REGION)}`, [JSON_TYPE], [JSON_TYPE]],
  ['/statistics/sources', () => '/statistics/sources', [JSON_TYPE], [JSON_TYPE]],
  ['/statistics/publishers', () => '/statistics/publishers', [JSON_TYPE], [JSON_TYPE]],
  // Of the present alone.
  ['/source', () => '/source', [], undefined],
  ['/source/:id', () => '/source/jiangcheng', ['application/atom+xml'], undefined],
  ['/source/:id/record', () => '/source/jiangcheng/record?q=parking', [], undefined],
  ['/developers', () => '/developers', [], undefined],
  ['/api/docs', () => '/api/docs', [JSON_TYPE], undefined],
  ['/help', () => '/help', [], undefined],
  ['/embed', () => '/embed', [], undefined],
];

interface Form {
  readonly type: string;
  readonly href: string;
}

async function formsOf(path: string): Promise<readonly Form[]> {
  const { status, body } = await hub.send({ path });
  expect([path, status]).toEqual([path, 200]);
  const $ = load(body);
  const head = $('head');
  expect(head.find('title').text()).toMatch(/\S - \S/);
  expect(head.find('meta[name=description]').attr('content')).toMatch(/\S/);
  expect(head.find('link[rel=icon]')).toHaveLength(1);
  expect(
    head
      .find('link[hreflang]')
      .toArray()
      .map(({ attribs }) => attribs['hreflang']),
  ).toEqual(['zh-Hans-CN', 'zh-Hant', 'en']);
  return head
    .find('link[rel=alternate][type]')
    .toArray()
    .map(({ attribs }) => ({ type: attribs['type'] ?? '', href: attribs['href'] ?? '' }));
}

function inEnglish(path: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}lang=en`;
}

describe('the head of a page', () => {
  it('is looked at on every kind of page that stands alone', () => {
    const alone = PAGES.filter(
      ({ framing, url }) => framing !== 'part' && (url === '/' || !url.endsWith('/')),
    ).map(({ url }) => url);
    expect(HEADS.map(([url]) => url).toSorted()).toEqual(alone.toSorted());
  });

  it.each(HEADS)('of %s names the other forms, and each answers as what it is', async (_url, path, types) => {
    for (const address of [path(), inEnglish(path())]) {
      const forms = await formsOf(address);
      expect(forms.map(({ type }) => type).toSorted()).toEqual(types.toSorted());
    }
    for (const { type, href } of await formsOf(path())) {
      const { status, headers } = await hub.send({ path: href });
      expect([href, status]).toEqual([href, 200]);
      expect(headers['content-type']).toContain(type.replace('application/json', 'json'));
    }
  });

  it.each(HEADS.filter(([, , , types]) => types !== undefined))(
    'of %s of an earlier day names those forms alone that are of that day',
    async (_url, path, _types, types = []) => {
      const address = `${path()}${path().includes('?') ? '&' : '?'}as_of=${then}`;
      const forms = await formsOf(address);
      expect(forms.map(({ type }) => type)).toEqual(types);
      for (const { href } of forms) {
        expect(href).toContain(`as_of=${then}`);
        expect((await hub.send({ path: href })).status).toBe(200);
      }
      const { body } = await hub.send({ path: address });
      expect(body).toContain(`变更日志位置 ${then}）`);
      expect(body).not.toContain('/feeds/custom.');
    },
  );
});

describe('what programs read off the pages', () => {
  /** As ckanr looks for it. */
  const FOUND = /(\d+) datasets? found/;

  it.each(['', 'lang=en', 'lang=zh-Hant'])('is the number of datasets found, with "%s"', async (lang) => {
    for (const [path, count] of [
      ['/dataset', 5],
      ['/dataset?q=rain', 1],
      ['/dataset?tags=nothing&_tags_limit=0', 0],
      [`/organization/${names.publisher}`, 1],
      ['/group/transport', 5],
    ] as const) {
      const { body } = await hub.send({ path: `${path}${path.includes('?') ? '&' : '?'}${lang}` });
      expect([path, FOUND.exec(body)?.[1]]).toEqual([path, String(count)]);
    }
  });
});

describe('the feed of a city', () => {
  it('tells of all its portals, whoever gave the data, and of nothing else', async () => {
    const [atom] = await formsOf(CITY_PATH);
    const { body } = await hub.send({ path: atom?.href ?? '' });
    const titles = [...body.matchAll(/<entry>[^]*?<title[^>]*>([^<]*)</g)].map(([, title]) => title);
    const listed = await hub.send({ path: `/dataset?region=${encodeURIComponent(REGION)}` });
    expect(listed.body).toContain('4 datasets found');
    expect(titles.toSorted()).toEqual(
      ['buses', 'later', 'parking', 'rain'].map((id) => makeDataset(id).title).toSorted(),
    );
  });
});

describe('a publisher', () => {
  it('is found at its IRI, in the language that is asked for', async () => {
    const [{ identifier, name } = { identifier: '', name: '' }] = store.reading.datasets.publishers();
    for (const query of ['', '?lang=en']) {
      const { status, headers } = await hub.send({ path: `/publisher/${identifier}${query}` });
      expect([status, headers.location]).toEqual([303, `/organization/${name}${query}`]);
    }
  });
});
