import { jest } from '@jest/globals';
import { verifyStore } from '../../src/app/verify-store.js';
import { demoSources } from '../../src/demo/demo-sources.js';
import { startProvince } from '../../src/demo/province-server.js';
import type { RunningProvince } from '../../src/demo/province-server.js';
import type { Disagreement } from '../../src/domain/disagreement.js';
import type { JobReport } from '../../src/pipeline/ports.js';
import { segment } from '../../src/search/analysis/segment.js';
import type { CkanPackage } from '../../src/serialise/ckan/package.js';
import { golden } from '../support/api-client.js';
import { withoutHubIds } from '../support/hub-ids.js';
import { ProvinceHub, type StatedSource } from '../support/province-hub.js';
import { CityLedger, type ExpectedRun } from '../support/province-ledger.js';

/** Whole harvests on a busy machine. */
jest.setTimeout(60_000);

/** A province of this seed has a classified record, half a surrogate pair, and datasets that come back. */
const SEED = 109;
const SIZE = 600;

let province: RunningProvince;
let hub: ProvinceHub;
let served: Awaited<ReturnType<ProvinceHub['serve']>>;
let ledgers: readonly CityLedger[];
let sources: readonly StatedSource[];

beforeAll(async () => {
  province = await startProvince({ seed: SEED, size: SIZE });
  ledgers = province.province.cities.map((city) => new CityLedger(city));
  sources = demoSources(province.portals).map((source) => ({ ...source }));
  hub = await ProvinceHub.open(sources);
});
afterAll(async () => {
  await served.close();
  await hub.close();
  await province.close();
});

/** Midnight after that day of the province: everything of the day has happened. */
function endOf(day: number): string {
  return new Date(Date.UTC(2026, 8, 2 + day)).toISOString();
}

async function moveTo(day: number): Promise<void> {
  await province.setDay(day);
  hub.setTime(endOf(day));
}

function expectRuns(day: number, since?: string): ReadonlyMap<string, ExpectedRun> {
  return new Map(ledgers.map((ledger) => [ledger.city.id, ledger.run(day, since)]));
}

function countsOf(reports: ReadonlyMap<string, JobReport>): Record<string, unknown> {
  return Object.fromEntries(
    // How many problems there are is the rules' business; here it need only be a number.
    [...reports].map(([id, { outcome, counts }]) => [id, { outcome, ...counts, problems: 0 }]),
  );
}

function expectedCounts(runs: ReadonlyMap<string, ExpectedRun>): Record<string, unknown> {
  return Object.fromEntries([...runs].map(([id, { counts }]) => [id, { outcome: 'complete', ...counts }]));
}

function sum(runs: ReadonlyMap<string, ExpectedRun>, key: keyof ExpectedRun['counts']): number {
  return [...runs.values()].reduce((total, { counts }) => total + counts[key], 0);
}

interface Answer {
  readonly success: boolean;
  readonly result: {
    readonly count: number;
    readonly results: readonly CkanPackage[];
    readonly facets: Readonly<Record<string, Readonly<Record<string, number>>>>;
  };
}

async function ask(action: string, parameters: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const query = new URLSearchParams(parameters).toString();
  const answer = await fetch(`${served.url}/api/3/action/${action}?${query}`);
  return (await answer.json()) as Answer;
}

function packages(): readonly CkanPackage[] {
  return hub.exportLines().map((line) => JSON.parse(line) as CkanPackage);
}

describe('a province harvested and served', () => {
  it('publishes what is sound, rejects and refuses what the province made faulty', async () => {
    await moveTo(0);
    const expected = expectRuns(0);
    const reports = await hub.harvestInOrder();
    served = await hub.serve();
    expect(countsOf(reports)).toEqual(expectedCounts(expected));
    expect(sum(expected, 'rejected')).toBe(5);
    expect(sum(expected, 'refused')).toBe(1);
    const { result } = await ask('package_search', { rows: '0' });
    expect(result.count).toBe(SIZE - 6);
    expect(await hub.changes()).toHaveLength(SIZE - 6);
  });

  it('answers as the committed answers say', async () => {
    const found = withoutPorts(
      await ask('package_search', { rows: '2', sort: 'name asc', 'facet.field': '["groups"]' }),
    );
    expect(found).toEqual(golden('province.package_search', found));
    const organizations = await ask('organization_list');
    expect(organizations).toEqual(golden('province.organization_list', organizations));
    const groups = await ask('group_list', { all_fields: 'true' });
    expect(groups).toEqual(golden('province.group_list', groups));
  });

  it('counts in each facet what its packages carry', async () => {
    const fields = ['organization', 'groups', 'tags', 'res_format', 'license_id'] as const;
    const { result } = await ask('package_search', {
      rows: '0',
      'facet.field': JSON.stringify(fields),
      'facet.limit': '-1',
    });
    expect(result.facets).toEqual(recount(packages()));
    const organizations = Object.values(result.facets['organization'] ?? {});
    expect(organizations.reduce((total, count) => total + count, 0)).toBe(result.count);
  });

  it('finds by a two-character word what a scan over the served packages finds', async () => {
    const texts = packages().map((served) => ({ id: served.id, texts: textsOf(served) }));
    const words = frequentWords(texts.flatMap(({ texts: [title = ''] }) => segment(title)));
    expect(words).toHaveLength(40);
    for (const word of words) {
      const scanned = texts.filter(({ texts }) => texts.some((text) => text.includes(word)));
      const { result } = await ask('package_search', { q: `"${word}"`, rows: '1000' });
      expect([word, result.results.map(({ id }) => id).sort()]).toEqual([
        word,
        scanned.map(({ id }) => id).sort(),
      ]);
    }
  });

  it('finds everything unchanged in a second run and writes no change', async () => {
    const before = hub.exportHash();
    const { length } = await hub.changes();
    const expected = expectRuns(0);
    expect(countsOf(await hub.harvestAll())).toEqual(expectedCounts(expected));
    expect(sum(expected, 'unchanged')).toBe(SIZE - 6);
    expect(await hub.changes()).toHaveLength(length);
    expect(hub.exportHash()).toBe(before);
  });

  it('follows the province to day 3 and leaves a tombstone of what was withdrawn', async () => {
    await moveTo(3);
    const expected = expectRuns(3);
    const names = new Map(packages().map((served) => [remoteIdOf(served), served.name]));
    const { length } = await hub.changes();
    expect(countsOf(await hub.harvestAll())).toEqual(expectedCounts(expected));
    expect(sum(expected, 'added')).toBeGreaterThan(0);
    expect(sum(expected, 'updated')).toBeGreaterThan(0);
    const kinds = (await hub.changes(length)).map(({ kind }) => kind);
    for (const kind of ['added', 'updated', 'removed'] as const) {
      expect([kind, kinds.filter((each) => each === kind).length]).toEqual([kind, sum(expected, kind)]);
    }
    const gone = [...expected.values()].flatMap(({ removedIds }) => removedIds);
    expect(gone.length).toBeGreaterThan(0);
    for (const remoteId of gone) {
      const name = names.get(remoteId) ?? '';
      expect((await fetch(`${served.url}/dataset/${name}`)).status).toBe(410);
      expect((await fetch(`${served.url}/api/3/action/package_show?id=${name}`)).status).toBe(404);
    }
  });

  it('removes nothing in a delta run and takes what the portal says was modified', async () => {
    await hub.configure(sources.map((source) => ({ ...source, options: { incremental: true } })));
    // Settings are part of the mapping version: everything is mapped anew once, and nothing of it has changed.
    expectRuns(3);
    await hub.harvestAll({ options: { full: true } });
    await moveTo(5);
    const expected = expectRuns(5, endOf(3));
    const reports = await hub.harvestAll();
    expect([...new Set([...reports.values()].map(({ mode }) => mode))]).toEqual(['delta']);
    expect(countsOf(reports)).toEqual(expectedCounts(expected));
    expect(sum(expected, 'added')).toBeGreaterThan(0);
    expect(packages()).toHaveLength(ledgers.reduce((total, ledger) => total + ledger.live, 0));
  });

  it('catches up with a full run, and restores what comes back under its old name', async () => {
    const tombstoned = new Map(
      (await hub.changes()).filter(({ kind }) => kind === 'removed').map((row) => [row.datasetId, row.seq]),
    );
    await moveTo(12);
    const expected = expectRuns(12);
    expect(countsOf(await hub.harvestAll({ options: { full: true } }))).toEqual(expectedCounts(expected));
    const restored = [...expected.values()].flatMap(({ restoredIds }) => restoredIds);
    expect(restored.length).toBeGreaterThan(0);
    const back = packages().filter((served) => restored.includes(remoteIdOf(served)));
    expect(back.map(({ id }) => tombstoned.has(id))).toEqual(restored.map(() => true));
    expect(packages()).toHaveLength(ledgers.reduce((total, ledger) => total + ledger.live, 0));
  });

  it('leaves an index and a store that agree', async () => {
    const found: Disagreement[] = [];
    const report = await verifyStore(hub.dataDir, {
      signal: new AbortController().signal,
      found(one) {
        found.push(one);
        return Promise.resolve();
      },
    });
    expect(found).toEqual([]);
    expect(report.datasets).toBeGreaterThan(SIZE / 2);
  });
});

/** The portals listen on ports that the system chose. */
function withoutPorts(answer: Answer): unknown {
  return JSON.parse(withoutHubIds(JSON.stringify(answer)).replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1'));
}

function remoteIdOf(served: CkanPackage): string {
  return served.extras.find(({ key }) => key === 'harvest_remote_id')?.value ?? '';
}

/** The texts that are searched, title first. */
function textsOf(served: CkanPackage): readonly string[] {
  return [
    served.title,
    served.notes ?? '',
    served.organization.title,
    ...served.tags.map(({ display_name }) => display_name),
    ...served.resources.map(({ description }) => description),
  ];
}

function frequentWords(words: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const word of words) {
    if (/^\p{Script=Han}{2}$/u.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1))
    .slice(0, 40)
    .map(([word]) => word);
}

function recount(all: readonly CkanPackage[]): Record<string, Record<string, number>> {
  const counts: Record<string, Record<string, number>> = {
    organization: {},
    groups: {},
    tags: {},
    res_format: {},
    license_id: {},
  };
  function count(field: string, values: readonly string[]): void {
    for (const value of new Set(values)) {
      const facet = counts[field] ?? {};
      facet[value] = (facet[value] ?? 0) + 1;
    }
  }
  for (const each of all) {
    count('organization', [each.organization.name]);
    count(
      'groups',
      each.groups.map(({ name }) => name),
    );
    count(
      'tags',
      each.tags.map(({ name }) => name),
    );
    count(
      'res_format',
      each.resources.map(({ format }) => format).filter((format) => format !== ''),
    );
    count('license_id', [each.license_id]);
  }
  return counts;
}
