import { jest } from '@jest/globals';
import { ROUTES } from '../../src/http/ckan/routes.js';
import { startTestServer, type TestServer } from '../support/api-client.js';
import { createInMemoryCatalog } from '../support/in-memory-catalog.js';
import { ALL } from '../support/published-datasets.js';

describe('the CKAN Action API refuses', () => {
  let hub: TestServer;
  beforeAll(async () => {
    hub = await startTestServer();
  });
  afterAll(() => hub.close());

  const cases: readonly (readonly [string, string, Record<string, string>, number, unknown])[] = [
    ['rows that are no number', 'package_search', { rows: 'ten' }, 409, { rows: ['Invalid integer'] }],
    ['negative rows', 'package_search', { rows: '-1' }, 409, { rows: ['Must be a natural number'] }],
    ['a negative start', 'package_search', { start: '-5' }, 409, { start: ['Must be a natural number'] }],
    [
      'facet fields that are no list',
      'package_search',
      { 'facet.field': 'tags' },
      409,
      { 'facet.field': ['Could not parse as valid JSON', 'Not a list'] },
    ],
    ['a facet object', 'package_search', { 'facet.field': '{}' }, 409, { 'facet.field': ['Not a list'] }],
    [
      'a list of numbers',
      'package_search',
      { 'facet.field': '[1]' },
      409,
      { 'facet.field': ['Not a string'] },
    ],
    [
      'a fractional facet limit',
      'package_search',
      { 'facet.limit': '1.5' },
      409,
      { 'facet.limit': ['Invalid integer'] },
    ],
    ['a missing id', 'organization_show', {}, 409, { id: ['Missing value'] }],
    ['an empty id', 'group_show', { id: '' }, 409, { id: ['Missing value'] }],
    ['a missing name', 'help_show', {}, 409, { name: ['Missing value'] }],
    ['a wrong limit of names', 'package_list', { limit: '-1' }, 409, { limit: ['Must be a natural number'] }],
    [
      'a boolean in other words',
      'organization_show',
      { id: 'jiang-cheng-shi-jiao-yu-ju', include_datasets: 'maybe' },
      409,
      { message: 'Parameter is not an bool' },
    ],
    [
      'to sort organizations by an unknown field',
      'organization_list',
      { sort: 'created' },
      409,
      { message: 'Cannot sort by field `created`' },
    ],
    [
      'to sort by a prototype',
      'group_list',
      { sort: 'constructor' },
      409,
      { message: 'Cannot sort by field `constructor`' },
    ],
    [
      'an unknown direction',
      'organization_list',
      { sort: 'name up' },
      409,
      { message: 'Invalid sort direction `up`' },
    ],
    [
      'two criteria for organizations',
      'organization_list',
      { sort: 'name, title' },
      409,
      { message: 'Too many sort criteria provided only 1 allowed' },
    ],
  ];
  it.each(cases)('%s', async (_case, action, parameters, status, error) => {
    const answer = await hub.get(action, parameters);
    expect(answer.status).toBe(status);
    expect(answer.json.success).toBe(false);
    expect(answer.json.error).toEqual({ ...(error as object), __type: 'Validation Error' });
  });

  it.each([
    ['title', 400],
    ['title_string desc, name', 400],
    ['title sideways', 400],
  ])('a search sorted by "%s"', async (sort, status) => {
    const answer = await hub.get('package_search', { sort });
    expect(answer.status).toBe(status);
    expect(answer.json.error).toEqual({
      __type: 'Search Query Error',
      message: 'Search Query is invalid: Invalid "sort" parameter',
    });
  });

  it('a query that the index cannot read, with 409', async () => {
    const answer = await hub.get('package_search', { q: 'a "b' });
    expect(answer.status).toBe(409);
    expect(answer.json.error).toEqual({ __type: 'Search Error', message: 'Search error: unclosed quote' });
  });

  it('several q in one request', async () => {
    const answer = await hub.get('package_search', [
      ['q', 'a'],
      ['q', 'b'],
    ]);
    expect(answer.status).toBe(409);
    expect(answer.json.error.q).toEqual(['Must be a Unicode string value']);
  });

  it.each([
    ['package_show', 'nothing'],
    ['organization_show', 'health'],
    ['group_show', 'jiang-cheng-shi-jiao-yu-ju'],
  ])('%s of what is not there, with exactly "Not found"', async (action, id) => {
    const answer = await hub.get(action, { id });
    expect(answer.status).toBe(404);
    expect(answer.json.error).toEqual({ __type: 'Not Found Error', message: 'Not found' });
  });

  it('a vocabulary, since there is none', async () => {
    expect((await hub.get('tag_list', { vocabulary_id: 'x' })).status).toBe(404);
  });

  it('help on an unknown action', async () => {
    expect((await hub.get('help_show', { name: 'x' })).status).toBe(404);
  });

  it.each(['GET', 'POST'] as const)('an unknown action by %s, with a bare text', async (method) => {
    const answer = await hub.send({ method, path: '/api/3/action/datastore_search?resource_id=1' });
    expect(answer.status).toBe(400);
    expect(answer.json).toBe('Bad request - Action name not known: datastore_search');
  });

  it('GET of an action that changes something, but not POST', async () => {
    const routes = new Map([...ROUTES, ['touch', { action: () => 'done', help: '', sideEffects: true }]]);
    const writing = await startTestServer({ routes });
    const asked = await writing.send({ method: 'GET', path: '/api/3/action/touch' });
    expect(asked.status).toBe(400);
    expect(asked.json).toMatch(/Please use POST method for your request$/);
    const posted = await writing.send({ method: 'POST', path: '/api/3/action/touch' });
    expect(posted.json.result).toBe('done');
    await writing.close();
  });

  it.each(['/api/3/action/package_show/', '/api/4', '/api/3/nothing', '/api/rest/dataset', '/api/3/action'])(
    '%s with an envelope and 404',
    async (url) => {
      for (const method of ['GET', 'POST'] as const) {
        const answer = await hub.send({ method, path: url });
        expect(answer.status).toBe(404);
        expect(answer.json.error).toEqual({ __type: 'Not Found Error', message: 'Not found' });
      }
    },
  );

  it.each(['PUT', 'PATCH', 'DELETE'] as const)('%s with 405', async (method) => {
    const response = await hub.send({ method, path: '/api/3/action/package_show' });
    expect(response.status).toBe(405);
    expect(response.headers['allow']).toContain('POST');
  });

  it.each(['/api/3/action/%E0%A4%A', `/api/3/action/${'x'.repeat(3000)}`])(
    'a path that cannot be read: %s',
    async (url) => {
      const answer = await hub.send({ method: 'GET', path: url });
      expect([400, 404, 414]).toContain(answer.status);
    },
  );
});

describe('a fault of the hub', () => {
  it('answers 500 with a reference and no internals, and is logged', async () => {
    const store = createInMemoryCatalog(ALL);
    const logger = { error: jest.fn() };
    const hub = await startTestServer({
      store: {
        ...store,
        find() {
          throw new Error('database disk image is malformed at /secret/path');
        },
      },
      logger,
      newReference: () => 'ref-7',
    });
    const answer = await hub.get('package_show', { id: 'x' });
    expect(answer.status).toBe(500);
    expect(answer.json.error).toEqual({
      __type: 'Internal Server Error',
      message: 'Internal Server Error (reference ref-7)',
    });
    expect(logger.error).toHaveBeenCalledWith(
      expect.objectContaining({ reference: 'ref-7', method: 'GET' }),
      'a request failed',
    );
    const page = await hub.send({ path: '/dataset/x' });
    expect(page.status).toBe(500);
    expect(page.body).toContain('ref-7');
    expect(page.body).not.toContain('secret');
    await hub.close();
  });
});
