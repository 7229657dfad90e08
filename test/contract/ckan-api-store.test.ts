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

  it('find by the index what looking at each resource finds', async () => {
    const long = '很长的名称 Long '.repeat(30);
    const files = [
      ['Straße_100%.CSV', 'https://data.example.org/A/B.csv?x=1&y="2"'],
      ['年报（2019）*?\\.xlsx', 'data.example.org/年报.xlsx'],
      ['ＦＵＬＬ width "quoted"', '//Host.example.org/c'],
      [long, `https://data.example.org/${'x'.repeat(300)}/Deep.json`],
      [undefined, undefined],
      ['@at !bang', 'ftp://old.example.org/Z.txt'],
    ] as const;
    const other = new TempHub();
    const datasets = files.map(([title, url], place) =>
      makeDataset(`f${place}`, {
        title: `文件 ${place}`,
        distributions: [
          {
            identifier: id(place),
            ...(title !== undefined && { title }),
            ...(url !== undefined && { url }),
          },
        ],
      }),
    );
    await other.publish(
      makeSource(),
      datasets.map((dataset) => makeUpsert(dataset)),
    );
    const server = await startTestServer({
      ...{ datasets: other.reading.datasets, catalog: other.reading.catalog },
      search: other.openSearch().search,
    });
    const found = async (...queries: readonly string[]): Promise<readonly string[]> => {
      const pairs = queries.map((query): [string, string] => ['query', query]);
      const { json } = await server.get('resource_search', pairs);
      return json.result.results.map((resource) => resource.id).sort();
    };
    const texts =
      'strasse straße 100% _ .csv CSV 年报 *? \\ " long LONG 很长 ｆｕｌｌ full @AT !bang http https:// ';
    const parts =
      `${texts}http:// //host host.example p://data p://host tp:// deep.JSON ?x=1& ftp: /z. zz /`.split(' ');
    // By a column that the index has nothing of each resource is looked at.
    const all = (await server.get('resource_search', { query: 'state:active' })).json.result.results;
    expect(all).toHaveLength(files.length);
    let some = 0;
    for (const field of ['name', 'url']) {
      for (const text of parts) {
        const having = all.filter((resource) => {
          const value = (resource as unknown as Readonly<Record<string, unknown>>)[field];
          return typeof value === 'string' && value.toLowerCase().includes(text.toLowerCase());
        });
        expect([field, text, await found(`${field}:${text}`)]).toEqual([
          ...[field, text],
          having.map((resource) => resource.id).sort(),
        ]);
        if (having.length > 0 && having.length < all.length) some += 1;
      }
    }
    expect(some).toBeGreaterThan(20);
    expect(await found('name:csv', 'url:b.CSV')).toEqual([id(0)]);
    expect(await found('name:csv', 'url:deep')).toEqual([]);
    await server.close();
    await other.close();
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
