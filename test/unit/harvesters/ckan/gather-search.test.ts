import { SourceUnavailableError } from '../../../../src/domain/errors.js';
import {
  ckanHarvester,
  collect,
  gaps,
  ids,
  missing,
  packages,
  ScriptedPortal,
  searchPage,
  timedOut,
  tooLarge,
} from './scripted-portal.js';

/** A portal whose list may be another one at each request; everything but `package_search` is missing. */
function searchOnly(listAt: (turn: number) => readonly unknown[], cap?: number): ScriptedPortal {
  return new ScriptedPortal((asked, turn) =>
    asked.action === 'package_search' ? searchPage(listAt(turn), asked, cap) : missing(asked.action),
  );
}

const PAGES_OF_TEN = { page_size: 10 };

describe('listing by package_search', () => {
  it('asks for pages in the order of ids, each beginning with the last record of the one before', async () => {
    const portal = searchOnly(() => packages(25));
    const gathered = await collect(portal, PAGES_OF_TEN);
    expect(ids(gathered)).toEqual(packages(25).map(({ id }) => id));
    expect(gaps(gathered)).toEqual([]);
    expect(gathered[0]).toEqual({ type: 'total', total: 25 });
    expect(portal.asked.map(({ parameters }) => parameters)).toEqual([
      { rows: '10', start: '0', sort: 'id asc' },
      { rows: '10', start: '9', sort: 'id asc' },
      { rows: '10', start: '18', sort: 'id asc' },
    ]);
  });

  it('has one page under way while the one before is used, and no more', async () => {
    const portal = searchOnly(() => packages(50));
    const iterator = ckanHarvester(portal, { options: PAGES_OF_TEN })
      .gather({ mode: 'full' }, new AbortController().signal)
      [Symbol.asyncIterator]();
    await iterator.next();
    await iterator.next();
    expect(portal.asked).toHaveLength(2);
    await iterator.return?.();
    expect(portal.asked).toHaveLength(2);
  });

  it('goes on with the number of rows that the portal really gives', async () => {
    const portal = searchOnly(() => packages(12), 4);
    const gathered = await collect(portal, { page_size: 1000 });
    expect(ids(gathered)).toHaveLength(12);
    expect(gaps(gathered)).toEqual([]);
    expect(portal.asked.map(({ parameters }) => parameters['start'])).toEqual(['0', '3', '6', '9']);
  });

  it('takes single records from a portal that gives no more than one', async () => {
    const gathered = await collect(searchOnly(() => packages(3), 1));
    expect(ids(gathered)).toEqual(['p000', 'p001', 'p002']);
    expect(gaps(gathered)).toEqual([]);
  });

  it('asks for half as much when the portal times out or sends too much', async () => {
    const portal = new ScriptedPortal((asked) => {
      const rows = Number(asked.parameters['rows']);
      if (rows > 50) return timedOut(asked.action);
      return rows > 25 ? tooLarge(asked.action) : searchPage(packages(30), asked);
    });
    const gathered = await collect(portal, { page_size: 100 });
    expect(ids(gathered)).toHaveLength(30);
    expect(portal.asked.map(({ parameters }) => parameters['rows'])).toEqual(['100', '50', '25', '25']);
  });

  it('gives up a portal that never answers after a few smaller pages', async () => {
    const portal = new ScriptedPortal(({ action }) => timedOut(action));
    await expect(collect(portal)).rejects.toBeInstanceOf(SourceUnavailableError);
    expect(portal.asked.map(({ parameters }) => parameters['rows'])).toEqual(['1000', '500', '250']);
  });

  it('throws what a later page runs into, so that half a list is never taken for the whole', async () => {
    const portal = new ScriptedPortal((asked, turn) => {
      if (turn === 1) return searchPage(packages(30), asked);
      return new SourceUnavailableError('429', { url: '', retryable: true, status: 429 });
    });
    await expect(collect(portal, PAGES_OF_TEN)).rejects.toMatchObject({ status: 429 });
  });

  describe('when the list moves', () => {
    it('looks back for the records that a deletion near the front pushed between two pages', async () => {
      const whole = packages(40);
      const portal = searchOnly((turn) => (turn === 1 ? whole : whole.slice(3)));
      const gathered = await collect(portal, PAGES_OF_TEN);
      expect(ids(gathered)).toEqual(whole.map(({ id }) => id));
      expect(gaps(gathered)).toEqual([]);
    });

    it('meets no record twice after an insertion near the front, and finds the inserted one on a second walk', async () => {
      const whole = packages(30);
      const inserted = [{ id: 'p000a', name: 'inserted' }, ...whole.slice(1)];
      const portal = searchOnly((turn) => (turn === 1 ? whole : [...whole.slice(0, 1), ...inserted]));
      const gathered = await collect(portal, PAGES_OF_TEN);
      expect(ids(gathered)).toEqual([...whole.map(({ id }) => id), 'p000a']);
      expect(gaps(gathered)).toEqual([]);
    });

    it('tells a malformed element on a moved page from one that it has met', async () => {
      const whole = [...packages(9), {}, ...packages(20, 9)];
      const portal = searchOnly((turn) => (turn === 1 ? whole : [{ id: 'o', name: 'o' }, {}, ...whole]));
      const gathered = await collect(portal, { page_size: 12 });
      expect([...ids(gathered)].sort()).toEqual(['o', ...packages(29).map(({ id }) => id)]);
      expect(new Set(gaps(gathered).map(({ code }) => code))).toEqual(new Set(['malformed-record']));
    });

    it('leaves a portal whose pages have nothing to do with each other', async () => {
      const portal = new ScriptedPortal((asked, turn) =>
        asked.action === 'package_search'
          ? { count: 1000, results: packages(10, turn * 10) }
          : missing(asked.action),
      );
      await expect(collect(portal, PAGES_OF_TEN)).rejects.toThrow('does not page');
      expect(portal.asked.length).toBeLessThan(100);
    });

    it('counts no repetition of a list that moved for the portal’s own', async () => {
      const whole = packages(30);
      const portal = new ScriptedPortal((asked, turn) => {
        if (asked.action !== 'package_search') return missing(asked.action);
        // A new record at the front on every page of the first walk: each page repeats two, and one is missed.
        const list = turn === 1 ? whole : [...packages(turn - 1, 100), ...whole];
        return searchPage(turn < 5 ? list : [...packages(3, 100), ...whole], asked);
      });
      const gathered = await collect(portal, PAGES_OF_TEN);
      expect([...ids(gathered)].sort()).toEqual([...whole, ...packages(3, 100)].map(({ id }) => id));
      expect(gaps(gathered)).toEqual([]);
    });

    it('says with numbers that it could not list everything of a portal that never stands still', async () => {
      const portal = new ScriptedPortal((asked) => {
        if (asked.action !== 'package_search') return missing(asked.action);
        return { ...(searchPage(packages(20), asked) as object), count: 21 };
      });
      const gathered = await collect(portal, PAGES_OF_TEN);
      expect(ids(gathered)).toHaveLength(20);
      expect(gaps(gathered)).toMatchObject([
        { code: 'list-shifted', detail: 'package_search: 20 different records seen, the portal counts 21' },
      ]);
    });

    it('lets the list of names settle whether anything is missing', async () => {
      const portal = new ScriptedPortal((asked) => {
        if (asked.action === 'package_list') return [...packages(20).map(({ name }) => name), 'hidden'];
        if (asked.action === 'package_show') return { id: 'p999', name: asked.parameters['id'] };
        return { ...(searchPage(packages(20), asked) as object), count: 21 };
      });
      const gathered = await collect(portal, PAGES_OF_TEN);
      expect(ids(gathered)).toEqual([...packages(20).map(({ id }) => id), 'p999']);
      expect(gaps(gathered)).toEqual([]);
      expect(portal.asked.filter(({ action }) => action === 'package_show')).toHaveLength(1);
      expect(portal.actions()).not.toContain('current_package_list_with_resources');
    });

    it('takes a record deleted after it was seen as listed, without another walk', async () => {
      const whole = packages(30);
      const portal = searchOnly((turn) => (turn < 3 ? whole : whole.slice(0, -1)));
      const gathered = await collect(portal, PAGES_OF_TEN);
      expect(gaps(gathered)).toEqual([]);
      expect(portal.asked).toHaveLength(4);
    });
  });

  it('gives up a portal that lists more and more without an end, whatever else it can do', async () => {
    let asked = 0;
    const portal = new ScriptedPortal(({ action, parameters }) => {
      if (action !== 'package_search') return [];
      asked += 1;
      const start = Number(parameters['start']);
      return { count: start + 100, results: packages(start + 10).slice(start) };
    });
    await expect(collect(portal, PAGES_OF_TEN)).rejects.toMatchObject({
      code: 'source-response',
      fault: 'too-large',
    });
    expect(asked).toBeLessThan(60);
    expect(portal.asked.map(({ action }) => action)).not.toContain('package_list');
  });

  it('lists an id that stands twice once, and says so', async () => {
    const [first, second, third] = packages(3);
    const gathered = await collect(searchOnly(() => [first, second, second, third]));
    expect(ids(gathered)).toEqual(['p000', 'p001', 'p002']);
    expect(gaps(gathered)).toEqual([]);
    const notices = gathered.filter((item) => item.type === 'notice');
    expect(notices).toMatchObject([{ problem: { code: 'duplicate-record', value: 'p001' } }]);
  });

  it('drops elements without an id, takes numbers for ids, and leaves out what is not to be harvested', async () => {
    const list = [
      'only a name',
      null,
      { id: 7, name: 'number' },
      { id: 'a', type: 'harvest' },
      { id: 'b', private: true },
      { id: 'c', private: 'True' },
      { id: 'd', state: 'draft' },
      { id: 'e', state: 'deleted' },
      { id: 'f', state: 'active', type: 'showcase', private: false },
      { id: '__proto__' },
    ];
    const gathered = await collect(searchOnly(() => list));
    expect(ids(gathered)).toEqual(['7', 'f', '__proto__']);
    expect(gaps(gathered).map(({ code, value }) => [code, value])).toEqual([
      ['malformed-record', 'only a name'],
      ['malformed-record', 'null'],
    ]);
  });

  it('reads a portal that counts in whole pages whatever start it is asked for', async () => {
    const list = packages(25);
    const portal = new ScriptedPortal((asked) => {
      if (asked.action !== 'package_search') return missing(asked.action);
      const start = Math.floor(Number(asked.parameters['start']) / 10) * 10;
      return { count: 25, results: list.slice(start, start + 10) };
    });
    const gathered = await collect(portal, PAGES_OF_TEN);
    expect(ids(gathered)).toEqual(list.map(({ id }) => id));
    expect(gaps(gathered)).toEqual([]);
  });
});

describe('an incremental listing', () => {
  const since = '2026-01-01T01:00:00.123Z';

  it('asks for what changed since an hour before, in microseconds', async () => {
    const portal = searchOnly(() => packages(2));
    await collect(portal, {}, { mode: 'delta', since });
    expect(portal.asked[0]?.parameters['fq']).toBe('metadata_modified:[2026-01-01T00:00:00.123000Z TO *]');
  });

  it('lists everything by search when the portal refuses the filter', async () => {
    const portal = new ScriptedPortal((asked) =>
      'fq' in asked.parameters ? missing('fq') : searchPage(packages(3), asked),
    );
    expect(ids(await collect(portal, {}, { mode: 'delta', since }))).toHaveLength(3);
    expect(portal.actions()).toEqual(['package_search', 'package_search']);
  });

  it('lists everything with force_all, or when nothing was published yet', async () => {
    const portal = searchOnly(() => packages(2));
    await collect(portal, { force_all: true }, { mode: 'delta', since });
    await collect(portal, {}, { mode: 'delta' });
    expect(portal.asked.map(({ parameters }) => parameters['fq'])).toEqual([undefined, undefined]);
  });

  it('does not list the whole catalogue to find one changed record', async () => {
    const portal = new ScriptedPortal((asked) => {
      if (asked.action !== 'package_search') return [];
      return { ...(searchPage(packages(2), asked) as object), count: 3 };
    });
    const gathered = await collect(portal, {}, { mode: 'delta', since });
    expect(gaps(gathered)).toMatchObject([{ code: 'list-shifted' }]);
    expect(new Set(portal.actions())).toEqual(new Set(['package_search']));
  });
});
