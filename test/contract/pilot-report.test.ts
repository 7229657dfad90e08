import { PastCatalogs } from '../../src/app/past-catalogs.js';
import { createPastAnswers } from '../../src/http/ckan/past-answers.js';
import { NO_HARVEST } from '../../src/http/harvest-desk.js';
import { PROFILE, SITE, startTestServer, type TestServer } from '../support/api-client.js';
import { makeDataset, makeSource, makeUpsert } from '../support/make-dataset.js';
import { TempHub } from '../support/temp-hub.js';

const CITY = makeSource({ region: '江城市' });
const JUDGING = { sources: [CITY], timezone: 'Asia/Shanghai', overdueTolerance: 0 };
const CSV = { identifier: '11111111-2222-5333-8444-555555555555', format: 'CSV', kind: 'file' } as const;

interface Report {
  readonly seq: number;
  readonly day: string;
  readonly connection: { readonly connected: number };
  readonly measures: readonly {
    readonly code: string;
    readonly readings: readonly { readonly numerator: { readonly count: number; readonly url: string } }[];
  }[];
}

describe('pilot_report_show', () => {
  const store = new TempHub();
  const past = new PastCatalogs({ dataDir: store.dataDir, now: () => store.time });
  let hub: TestServer;
  let before: number;
  const report = async (parameters: Record<string, string> = {}): Promise<Report> =>
    (await hub.get('pilot_report_show', parameters)).json.result as unknown as Report;
  const total = ({ measures }: Report): number | undefined =>
    measures.find(({ code }) => code === 'total')?.readings[0]?.numerator.count;

  beforeAll(async () => {
    const parking = makeDataset('parking', { distributions: [CSV] });
    await store.publish(CITY, [makeUpsert(parking)]);
    before = await store.reading.catalog.latestSeq();
    const school = makeDataset('school', { publisher: { name: '江城市教育局' } });
    await store.publish(CITY, [makeUpsert(school)]);
    hub = await startTestServer({
      ...store.reading,
      search: store.openSearch().search,
      harvest: { ...NO_HARVEST, ...JUDGING, now: () => new Date(store.time) },
      past: createPastAnswers(past.use, { site: SITE, profile: PROFILE, version: '0.1.0', ...JUDGING }),
    });
  });
  afterAll(async () => {
    await hub.close();
    await past.close();
    await store.close();
  });

  it('counts, with the address of the datasets that are counted', async () => {
    const now = await report();
    expect(now).toMatchObject({ day: '2026-11-21', connection: { connected: 1 } });
    expect(total(now)).toBe(2);
    const readable = now.measures[1]?.readings[0]?.numerator;
    expect(readable?.count).toBe(1);
    const { pathname, search } = new URL(readable?.url ?? '');
    const found = await hub.send({ path: pathname + search });
    expect(found.json.result.results.map(({ id }) => id)).toEqual([makeDataset('parking').identifier]);
  });

  it('counts a publisher, a portal, and the past', async () => {
    const [school] = store.reading.datasets.publishers().filter(({ title }) => title === '江城市教育局');
    expect(total(await report({ publisher: school?.name ?? '' }))).toBe(1);
    expect(total(await report({ sources: CITY.id }))).toBe(2);
    const city = await report({ region: '江城市' });
    expect(city).toMatchObject({ scope: { of: 'region', name: '江城市' } });
    expect(total(city)).toBe(2);
    const then = await report({ as_of: String(before) });
    expect(total(then)).toBe(1);
    expect(then).toMatchObject({ seq: before, connection: { connected: 1 } });
  });

  it('refuses a scope that there is not', async () => {
    expect((await hub.get('pilot_report_show', { publisher: 'nobody' })).status).toBe(404);
    expect((await hub.get('pilot_report_show', { sources: 'nowhere' })).status).toBe(404);
    expect((await hub.get('pilot_report_show', { region: '无名市' })).status).toBe(404);
    const both = await hub.get('pilot_report_show', { sources: CITY.id, publisher: 'x' });
    expect(both.status).toBe(409);
  });
});
