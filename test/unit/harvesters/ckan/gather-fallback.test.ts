import { SourceResponseError } from '../../../../src/domain/errors.js';
import {
  type Asked,
  broken,
  collect,
  emptyAnswer,
  gaps,
  ids,
  missing,
  packages,
  ScriptedPortal,
  searchPage,
  timedOut,
} from './scripted-portal.js';

const TEN = packages(10);
const IDS = TEN.map(({ id }) => id);
const ID_OF_FAILED = '0f7e9c1a-1111-4222-8333-444455556666';

function currentPage(list: readonly unknown[], { parameters }: Asked): readonly unknown[] {
  const offset = Number(parameters['offset']);
  return list.slice(offset, offset + Number(parameters['limit']));
}

function shown(asked: Asked): unknown {
  return (
    TEN.find(({ name, id }) => [name, id].includes(asked.parameters['id'] ?? '')) ?? missing('package_show')
  );
}

describe('listing a portal without a usable package_search', () => {
  const absent = [
    ['is missing', missing('package_search')],
    ['is broken', broken('package_search')],
    [
      'answers HTML',
      new SourceResponseError('an HTML page came instead of JSON', { url: '', fault: 'html', status: 200 }),
    ],
    ['gives names instead of packages', { count: 2, results: ['one', 'two'] }],
  ] as const;

  it.each(absent)(
    'takes the whole packages that it lists otherwise when search %s',
    async (_case, answer) => {
      const portal = new ScriptedPortal((asked) =>
        asked.action === 'package_search' ? answer : currentPage(TEN, asked),
      );
      const gathered = await collect(portal, { page_size: 4 });
      expect(ids(gathered)).toEqual(IDS);
      expect(new Set(portal.actions())).toEqual(
        new Set(['package_search', 'current_package_list_with_resources']),
      );
    },
  );

  it('leaves a search that gives the same page for ever', async () => {
    const portal = new ScriptedPortal((asked) => {
      if (asked.action === 'package_search') return { count: 10, results: TEN.slice(0, 4) };
      return currentPage(TEN, asked);
    });
    const gathered = await collect(portal, { page_size: 4 });
    expect(ids(gathered)).toEqual(IDS);
    expect(gaps(gathered)).toEqual([]);
  });

  it('goes on by another way when search breaks in the middle, and lists nothing twice', async () => {
    const portal = new ScriptedPortal((asked) => {
      if (asked.action !== 'package_search') return currentPage(TEN, asked);
      return asked.parameters['start'] === '0' ? searchPage(TEN, asked) : broken(asked.action);
    });
    expect(ids(await collect(portal, { page_size: 4 }))).toEqual(IDS);
  });

  it('shows each listed name when there is nothing else, and knows the record by its id', async () => {
    const portal = new ScriptedPortal((asked) => {
      if (asked.action === 'package_list') return TEN.map(({ name }) => name);
      return asked.action === 'package_show' ? shown(asked) : missing(asked.action);
    });
    const gathered = await collect(portal);
    expect(ids(gathered)).toEqual(IDS);
    expect(gathered).toContainEqual({ type: 'total', total: 10 });
  });

  it('throws the first failure when no way works', async () => {
    const portal = new ScriptedPortal(({ action }) => missing(action));
    await expect(collect(portal)).rejects.toThrow('package_search: the portal answered 404');
    expect(portal.actions()).toEqual([
      'package_search',
      'current_package_list_with_resources',
      'package_list',
    ]);
  });

  it('does not list without the filter that only search understands', async () => {
    const portal = new ScriptedPortal(({ action }) => missing(action));
    await expect(collect(portal, { fq: 'vocab_topic:water' })).rejects.toThrow('package_search');
    expect(portal.actions()).toEqual(['package_search']);
  });
});

describe('the listing option', () => {
  it.each([
    ['package_search', ['package_search']],
    ['current_package_list_with_resources', ['current_package_list_with_resources']],
    ['package_list', ['package_list']],
  ])('tries %s only', async (listing, actions) => {
    const portal = new ScriptedPortal(({ action }) => missing(action));
    await expect(collect(portal, { listing })).rejects.toBeInstanceOf(SourceResponseError);
    expect(portal.actions()).toEqual(actions);
  });
});

describe('listing by current_package_list_with_resources', () => {
  const listing = 'current_package_list_with_resources';

  it('ends at the last page, and unpacks the list in a list of CKAN 1.x', async () => {
    const portal = new ScriptedPortal((asked) => [currentPage(TEN, asked)]);
    const gathered = await collect(portal, { listing, page_size: 5 });
    expect(ids(gathered)).toEqual(IDS);
    expect(gaps(gathered)).toEqual([]);
  });

  it('finds on a second walk a record that was modified and so jumped over the first one', async () => {
    const moved = [TEN.at(-1), ...TEN.slice(0, -1)];
    const portal = new ScriptedPortal((asked, turn) => currentPage(turn === 1 ? TEN : moved, asked));
    const gathered = await collect(portal, { listing, page_size: 4 });
    expect([...ids(gathered)].sort()).toEqual(IDS);
    expect(gaps(gathered)).toEqual([]);
  });

  it('is partial when the list moves again and again', async () => {
    const portal = new ScriptedPortal((asked, turn) => {
      const cut = TEN.length - (turn % TEN.length);
      return currentPage([...TEN.slice(cut), ...TEN.slice(0, cut)], asked);
    });
    const gathered = await collect(portal, { listing, page_size: 4 });
    expect(gaps(gathered)).toMatchObject([{ code: 'list-shifted' }]);
  });
});

describe('listing by package_list', () => {
  const listing = 'package_list';

  it('takes a record that does not come for a failure, under its id where the portal lists ids', async () => {
    const portal = new ScriptedPortal((asked) => {
      if (asked.action === 'package_list') return ['name-of-p001', ID_OF_FAILED, 'gone', 'p002', ''];
      if (asked.parameters['id'] === ID_OF_FAILED) return emptyAnswer(ID_OF_FAILED);
      return shown(asked);
    });
    const gathered = await collect(portal, { listing });
    expect(ids(gathered)).toEqual(['p001', 'p002']);
    expect(gaps(gathered).map(({ code, value }) => [code, value])).toEqual([
      ['malformed-record', ''],
      ['fetch-failed', ID_OF_FAILED],
      ['fetch-failed', 'gone'],
    ]);
    const remoteIds = gathered.flatMap((item) => (item.type === 'gap' ? [item.remoteId] : []));
    expect(remoteIds).toEqual([undefined, ID_OF_FAILED, undefined]);
  });

  it('lists a record once that two names lead to', async () => {
    const portal = new ScriptedPortal((asked) =>
      asked.action === 'package_list' ? ['old-name', 'name-of-p003'] : TEN[3],
    );
    expect(ids(await collect(portal, { listing }))).toEqual(['p003']);
  });

  it('says when an answer has no id', async () => {
    const portal = new ScriptedPortal((asked) =>
      asked.action === 'package_list' ? ['a'] : { title: 'no id' },
    );
    expect(gaps(await collect(portal, { listing }))).toMatchObject([
      { code: 'malformed-record', value: 'a' },
    ]);
  });

  it('keeps the order of the list and at most eight requests under way', async () => {
    const names = packages(30).map(({ name }) => name);
    let underWay = 0;
    let most = 0;
    const portal = new ScriptedPortal(async (asked) => {
      if (asked.action === 'package_list') return names;
      underWay += 1;
      most = Math.max(most, underWay);
      await Promise.resolve();
      underWay -= 1;
      return { id: asked.parameters['id'] };
    });
    expect(ids(await collect(portal, { listing }))).toEqual(names);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(8);
  });

  it('ends the run when one record after the other gets no answer', async () => {
    const names = packages(100).map(({ name }) => name);
    const portal = new ScriptedPortal(({ action }) => (action === 'package_list' ? names : timedOut(action)));
    await expect(collect(portal, { listing })).rejects.toMatchObject({ code: 'source-unavailable' });
    expect(portal.asked.length).toBeLessThan(40);
  });

  it('throws a mistake of our own', async () => {
    const portal = new ScriptedPortal(({ action }) =>
      action === 'package_list' ? ['a'] : new TypeError('a mistake of ours'),
    );
    await expect(collect(portal, { listing })).rejects.toThrow(TypeError);
  });
});
