import { startTestServer, type TestServer } from '../support/api-client.js';
import { makeDataset, makeSource, makeUpsert } from '../support/make-dataset.js';
import { TempHub } from '../support/temp-hub.js';

const HALF = '\ud83d';

/** Parsers take half a surrogate pair differently, and some (R's, databases') not at all. */
describe('of half a surrogate pair', () => {
  const store = new TempHub();
  let hub: TestServer;
  let name = '';
  beforeAll(async () => {
    const dataset = makeDataset('half', {
      title: `名${HALF}录`,
      abstract: `${HALF}摘要 \\ud83d`,
      keywords: [`词${HALF}`],
      extras: [{ key: `键${HALF}`, value: `值${HALF}` }],
      distributions: [{ identifier: 'f', title: `表${HALF}`, url: 'http://a.cn/a.csv', format: 'CSV' }],
    });
    await store.publish(makeSource({ title: `平台${HALF}` }), [makeUpsert(dataset)]);
    const { datasets, catalog } = store.reading;
    hub = await startTestServer({ datasets, catalog, search: store.openSearch().search });
    const { json } = await hub.get('package_list');
    [name = ''] = json.result as unknown as readonly string[];
  });
  afterAll(async () => {
    await hub.close();
    await store.close();
  });

  it.each<readonly [action: string, parameters: (name: string) => Readonly<Record<string, unknown>>]>([
    ['package_search', () => ({ 'facet.field': ['tags', 'extras_x', HALF] })],
    ['package_search', () => ({ fl: ['title', 'notes', 'extras', 'tags'] })],
    ['package_search', () => ({ sort: `${HALF} asc` })],
    ['package_search', () => ({ q: `${HALF}:${HALF}:(` })],
    ['package_search', () => ({ [`x${HALF}`]: '1' })],
    ['package_show', (id) => ({ id })],
    ['package_show', (id) => ({ id, as_of: '1' })],
    ['current_package_list_with_resources', () => ({})],
    ['resource_search', () => ({ query: 'format:csv' })],
    ['resource_search', () => ({ query: `${HALF}:csv` })],
    ['recently_changed_packages_activity_list', () => ({})],
    ['package_autocomplete', () => ({ q: '名' })],
    ['tag_list', () => ({ all_fields: true })],
    ['tag_autocomplete', () => ({ q: '词' })],
    ['tag_show', () => ({ id: `词${HALF}`, include_datasets: true })],
    ['harvest_source_list', () => ({})],
    ['vocabulary_show', () => ({ id: HALF })],
    ['group_list', () => ({ sort: HALF })],
  ])('nothing is in the answer of %s', async (action, parameters) => {
    const body = JSON.stringify(parameters(name));
    const answer = await hub.send({ method: 'POST', path: `/api/3/action/${action}`, body });
    expect(answer.status).toBeLessThan(500);
    for (const text of textsIn(answer.json)) expect(text.isWellFormed()).toBe(true);
  });

  it('what only looks like one stays', async () => {
    const { json } = await hub.get('package_show', { id: name });
    expect(json.result).toMatchObject({ notes: '\ufffd摘要 \\ud83d' });
  });
});

/** All texts of a JSON value, keys too. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [key, ...textsIn(member)]);
}
