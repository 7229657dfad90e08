import { ROUTES } from '../../src/http/ckan/routes.js';
import { startTestServer, type TestServer } from '../support/api-client.js';
import { makeDataset, makeSource, makeUpsert } from '../support/make-dataset.js';
import { TempHub } from '../support/temp-hub.js';

const ODD: readonly unknown[] = [
  ...['', ' ', '-1', '1.5', '1e99', '99999999999999999999', '"', "'", '\\', '[', '[]', '[1]', '{}', '%'],
  ...['\u0000', '😀', '\ud800', 'constructor', '__proto__', '*', '*:*', 'a:b', 'name:', ':', '停车'],
  ...[null, true, 0, -1, 1.5, [], [''], ['a', 'b'], [1], [null], {}, { a: 1 }],
];
const KNOWN: Readonly<Record<string, unknown>> = {
  id: 'health',
  q: '停',
  query: 'name:a',
  terms: 'a',
  name: 'x',
};

describe('whatever the parameters are', () => {
  const store = new TempHub();
  const errors: unknown[] = [];
  let hub: TestServer;
  beforeAll(async () => {
    const dataset = makeDataset('1', { themes: ['2'], keywords: ['constructor', '停车'] });
    await store.publish(makeSource(), [makeUpsert(dataset)]);
    hub = await startTestServer({
      ...{ datasets: store.reading.datasets, catalog: store.reading.catalog },
      search: store.openSearch().search,
      logger: { error: (facts) => errors.push(facts) },
    });
  });
  afterAll(async () => {
    await hub.close();
    await store.close();
  });

  it.each([...ROUTES.keys()])('%s answers in its own words', async (name) => {
    const parameters = ROUTES.get(name)?.parameters ?? [];
    // One yes or no is read as the other.
    const flag = parameters.find(({ type }) => type === 'boolean');
    for (const { name: key } of parameters.filter((one) => one.type !== 'boolean' || one === flag)) {
      for (const value of ODD) {
        const body = JSON.stringify({ ...KNOWN, [key]: value });
        const { status } = await hub.send({ method: 'POST', path: `/api/action/${name}`, body });
        expect({ name, key, value, status, errors }).toMatchObject({ errors: [] });
        // Figures over time may still be counted.
        const busy = name === 'pilot_trend_show' ? [503] : [];
        expect([200, 400, 403, 404, 409, ...busy]).toContain(status);
      }
    }
  });
});
