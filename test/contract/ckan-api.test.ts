import { ROUTES } from '../../src/http/ckan/routes.js';
import { golden, startTestServer, type TestServer } from '../support/api-client.js';
import { DENIED } from '../support/denied-actions.js';
import { GOLDEN_CALLS } from '../support/golden-calls.js';
import { EDUCATION, HEALTH, SCHOOLS } from '../support/published-datasets.js';

describe('the CKAN Action API', () => {
  let hub: TestServer;
  beforeAll(async () => {
    hub = await startTestServer({ newReference: () => 'ref-1' });
  });
  afterAll(() => hub.close());

  describe('gives the committed answer', () => {
    it.each(GOLDEN_CALLS.map((call) => ({ name: `${call[0]} of ${call[1]}`, call })))(
      '$name',
      async ({ call }) => {
        const [name, action, parameters = {}] = call;
        const { json } = await hub.get(action, parameters);
        expect(json).toEqual(golden(name, json));
      },
    );

    it('from every action', () => {
      const called = new Set([...GOLDEN_CALLS.map(([, action]) => action), ...DENIED]);
      // Those of ckanext-harvest have a test of their own.
      const names = [...ROUTES.keys()].filter((name) => !name.startsWith('harvest'));
      expect(names.filter((name) => !called.has(name))).toEqual([]);
    });
  });

  describe('takes every form of a request', () => {
    const id = SCHOOLS.dataset.identifier;
    const boundary = 'xxBOUNDARYxx';
    const json = JSON.stringify({ id });
    const part = `--${boundary}\r\nContent-Disposition: form-data; name="id"\r\n\r\n${id}\r\n`;
    const file = `--${boundary}\r\nContent-Disposition: form-data; name="upload"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\na,b\r\n`;
    const forms: readonly (readonly [form: string, headers: Record<string, string>, body: string])[] = [
      ['JSON', { 'content-type': 'application/json' }, json],
      ['JSON with a charset', { 'content-type': 'application/json; charset=utf-8' }, json],
      ['JSON under any other type', { 'content-type': 'text/plain' }, json],
      ['JSON without a type', {}, json],
      ...['', 'json', 'application/', 'application/json charset=utf-8', 'application/json, text/json'].map(
        (type) => [`JSON under the type "${type}"`, { 'content-type': type }, json] as const,
      ),
      [
        'a form under a type with a comma',
        { 'content-type': 'application/x-www-form-urlencoded, text/plain' },
        `id=${id}&include=1`,
      ],
      ['a urlencoded form', { 'content-type': 'application/x-www-form-urlencoded' }, `id=${id}&include=1`],
      ['a form with one key', { 'content-type': 'application/x-www-form-urlencoded' }, `id=${id}`],
      ["curl's JSON posing as a form", { 'content-type': 'application/x-www-form-urlencoded' }, json],
      [
        'JSON posing as a form, encoded',
        { 'content-type': 'application/x-www-form-urlencoded' },
        `${encodeURIComponent(json)}=`,
      ],
      [
        'JSON posing as a form with the value 1',
        { 'content-type': 'application/x-www-form-urlencoded' },
        `${encodeURIComponent(json)}=1`,
      ],
      [
        'a multipart form',
        { 'content-type': `multipart/form-data; boundary=${boundary}` },
        `${part}--${boundary}--\r\n`,
      ],
      [
        'a multipart form with a file before the field',
        { 'content-type': `multipart/form-data; boundary=${boundary}` },
        `${file}${part}--${boundary}--\r\n`,
      ],
    ];
    const paths = ['/api/action/package_show', '/api/3/action/package_show', '//api/3/action/package_show'];

    it.each(forms)('%s', async (_form, headers, payload) => {
      for (const url of paths) {
        const answer = await hub.send({ method: 'POST', path: url, headers, body: payload });
        expect(answer.status).toBe(200);
        expect(answer.json.result.name).toBe(SCHOOLS.name);
      }
    });

    it('reads an empty body as no parameters', async () => {
      const shown = await hub.send({ method: 'POST', path: '/api/3/action/package_show' });
      expect(shown.status).toBe(409);
      expect(shown.json.error).toEqual({ name_or_id: ['Missing value'], __type: 'Validation Error' });
      expect((await hub.send({ method: 'POST', path: '/api/3/action/package_list' })).status).toBe(200);
    });

    it('reads the query string of a POST without a body', async () => {
      const answer = await hub.send({ method: 'POST', path: `/api/3/action/package_show?id=${id}` });
      expect(answer.json.result.id).toBe(id);
    });

    it('keeps repeated keys of a form as a list', async () => {
      const answer = await hub.send({
        method: 'POST',
        path: '/api/3/action/organization_list',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: `organizations=${EDUCATION.name}&organizations=${HEALTH.name}&sort=name`,
      });
      expect(answer.json.result).toEqual([EDUCATION.name, HEALTH.name]);
    });

    it.each([
      ['text', 'not json', 'application/json'],
      ['text posing as a form', 'not json', 'application/x-www-form-urlencoded'],
      ['a list', '["a"]', 'application/json'],
      ['null', 'null', 'application/json'],
      ['a number', '1', 'text/plain'],
      ['cut-off JSON', '{"id": "x', 'application/json'],
      ['a broken multipart form', 'nothing', 'multipart/form-data'],
    ])('refuses %s with 400 and a bare text', async (_case, payload, type) => {
      const headers = { 'content-type': type };
      const answer = await hub.send({
        method: 'POST',
        path: '/api/action/package_show',
        headers,
        body: payload,
      });
      expect(answer.status).toBe(400);
      expect(answer.json).toMatch(/^Bad request - /);
    });

    it('refuses a body beyond its limit', async () => {
      const payload = JSON.stringify({ q: 'x'.repeat(1_100_000) });
      const answer = await hub.send({ method: 'POST', path: '/api/action/package_search', body: payload });
      expect(answer.status).toBe(413);
    });

    it('treats a key named like a prototype as any other key', async () => {
      const payload = '{"__proto__": {"id": "x"}, "constructor": 1}';
      const headers = { 'content-type': 'application/json' };
      const answer = await hub.send({
        method: 'POST',
        path: '/api/action/package_search',
        headers,
        body: payload,
      });
      expect(answer.status).toBe(400);
      expect(answer.json.error.message).toContain("'__proto__', 'constructor'");
    });

    it('answers the same to a caller with an unknown token', async () => {
      const headers = { authorization: 'wrong', 'x-ckan-api-key': 'wrong' };
      const answer = await hub.send({ method: 'GET', path: '/api/3/action/package_list', headers });
      expect(answer.status).toBe(200);
    });
  });
});
