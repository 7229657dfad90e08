import { SourceResponseError } from '../../../../src/domain/errors.js';
import type { Gathered, PortalRequest } from '../../../../src/pipeline/ports.js';
import { gatherAll, problemCodes, remoteIds } from '../../../support/harvester-contract.js';
import { type Script, scripted } from '../../../support/portal-api/scripted-portal.js';
import { failure, never } from '../../portal-client/loopback.js';

interface Item {
  readonly id: unknown;
  readonly name?: string;
}

const items = (...ids: readonly unknown[]): readonly Item[] =>
  ids.map((id) => ({ id, name: `n${String(id)}` }));

function options(paging: object | undefined, more: object = {}): Readonly<Record<string, unknown>> {
  return {
    list: {
      path: 'list',
      query: { p: '{page}' },
      items: 'rows',
      id: 'id',
      ...(paging && { paging }),
      ...more,
    },
    fields: { title: 'name' },
  };
}

function pageOf(request: PortalRequest): number {
  return Number(new URL(request.url).searchParams.get('p'));
}

/** Pages by their number, from 1; beyond them an empty one. */
function pages(...lists: readonly (readonly Item[])[]): Script {
  const total = lists.flat().length;
  return (request) => ({ total, pages: lists.length, rows: lists[pageOf(request) - 1] ?? [] });
}

function noticeCodes(gathered: readonly Gathered[]): readonly string[] {
  return gathered.flatMap((item) => (item.type === 'notice' ? [item.problem.code] : []));
}

describe('gathering from a declared portal', () => {
  it.each([
    ['total', { total: 'total' }, 2],
    ['pages', { pages: 'pages' }, 2],
    ['its first empty page', {}, 3],
  ])('ends by %s', async (_, paging, requests) => {
    const { harvester, portal } = scripted(options(paging), pages(items(1, 2), items(3)));
    const gathered = await gatherAll(harvester);
    expect(remoteIds(gathered)).toEqual(['1', '2', '3']);
    expect(problemCodes(gathered)).toEqual([]);
    expect(portal.asked).toHaveLength(requests);
  });

  it('asks once where there is no paging', async () => {
    const script: Script = () => ({ rows: items('a', 'b') });
    const { harvester, portal } = scripted(
      { list: { path: 'all.json', items: 'rows', id: 'id' }, fields: { title: 'name' } },
      script,
    );
    expect(remoteIds(await gatherAll(harvester))).toEqual(['a', 'b']);
    expect(portal.asked).toEqual([{ url: 'https://portal.example.org/all.json' }]);
  });

  it('counts offsets by what came, also where the portal gives less than was asked for', async () => {
    const all = items(1, 2, 3, 4, 5);
    const { harvester, portal } = scripted(
      {
        list: {
          path: 'l',
          query: { o: '{offset}', s: '{size}' },
          items: 'rows',
          id: 'id',
          paging: { size: 100, total: 'total' },
        },
      },
      ({ url }) => {
        const offset = Number(new URL(url).searchParams.get('o'));
        return { total: 5, rows: all.slice(offset, offset + 2) };
      },
    );
    expect(remoteIds(await gatherAll(harvester))).toEqual(['1', '2', '3', '4', '5']);
    expect(portal.asked.map(({ url }) => new URL(url).search)).toEqual([
      '?o=0&s=100',
      '?o=2&s=100',
      '?o=4&s=100',
    ]);
  });

  it('begins with page 0 where the portal does', async () => {
    const { harvester } = scripted(options({ first: 0, total: 'total' }), (request) => ({
      total: '3',
      rows: [items(1, 2), items(3)][pageOf(request)],
    }));
    expect(remoteIds(await gatherAll(harvester))).toEqual(['1', '2', '3']);
  });

  it('tells the total as it goes, over all lists', async () => {
    const { harvester } = scripted(
      { ...options({ total: 'total' }, { path: '{part}' }), lists: [{ part: 'files' }, { part: 'apis' }] },
      ({ url }) => (url.includes('files') ? { total: 1, rows: items('f') } : { total: 1, rows: items('a') }),
    );
    const gathered = await gatherAll(harvester);
    expect(remoteIds(gathered)).toEqual(['f', 'a']);
    expect(gathered.flatMap((item) => (item.type === 'total' ? [item.total] : []))).toEqual([1, 2]);
  });

  it('takes a record of two lists once and says so, unless its identity has its list', async () => {
    const script: Script = () => ({ total: 1, rows: items(7) });
    const lists = [{ part: 'files' }, { part: 'apis' }];
    const one = scripted({ ...options({ total: 'total' }), lists }, script).harvester;
    const gathered = await gatherAll(one);
    expect(remoteIds(gathered)).toEqual(['7']);
    expect(noticeCodes(gathered)).toEqual(['duplicate-record']);
    const own = options({ total: 'total' }, { remoteId: '{part}-{id}' });
    const two = scripted({ ...own, lists }, script).harvester;
    expect(remoteIds(await gatherAll(two))).toEqual(['files-7', 'apis-7']);
  });

  it.each([null, '', ' ', {}, [], true, undefined, 'x'.repeat(600)])(
    'gives a gap for the id %j',
    async (id) => {
      const { harvester } = scripted(options({ total: 'total' }), pages(items('a', id, 'b')));
      const gathered = await gatherAll(harvester);
      expect(remoteIds(gathered)).toEqual(['a', 'b']);
      expect(problemCodes(gathered)).toEqual(['malformed-record']);
    },
  );

  it('stores nothing of an element without an id', async () => {
    const { harvester } = scripted(options({}), pages([{ id: null, name: '13800000001' }]));
    expect(JSON.stringify(await gatherAll(harvester))).not.toContain('13800000001');
  });
});

describe('a list that cannot be trusted', () => {
  it.each([
    ['the same page for ever', () => ({ total: 100, rows: items(1, 2) }), { total: 'total' }],
    [
      'pages that alternate',
      (_: unknown, turn: number) => ({ total: 100, rows: items(turn % 2) }),
      { total: 'total' },
    ],
    ['pages without any id', () => ({ rows: items(null, null) }), {}],
  ])('ends with a typed error: %s', async (_, script, paging) => {
    const { harvester, portal } = scripted(options(paging), script);
    await expect(gatherAll(harvester)).rejects.toMatchObject({
      fault: 'schema',
      message: expect.stringContaining('gives a page twice'),
    });
    expect(portal.asked.length).toBeLessThan(6);
  });

  it('ends with a typed error at the ceiling of pages', async () => {
    const { harvester, portal } = scripted(options({ maxPages: 3 }), (_, turn) => ({ rows: items(turn) }));
    await expect(gatherAll(harvester)).rejects.toMatchObject({ fault: 'too-large' });
    expect(portal.asked).toHaveLength(3);
  });

  it('may repeat its last page where the profile says that it does', async () => {
    const { harvester } = scripted(options({ repeatsLast: true }), (request) => ({
      rows: pageOf(request) === 1 ? items(1, 2) : items(3),
    }));
    const gathered = await gatherAll(harvester);
    expect(remoteIds(gathered)).toEqual(['1', '2', '3']);
    expect(problemCodes(gathered)).toEqual([]);
  });

  it('is walked once more when it moved, and what slipped through is brought', async () => {
    const { harvester } = scripted(options({ total: 'total' }), (request, turn) => {
      const all = turn === 1 ? items(1, 2, 3, 4) : items(9, 1, 2, 3, 4);
      const start = (pageOf(request) - 1) * 2;
      return { total: all.length, rows: all.slice(start, start + 2) };
    });
    const gathered = await gatherAll(harvester);
    expect([...remoteIds(gathered)].sort()).toEqual(['1', '2', '3', '4', '9']);
    expect(problemCodes(gathered)).toEqual([]);
  });

  it('is told to have shifted when it never agrees with its count', async () => {
    const { harvester } = scripted(options({ total: 'total' }), (request) => ({
      total: 5,
      rows: pageOf(request) === 1 ? items(1, 2) : [],
    }));
    const gathered = await gatherAll(harvester);
    expect(remoteIds(gathered)).toEqual(['1', '2']);
    expect(gathered.filter((item) => item.type === 'gap')).toMatchObject([
      { problem: { code: 'list-shifted', bar: 'advice', detail: expect.stringContaining('counts 5') } },
    ]);
  });

  it('may have a record twice on purpose, which is told and hides nothing', async () => {
    const { harvester } = scripted(options({ total: 'total' }), pages(items(1, 2), items(1, 3)));
    const gathered = await gatherAll(harvester);
    expect(remoteIds(gathered)).toEqual(['1', '2', '3']);
    expect(problemCodes(gathered)).toEqual([]);
    expect(noticeCodes(gathered)).toEqual(['duplicate-record']);
  });

  it.each([
    ['an error in the place of the list', { code: 500, msg: 'busy' }, { total: 'total' }],
    ['a total that is no number', { total: 'many', rows: items(1) }, { total: 'total' }],
    ['no total', { rows: items(1) }, { total: 'total' }],
    ['a list that is none', { total: 1, rows: { '0': {} } }, { total: 'total' }],
  ])('ends the run with a typed error: %s', async (_, answer, paging) => {
    const { harvester } = scripted(options(paging), () => answer);
    expect(await failure(gatherAll(harvester))).toBeInstanceOf(SourceResponseError);
  });

  it('is empty where the portal counts none, whatever stands for the list', async () => {
    const { harvester } = scripted(options({ total: 'total' }), () => ({ total: 0, rows: null }));
    expect(await gatherAll(harvester)).toEqual([]);
  });

  it('stops asking when its consumer stops', async () => {
    const { harvester, portal } = scripted(options({}), (_, turn) => ({ rows: items(turn) }));
    for await (const item of harvester.gather({ mode: 'full' }, never)) if (item.type === 'record') break;
    expect(portal.asked.length).toBeLessThanOrEqual(2);
  });
});
