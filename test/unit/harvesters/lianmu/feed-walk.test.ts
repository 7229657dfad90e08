import { join } from 'node:path';
import { LIANMU } from '../../../../harvesters/lianmu/index.js';
import { compileSchemas } from '../../../../src/json-schema/compile-schemas.js';
import { readSchemas } from '../../../../src/json-schema/read-schemas.js';
import type { Gathered, GatherRequest, Harvester } from '../../../../src/pipeline/ports.js';
import { feedRoutes } from '../../../support/feed-portal.js';
import { type PortalRoutes, serve } from '../../../support/harvester-contract.js';
import { testSource } from '../../../support/source.js';
import { failure, type Loopback, loopback } from '../../portal-client/loopback.js';

const HUB = '5b0c6c1e-3c0a-4d9e-8f51-7f7a3f7f2b11';
const OTHER = '6c1d7d2f-4d1b-4eaf-9062-808b40803c22';
const schemas = compileSchemas(readSchemas(join(import.meta.dirname, '../../../../schemas/portal')));
const never = new AbortController().signal;

const portals: Loopback[] = [];
afterEach(async () => {
  for (const portal of portals.splice(0)) await portal.close();
});

async function harvesterOf(
  routes: PortalRoutes,
  options: object = {},
  maxBytes?: number,
): Promise<Harvester> {
  const portal = await loopback(serve(routes));
  portals.push(portal);
  const client = portal.client({
    validate: (schemaId, value) => schemas.validate(schemaId, value),
    ...(maxBytes !== undefined && { maxBytes }),
  });
  const source = testSource({ kind: 'lianmu', url: portal.url, options: { ...options } });
  return LIANMU.create(source, { portal: client, labels: () => undefined });
}

async function gather(
  harvester: Harvester,
  request: GatherRequest = { mode: 'full' },
): Promise<readonly Gathered[]> {
  const items: Gathered[] = [];
  for await (const item of harvester.gather(request, never)) items.push(item);
  return items;
}

function idOf(number: number): string {
  return `0b0c6c1e-3c0a-5d9e-8f51-${String(number).padStart(12, '0')}`;
}

function put(seq: number, number = seq, more: object = {}): Record<string, unknown> {
  const time = `2026-11-21T00:00:00.${String(seq).padStart(6, '0')}`;
  const identifier = idOf(number);
  const chain = [{ id: String(number) }, { hub: HUB, id: identifier, changed: time }];
  const record = { identifier, title: `目录 ${number}`, publisher: { name: '局' } };
  return { seq, time, kind: 'put', identifier, chain, record, ...more };
}

function del(seq: number, number: number): Record<string, unknown> {
  return { seq, time: '2026-11-21T00:00:00.000000', kind: 'delete', identifier: idOf(number) };
}

function told(items: readonly Gathered[]): readonly string[] {
  return items.map((item) => {
    if (item.type === 'record' || item.type === 'removed')
      return `${item.type} ${Number(item.remoteId.slice(-12))}`;
    if (item.type === 'gap' || item.type === 'notice') return `${item.type} ${item.problem.code}`;
    return item.type === 'position' ? `position ${item.position.split('/')[1] ?? ''}` : item.type;
  });
}

const state = {};

describe('a walk along a feed', () => {
  it('tells records, withdrawals and how far it got', async () => {
    const harvester = await harvesterOf(feedRoutes(HUB, [put(1), put(2), del(5, 3), put(7)], { state }), {
      page_size: 2,
    });
    const items = await gather(harvester);
    expect(told(items)).toEqual(['record 1', 'record 2', 'removed 3', 'record 7', 'position 7']);
    expect(items.at(-1)).toMatchObject({ position: `${HUB}/7`, state: { datasets: 4 } });
  });

  it('goes on from a position, and asks for no statement unless it is to compare', async () => {
    const routes = feedRoutes(HUB, [put(1), put(2), put(7)], { state });
    const harvester = await harvesterOf(routes);
    const request: GatherRequest = { mode: 'delta', position: `${HUB}/2` };
    const items = await gather(harvester, request);
    expect(told(items)).toEqual(['record 7', 'position 7']);
    expect(items.at(-1)).not.toHaveProperty('state');
    const compared = await gather(await harvesterOf(routes), { ...request, compare: true });
    expect(compared.at(-1)).toHaveProperty('state');
  });

  it('asks for the first page once', async () => {
    const harvester = await harvesterOf(feedRoutes(HUB, [put(1)]));
    expect(await harvester.resumes?.(`${HUB}/1`, never)).toBe(true);
    await gather(harvester, { mode: 'delta', position: `${HUB}/1` });
    expect(portals[0]?.requests.map(({ url }) => url?.split('?')[0])).toEqual([
      '/changes',
      '/changes/federation',
    ]);
  });

  it('waits where the source says so', async () => {
    const harvester = await harvesterOf(feedRoutes(HUB, [put(1)]), { wait: 30 });
    await harvester.resumes?.(`${HUB}/1`, never);
    expect(portals[0]?.requests[0]?.url).toContain('wait=30');
  });

  it('begins its next walk where this one set out, when the log goes on meanwhile', async () => {
    let pages = 0;
    const routes: PortalRoutes = (url, asked) => {
      if (url.pathname === '/changes') pages += 1;
      // The first record changes between the two pages, and comes once more.
      const entries = pages <= 1 ? [put(1), put(2), put(3)] : [put(2), put(3), put(4, 1)];
      return feedRoutes(HUB, entries, { state })(url, asked);
    };
    const items = await gather(await harvesterOf(routes, { page_size: 2 }));
    expect(told(items)).toEqual(['record 1', 'record 2', 'record 3', 'record 1', 'position 3']);
    expect(items.at(-1)).not.toHaveProperty('state');
  });

  it('asks for smaller pages when one is too large', async () => {
    const entries = Array.from({ length: 9 }, (_, index) =>
      put(index + 1, index + 1, { more: 'x'.repeat(2000) }),
    );
    const items = await gather(
      await harvesterOf(feedRoutes(HUB, entries, { state }), { page_size: 500 }, 10_000),
    );
    expect(items.filter(({ type }) => type === 'record')).toHaveLength(9);
  });
});

describe('a position', () => {
  it.each([
    ['of another hub', `${OTHER}/1`, false],
    ['beyond the log of a hub that was put back', `${HUB}/9`, false],
    ['that is none', 'x', false],
    ['of this hub', `${HUB}/1`, true],
  ])('%s', async (_case, position, expected) => {
    const harvester = await harvesterOf(feedRoutes(HUB, [put(1), put(2)]));
    expect(await harvester.resumes?.(position, never)).toBe(expected);
  });

  it('is not given up for a hub that does not answer: that fails the run, without asking again', async () => {
    const harvester = await harvesterOf(() => ({ status: 503, body: '' }));
    expect(await harvester.resumes?.(`${HUB}/1`, never)).toBe(true);
    const error = await failure(gather(harvester, { mode: 'delta', position: `${HUB}/1` }));
    expect(error).toMatchObject({ code: 'source-unavailable', status: 503 });
    expect(portals[0]?.requests).toHaveLength(1);
  });
});

describe('a hub that lies', () => {
  it.each([
    ['goes back in its positions', [put(2), put(1)], {}],
    ['has entries beyond the page', [put(1), put(9)], { seq: 3, head: 3 }],
    ['gives a page that leads nowhere', [], { seq: 0, head: 5, more: true }],
    ['says that its log ends before the page', [put(1)], { seq: 1, head: 0 }],
    [
      'gives more than was asked for',
      Array.from({ length: 600 }, (_, index) => put(index + 1)),
      { changes: undefined },
    ],
  ])('ends the run when it %s', async (_case, entries, page) => {
    const changes = { changes: entries, ...(entries.length > 500 && { more: false }) };
    const harvester = await harvesterOf(feedRoutes(HUB, entries, { page: { ...page, ...changes }, state }));
    expect(await failure(gather(harvester))).toMatchObject({ code: 'source-response' });
  });

  it('ends the run when it becomes another between two pages', async () => {
    let pages = 0;
    const routes: PortalRoutes = (url, asked) =>
      feedRoutes((pages += 1) === 1 ? HUB : OTHER, [put(1), put(2), put(3)], { state })(url, asked);
    expect(await failure(gather(await harvesterOf(routes, { page_size: 1 })))).toMatchObject({
      code: 'source-response',
    });
  });

  it('is read as far as it can be: the later entry of a page counts, and what is none is missing', async () => {
    const entries = [
      put(1),
      del(2, 1),
      put(3, 1),
      put(4),
      del(5, 4),
      { seq: 6, kind: 'merge', identifier: idOf(6) },
    ];
    expect(told(await gather(await harvesterOf(feedRoutes(HUB, entries, { state }))))).toEqual([
      'notice duplicate-record',
      'notice duplicate-record',
      'notice duplicate-record',
      'gap malformed-record',
      'record 1',
      'removed 4',
      'position 6',
    ]);
  });

  it.each([
    ['no chain', { chain: undefined }],
    ['a chain that is none', { chain: 'x' }],
    ['a chain that ends elsewhere', { chain: [{ hub: OTHER, id: idOf(1) }] }],
    ['a chain without end', { chain: Array.from({ length: 1000 }, () => ({ hub: HUB, id: '1' })) }],
    ['times that are none', { chain: [{ hub: OTHER, id: '1', changed: '<script>' }] }],
  ])('and sends %s: the record is known to come from there', async (_case, more) => {
    const harvester = await harvesterOf(feedRoutes(HUB, [put(1, 1, more)], { state }));
    const [item] = await gather(harvester);
    if (item?.type !== 'record') throw new Error('there is no record');
    expect(item.passed).toEqual([{ hub: HUB, changed: '2026-11-21T00:00:00.000001' }]);
    const { raw } = await harvester.fetch(item, never);
    const { origin } = harvester.map(raw, item.remoteId);
    if (origin.chain !== undefined) expect(origin.chain.at(-1)).toEqual({ hub: HUB, id: idOf(1) });
  });

  it('and sends an entry without a record: that record fails', async () => {
    const harvester = await harvesterOf(feedRoutes(HUB, [put(1, 1, { record: 'x' })], { state }));
    const [item] = await gather(harvester);
    if (item?.type !== 'record') throw new Error('there is no record');
    expect(() => harvester.fetch(item, never)).toThrow('has no record');
  });
});
