import { ROUTES } from '../../../../../src/http/ckan/routes.js';
import { INTERFACES } from '../../../../../src/http/pages/developers/interfaces.js';
import { SITE, startTestServer, type TestServer } from '../../../../support/api-client.js';
import { createInMemoryCatalog } from '../../../../support/in-memory-catalog.js';
import { ALL } from '../../../../support/published-datasets.js';

describe('the pages for developers', () => {
  const store = createInMemoryCatalog(ALL);
  let hub: TestServer;
  beforeAll(async () => {
    hub = await startTestServer({ store });
  });
  afterAll(() => hub.close());

  it.each(['zh', 'en'] as const)('name every interface with its example in %s', async (language) => {
    const { status, body } = await hub.send({ path: `/developers?lang=${language}` });
    expect(status).toBe(200);
    for (const { id, title } of INTERFACES) {
      expect(body).toContain(`id="${id}"`);
      expect(body).toContain(title[language]);
    }
    expect(body).toContain(`${SITE.url}/api/3/action/package_search`);
    expect(body).toContain('library(httr2)');
    expect(body).toContain('import requests');
    expect(body).toContain('href="mailto:hub@example.org"');
    expect(body).toMatch(/href="\/api\/docs/);
  });

  it('give examples that answer', async () => {
    const { body } = await hub.send({ path: '/developers' });
    const examples = [...body.matchAll(/<a href="([^"]+)"><code>/g)].map(([, href = '']) =>
      href.replaceAll('&amp;', '&'),
    );
    expect(examples).toHaveLength(INTERFACES.length);
    // Served where something follows the catalogue, or where there is a shelf; a report of the pilot is asked of the real index.
    const others = ['/feeds/', '/changes', '/snapshots', '/api/3/action/pilot_report_show'];
    for (const path of examples.filter((each) => !others.some((other) => each.startsWith(other)))) {
      expect([path, (await hub.send({ path })).status]).toEqual([path, 200]);
    }
  });

  it.each(['/api/docs', '/api/docs?lang=en'])('describe all actions at %s', async (path) => {
    const { body } = await hub.send({ path });
    for (const [name, { parameters = [] }] of ROUTES) {
      expect(body).toContain(`<h3 id="${name}"><code>/api/3/action/${name}</code></h3>`);
      expect(body).toContain(`href="#${name}"`);
      for (const parameter of parameters) expect(body).toContain(`<code>${parameter.name}</code>`);
    }
    expect(body).toContain('href="/api/openapi.json"');
    expect(body).not.toContain('`');
    const ids = [...body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
