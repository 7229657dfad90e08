import { jest } from '@jest/globals';
import type { JobReport } from '../../src/pipeline/ports.js';
import type { CkanPackage } from '../../src/serialise/ckan/package.js';
import { DEEP_PACKAGES, HOSTILE_PACKAGES } from '../support/hostile-packages.js';
import { type PackagePortal, startPackagePortal } from '../support/package-portal.js';
import { ProvinceHub } from '../support/province-hub.js';

/** Whole harvests on a busy machine. */
jest.setTimeout(60_000);

const OUTCOMES = { added: of('added'), rejected: of('rejected'), unlisted: of('unlisted') };

let portal: PackagePortal;
let hub: ProvinceHub;
let served: Awaited<ReturnType<ProvinceHub['serve']>>;
let report: JobReport;
const setAside = new Map<string, readonly string[]>();

beforeAll(async () => {
  portal = await startPackagePortal(HOSTILE_PACKAGES.map(({ json }) => json));
  hub = await ProvinceHub.open([{ id: 'hostile', url: portal.url, options: { listing: 'package_search' } }]);
  report = await hub.harvest('hostile', {
    reporter: {
      recordSetAside: ({ remoteId, problems }) =>
        setAside.set(
          remoteId,
          problems.map(({ code }) => code),
        ),
    },
  });
  served = await hub.serve();
});
afterAll(async () => {
  await served.close();
  await hub.close();
  await portal.close();
});

function of(outcome: string): number {
  return HOSTILE_PACKAGES.filter((each) => each.outcome === outcome).length;
}

function packages(): readonly CkanPackage[] {
  return hub.exportLines().map((line) => JSON.parse(line) as CkanPackage);
}

function remoteIdOf(served: CkanPackage): string {
  return served.extras.find(({ key }) => key === 'harvest_remote_id')?.value ?? '';
}

describe('a portal of hostile records', () => {
  it('makes a dataset or a rejected record of each, and says what it could not list', () => {
    expect(report).toMatchObject({ outcome: 'partial', error: { code: 'incomplete' } });
    expect(report.error?.message).toMatch(new RegExp(`^${OUTCOMES.unlisted} part\\(s\\) not brought`));
    const { added, rejected, failed, refused, seen } = report.counts;
    expect({ added, rejected, failed, refused }).toEqual({
      added: OUTCOMES.added,
      rejected: OUTCOMES.rejected,
      failed: 0,
      refused: 0,
    });
    expect(seen).toBe(added + rejected);
  });

  it.each(HOSTILE_PACKAGES.filter(({ outcome }) => outcome === 'rejected').map(({ what }) => [what]))(
    'rejects a record with %s and says why',
    (what) => {
      expect(setAside.get(`hostile ${what}`)).toEqual(
        expect.arrayContaining([expect.stringMatching(/^(missing-|nested-too-deep|schema-|element-)/)]),
      );
    },
  );

  it('finds all of them unchanged the second time', async () => {
    const before = hub.exportHash();
    const again = await hub.harvest('hostile');
    expect(again.counts).toMatchObject({ unchanged: OUTCOMES.added, rejected: OUTCOMES.rejected, added: 0 });
    expect(hub.exportHash()).toBe(before);
  });

  it('pollutes no prototype', () => {
    expect({}).not.toHaveProperty('polluted');
    expect(Object.prototype.toString.call({})).toBe('[object Object]');
    const [odd] = packages().filter((each) => remoteIdOf(each) === 'hostile keys of the prototype');
    expect(odd?.title).toBe('目录：keys of the prototype');
    expect(odd?.extras).toEqual(
      expect.arrayContaining([
        { key: '__proto__', value: 'x' },
        { key: 'constructor', value: 'y' },
      ]),
    );
    expect(odd?.tags.map(({ name }) => name)).toEqual(expect.arrayContaining(['__proto__', 'constructor']));
  });

  it('answers proper JSON and proper pages for each', async () => {
    for (const each of packages()) {
      const answer = await fetch(`${served.url}/api/3/action/package_show?id=${each.name}`);
      const shown = (await answer.json()) as { readonly result: CkanPackage };
      expect([answer.status, shown.result.id]).toEqual([200, each.id]);
      for (const language of ['zh', 'en']) {
        const page = await fetch(`${served.url}/dataset/${each.name}?lang=${language}`);
        expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html;charset=utf-8']);
        expectHarmless(await page.text());
      }
    }
  });

  it('lists, searches and counts them', async () => {
    const fields = JSON.stringify([
      'organization',
      'tags',
      'groups',
      'res_format',
      'license_id',
      'k',
      '__proto__',
    ]);
    const query = `rows=1000&facet.limit=-1&facet.field=${encodeURIComponent(fields)}`;
    const answer = await fetch(`${served.url}/api/3/action/package_search?${query}`);
    const body = await answer.text();
    const { result } = JSON.parse(body) as {
      readonly result: { readonly count: number; readonly facets: Record<string, Record<string, number>> };
    };
    expect(result.count).toBe(OUTCOMES.added);
    const tags = result.facets['tags'] ?? {};
    expect(
      Object.hasOwn(tags, '__proto__') && Object.getOwnPropertyDescriptor(tags, '__proto__')?.value,
    ).toBe(1);
    expectHarmless(await (await fetch(`${served.url}/dataset?q=${encodeURIComponent('目录')}`)).text());
    for (const q of [
      '<script>',
      '"',
      "'",
      '\\',
      '\u0000',
      '\ud83d',
      'a'.repeat(5_000),
      '目录 '.repeat(500),
    ]) {
      const found = await fetch(`${served.url}/dataset?q=${encodeURIComponent(q.toWellFormed())}`);
      expect([q, found.status]).toEqual([q, found.status === 400 ? 400 : 200]);
      expectHarmless(await found.text());
    }
  });

  it('survives values nested to any depth, each one as a record of its own', async () => {
    portal.packages = DEEP_PACKAGES;
    await hub.configure([{ id: 'deep', url: portal.url }]);
    const deep = await hub.harvest('deep');
    const { seen, added, rejected } = deep.counts;
    expect({ outcome: deep.outcome, seen }).toEqual({ outcome: 'complete', seen: DEEP_PACKAGES.length });
    expect(added + rejected).toBe(seen);
    expect(added).toBeGreaterThan(0);
    const { counts } = await hub.harvest('deep');
    expect({ unchanged: counts.unchanged, rejected: counts.rejected }).toEqual({
      unchanged: added,
      rejected,
    });
    expect(packages().filter((each) => remoteIdOf(each).startsWith('hostile '))).not.toHaveLength(0);
  });

  it('takes a record that is listed twice for one record', async () => {
    const sound = (id: string): string =>
      JSON.stringify({ id, title: `目录 ${id}`, organization: { title: '数据局' } });
    const ids = Array.from(
      { length: 300 },
      (_, index) => `twice-${String(index - (index % 10 === 9 ? 1 : 0)).padStart(4, '0')}`,
    );
    portal.packages = ids.map(sound);
    await hub.configure([{ id: 'twice', url: portal.url, options: { page_size: 100 } }]);
    const twice = await hub.harvest('twice');
    expect(twice).toMatchObject({ outcome: 'complete', counts: { seen: 270, added: 270, removed: 0 } });
    expect(twice.counts.problems).toBeGreaterThan(0);
  });

  it('calls a run partial when repetitions leave open whether all was listed', async () => {
    const before = hub.exportHash();
    portal.packages = [...portal.packages.slice(200), ...portal.packages.slice(150, 250)];
    const report = await hub.harvest('twice');
    expect(report).toMatchObject({ outcome: 'partial', counts: { removed: 0, added: 0, updated: 0 } });
    expect(hub.exportHash()).toBe(before);
  });
});

const DATA_BLOCK = /<script type="application\/ld\+json">([^<]*)<\/script>/g;
/** A script of the pages themselves: it only names a file of ours. */
const OWN_SCRIPT = /<script type="module" src="\/assets\/[\w.-]+"><\/script>/g;

/** No markup of a harvested text came through: the pages of the hub themselves have no script but blocks of data. */
function expectHarmless(whole: string): void {
  for (const [, json = ''] of whole.matchAll(DATA_BLOCK)) {
    expect(JSON.parse(json)).toMatchObject({ '@type': 'Dataset' });
  }
  const page = whole.replaceAll(DATA_BLOCK, '').replaceAll(OWN_SCRIPT, '');
  expect(page.match(/<script|<svg|<img|href="(?:javascript|data):/i)).toBeNull();
  expect(page.match(/"onmouseover=/)).toBeNull();
}
