import type { SearchRequest } from '../../src/pipeline/read-ports.js';
import { startTestServer, type TestServer } from '../support/api-client.js';
import { createInMemoryCatalog } from '../support/in-memory-catalog.js';
import { ALL, EDUCATION, HOSTILE, SCHOOLS } from '../support/published-datasets.js';

describe('package_search', () => {
  const store = createInMemoryCatalog(ALL);
  const requests: SearchRequest[] = [];
  let hub: TestServer;
  beforeAll(async () => {
    const view = {
      ...store.view,
      search(request: SearchRequest) {
        requests.push(request);
        return store.view.search(request);
      },
    };
    hub = await startTestServer({ store, search: store.openSearch(view) });
  });
  beforeEach(() => {
    requests.length = 0;
  });
  afterAll(() => hub.close());

  const defaults = {
    q: '',
    fq: [],
    sort: '',
    start: 0,
    rows: 10,
    facets: { fields: [], limit: 50, minCount: 1 },
  };
  const readings: readonly (readonly [
    string,
    Record<string, string> | readonly (readonly [string, string])[],
    Partial<SearchRequest>,
  ])[] = [
    ['no parameters', {}, {}],
    ['empty ones', { q: '', fq: '', sort: '', rows: '', start: '', 'facet.field': '' }, {}],
    ['rows beyond the cap, silently', { rows: '5000' }, { rows: 1000 }],
    ['rows far beyond it', { rows: '99999999999999999999' }, { rows: 1000 }],
    ['rows=0', { rows: '0' }, { rows: 0 }],
    ['a start beyond every end', { start: '99999999999' }, { start: 2_147_483_647 }],
    ['q and fq as they are', { q: '*:*', fq: 'groups:"health"' }, { q: '*:*', fq: ['groups:"health"'] }],
    [
      'fq and fq_list together',
      [
        ['fq', 'a:1'],
        ['fq_list', 'b:2'],
        ['fq_list', 'c:3'],
      ],
      { fq: ['a:1'], fqList: ['b:2', 'c:3'] },
    ],
    ['fq_list as a JSON list', { fq_list: '["a:1", "b:2"]' }, { fqList: ['a:1', 'b:2'] }],
    [
      'how to read the query',
      { defType: 'edismax', qf: 'title', mm: '1', df: 'notes', tie: '0.2', ext_strict: 'true' },
      { reading: { defType: 'edismax', qf: 'title', mm: '1', df: 'notes', tie: 0.2, strict: true } },
    ],
    ['a single fq_list with commas', { fq_list: 'a:"1, 2"' }, { fqList: ['a:"1, 2"'] }],
    ['a sort with several fields', { sort: 'name asc, id DESC' }, { sort: 'name asc, id DESC' }],
    ['the old word rank', { sort: 'rank' }, { sort: '' }],
    [
      'facets',
      { 'facet.field': '["tags", "tags", "groups"]', 'facet.limit': '-7', 'facet.mincount': '2' },
      { facets: { fields: ['tags', 'groups'], limit: -1, minCount: 2 } },
    ],
    [
      'repeated facet fields',
      [
        ['facet.field', 'tags'],
        ['facet.field', 'groups'],
      ],
      { facets: { fields: ['tags', 'groups'], limit: 50, minCount: 1 } },
    ],
    ['facet=false', { facet: 'False', 'facet.field': '["tags"]' }, { facets: defaults.facets }],
    [
      'parameters without effect here',
      { qf: 'title', wt: 'json', include_drafts: 'true', ext_unknown: '1,2,3,4' },
      { reading: { qf: 'title' } },
    ],
    [
      'where and when datasets are about',
      { ext_bbox: '1,2,3,4', ext_startdate: '2020', ext_enddate: '2021-06' },
      { coverage: { box: '1,2,3,4', start: '2020', end: '2021-06' } },
    ],
    [
      'the same as extras, behind what stands at the top',
      { ext_bbox: '1,2,3,4', extras: '{"ext_bbox":"5,6,7,8","ext_startdate":"2020","other":[]}' },
      { coverage: { box: '1,2,3,4', start: '2020' } },
    ],
  ];
  it.each(readings)('understands %s', async (_case, parameters, expected) => {
    expect((await hub.get('package_search', parameters)).status).toBe(200);
    expect(requests.at(-1)).toEqual({ ...defaults, ...expected });
  });

  it('hands fq over untouched, even where it looks like a list', async () => {
    await hub.get('package_search', { fq: '["a"]' });
    expect(requests.at(-1)?.fq).toEqual(['["a"]']);
  });

  it('takes numbers, booleans and lists of a JSON body', async () => {
    const answer = await hub.send({
      method: 'POST',
      path: '/api/3/action/package_search',
      body: JSON.stringify({ rows: 2, start: 1, facet: true, 'facet.field': ['tags'], q: null, extras: {} }),
    });
    expect(answer.json.result.results).toHaveLength(2);
    expect(Object.keys(answer.json.result.facets)).toEqual(['tags']);
  });

  it.each([
    [{ ext_bbox: [1, '2', 3.5, 4] }, { box: '1,2,3.5,4' }],
    [{ extras: { ext_bbox: '1,2,3,4', ext_enddate: '2020' } }, { box: '1,2,3,4', end: '2020' }],
    [{ ext_bbox: [[1], {}, null] }, { box: ',,' }],
    [{ ext_bbox: '', extras: { ext_bbox: null } }, undefined],
  ])('takes where and when of a JSON body: %j', async (body, coverage) => {
    const path = '/api/3/action/package_search';
    expect((await hub.send({ method: 'POST', path, body: JSON.stringify(body) })).status).toBe(200);
    expect(requests.at(-1)?.coverage).toEqual(coverage);
  });

  it.each([
    [{ extras: 'none' }, { extras: ['Could not parse as valid JSON'] }],
    [{ extras: [1] }, { extras: ['Must be a JSON object'] }],
    [{ ext_bbox: { west: 1 } }, { ext_bbox: ['Must be a Unicode string value'] }],
    [{ extras: { ext_startdate: {} } }, { ext_startdate: ['Must be a Unicode string value'] }],
  ])('complains of %j', async (body, complaints) => {
    const path = '/api/3/action/package_search';
    const answer = await hub.send({ method: 'POST', path, body: JSON.stringify(body) });
    expect(answer.status).toBe(409);
    expect(answer.json.error).toEqual({ __type: 'Validation Error', ...complaints });
  });

  it('answers facets as empty objects without facet.field', async () => {
    const { json } = await hub.get('package_search');
    expect(json.result.facets).toEqual({});
    expect(json.result.search_facets).toEqual({});
  });

  it('answers the same package as package_show', async () => {
    const { json } = await hub.get('package_search', { fq: `name:${SCHOOLS.name}` });
    const shown = await hub.get('package_show', { id: SCHOOLS.dataset.identifier });
    expect(json.result.results).toEqual([shown.json.result]);
  });

  it('shows the raw value where it knows no display name, even for its own fields', async () => {
    const counts = new Map([
      ['x', 2],
      ['y', 1],
    ]);
    const odd = {
      ...store.view,
      search: (request: SearchRequest) => ({
        ...store.view.search(request),
        facets: new Map(['organization', 'groups', 'license_id'].map((field) => [field, counts])),
      }),
    };
    const server = await startTestServer({ store, search: store.openSearch(odd) });
    const { json } = await server.get('package_search');
    const items = [
      { count: 1, display_name: 'y', name: 'y' },
      { count: 2, display_name: 'x', name: 'x' },
    ];
    expect(json.result.search_facets).toEqual({
      organization: { items, title: 'organization' },
      groups: { items, title: 'groups' },
      license_id: { items, title: 'license_id' },
    });
    await server.close();
  });

  it('has in fl what only the index has as a field', async () => {
    const whole = (await hub.get('package_show', { id: SCHOOLS.name })).json.result as unknown as {
      readonly extras: readonly { readonly key: string; readonly value: string }[];
      readonly resources: readonly { readonly format: string }[];
    };
    const [extra = { key: '', value: '' }] = whole.extras;
    const fl = JSON.stringify([
      'id',
      `extras_${extra.key}`,
      extra.key,
      'res_format',
      'dataset_type',
      'nothing',
    ]);
    const { json } = await hub.get('package_search', { fl, fq: `name:${SCHOOLS.name}` });
    expect((json.result as { readonly results: unknown }).results).toEqual([
      {
        id: SCHOOLS.dataset.identifier,
        [`extras_${extra.key}`]: extra.value,
        [extra.key]: extra.value,
        res_format: whole.resources.map(({ format }) => format).filter((format) => format !== ''),
        dataset_type: 'dataset',
      },
    ]);
    const all = await hub.get('package_search', { fl: '*', fq: `name:${SCHOOLS.name}` });
    expect((all.json.result as { readonly results: unknown }).results).toEqual([whole]);
  });

  it('leaves all keys out that fl does not name', async () => {
    const { json } = await hub.get('package_search', { fl: 'id,name nothing', rows: '1' });
    expect(json.result.results).toEqual([{ id: HOSTILE.dataset.identifier, name: 'hostile' }]);
  });

  it('pages to one empty page beyond the end', async () => {
    const lengths: number[] = [];
    for (const start of ['0', '3', '6']) {
      const { json } = await hub.get('package_search', { sort: 'id asc', rows: '3', start });
      lengths.push(json.result.results.length);
      expect(json.result.count).toBe(4);
    }
    expect(lengths).toEqual([3, 1, 0]);
  });

  it('shows no trace of a file that is not open', async () => {
    const answers = [
      await hub.get('package_search', { rows: '1000', 'facet.field': '["res_format"]' }),
      await hub.get('organization_show', {
        id: 'jiang-cheng-shi-wei-sheng-jian-kang-wei-yuan-hui',
        include_datasets: '1',
      }),
      await hub.get('group_show', { id: 'health', include_datasets: 'on' }),
      await hub.send({ path: '/dataset' }),
      await hub.send({ path: '/dataset/huan-zhe-deng-ji-xin-xi' }),
      await hub.send({ path: '/dataset/yi-yuan-chuang-wei' }),
    ];
    for (const { body, status } of answers) {
      expect(status).toBe(200);
      expect(body).toMatch(/医院床位使用情况|患者登记信息/);
      expect(body).not.toMatch(/hidden\.csv|HIDDEN|不可见的文件/);
    }
  });

  it('asks for an organization by name where it lists its datasets', async () => {
    const { json } = await hub.get('organization_show', {
      id: EDUCATION.identifier,
      include_datasets: 'true',
    });
    expect(json.result.packages.map(({ name }) => name)).toEqual(['hostile', SCHOOLS.name]);
    expect(requests.at(-1)).toMatchObject({ fq: [`organization:"${EDUCATION.name}"`], rows: 10 });
  });
});
