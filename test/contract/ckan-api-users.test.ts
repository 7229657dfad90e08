import { startTestServer, type TestServer } from '../support/api-client.js';
import { DENIED } from '../support/denied-actions.js';

describe('to an anonymous caller the CKAN Action API', () => {
  let hub: TestServer;
  beforeAll(async () => {
    hub = await startTestServer();
  });
  afterAll(() => hub.close());

  it.each(DENIED)('denies %s', async (action) => {
    for (const method of ['GET', 'POST']) {
      const headers = { authorization: 'token', 'x-ckan-api-key': 'token' };
      const answer = await hub.send({ method, path: `/api/action/${action}?id=x`, headers });
      expect(answer.status).toBe(403);
      expect(answer.json.error).toMatchObject({ __type: 'Authorization Error' });
      expect(answer.json.error.message).toMatch(/^Access denied/);
    }
  });

  it.each([
    'organization_create',
    'package_create',
    'package_patch',
    'resource_delete',
    'dataset_purge',
    'follow_dataset',
    'api_token_create',
    'activity_create',
  ])('may not %s, and may not be told that there is no such action', async (action) => {
    const headers = { 'content-type': 'application/json', authorization: 'token' };
    for (const path of [`/api/3/action/${action}`, `/api/action/${action}`]) {
      const answer = await hub.send({ method: 'POST', path, headers, body: '{"name":"test"}' });
      expect(answer.status).toBe(403);
      expect(answer.json).toMatchObject({ success: false, error: { __type: 'Authorization Error' } });
      expect(answer.json.error.message).toMatch(/^Access denied/);
    }
    const read = await hub.get(action);
    expect(read.status).toBe(400);
    expect(read.json).toMatch(/^Bad request.*Please use POST method for your request$/);
    expect((await hub.get('help_show', { name: action })).status).toBe(200);
  });

  it.each(['datastore_search', 'datastore_search_sql', 'datastore_info', 'datastore_create'])(
    'does not know %s, as a CKAN without a datastore',
    async (action) => {
      const answer = await hub.get(action, { resource_id: '_table_metadata', limit: '0' });
      expect(answer.status).toBe(400);
      expect(answer.json).toBe(`Bad request - Action name not known: ${action}`);
    },
  );

  it('has no users', async () => {
    expect((await hub.get('user_list', { all_fields: 'true' })).json.result).toEqual([]);
    expect((await hub.get('user_list', { email: 'a@example.org' })).status).toBe(403);
    expect((await hub.get('user_show')).status).toBe(404);
    expect((await hub.get('user_activity_list', { id: 'admin', offset: 'x' })).status).toBe(409);
  });

  it.each([
    ['dataset_follower_count', 'Not found: Dataset'],
    ['group_follower_count', 'Not found: Group'],
    ['organization_follower_count', 'Not found: Group'],
    ['user_follower_count', 'Not found: User'],
    ['followee_count', 'Not found: User'],
  ])('%s tells of what is not there', async (action, complaint) => {
    const answer = await hub.get(action, { id: 'nothing' });
    expect(answer.status).toBe(409);
    expect(answer.json.error).toEqual({ id: [complaint], __type: 'Validation Error' });
    const missing = await hub.get(action);
    expect(missing.json.error).toEqual({ id: ['Missing value'], __type: 'Validation Error' });
  });

  it('needs terms to translate', async () => {
    const answer = await hub.get('term_translation_show');
    expect(answer.json.error).toEqual({ terms: ['Missing value'], __type: 'Validation Error' });
  });
});
