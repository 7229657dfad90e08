import type { CkanPackage } from '../../../src/demo/package.js';
import { startPortal } from '../../../src/demo/portal.js';
import type { RunningPortal } from '../../../src/demo/portal.js';
import { createProvince } from '../../../src/demo/province.js';
import type { City } from '../../../src/demo/province.js';

const big = createProvince({ seed: 5, size: 1_000_000 });
const small = createProvince({ seed: 5, size: 3_000 });

function largest(cities: readonly City[]): City {
  const [city] = cities;
  if (city === undefined) throw new Error('a province has cities');
  return city;
}

interface Envelope<Result> {
  readonly help: string;
  readonly success: boolean;
  readonly result: Result;
  readonly error?: { readonly __type: string; readonly message: string };
}

interface SearchResult {
  readonly count: number;
  readonly results: readonly CkanPackage[];
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly package_count: number;
}

async function call(portal: RunningPortal, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${portal.url}${path}`, { redirect: 'manual', ...init });
}

/** The answer of an action, in the shape that the test expects of it. */
async function act<Result>(portal: RunningPortal, action: string, query = ''): Promise<Envelope<Result>> {
  const response = await call(portal, `/api/3/action/${action}${query}`);
  return (await response.json()) as Envelope<Result>;
}

async function search(portal: RunningPortal, query = ''): Promise<Envelope<SearchResult>> {
  return act<SearchResult>(portal, 'package_search', query);
}

async function idsOfPage(
  portal: RunningPortal,
  start: number,
  rows: number,
  rest = '',
): Promise<readonly string[]> {
  const { result } = await search(portal, `?sort=id+asc&start=${start}&rows=${rows}${rest}`);
  return result.results.map((dataset) => dataset.id);
}

describe('startPortal', () => {
  let portal: RunningPortal;
  beforeAll(async () => {
    portal = await startPortal(largest(small.cities), { day: 6 });
  });
  afterEach(() => {
    portal.misbehave(null);
  });
  afterAll(async () => {
    await portal.close();
  });

  it('pages through the whole catalogue, then answers an empty page', async () => {
    const ids: string[] = [];
    for (let start = 0; ids.length < portal.count; start += 250)
      ids.push(...(await idsOfPage(portal, start, 250)));
    expect(new Set(ids).size).toBe(portal.count);
    expect(await idsOfPage(portal, portal.count, 250)).toEqual([]);
    const { result, help, success } = await search(portal);
    expect(result.count).toBe(portal.count);
    expect(result.results).toHaveLength(10);
    expect(help).toContain('help_show?name=package_search');
    expect(success).toBe(true);
  });

  it('caps the rows at 1000 without a word', async () => {
    const wide = await startPortal(largest(createProvince({ seed: 5, size: 6_000 }).cities));
    expect(wide.count).toBeGreaterThan(1_000);
    expect(await idsOfPage(wide, 0, 5_000)).toHaveLength(1_000);
    await wide.close();
  });

  it('lists by package_list and shows each by name and by identifier', async () => {
    const { result: names } = await act<readonly string[]>(portal, 'package_list');
    expect(names).toHaveLength(portal.count);
    expect([...names].sort()).toEqual(names);
    const { result: byName } = await act<CkanPackage>(portal, 'package_show', `?id=${String(names[5])}`);
    const { result: byId } = await act<CkanPackage>(portal, 'package_show', `?id=${byName.id}`);
    expect(byId).toEqual(byName);
    const { result: some } = await act<readonly string[]>(portal, 'package_list', '?limit=3&offset=2');
    expect(some).toEqual(names.slice(2, 5));
  });

  it('answers POST with JSON or a form like GET', async () => {
    const [id] = await idsOfPage(portal, 0, 1);
    const path = '/api/action/package_show';
    const json = await call(portal, path, { method: 'POST', body: JSON.stringify({ id }) });
    const form = await call(portal, path, { method: 'POST', body: new URLSearchParams({ id: id ?? '' }) });
    expect(((await json.json()) as Envelope<Named>).result.id).toBe(id);
    expect(((await form.json()) as Envelope<Named>).result.id).toBe(id);
    expect((await call(portal, path, { method: 'POST', body: '{"id":' })).status).toBe(400);
  });

  it('filters by metadata_modified and sorts by it', async () => {
    const { result } = await act<readonly CkanPackage[]>(
      portal,
      'current_package_list_with_resources',
      '?limit=1000',
    );
    const dates: readonly string[] = result.map((dataset) => dataset.metadata_modified);
    expect([...dates].sort().reverse()).toEqual(dates);
    const from = dates[50] ?? '';
    const fq = encodeURIComponent(`metadata_modified:[${from}Z TO *]`);
    const { result: found } = await search(portal, `?fq=${fq}&rows=1000&sort=id+asc`);
    expect(found.count).toBe(51);
    expect(found.results).toHaveLength(51);
    expect(found.results.every((dataset) => dataset.metadata_modified >= from)).toBe(true);
  });

  it('filters by organisation and group, and refuses what it does not know', async () => {
    const { result: all } = await search(portal, '?rows=1000&sort=id+asc');
    const name = all.results.find((dataset) => dataset.organization !== null)?.organization?.name;
    const expected = all.results.filter((dataset) => dataset.organization?.name === name);
    const { result } = await search(portal, `?fq=organization:${String(name)}&rows=1000`);
    expect(result.count).toBe(expected.length);
    const { result: without } = await search(portal, `?fq=-organization:${String(name)}&rows=0`);
    expect(without.count).toBe(portal.count - expected.length);
    expect((await call(portal, '/api/3/action/package_search?fq=title:x')).status).toBe(409);
    expect((await call(portal, '/api/3/action/package_search?sort=id')).status).toBe(400);
    expect((await call(portal, '/api/3/action/package_search?rows=-1')).status).toBe(409);
  });

  it('answers about itself and its directory', async () => {
    expect((await act<boolean>(portal, 'site_read')).result).toBe(true);
    expect((await act<{ readonly ckan_version: string }>(portal, 'status_show')).result.ckan_version).toMatch(
      /^\d+\.\d+\.\d+$/,
    );
    expect(await (await call(portal, '/api/3')).json()).toEqual({ version: 3 });
    const { result: names } = await act<readonly string[]>(portal, 'organization_list');
    const { result: dicts } = await act<readonly Named[]>(portal, 'organization_list', '?all_fields=true');
    expect(dicts).toHaveLength(25);
    const { result: shown } = await act<Named>(portal, 'organization_show', `?id=${String(names[0])}`);
    expect(shown.name).toBe(names[0]);
    const { result: groups } = await act<readonly Named[]>(portal, 'group_list', '?all_fields=true');
    const { result: group } = await act<Named>(portal, 'group_show', `?id=${String(groups[0]?.id)}`);
    const { result: found } = await search(portal, `?fq=groups:${group.name}&rows=0`);
    expect(group.package_count).toBe(found.count);
  });

  it('answers 404 and 400 as CKAN does', async () => {
    const missing = await call(portal, '/api/3/action/package_show?id=1');
    expect(missing.status).toBe(404);
    expect(((await missing.json()) as Envelope<null>).error?.__type).toBe('Not Found Error');
    const unknown = await call(portal, '/api/3/action/toString');
    expect(unknown.status).toBe(400);
    expect(typeof (await unknown.json())).toBe('string');
    expect((await call(portal, '/elsewhere')).status).toBe(404);
  });

  it('keeps the same content whatever its port', async () => {
    const twin = await startPortal(largest(small.cities), { day: 6 });
    const path = '/api/3/action/package_search?sort=id+asc&rows=50';
    expect(await (await call(twin, path)).text()).toBe(await (await call(portal, path)).text());
    await twin.close();
  });

  it('generates no more than the page at a million datasets', async () => {
    const wide = await startPortal(largest(big.cities), { day: 3 });
    const ids = await idsOfPage(wide, 200_000, 100);
    expect(ids).toHaveLength(100);
    expect(wide.statistics.packagesMade).toBe(100);
    await wide.close();
  });

  it('serves rendered packages byte for byte, at any start,, and the other days after setDay', async () => {
    const rendered = await startPortal(largest(small.cities), { day: 6, prerender: true });
    const made = rendered.statistics.packagesMade;
    for (const start of [0, 199, 400, 601, 5_000]) {
      const path = `/api/3/action/package_search?sort=id+asc&rows=200&start=${start}`;
      expect(await (await call(rendered, path)).text()).toBe(await (await call(portal, path)).text());
    }
    expect(await idsOfPage(rendered, 7, 3)).toEqual(await idsOfPage(portal, 7, 3));
    expect(rendered.statistics.packagesMade).toBe(made);
    await rendered.setDay(30);
    const { result } = await search(rendered, '?sort=id+asc&rows=200&start=0');
    expect(result.count).toBe(rendered.count);
    expect(rendered.count).not.toBe(portal.count);
    await rendered.close();
  });
});
