import { PastCatalogs } from '../../src/app/past-catalogs.js';
import type { Change } from '../../src/domain/change.js';
import type { Dataset, Distribution } from '../../src/domain/dataset.js';
import { NO_COUNTS } from '../../src/domain/job.js';
import { createPastAnswers } from '../../src/http/ckan/past-answers.js';
import { ROUTES } from '../../src/http/ckan/routes.js';
import { PROFILE, SITE, startTestServer, type TestServer } from '../support/api-client.js';
import { makeDataset, makeSource, makeUpsert } from '../support/make-dataset.js';
import { TempHub } from '../support/temp-hub.js';

const PAST_HUB = {
  ...{ site: SITE, profile: PROFILE, version: '0.1.0' },
  ...{ sources: [], timezone: 'Asia/Shanghai', overdueTolerance: 0 },
};

type Parameters = Readonly<Record<string, string>>;
type Call = readonly [action: string, parameters: Parameters];

const SOURCE = makeSource();
const FILE = '11111111-2222-5333-8444-555555555555';
const FACETS = JSON.stringify([
  'organization',
  'owner_org',
  'groups',
  'tags',
  'res_format',
  'version',
  'license_id',
]);

function file(over: Partial<Distribution> = {}): Distribution {
  return {
    identifier: FILE,
    title: '床位表',
    format: 'CSV',
    url: 'https://data.example.org/1.csv',
    ...over,
  };
}

const hospitals = makeDataset('1', {
  title: '医院床位',
  themes: ['2'],
  keywords: ['医疗', '床位'],
  publisher: { name: '江城市卫生局', localId: 'wsj' },
  distributions: [file()],
});
const parking = makeDataset('2', { title: '公共停车场' });
const buses = makeDataset('3', { title: '公交线路', keywords: ['公交'], version: '1' });
const schools = makeDataset('4', { title: '学校名录', publisher: { name: '江城市教育局', localId: 'jyj' } });

/** Publisher, title, tags, files and themes change; datasets go, come, and come back; a publisher comes late. */
const PUBLICATIONS: readonly (readonly Dataset[])[] = [
  [hospitals, parking, buses],
  [
    {
      ...hospitals,
      title: '医院床位信息',
      publisher: { name: '江城市卫生健康委员会', localId: 'wsj', description: '原卫生局' },
      distributions: [file({ format: 'XLSX', title: '床位' })],
      themes: ['2', '6'],
    },
    { ...parking, keywords: ['停车'], abstract: '新' },
  ],
  [{ ...hospitals, distributions: [] }, buses, schools],
];

const NAMES = ['yi-yuan-chuang-wei', 'gong-gong-ting-che-chang', 'gong-jiao-xian-lu', 'xue-xiao-ming-lu'];
const PUBLISHERS = [
  'jiang-cheng-shi-wei-sheng-ju',
  'jiang-cheng-shi-jiao-tong-yun-shu-ju',
  'jiang-cheng-shi-jiao-yu-ju',
];

const CALLS: readonly Call[] = [
  ['package_list', {}],
  ['package_list', { limit: '2', offset: '1' }],
  ...NAMES.map((id): Call => ['package_show', { id }]),
  ['current_package_list_with_resources', { limit: '2' }],
  ['package_search', { 'facet.field': FACETS, 'facet.mincount': '0' }],
  ['package_search', { q: '停车 床位', sort: 'title_string desc', 'facet.field': FACETS }],
  ['package_search', { q: '卫生局', fl: 'name,title' }],
  ['package_search', { fq: 'res_format:CSV OR version:[0 TO 2]', sort: 'version asc, name desc' }],
  ['package_search', { fq: `organization:${PUBLISHERS[0]!} -tags:公交`, rows: '1', start: '0' }],
  ['package_search', { fq: `name:[a TO gong-jiao] id:*`, sort: 'organization asc' }],
  ['package_search', { q: 'metadata_modified:[NOW-1HOUR TO NOW]' }],
  ['resource_show', { id: FILE }],
  ['resource_view_list', { id: FILE }],
  ['resource_search', { query: 'name:床位' }],
  ['resource_search', { query: 'format:x', order_by: 'name' }],
  ['package_relationships_list', { id: NAMES[3]! }],
  ['organization_list', {}],
  ['organization_list', { all_fields: 'true', sort: 'package_count', include_extras: 'true' }],
  ...PUBLISHERS.map((id): Call => ['organization_show', { id, include_datasets: 'true' }]),
  ['organization_autocomplete', { q: '卫生' }],
  ['group_list', { all_fields: 'true', sort: 'package_count desc' }],
  ['group_show', { id: 'health', include_datasets: 'true' }],
  ['group_autocomplete', { q: 'h' }],
  ['group_package_show', { id: 'transport' }],
  ['member_list', { id: PUBLISHERS[1]! }],
  ['tag_list', {}],
  ['tag_list', { all_fields: 'true' }],
  ['tag_search', { query: '车' }],
  ['tag_show', { id: '停车', include_datasets: 'true' }],
  ['tag_autocomplete', { q: '公' }],
  ['package_autocomplete', { q: '医院' }],
  ['package_autocomplete', { q: 'gong' }],
  ['format_autocomplete', { q: 's' }],
  ['recently_changed_packages_activity_list', { limit: '5', offset: '1' }],
  ['package_activity_list', { id: NAMES[1]! }],
  ['organization_activity_list', { id: PUBLISHERS[0]! }],
  ['group_activity_list', { id: 'health' }],
  ['activity_show', { id: '6c69616e-6d75-8000-8000-000000000005' }],
];

/** Publishes exactly these. */
async function publish(store: TempHub, datasets: readonly Dataset[]): Promise<void> {
  const run = await store.open(SOURCE);
  const known = await run.findLive(datasets.map(({ origin }) => origin.remoteId));
  const changes = datasets.flatMap((dataset, index): readonly Change[] => {
    const state = known[index]?.state;
    const upsert = makeUpsert(
      dataset,
      state === 'live' ? 'updated' : state === 'removed' ? 'restored' : 'added',
    );
    return state === 'live' && known[index]?.contentHash === upsert.contentHash ? [] : [upsert];
  });
  await run.stage(changes.map((change) => run.prepare(change)));
  // What is staged counts as seen; what was seen before would not be staged.
  run.seen(known.filter((record) => record !== undefined));
  await run.commit({ outcome: 'complete', absent: { runs: 1, days: 0 }, counts: NO_COUNTS });
}

function refusal(remoteId: string): Change {
  return { type: 'set-aside', outcome: 'refused', remoteId, mappingVersion: 'test/1', problems: [] };
}

interface State {
  readonly seq: number;
  readonly time: Date;
  readonly answers: readonly unknown[];
}

async function answersOf(hub: TestServer, more: Parameters = {}): Promise<readonly unknown[]> {
  const answers: unknown[] = [];
  for (const [action, parameters] of CALLS) {
    const { status, json } = await hub.get(action, { ...parameters, ...more });
    answers.push({ action, parameters, status, result: json.result, error: json.error });
  }
  return answers;
}

describe('every action that takes as_of', () => {
  const store = new TempHub();
  const past = new PastCatalogs({ dataDir: store.dataDir, now: () => store.time });
  const states: State[] = [];
  let hub: TestServer;

  async function serve(): Promise<TestServer> {
    const { datasets, history, catalog } = store.reading;
    const answerPast = createPastAnswers(past.use, PAST_HUB);
    return startTestServer({
      datasets,
      history,
      catalog,
      search: store.openSearch().search,
      past: answerPast,
    });
  }

  beforeAll(async () => {
    for (const datasets of [[], ...PUBLICATIONS]) {
      if (datasets.length > 0) await publish(store, datasets);
      const present = await serve();
      const time = store.now();
      states.push({ seq: await store.reading.catalog.latestSeq(), time, answers: await answersOf(present) });
      await present.close();
    }
    // What comes after changes nothing of what was.
    await publish(store, [makeDataset('5', { title: '公园' })]);
    hub = await serve();
  });
  afterAll(async () => {
    await hub.close();
    await past.close();
    await store.close();
  });

  it('is asked here', () => {
    // The pilot plan's figures depend on the day, and have a test of their own.
    const elsewhere = ['pilot_report_show', 'pilot_trend_show'];
    const taking = [...ROUTES].flatMap(([name, { asOf }]) =>
      asOf === undefined || elsewhere.includes(name) ? [] : [name],
    );
    expect([...new Set(CALLS.map(([action]) => action))].sort()).toEqual(taking.sort());
  });

  it('is asked of what differs between the states', () => {
    const textsOf = (index: number): readonly string[] =>
      states.map(({ answers }) => JSON.stringify(answers[index]));
    const same = CALLS.filter((_call, index) => new Set(textsOf(index)).size === 1);
    // The domains are always the same 21.
    expect(same.map(([action]) => action)).toEqual(['group_autocomplete']);
    for (const index of CALLS.keys()) expect(textsOf(index).join()).toContain('"status":200');
  });

  it.each([0, 1, 2, 3])(
    'answers of state %i what it answered then, by position and by time',
    async (index) => {
      const { seq, time, answers } = states[index]!;
      expect(await answersOf(hub, { as_of: time.toISOString() })).toEqual(answers);
      const ofPosition = await answersOf(hub, { as_of: String(seq) });
      // `NOW` is the time of the position, a minute before the answers were recorded.
      expect(ofPosition).toEqual(answers);
    },
  );

  it('answers of the future what it answers of the present', async () => {
    const now = await answersOf(hub);
    expect(await answersOf(hub, { as_of: '999' })).toEqual(now);
    expect(await answersOf(hub, { as_of: '2099-01-01' })).toEqual(now);
  });
});

describe('answers of the past', () => {
  let store: TempHub;
  let past: PastCatalogs;
  let hub: TestServer;
  beforeEach(async () => {
    store = new TempHub();
    for (const datasets of PUBLICATIONS) await publish(store, datasets);
    past = new PastCatalogs({ dataDir: store.dataDir, now: () => store.time, mostDatasets: 3 });
    const { datasets, history, catalog } = store.reading;
    const answerPast = createPastAnswers(past.use, PAST_HUB);
    hub = await startTestServer({
      datasets,
      history,
      catalog,
      search: store.openSearch().search,
      past: answerPast,
    });
  });
  afterEach(async () => {
    await hub.close();
    await past.close();
    await store.close();
  });

  const SEARCH = '/api/3/action/package_search?as_of=3&rows=1';

  it('keep their tag whatever is published, and lose it when something is refused', async () => {
    const first = await hub.send({ path: SEARCH });
    const known = { 'if-none-match': first.headers.etag! };
    expect([first.status, first.headers['cache-control']]).toEqual([200, 'no-cache']);
    expect(first.json.result.count).toBe(3);
    await publish(store, [...PUBLICATIONS[2]!, parking]);
    expect((await hub.send({ path: SEARCH, headers: known })).status).toBe(304);

    await store.publish(SOURCE, [refusal('2')]);
    const again = await hub.send({ path: SEARCH, headers: known });
    expect([again.status, again.json.result.count]).toEqual([200, 2]);
    expect(again.body).not.toContain(`"title":"${parking.title}"`);
    const parameters = { as_of: '3', id: NAMES[1]! };
    expect((await hub.get('package_show', parameters)).status).toBe(404);
    expect((await hub.get('package_activity_list', parameters)).body).not.toContain(parking.title);
  });

  it('lose it when what was gone already is refused', async () => {
    await publish(store, [buses]);
    const known = { 'if-none-match': (await hub.send({ path: SEARCH })).headers.etag! };
    await store.publish(SOURCE, [refusal('2')]);
    const again = await hub.send({ path: SEARCH, headers: known });
    expect([again.status, again.json.result.count]).toEqual([200, 2]);
  });

  it('have pages of their own', async () => {
    const { headers } = await hub.send({ path: SEARCH });
    expect(headers['link']).toContain('package_search?as_of=3&rows=1&start=1>; rel="next"');
    const names = async (query: string): Promise<string> =>
      String((await hub.send({ path: `/api/3/action/package_list?as_of=3&${query}` })).headers['link']);
    expect(await names('limit=3')).toContain('rel="next"');
    expect(await names('limit=3&offset=3')).not.toContain('rel="next"');
  });

  it('come by POST and as scripts too', async () => {
    const body = JSON.stringify({ as_of: 3, rows: 0 });
    const posted = await hub.send({ method: 'POST', path: '/api/3/action/package_search', body });
    expect(posted.json.result.count).toBe(3);
    expect(posted.headers).not.toHaveProperty('link');
    const script = await hub.send({ path: `${SEARCH}&callback=cb` });
    expect(script.body).toMatch(/^cb\(\{/);
    expect(script.headers['content-type']).toContain('javascript');
  });

  it('are errors in the form that the present has', async () => {
    const unread = await hub.get('package_search', { as_of: '3', q: 'title:[' });
    expect([unread.status, unread.json.error]).toMatchObject([409, { __type: 'Search Error' }]);
    const wrong = await hub.get('package_search', { as_of: '3', rows: 'x' });
    expect([wrong.status, wrong.json.error]).toMatchObject([409, { rows: ['Invalid integer'] }]);
    expect(unread.headers).not.toHaveProperty('etag');
    const early = await hub.get('resource_show', { as_of: '0', id: FILE });
    expect([early.status, early.json.error.message]).toEqual([404, 'Not found']);
    const malformed = await hub.get('package_search', { as_of: 'yesterday' });
    expect([malformed.status, Object.keys(malformed.json.error)]).toEqual([409, ['as_of', '__type']]);
  });

  it('are refused of a state that is too large, but for what is found at once', async () => {
    await publish(store, [hospitals, parking, buses, schools]);
    const seq = await store.reading.catalog.latestSeq();
    await publish(store, [hospitals]);
    const later = await startTestServer({
      ...store.reading,
      search: store.openSearch().search,
      past: createPastAnswers(past.use, PAST_HUB),
    });
    const { status, json } = await later.get('package_search', { as_of: String(seq) });
    expect([status, json.error]).toMatchObject([409, { as_of: [expect.stringContaining('more than 3')] }]);
    expect((await later.get('package_list', { as_of: String(seq) })).json.result).toHaveLength(4);
    await later.close();
  });

  it('are made of several states at once, a few of which are kept', async () => {
    const asked = [1, 2, 3, 5, 1, 2, 4];
    const found = await Promise.allSettled(
      asked.map((seq) => past.use(seq, ({ search }) => Promise.resolve(search.seq))),
    );
    expect(found.map((answer) => (answer.status === 'fulfilled' ? answer.value : 'busy'))).toEqual([
      ...[1, 2, 3, 5, 1, 2, 'busy'],
    ]);
    expect((await hub.get('tag_list', { as_of: '4' })).status).toBe(200);
  });
});
