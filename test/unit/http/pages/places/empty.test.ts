import type { Job } from '../../../../../src/domain/job.js';
import { NO_HARVEST } from '../../../../../src/http/harvest-desk.js';
import { startTestServer, type TestServer } from '../../../../support/api-client.js';
import { makeSource } from '../../../../support/make-dataset.js';
import { TempHub } from '../../../../support/temp-hub.js';

const CITY = makeSource({ region: '江城市' });

describe('pages of places over an empty catalogue', () => {
  const store = new TempHub();
  let hub: TestServer;
  let jobs: readonly Pick<Job, 'state' | 'startedAt'>[] = [];

  beforeAll(async () => {
    const { catalog } = store.reading;
    hub = await startTestServer({
      ...store.reading,
      catalog: Object.assign(Object.create(catalog) as typeof catalog, {
        listJobs: () => Promise.resolve(jobs),
      }),
      search: store.openSearch().search,
      harvest: { ...NO_HARVEST, sources: [CITY], now: () => new Date(store.time) },
    });
  });
  afterAll(async () => {
    await hub.close();
    await store.close();
  });

  it.each([
    ['/group', '共 0 个数据集'],
    ['/group/health', '目前没有数据集。'],
    ['/group/health?lang=en', 'There are no datasets at present.'],
    ['/organization', '共 0 个提供方'],
    ['/city', '本目录汇集 1 个城市'],
    ['/city/江城市', '目前没有数据集。'],
    ['/city/江城市', '尚未采集'],
    ['/developers', '/dataset/name.jsonld'],
    ['/help', '怎样检索'],
  ])('%s says "%s"', async (path, text) => {
    const { status, body } = await hub.send({ path: encodeURI(path) });
    expect(status).toBe(200);
    expect(body).toContain(text);
  });

  it('says nothing of a run that waits for a decision', async () => {
    jobs = [
      { state: 'held', startedAt: '2026-11-20T00:00:00.000Z' },
      { state: 'complete', startedAt: '2026-11-18T18:00:00.000Z' },
    ];
    const { body } = await hub.send({ path: encodeURI('/city/江城市') });
    expect(body).toContain('正常');
    expect(body).toContain('2026-11-19');
    expect(body).not.toContain('2026-11-20');
  });

  it('says where no portal has a region', async () => {
    const bare = await startTestServer({});
    expect((await bare.send({ path: '/city' })).body).toContain('各来源门户都未注明所属地区');
    await bare.close();
  });
});
