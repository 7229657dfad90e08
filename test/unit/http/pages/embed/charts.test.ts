import { NO_HARVEST } from '../../../../../src/http/harvest-desk.js';
import { startTestServer, type TestServer } from '../../../../support/api-client.js';
import { makeDataset, makeSource, makeUpsert } from '../../../../support/make-dataset.js';
import { TempHub } from '../../../../support/temp-hub.js';

const CITY = makeSource();

/** Twelve datasets in one domain, one in another; every fourth has an API. */
const DATASETS = Array.from({ length: 13 }, (_, place) =>
  makeDataset(`d${place}`, {
    themes: [place < 12 ? '5' : '6'],
    distributions: [{ identifier: 'x', format: 'CSV', kind: place % 4 === 0 ? 'api' : 'file' }],
  }),
);

describe('a figure of the statistics in another site', () => {
  const store = new TempHub();
  let hub: TestServer;
  const get = async (path: string): Promise<string> => {
    const { status, body } = await hub.send({ path });
    expect(status).toBe(200);
    return body;
  };

  beforeAll(async () => {
    await store.publish(
      CITY,
      DATASETS.map((dataset) => makeUpsert(dataset)),
    );
    hub = await startTestServer({
      ...store.reading,
      search: store.openSearch().search,
      harvest: {
        ...{ ...NO_HARVEST, sources: [CITY], timezone: 'Asia/Shanghai', overdueTolerance: 0 },
        now: () => new Date(store.time),
      },
    });
  });
  afterAll(async () => {
    await hub.close();
    await store.close();
  });

  it('has the domains with the line that each has to reach, and the way to their datasets', async () => {
    const page = await get('/embed/chart/domains');
    expect(page.match(/要求 ≥ 10<\/text>/g)).toHaveLength(2);
    expect(page.match(/stroke-dasharray/g)).toHaveLength(2);
    const rows = [
      ...page.matchAll(/<a href="(\/dataset\?q=[^"]+)"><bdi>([^<]+)<\/bdi><\/a><\/td><td[^>]*>(\d+)</g),
    ];
    expect(rows).toHaveLength(21);
    expect(rows.slice(0, 3).map(([, , , count]) => count)).toEqual(['12', '1', '0']);
    const [, address = ''] = rows[0] ?? [];
    expect(await get(address.replaceAll('&amp;', '&'))).toContain('12 datasets found');
    expect(page).toContain('共 13 个开放数据集');
    expect(page).toContain('截至 2026年11月21日，<a href="/statistics">查看全部统计指标</a>');
    expect(page).toContain('来源：<a href="/">');
  });

  it.each([
    ['api', '30.7%', '✓ 达标', '要求 ≥ 30%', 'measure-api'],
    ['machine-readable', '100.0%', '✓ 达标', '要求 ≥ 90%', 'measure-machine_readable'],
  ])('says of %s what is asked for, in a line and in words', async (chart, ...texts) => {
    const page = await get(`/embed/chart/${chart}`);
    for (const text of texts) expect(page).toContain(text);
    expect(page).not.toMatch(/ style="/);
  });

  it('has the other figures without a threshold, in English too', async () => {
    const page = await get('/embed/chart/realtime?lang=en');
    expect(page).toContain('As of 21 November 2026');
    expect(page).not.toContain('badge');
    expect(page).not.toContain('stroke-dasharray');
    expect(page.slice(page.indexOf('<main'), page.indexOf('</main'))).not.toMatch(/[\u4e00-\u9fff]/);
  });
});
