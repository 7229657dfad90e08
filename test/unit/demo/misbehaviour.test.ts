import type { Misbehaviour } from '../../../src/demo/misbehaviour.js';
import { startPortal } from '../../../src/demo/portal.js';
import type { RunningPortal } from '../../../src/demo/portal.js';
import { createProvince } from '../../../src/demo/province.js';

const SEARCH = '/api/3/action/package_search?sort=id+asc&rows=20';

describe('a misbehaving portal', () => {
  let portal: RunningPortal;
  beforeAll(async () => {
    const [city] = createProvince({ seed: 5, size: 1_000 }).cities;
    if (city === undefined) throw new Error('a province has cities');
    portal = await startPortal(city);
  });
  afterEach(() => {
    portal.misbehave(null);
  });
  afterAll(async () => {
    await portal.close();
  });

  async function search(query = ''): Promise<Response> {
    return fetch(portal.url + SEARCH + query, { redirect: 'manual' });
  }

  async function ids(start: number): Promise<readonly string[]> {
    const body = (await (await search(`&start=${start}`)).json()) as {
      readonly result: { readonly results: readonly { readonly id: string }[] };
    };
    return body.result.results.map((dataset) => dataset.id);
  }

  it('answers 500, HTML, nothing, or 429', async () => {
    portal.misbehave({ kind: 'status-500' });
    expect((await search()).status).toBe(500);
    portal.misbehave({ kind: 'html' });
    const html = await search();
    expect(html.status).toBe(200);
    expect(await html.text()).toMatch(/^<!DOCTYPE html>/);
    portal.misbehave({ kind: 'empty' });
    expect(await (await search()).text()).toBe('');
    portal.misbehave({ kind: 'too-many-requests' });
    expect((await search()).headers.get('retry-after')).toBe('1');
  });

  it('cuts the JSON off', async () => {
    const whole = await (await search()).text();
    portal.misbehave({ kind: 'cut-json' });
    const cut = await (await search()).text();
    expect(() => JSON.parse(cut) as unknown).toThrow(SyntaxError);
    expect(whole.startsWith(cut.slice(0, -2))).toBe(true);
  });

  it('hangs up in the middle of an answer', async () => {
    portal.misbehave({ kind: 'cut-connection' });
    const response = await search();
    await expect(response.text()).rejects.toMatchObject({ name: 'TypeError', message: 'terminated' });
  });

  it('waits before it answers', async () => {
    portal.misbehave({ kind: 'slow', delayMs: 60_000 });
    await expect(fetch(portal.url + SEARCH, { signal: AbortSignal.timeout(50) })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    portal.misbehave({ kind: 'slow', delayMs: 5 });
    expect((await search()).status).toBe(200);
  });

  it('redirects to a private address', async () => {
    portal.misbehave({ kind: 'redirect-private' });
    const response = await search();
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toMatch(/^http:\/\/10\./);
    portal.misbehave({ kind: 'redirect-private', location: 'http://169.254.1.1/' });
    expect((await search()).headers.get('location')).toBe('http://169.254.1.1/');
  });

  it('sends as many bytes as wanted without closing the JSON', async () => {
    portal.misbehave({ kind: 'endless', bytes: 3_000_000 });
    const text = await (await search()).text();
    expect(text.length).toBeGreaterThan(3_000_000 / 2);
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });

  it('lets a caller hang up on an endless answer', async () => {
    portal.misbehave({ kind: 'endless', bytes: Infinity });
    const response = await search();
    await response.body?.cancel();
    portal.misbehave(null);
    expect((await search()).status).toBe(200);
  });

  it('empties or shrinks its catalogue', async () => {
    portal.misbehave({ kind: 'empty-catalogue' });
    expect(await (await search()).json()).toMatchObject({ success: true, result: { count: 0, results: [] } });
    portal.misbehave({ kind: 'shrunk', share: 0.25 });
    expect(await (await search()).json()).toMatchObject({ result: { count: Math.floor(portal.count / 4) } });
    expect(await ids(portal.count - 20)).toEqual([]);
  });

  it('shifts its pages so that records are missed and repeated', async () => {
    const straight = [...(await ids(0)), ...(await ids(20)), ...(await ids(40))];
    portal.misbehave({ kind: 'shifting', step: 2 });
    const [a, b, c] = [await ids(0), await ids(20), await ids(40)];
    expect(a).toEqual(straight.slice(0, 20));
    expect(b.slice(0, 18)).toEqual(straight.slice(22, 40));
    expect(c).toEqual(straight.slice(40, 60));
    expect(b.filter((id) => c.includes(id))).toHaveLength(2);
    expect([...a, ...b]).not.toContain(straight[20]);
  });

  it('answers package_show with zero bytes for the same datasets each time', async () => {
    portal.misbehave({ kind: 'zero-byte-show', share: 0.3 });
    const all = [...(await ids(0)), ...(await ids(20)), ...(await ids(40))];
    async function lengths(): Promise<readonly boolean[]> {
      return Promise.all(
        all.map(async (id) => {
          const response = await fetch(`${portal.url}/api/3/action/package_show?id=${id}`);
          return (await response.text()) === '';
        }),
      );
    }
    const first = await lengths();
    expect(first).toContain(true);
    expect(first).toContain(false);
    expect(await lengths()).toEqual(first);
  });

  it('misbehaves from a request on, so many times, for some actions', async () => {
    const after: Misbehaviour = { kind: 'status-500', actions: ['package_search'], after: 1, times: 2 };
    portal.misbehave(after);
    const statuses: number[] = [];
    for (let i = 0; i < 4; i += 1) statuses.push((await search()).status);
    expect(statuses).toEqual([200, 500, 500, 200]);
    portal.misbehave({ ...after, after: 0 });
    expect((await fetch(`${portal.url}/api/3/action/site_read`)).status).toBe(200);
  });

  it('is controlled over HTTP', async () => {
    async function control(door: string, body: unknown): Promise<Response> {
      return fetch(`${portal.url}/__demo/${door}`, { method: 'POST', body: JSON.stringify(body) });
    }
    expect((await control('misbehave', { kind: 'html' })).status).toBe(200);
    expect((await search()).headers.get('content-type')).toContain('text/html');
    expect((await control('misbehave', null)).status).toBe(200);
    expect((await search()).headers.get('content-type')).toContain('json');
    expect((await control('misbehave', { kind: 'rude' })).status).toBe(400);
    expect((await control('misbehave', { kind: 'slow', delayMs: 'long' })).status).toBe(400);
    expect((await control('misbehave', { kind: 'slow', actions: 'all' })).status).toBe(400);
    expect((await control('nowhere', {})).status).toBe(400);
    expect((await control('day', { day: -2 })).status).toBe(400);
    expect((await control('day', { day: 20 })).status).toBe(200);
    expect(portal.day).toBe(20);
    await portal.setDay(0);
    const state = (await (await fetch(`${portal.url}/__demo/state`)).json()) as Readonly<
      Record<string, unknown>
    >;
    expect(state).toMatchObject({ city: 'yunxi', day: 0, count: portal.count, misbehaviour: null });
  });
});
