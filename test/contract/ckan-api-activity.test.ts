import { startTestServer, type TestServer } from '../support/api-client.js';
import { createInMemoryCatalog } from '../support/in-memory-catalog.js';
import { ALL, datasetOf, EDUCATION, publish, SCHOOLS } from '../support/published-datasets.js';

type Activities = readonly { readonly id: string; readonly object_id: string }[];

const LISTS: readonly (readonly [action: string, id: string])[] = [
  ['package_activity_list', SCHOOLS.name],
  ['organization_activity_list', EDUCATION.name],
  ['group_activity_list', 'health'],
  ['recently_changed_packages_activity_list', ''],
];

describe('activity', () => {
  let hub: TestServer;
  beforeAll(async () => {
    const gone = datasetOf('gone', { title: '已撤下' }).identifier;
    const removedAt = '2026-02-03T00:00:00.000000';
    const tombstones = [{ identifier: gone, name: 'gone', title: '已撤下', removedAt }];
    hub = await startTestServer({ store: createInMemoryCatalog(ALL, tombstones) });
  });
  afterAll(() => hub.close());

  it.each(LISTS)('%s refuses pages that make no sense', async (action, id) => {
    const cases: readonly (readonly [Record<string, string>, object])[] = [
      [{ offset: 'x' }, { offset: ['Invalid integer'] }],
      [{ offset: '-1' }, { offset: ['Must be a natural number'] }],
      [{ limit: 'x' }, { limit: ['Invalid integer'] }],
      [{ before: 'yesterday' }, { before: ['Date format incorrect'] }],
      [
        { activity_types: 'new package', exclude_activity_types: 'new package' },
        { activity_types: ['Cannot be used together with `exclude_activity_types'] },
      ],
    ];
    for (const [parameters, error] of cases) {
      const answer = await hub.get(action, { id, ...parameters });
      expect(answer.status).toBe(409);
      expect(answer.json.error).toEqual({ ...error, __type: 'Validation Error' });
    }
    const hidden = await hub.get(action, { id, include_hidden_activity: 'true' });
    expect(hidden.status).toBe(403);
  });

  it('lists 31 activities unless told, and 100 at most', async () => {
    const many = Array.from({ length: 120 }, (_, index) =>
      publish(datasetOf(`m${index}`, { title: 't', themes: ['2'] }), { name: `n-${index}`, order: index }),
    );
    const large = await startTestServer({ store: createInMemoryCatalog(many) });
    for (const [action, id] of LISTS.slice(1)) {
      expect((await large.get(action, { id })).json.result).toHaveLength(31);
      expect((await large.get(action, { id, limit: '500' })).json.result).toHaveLength(100);
      expect((await large.get(action, { id, limit: '500', offset: '100' })).json.result).toHaveLength(20);
    }
    await large.close();
  });

  it('lists only activities of the types asked for', async () => {
    const count = async (parameters: Record<string, string>): Promise<number> => {
      const { json } = await hub.get('recently_changed_packages_activity_list', parameters);
      return (json.result as unknown as Activities).length;
    };
    expect(await count({ activity_types: '["new package","changed package"]' })).toBe(4);
    expect(await count({ activity_types: 'deleted package' })).toBe(0);
    expect(await count({ activity_types: 'new user' })).toBe(0);
    expect(await count({ exclude_activity_types: 'new package' })).toBe(0);
    expect(await count({ exclude_activity_types: 'deleted package' })).toBe(4);
  });

  it('knows what became of a package that is gone', async () => {
    expect((await hub.get('package_activity_list', { id: 'gone' })).status).toBe(200);
  });

  it.each(LISTS.slice(0, 3))('%s of nothing is not found', async (action) => {
    expect((await hub.get(action, { id: 'nothing' })).status).toBe(404);
    expect((await hub.get(action)).json.error).toMatchObject({ id: ['Missing value'] });
  });

  it('shows each activity of a list by its id, without the data', async () => {
    const { json } = await hub.get('recently_changed_packages_activity_list');
    for (const activity of json.result as unknown as Activities) {
      expect((await hub.get('activity_show', { id: activity.id })).json.result).toEqual(activity);
      const detailed = await hub.get('activity_show', { id: activity.id, include_data: 'true' });
      expect(detailed.status).toBe(403);
    }
  });

  it.each(['6c69616e-6d75-8000-8000-000000000fff', 'x'])('finds no activity %s', async (id) => {
    expect((await hub.get('activity_show', { id })).status).toBe(404);
  });
});
