import type { Route } from '../../src/http/ckan/action.js';
import { ROUTES } from '../../src/http/ckan/routes.js';
import type { Parameters } from '../../src/http/parameters.js';
import { startTestServer, type TestServer } from '../support/api-client.js';
import { GOLDEN_CALLS } from '../support/golden-calls.js';

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly required: boolean }[];
  readonly requestBody?: { readonly required: boolean };
}
interface Description {
  readonly openapi: string;
  readonly info: { readonly version: string };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, { readonly get?: Operation; readonly post: Operation }>>;
}

describe('the description of the API', () => {
  let hub: TestServer;
  let description: Description;
  beforeAll(async () => {
    hub = await startTestServer();
    const answer = await hub.send({ path: '/api/openapi.json' });
    expect(answer.headers['content-type']).toBe('application/json;charset=utf-8');
    description = answer.json as unknown as Description;
  });
  afterAll(() => hub.close());

  it('is OpenAPI 3.1 of this hub', () => {
    expect(description.openapi).toBe('3.1.0');
    expect(description.info.version).toBe('0.1.0');
    expect(description.servers).toEqual([{ url: 'https://hub.example.org' }]);
  });

  it('holds every action, by GET where it changes nothing and by POST, under names that are unique', () => {
    expect(Object.keys(description.paths)).toEqual([...ROUTES.keys()].map((name) => `/api/3/action/${name}`));
    const reads = [...ROUTES.values()].filter(({ sideEffects }) => !sideEffects).length;
    const operations = Object.values(description.paths).flatMap(({ get, post }) => [get ?? [], post].flat());
    const names = operations.map((operation) => operation.operationId);
    expect(names).not.toContain(undefined);
    expect(new Set(names).size).toBe(reads + ROUTES.size);
  });

  it('refers only to what is there', () => {
    const whole = description as unknown as Readonly<Record<string, unknown>>;
    const references = [...JSON.stringify(whole).matchAll(/"\$ref":"#\/([^"]+)"/g)];
    expect(references.length).toBeGreaterThan(0);
    for (const [, path = ''] of references) {
      let found: unknown = whole;
      for (const key of path.split('/')) found = (found as Readonly<Record<string, unknown>>)[key];
      expect(found).toBeInstanceOf(Object);
    }
  });

  it('gives actions that change something by POST only', async () => {
    const routes = new Map<string, Route>([
      ['touch', { action: () => 'done', help: 'Touches.', sideEffects: true }],
    ]);
    const writing = await startTestServer({ routes });
    const { json } = await writing.send({ path: '/api/openapi.json' });
    const { paths } = json as unknown as Description;
    expect(Object.keys(paths['/api/3/action/touch']!)).toEqual(['post']);
    await writing.close();
  });

  it('names every parameter that an action reads', async () => {
    const readBy = new Map<string, Set<string>>();
    const routes = new Map(
      [...ROUTES].map(([name, route]) => {
        const keys = new Set<string>();
        readBy.set(name, keys);
        const action: Route['action'] = (parameters, context) =>
          route.action(noting(parameters, keys), context);
        return [name, { ...route, action }];
      }),
    );
    const noted = await startTestServer({ routes });
    for (const [, action, parameters] of GOLDEN_CALLS) await noted.get(action, parameters);
    await noted.close();
    for (const [name, keys] of readBy) {
      const { get } = description.paths[`/api/3/action/${name}`]!;
      const described = get?.parameters.map((parameter) => parameter.name) ?? [];
      expect({ name, undescribed: [...keys].filter((key) => !described.includes(key)) }).toEqual({
        name,
        undescribed: [],
      });
    }
  });

  it('calls required what is missed when it is missing', async () => {
    for (const [path, { get, post }] of Object.entries(description.paths)) {
      if (get === undefined) continue;
      const required = get.parameters.filter((parameter) => parameter.required);
      expect(post.requestBody?.required ?? false).toBe(required.length > 0);
      const { status, json } = await hub.send({ path });
      // What is the operator's says nothing else to others.
      if (status === 403) continue;
      for (const { name } of required) expect(json.error).toMatchObject({ [name]: ['Missing value'] });
    }
  });

  it('is what help_show says as well', async () => {
    for (const [name, { parameters = [] }] of ROUTES) {
      const help = (await hub.get('help_show', { name })).json.result as unknown as string;
      for (const parameter of parameters) expect(help).toContain(`- ${parameter.name} (`);
    }
  });

  it.each(['/api/docs', '/api/docs?lang=en'])('can be read by people at %s', async (path) => {
    const { body, headers } = await hub.send({ path });
    expect(headers['content-type']).toBe('text/html;charset=utf-8');
    for (const name of ROUTES.keys()) expect(body).toContain(`id="${name}"`);
    expect(body).toContain('href="/api/openapi.json"');
  });
});

/** The same parameters, noting which are looked at. */
function noting(parameters: Parameters, keys: Set<string>): Parameters {
  return new (class extends Map<string, unknown> {
    override get(key: string): unknown {
      keys.add(key);
      return super.get(key);
    }
  })(parameters);
}
