import { type ApiResult, startTestServer, type TestServer } from '../support/api-client.js';
import { makeDataset, makeSource, makeUpsert } from '../support/make-dataset.js';
import { TempHub } from '../support/temp-hub.js';

const source = makeSource();
const hospitals = makeDataset('1', { title: '医院床位' });
const parking = makeDataset('2', { title: '公共停车场' });
const buses = makeDataset('3', { title: '公交线路' });

type Shown = ApiResult & { readonly notes: string | null; readonly metadata_modified: string };

describe('as_of', () => {
  const store = new TempHub();
  let hub: TestServer;
  /** Of the first publication. */
  let seq: number;
  beforeAll(async () => {
    await store.publish(
      source,
      [hospitals, parking, buses].map((dataset) => makeUpsert(dataset)),
    );
    seq = await store.reading.catalog.latestSeq();
    const updated = [hospitals, parking].map((dataset) =>
      makeUpsert({ ...dataset, abstract: '新' }, 'updated'),
    );
    await store.publish(source, updated, true);
    const { datasets, history, catalog } = store.reading;
    hub = await startTestServer({ datasets, history, catalog, search: store.openSearch().search });
  });
  afterAll(async () => {
    await hub.close();
    await store.close();
  });

  it('shows a dataset and the names as they were', async () => {
    const [name = ''] = [...store.reading.datasets.names({})];
    const now = (await hub.get('package_show', { id: name })).json.result as Shown;
    const then = (await hub.get('package_show', { id: name, as_of: String(seq) })).json.result as Shown;
    expect(then.id).toBe(now.id);
    expect([then.notes, now.notes]).toEqual([parking.abstract, '新']);
    expect(then.metadata_modified < now.metadata_modified).toBe(true);
    const names = (await hub.get('package_list', { as_of: String(seq) })).json.result;
    expect(names).toHaveLength(3);
    expect((await hub.get('package_list')).json.result).toHaveLength(2);
    expect((await hub.get('package_list', { as_of: '0' })).json.result).toEqual([]);
    expect((await hub.get('package_list', { as_of: '2000-01-01' })).json.result).toEqual([]);
    expect((await hub.get('package_list', { as_of: '2099-01-01T00:00:00+08:00' })).json.result).toHaveLength(
      2,
    );
    expect((await hub.get('package_show', { id: name, as_of: '0' })).status).toBe(404);
  });

  it.each(['yesterday', '-1', '2026-13-01', '2026-1-1', '1e3'])('is refused as %s', async (value) => {
    const { status, json } = await hub.get('package_list', { as_of: value });
    expect(status).toBe(409);
    expect(json.error).toHaveProperty('as_of');
  });

  it('is refused by what answers of the present only', async () => {
    const { status, json } = await hub.get('license_list', { as_of: '1' });
    expect(status).toBe(409);
    expect(json.error).toMatchObject({ as_of: ['license_list answers of the present only'] });
  });
});
