import { jest } from '@jest/globals';
import { demoSources } from '../../src/demo/demo-sources.js';
import { OFFICIAL } from '../../src/demo/dialects/guangdong.js';
import type { Misbehaviour } from '../../src/demo/misbehaviour.js';
import type { RunningPortal } from '../../src/demo/portal.js';
import { startProvince } from '../../src/demo/province-server.js';
import type { RunningProvince } from '../../src/demo/province-server.js';
import type { Dataset } from '../../src/domain/dataset.js';
import type { JobReport } from '../../src/pipeline/ports.js';
import { ProvinceHub } from '../support/province-hub.js';
import { CityLedger, type ExpectedRun } from '../support/province-ledger.js';
import { type KnownElements, publishedElements } from '../support/province-records.js';

/** Whole harvests on a busy machine. */
jest.setTimeout(120_000);

/** In a province of this seed each new kind of portal has a record that is rejected. */
const SEED = 1844;
const SIZE = 2_000;

let province: RunningProvince;
let hub: ProvinceHub;
let ledgers: readonly CityLedger[];

beforeAll(async () => {
  province = await startProvince({ seed: SEED, size: SIZE, mixed: true });
  ledgers = province.province.cities.map((city) => new CityLedger(city));
  hub = await ProvinceHub.open(demoSources(province.portals).map((source) => ({ ...source })));
});
afterEach(() => {
  for (const portal of province.portals) portal.misbehave(null);
});
afterAll(async () => {
  await hub.close();
  await province.close();
});

/** One for each way in which the new kinds are brought. */
const BREAKDOWNS: Readonly<Record<string, Misbehaviour>> = {
  qinglan: { kind: 'cut-json' },
  yizhou: { kind: 'empty' },
  meiyu: { kind: 'empty-catalogue' },
  caihong: { kind: 'cut-connection' },
  'lanjiang-scj': { kind: 'html' },
  'lanjiang-qxj': { kind: 'status-500', after: 1 },
};

function portalOf(id: string): RunningPortal {
  const portal = province.portals.find(({ city }) => city.id === id);
  if (portal === undefined) throw new Error(`no portal ${id}`);
  return portal;
}

/** Midnight after that day of the province: everything of the day has happened. */
async function moveTo(day: number): Promise<void> {
  await province.setDay(day);
  hub.setTime(new Date(Date.UTC(2026, 8, 2 + day)).toISOString());
}

function expectRuns(day: number): ReadonlyMap<string, ExpectedRun> {
  return new Map(ledgers.map((ledger) => [ledger.city.id, ledger.run(day)]));
}

function countsOf(reports: ReadonlyMap<string, JobReport>): Record<string, unknown> {
  return Object.fromEntries(
    // How many problems there are is the rules' business; here it need only be a number.
    [...reports].map(([id, { outcome, counts, error }]) => [id, { outcome, error, ...counts, problems: 0 }]),
  );
}

function expectedCounts(runs: ReadonlyMap<string, ExpectedRun>): Record<string, unknown> {
  return Object.fromEntries(
    [...runs].map(([id, { counts }]) => [id, { outcome: 'complete', error: undefined, ...counts }]),
  );
}

function sumOf(run: ExpectedRun | undefined, ...keys: readonly (keyof ExpectedRun['counts'])[]): number {
  return keys.reduce((sum, key) => sum + (run?.counts[key] ?? 0), 0);
}

/** Where what the hub publishes differs from what the simulator knows: nothing, one hopes. */
function differences(day: number): readonly string[] {
  const expected = new Map(ledgers.map((ledger) => [ledger.city.id, new Map(ledger.elements(day))]));
  const found: string[] = [];
  for (const { dataset } of hub.reading.datasets.all()) {
    const known = expected.get(dataset.sourceId)?.get(dataset.origin.remoteId);
    expected.get(dataset.sourceId)?.delete(dataset.origin.remoteId);
    found.push(...(known === undefined ? [whereabouts(dataset)] : unlike(dataset, known)));
  }
  return [
    ...found,
    ...[...expected].flatMap(([id, rest]) => [...rest.keys()].map((remoteId) => `${id} lacks ${remoteId}`)),
  ];
}

function whereabouts({ sourceId, origin }: Dataset): string {
  return `${sourceId} ${origin.remoteId}`;
}

function unlike(dataset: Dataset, known: KnownElements): readonly string[] {
  const published: Readonly<Record<string, unknown>> = { ...publishedElements(dataset, known) };
  return Object.entries(known).flatMap(([name, value]) => {
    const [here, there] = [JSON.stringify(published[name]), JSON.stringify(value)];
    return here === there ? [] : `${whereabouts(dataset)} ${name}: ${here} is not ${there}`;
  });
}

/** The portals that speak something else than CKAN. */
function others(): readonly CityLedger[] {
  return ledgers.filter(({ city }) => city.dialect !== 'ckan');
}

describe('a province of many kinds of portals', () => {
  it('publishes what is sound of each and rejects what the province made faulty', async () => {
    await moveTo(0);
    const expected = expectRuns(0);
    expect(countsOf(await hub.harvestAll())).toEqual(expectedCounts(expected));
    expect(others()).toHaveLength(6);
    for (const { city, live } of others()) expect([city.id, live > 15]).toEqual([city.id, true]);
    const rejected = others().map(({ city }) => sumOf(expected.get(city.id), 'rejected'));
    expect(Math.min(...rejected)).toBeGreaterThan(0);
    expect(sumOf(expected.get('qinglan'), 'duplicates')).toBeGreaterThan(0);
  });

  it('understands each portal as the simulator means it', () => {
    expect(differences(0)).toEqual([]);
  });

  it('keeps no name and no number of an official, neither raw nor published', () => {
    const raw = hub.rawTexts();
    expect(raw.length).toBeGreaterThan(SIZE * 0.9);
    const texts = [...raw, ...hub.exportLines()].join('\n');
    for (const word of [OFFICIAL.name, OFFICIAL.mobile]) expect(texts).not.toContain(word);
  });

  it('finds everything unchanged in a second run', async () => {
    const before = hub.exportHash();
    const { length } = await hub.changes();
    const expected = expectRuns(0);
    expect(countsOf(await hub.harvestAll())).toEqual(expectedCounts(expected));
    expect(await hub.changes()).toHaveLength(length);
    expect(hub.exportHash()).toBe(before);
  });

  it('keeps what it has of portals that break, and brings the others', async () => {
    const before = hub.exportHash();
    for (const [id, misbehaviour] of Object.entries(BREAKDOWNS)) portalOf(id).misbehave(misbehaviour);
    const reports = await hub.harvestAll();
    for (const { city } of ledgers) {
      const outcome = reports.get(city.id)?.outcome;
      const good = BREAKDOWNS[city.id] === undefined;
      expect([city.id, outcome === 'complete']).toEqual([city.id, good]);
      expect([city.id, outcome === 'failed' || outcome === 'aborted']).toEqual([city.id, !good]);
    }
    expect(hub.exportHash()).toBe(before);
  });

  it('loses nothing of lists with records that are none, that come twice or not at all', async () => {
    const before = hub.exportHash();
    portalOf('yizhou').misbehave({ kind: 'zero-byte-show', share: 0.2 });
    portalOf('lanjiang-scj').misbehave({ kind: 'listed-twice', share: 0.5 });
    portalOf('qinglan').misbehave({ kind: 'broken-records', share: 0.2 });
    const reports = await hub.harvestAll();
    expect(reports.get('yizhou')).toMatchObject({ outcome: 'partial' });
    expect(reports.get('yizhou')?.counts.failed).toBeGreaterThan(5);
    expect(reports.get('lanjiang-scj')).toMatchObject({
      outcome: 'complete',
      counts: { updated: 0, removed: 0 },
    });
    expect(reports.get('lanjiang-scj')?.counts.duplicates).toBeGreaterThan(5);
    expect(reports.get('qinglan')).toMatchObject({ outcome: 'partial', counts: { updated: 0, removed: 0 } });
    expect(hub.exportHash()).toBe(before);
  });

  it('follows each portal through a month', async () => {
    await moveTo(30);
    const expected = expectRuns(30);
    expect(countsOf(await hub.harvestAll())).toEqual(expectedCounts(expected));
    for (const { city } of others()) {
      const moved = sumOf(expected.get(city.id), 'added', 'updated', 'removed');
      expect([city.id, moved > 0]).toEqual([city.id, true]);
    }
    expect(differences(30)).toEqual([]);
  });
});
