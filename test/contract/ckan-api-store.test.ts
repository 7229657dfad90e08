import { startTestServer, type TestServer } from '../support/api-client.js';
import { makeDataset, makeSource, makeUpsert } from '../support/make-dataset.js';
import { TempHub } from '../support/temp-hub.js';

const source = makeSource();
const id = (last: number): string => `00000000-0000-5000-8000-00000000000${last}`;
const traffic = { name: '交通局', localId: 'jtj' };
const health = { name: '卫健委', localId: 'wjw' };
const hospitals = makeDataset('1', {
  title: '医院床位 hospital beds',
  publisher: health,
  themes: ['2'],
  keywords: ['床位', 'beds'],
  distributions: [{ identifier: id(1), title: 'beds.csv', format: 'CSV' }],
});
const parking = makeDataset('2', {
  title: '公共停车场',
  publisher: traffic,
  distributions: [{ identifier: id(2), title: 'parking.json', format: 'JSON' }],
});
const buses = makeDataset('3', { title: '公交线路', publisher: traffic });

interface Named {
  readonly name: string;
  readonly title: string;
  readonly activity_type: string;
}

describe('the read actions over a real store', () => {
  const store = new TempHub();
  let hub: TestServer;
  beforeAll(async () => {
    await store.publish(
      source,
      [hospitals, parking, buses].map((dataset) => makeUpsert(dataset)),
    );
    const updated = [hospitals, parking].map((dataset) =>
      makeUpsert({ ...dataset, abstract: '新' }, 'updated'),
    );
    await store.publish(source, updated, true);
    const { datasets, catalog } = store.reading;
    hub = await startTestServer({ datasets, catalog, search: store.openSearch().search });
  });
  afterAll(async () => {
    await hub.close();
    await store.close();
  });

  async function listed(action: string, parameters: Record<string, string>): Promise<readonly Named[]> {
    const { status, json } = await hub.get(action, parameters);
    expect(status).toBe(200);
    return json.result as unknown as readonly Named[];
  }

  it('find resources by id and by a part of a column', async () => {
    expect((await hub.get('resource_show', { id: id(2) })).json.result.name).toBe('parking.json');
    const searches = ['name:PARK', 'format:js', `id:${id(2)}`];
    for (const query of searches) {
      const { result } = (await hub.get('resource_search', { query })).json;
      expect(result.results.map((resource) => resource.id)).toEqual([id(2)]);
    }
  });

  it('suggest datasets by the beginning of the name and by words of the title', async () => {
    const titles = async (q: string): Promise<readonly string[]> =>
      (await listed('package_autocomplete', { q })).map(({ title }) => title);
    expect(await titles('床位')).toEqual([hospitals.title]);
    expect(await titles('hospital')).toEqual([hospitals.title]);
    expect(await titles('YI-YUAN')).toEqual([hospitals.title]);
    expect(await titles('公交')).toEqual([]);
    // As they are typed on a Latin keyboard: syllables, or their first letters.
    expect(await titles('gonggongting')).toEqual([parking.title]);
    expect(await titles('ggtcc')).toEqual([parking.title]);
    expect(await titles('tcc')).toEqual([]);
    for (const q of ['"', '*', 'a:b', '(', '\\', '…', '%', "'"]) expect(await titles(q)).toEqual([]);
  });

  it('suggest tags and formats', async () => {
    expect(await listed('tag_autocomplete', { q: 'BED' })).toEqual(['beds']);
    expect(await listed('tag_autocomplete', { q: 'cw' })).toEqual(['床位']);
    expect(await listed('tag_search', { q: 'cw' })).toMatchObject({ count: 0 });
    expect(await listed('format_autocomplete', { q: 's' })).toEqual(['csv', 'json']);
    const publishers = await listed('organization_autocomplete', { q: 'wjw' });
    expect(publishers.map(({ title }) => title)).toEqual([health.name]);
  });

  it('show the packages of a tag, a group and an organization', async () => {
    const { packages } = (await hub.get('tag_show', { id: '床位', include_datasets: '1' })).json.result;
    expect(packages.map(({ id: identifier }) => identifier)).toEqual([hospitals.identifier]);
    for (const group of ['health', store.reading.datasets.publishers().find(named('卫健委'))!.name]) {
      const shown = await listed('group_package_show', { id: group });
      expect(shown.map(({ title }) => title)).toEqual([hospitals.title]);
    }
  });

  it('tell what has changed, what is gone too', async () => {
    const types = async (action: string, parameters: Record<string, string>): Promise<readonly string[]> =>
      (await listed(action, parameters)).map((activity) => activity.activity_type);
    const all = 'recently_changed_packages_activity_list';
    expect(await types(all, { limit: '2' })).toEqual(['deleted package', 'changed package']);
    expect(await types(all, { activity_types: '["deleted package"]' })).toHaveLength(1);
    expect(await types('package_activity_list', { id: buses.identifier })).toEqual([
      'deleted package',
      'new package',
    ]);
    const { name } = store.reading.datasets.publishers().find(named('交通局'))!;
    expect(await types('organization_activity_list', { id: name })).toHaveLength(4);
    expect(await types('group_activity_list', { id: 'health' })).toEqual(['changed package', 'new package']);
  });

  it('take the time of an activity as a bound of the next page', async () => {
    const all = 'recently_changed_packages_activity_list';
    const activities = (await hub.get(all)).json.result as unknown as readonly { timestamp: string }[];
    for (const [index, { timestamp }] of activities.entries()) {
      expect(await listed(all, { before: timestamp })).toEqual(activities.slice(index + 1));
      expect(await listed(all, { after: timestamp })).toEqual(activities.slice(0, index));
      const seconds = Date.parse(`${timestamp}Z`) / 1000 + 0.5;
      expect((await listed(all, { before: String(seconds) })).length).toBeGreaterThanOrEqual(
        activities.length - index,
      );
    }
  });
});

function named(title: string): (publisher: { readonly title: string }) => boolean {
  return (publisher) => publisher.title === title;
}
