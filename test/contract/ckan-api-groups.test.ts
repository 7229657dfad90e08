import { startTestServer, type TestServer } from '../support/api-client.js';
import { createInMemoryCatalog } from '../support/in-memory-catalog.js';
import { ALL, datasetOf, EDUCATION, HEALTH, publish } from '../support/published-datasets.js';

describe('organizations and groups', () => {
  const store = createInMemoryCatalog(ALL);
  let hub: TestServer;
  beforeAll(async () => {
    hub = await startTestServer({ store });
  });
  afterAll(() => hub.close());

  const both = [EDUCATION.name, HEALTH.name];
  const lists: readonly (readonly [string, Record<string, string>, readonly string[]])[] = [
    ['by title', {}, both],
    ['by name, descending', { sort: 'name desc' }, [...both].reverse()],
    ['in the old way', { order_by: 'name' }, both],
    ['by count, the largest first and ties by name', { sort: 'package_count' }, both],
    ['from an offset', { offset: '1', sort: 'name asc' }, [HEALTH.name]],
    ['up to a limit', { limit: '1' }, [EDUCATION.name]],
    ['none with the limit 0', { limit: '0' }, []],
    ['of a comma list of names', { organizations: `${HEALTH.name},nothing` }, [HEALTH.name]],
    ['of a JSON list of names', { organizations: `["${HEALTH.name}"]` }, [HEALTH.name]],
    ['with words in title, name or description', { q: '全市教育' }, [EDUCATION.name]],
    ['of another type: none', { type: 'group' }, []],
  ];
  it.each(lists)('lists organizations %s', async (_case, parameters, names) => {
    expect((await hub.get('organization_list', parameters)).json.result).toEqual(names);
  });

  it('cuts a list silently at 1000 names and 25 dicts', async () => {
    const many = Array.from({ length: 1003 }, (_, index) => {
      const publisher = {
        ...HEALTH,
        identifier: `id-${index}`,
        name: `org-${String(index).padStart(4, '0')}`,
      };
      return publish(datasetOf(`m${index}`, { title: 't' }), { name: `n-${index}`, order: index, publisher });
    });
    const large = await startTestServer({ store: createInMemoryCatalog(many) });
    const names = await large.get('organization_list', { limit: '5000' });
    expect(names.json.result).toHaveLength(1000);
    const dicts = await large.get('organization_list', { all_fields: 'True', limit: '5000' });
    expect(dicts.json.result).toHaveLength(25);
    const last = await large.get('organization_list', { all_fields: '1', offset: '1000' });
    expect(last.json.result).toHaveLength(3);
    await large.close();
  });

  it('leaves counts out and puts parts in as asked', async () => {
    const parameters = {
      all_fields: 'on',
      include_dataset_count: 'f',
      include_tags: 't',
      include_groups: 'y',
      include_users: '1',
    };
    const { json } = await hub.get('organization_list', parameters);
    const [first] = json.result as unknown as readonly object[];
    expect(first).toMatchObject({ tags: [], groups: [], users: [] });
    expect(first).not.toHaveProperty('package_count');
    expect(first).not.toHaveProperty('extras');
  });

  it('shows eighteen keys of an organization and of a group, by name and by id', async () => {
    const organization = (await hub.get('organization_show', { id: EDUCATION.name })).json.result;
    expect(Object.keys(organization)).toHaveLength(18);
    expect((await hub.get('organization_show', { id: EDUCATION.identifier })).json.result).toEqual(
      organization,
    );
    const group = (await hub.get('group_show', { id: 'health' })).json.result;
    expect(Object.keys(group).sort()).toEqual(Object.keys(organization).sort());
    expect((await hub.get('group_show', { id: group.id })).json.result).toEqual(group);
  });

  it('leaves keys of organization_show out as asked', async () => {
    const parameters = {
      id: EDUCATION.name,
      include_extras: 'false',
      include_users: 'false',
      include_groups: 'false',
      include_tags: 'false',
      include_followers: 'false',
      include_dataset_count: 'false',
      include_member_count: 'true',
    };
    const shown = (await hub.get('organization_show', parameters)).json.result;
    expect(Object.keys(shown)).toHaveLength(13);
    expect(shown.member_count).toBe(0);
  });

  it('takes booleans of a JSON body', async () => {
    const body = JSON.stringify({ id: EDUCATION.name, include_extras: false, include_users: 0 });
    const { json } = await hub.send({ method: 'POST', path: '/api/3/action/organization_show', body });
    expect(json.result).not.toHaveProperty('extras');
    expect(json.result).not.toHaveProperty('users');
  });

  it('lists all 21 domains, those without datasets too', async () => {
    expect((await hub.get('group_list')).json.result).toHaveLength(21);
    const counted = (await hub.get('group_list', { sort: 'package_count' })).json.result;
    expect(counted).toEqual(['health', 'daily-life', 'education-culture']);
  });

  it('counts anew when something was published, and only then', async () => {
    const own = createInMemoryCatalog(ALL);
    const fresh = await startTestServer({ store: own });
    const count = async (): Promise<number> =>
      (await fresh.get('group_show', { id: 'trade' })).json.result.package_count;
    expect(await count()).toBe(0);
    expect(await count()).toBe(0);
    expect(own.searches).toBe(1);
    const dataset = datasetOf('new', { title: '新', themes: ['12'], keywords: ['新标签'] });
    own.publish(publish(dataset, { name: 'new', order: 9 }));
    expect(await count()).toBe(1);
    expect((await fresh.get('tag_list', { q: '新' })).json.result).toEqual(['新标签']);
    await fresh.close();
  });
});
