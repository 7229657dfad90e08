import { jest } from '@jest/globals';
import { SearchTimeError } from '../../src/domain/errors.js';
import type { SearchIndex } from '../../src/pipeline/read-ports.js';
import { startTestServer, type TestServer } from '../support/api-client.js';
import { createInMemoryCatalog, type InMemoryCatalog } from '../support/in-memory-catalog.js';
import { ALL, BEDS, datasetOf, EDUCATION, HEALTH, publish, SCHOOLS } from '../support/published-datasets.js';

interface Found {
  readonly count: number;
  readonly results: readonly { readonly name: string | null }[];
}

const [FILE, EMPTY] = SCHOOLS.dataset.distributions.map(({ identifier }) => identifier);

describe('resources and lists of packages', () => {
  let hub: TestServer;
  beforeAll(async () => {
    hub = await startTestServer();
  });
  afterAll(() => hub.close());

  it.each([
    ['an id that nobody has', '3e6b35f8-6ed4-5c32-a9fb-000000000000'],
    ['what is no id', '"] OR *:*'],
    ['the name of a package', SCHOOLS.name],
    ['a file that is not open to everybody', BEDS.dataset.distributions[0]!.identifier],
  ])('finds no resource under %s', async (_case, id) => {
    for (const action of ['resource_show', 'resource_view_list']) {
      const answer = await hub.get(action, { id });
      expect(answer.status).toBe(404);
      expect(answer.json.error.message).toBe('Not found');
    }
  });

  it('shows a resource as it stands in its package', async () => {
    const [, second] = (await hub.get('package_show', { id: SCHOOLS.name })).json.result.resources;
    expect((await hub.get('resource_show', { id: EMPTY! })).json.result).toEqual(second);
  });

  const found: readonly (readonly [string, string | readonly string[], number])[] = [
    ['in any case', 'url:JIANGCHENG', 1],
    ['in the middle', 'name:名录', 1],
    ['in a number', 'size:102', 1],
    ['by an id', `id:${FILE!}`, 1],
    ['by its package', `package_id:${SCHOOLS.dataset.identifier}`, 2],
    ['by the beginning of a hash', 'hash:AB', 1],
    ['not by the rest of a hash', 'hash:bc', 0],
    ['by a format', 'format:cs', 2],
    ['by two terms that both apply', ['format:csv', 'mimetype:text'], 1],
    ['with a colon in the value', 'url:http://', 1],
    ['never one that is not open to everybody', 'name:不可见', 0],
    ['never one in a format of which only closed ones are', 'format:HIDDEN', 0],
    ['nothing in an empty column', 'cache_last_updated:x', 0],
  ];
  it.each(found)('finds resources %s', async (_case, query, count) => {
    const pairs = [query].flat().map((term): [string, string] => ['query', term]);
    const result = (await hub.get('resource_search', pairs)).json.result as Found;
    expect(result.count).toBe(count);
    expect(result.results).toHaveLength(count);
  });

  it('sorts and pages what it finds', async () => {
    const ask = async (parameters: Record<string, string>): Promise<readonly unknown[]> => {
      const query = { query: 'state:active', order_by: 'url', ...parameters };
      const { count, results } = (await hub.get('resource_search', query)).json.result as Found;
      expect(count).toBe(3);
      return results.map(({ name }) => name);
    };
    expect(await ask({})).toEqual([null, '学校名录.csv', '<b>file</b>']);
    expect(await ask({ limit: '1', offset: '1' })).toEqual(['学校名录.csv']);
    expect(await ask({ order_by: 'size' })).toHaveLength(3);
  });

  const refused: readonly (readonly [string, Record<string, string>, object])[] = [
    ['no query', {}, { query: ['Missing value'] }],
    ['an empty query', { query: '' }, { query: ['Missing value'] }],
    ['no field', { query: 'csv' }, { query: ['Must be `<field>:<value>` pair(s)'] }],
    ['an unknown field', { query: 'x:y' }, { query: ['Field "x" not recognised in resource_search.'] }],
    [
      'a prototype as a field',
      { query: 'constructor:y' },
      { query: ['Field "constructor" not recognised in resource_search.'] },
    ],
    [
      'an unknown order',
      { query: 'name:a', order_by: 'x' },
      { order_by: ['Field "x" not recognised in resource_search.'] },
    ],
    ['a negative limit', { query: 'name:a', limit: '-1' }, { limit: ['Must be a natural number'] }],
  ];
  it.each(refused)('refuses a search with %s', async (_case, parameters, error) => {
    const answer = await hub.get('resource_search', parameters);
    expect(answer.status).toBe(409);
    expect(answer.json.error).toEqual({ ...error, __type: 'Validation Error' });
  });

  it('refuses to look through a catalogue that takes too long, but not for a name, a rare format or an id', async () => {
    const one = publish(datasetOf('m', { title: 't' }), { name: 'n', order: 0 });
    const many = Array.from({ length: 20_001 }, () => one);
    const large = await startTestServer({ store: createInMemoryCatalog([SCHOOLS, ...many]) });
    const answer = await large.get('resource_search', { query: 'description:学校' });
    expect(answer.status).toBe(409);
    expect(answer.json.error).toMatchObject({ __type: 'Search Error' });
    expect((await large.get('resource_search', { query: 'name:学校' })).json.result.count).toBe(1);
    const rare = await large.get('resource_search', [
      ['query', 'name:学校'],
      ['query', 'format:csv'],
    ]);
    expect(rare.json.result.count).toBe(1);
    const shown = await large.get('package_show', { id: SCHOOLS.name });
    const [resource] = shown.json.result.resources as readonly { readonly id: string }[];
    const byId = await large.get('resource_search', { query: `id:${resource?.id ?? ''}` });
    expect(byId.json.result.results).toEqual([resource]);
    const ofPackage = await large.get('resource_search', {
      query: `package_id:${SCHOOLS.dataset.identifier.toUpperCase()}`,
    });
    expect(ofPackage.json.result.count).toBe(shown.json.result.resources.length);
    await large.close();
  });

  it('goes by the format, or looks at each resource, where names and addresses take too long', async () => {
    const slow = (catalog: InMemoryCatalog): SearchIndex =>
      catalog.openSearch({
        ...catalog.view,
        search: (request) => {
          if (request.holding !== undefined) throw new SearchTimeError('took too long', 'q', 0);
          return catalog.view.search(request);
        },
      });
    const count = async (store: InMemoryCatalog, ...queries: readonly string[]): Promise<unknown> => {
      const server = await startTestServer({ store, search: slow(store) });
      const pairs = queries.map((query): [string, string] => ['query', query]);
      const { status, json } = await server.get('resource_search', pairs);
      await server.close();
      return status === 200 ? json.result.count : json.error;
    };
    const one = publish(datasetOf('m', { title: 't' }), { name: 'n', order: 0 });
    const large = createInMemoryCatalog([SCHOOLS, ...Array.from({ length: 20_001 }, () => one)]);
    expect(await count(createInMemoryCatalog([SCHOOLS, one]), 'name:学校')).toBe(1);
    expect(await count(large, 'name:学校', 'format:csv')).toBe(1);
    expect(await count(large, 'name:学校')).toMatchObject({ __type: 'Search Error' });
  });

  it('gives up where reading takes too long', async () => {
    const many = Array.from({ length: 500 }, (_, index) =>
      publish(datasetOf(`m${index}`, { title: 't' }), { name: `n-${index}`, order: index }),
    );
    const server = await startTestServer({ store: createInMemoryCatalog(many) });
    let time = 0;
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => (time += 700));
    const answer = await server.get('resource_search', { query: 'description:a' });
    clock.mockRestore();
    expect(answer.status).toBe(409);
    expect(answer.json.error).toMatchObject({ __type: 'Search Error' });
    expect((await server.get('resource_search', { query: 'description:a' })).status).toBe(200);
    await server.close();
  });

  it('answers others while it looks through resources', async () => {
    const many = Array.from({ length: 5000 }, (_, index) =>
      publish(datasetOf(`m${index}`, { title: 't' }), { name: `n-${index}`, order: index }),
    );
    const busy = await startTestServer({ store: createInMemoryCatalog(many) });
    const order: string[] = [];
    await Promise.all([
      busy.get('resource_search', { query: 'name:a' }).then(() => order.push('search')),
      busy.get('site_read').then(() => order.push('other')),
    ]);
    expect(order).toEqual(['other', 'search']);
    await busy.close();
  });

  describe('current_package_list_with_resources', () => {
    const newestFirst = [...ALL].reverse().map(({ name }) => name);
    const cases: readonly (readonly [string, Record<string, string>, readonly string[]])[] = [
      ['the last changed first', {}, newestFirst],
      ['up to a limit', { limit: '2' }, newestFirst.slice(0, 2)],
      ['from an offset', { limit: '2', offset: '1' }, newestFirst.slice(1, 3)],
      ['a page, counted from 1', { limit: '3', page: '2' }, newestFirst.slice(3)],
      ['none with the limit 0', { limit: '0' }, []],
    ];
    it.each(cases)('lists %s', async (_case, parameters, names) => {
      const { json } = await hub.get('current_package_list_with_resources', parameters);
      expect((json.result as unknown as typeof ALL).map(({ name }) => name)).toEqual(names);
    });

    it('lists ten without a limit and cuts a larger one at a thousand', async () => {
      const many = Array.from({ length: 1003 }, (_, index) =>
        publish(datasetOf(`m${index}`, { title: 't' }), { name: `n-${index}`, order: index }),
      );
      const large = await startTestServer({ store: createInMemoryCatalog(many) });
      const usual = await large.get('current_package_list_with_resources');
      expect(usual.json.result).toHaveLength(10);
      const most = await large.get('current_package_list_with_resources', { limit: '5000' });
      expect(most.json.result).toHaveLength(1000);
      await large.close();
    });

    it.each([
      [{ limit: '-1' }, { limit: ['Must be a natural number'] }],
      [{ limit: 'a' }, { limit: ['Invalid integer'] }],
      [{ page: '0' }, { page: ['Must be a positive integer'] }],
    ])('refuses %o', async (parameters, error) => {
      const answer = await hub.get('current_package_list_with_resources', parameters);
      expect(answer.status).toBe(409);
      expect(answer.json.error).toEqual({ ...error, __type: 'Validation Error' });
    });
  });

  it('shows the packages of a group and of an organization, by name and by id', async () => {
    const names = async (id: string): Promise<readonly string[]> => {
      const { json } = await hub.get('group_package_show', { id });
      return (json.result as unknown as typeof ALL).map(({ name }) => name);
    };
    expect(await names('health')).toEqual(['yi-yuan-chuang-wei', 'huan-zhe-deng-ji-xin-xi']);
    expect(await names(HEALTH.identifier)).toEqual(await names(HEALTH.name));
    expect(await names(EDUCATION.name)).toEqual(['hostile', SCHOOLS.name]);
  });

  it('lists the members of a kind and of a capacity', async () => {
    const members = async (parameters: Record<string, string>): Promise<unknown> =>
      (await hub.get('member_list', { id: 'health', ...parameters })).json.result;
    expect(await members({ capacity: 'public' })).toHaveLength(2);
    expect(await members({ capacity: 'admin' })).toEqual([]);
    expect(await members({ object_type: 'user' })).toEqual([]);
  });

  it('knows the roles of a group', async () => {
    const { json } = await hub.get('member_roles_list', { group_type: 'group' });
    expect(json.result).toHaveLength(2);
  });

  it.each(['group_package_show', 'member_list'])('%s of nothing is not found', async (action) => {
    expect((await hub.get(action, { id: 'nothing' })).status).toBe(404);
    expect((await hub.get(action)).json.error).toMatchObject({ id: ['Missing value'] });
  });

  it('finds no relationships, and no package that is not there', async () => {
    const related = await hub.get('package_relationships_list', { id: SCHOOLS.name, id2: BEDS.name });
    expect(related.json.result).toEqual([]);
    const unrelated = await hub.get('package_relationships_list', { id: SCHOOLS.name, id2: 'x' });
    expect(unrelated.status).toBe(404);
  });
});
