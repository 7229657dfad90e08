import { jest } from '@jest/globals';
import { startPortal } from '../../src/demo/portal.js';
import type { RunningPortal } from '../../src/demo/portal.js';
import { createProvince } from '../../src/demo/province.js';
import type { JobReport } from '../../src/pipeline/ports.js';
import { countRequests, listRequests } from '../../src/storage/requests/request-reader.js';
import { type PackagePortal, startPackagePortal } from '../support/package-portal.js';
import { ProvinceHub } from '../support/province-hub.js';
import { recordRequests, type RecordingProxy } from '../support/recording-proxy.js';

/** Whole harvests on a busy machine. */
jest.setTimeout(180_000);

const ID = 'polite';
const ALL = { limit: 10_000 };
const PAGE = 100;

let portal: RunningPortal;
let proxy: RecordingProxy;
let robots: { status: number; text: string };
let hub: ProvinceHub | undefined;

beforeAll(start);
beforeEach(() => {
  proxy.clear();
  robots = { status: 404, text: '' };
});
afterEach(async () => {
  await hub?.close();
  hub = undefined;
});
afterAll(() => stop());

async function start(): Promise<void> {
  const [city] = createProvince({ seed: 7, size: 600 }).cities;
  portal = await startPortal({ ...city!, size: 600 }, { etags: true, prerender: true });
  proxy = await recordRequests(portal.url, () => robots);
}

async function stop(): Promise<void> {
  await proxy.close();
  await portal.close();
}

async function open(network: Readonly<Record<string, unknown>> = {}, page = PAGE): Promise<ProvinceHub> {
  hub = await ProvinceHub.open([{ id: ID, url: proxy.url, options: { page_size: page }, network }]);
  return hub;
}

function robotsRequests(): number {
  return proxy.seen.filter(({ path }) => path === '/robots.txt').length;
}

function unchangedFrom({ counts }: JobReport): object {
  const unchanged = { seen: counts.seen, added: 0, updated: 0, removed: 0, unchanged: counts.added };
  return { outcome: 'complete', counts: unchanged };
}

function expectNothingButUnchangedPages(page: number): void {
  expect(proxy.seen.filter(({ status }) => status !== 304)).toEqual([]);
  expect(proxy.seen).not.toEqual([]);
  expect(new Set(proxy.seen.map(({ path }) => path)).size).toBe(proxy.seen.length);
  // Pages overlap by a record.
  expect(proxy.seen.length).toBeLessThanOrEqual(Math.ceil(portal.count / (page - 1)));
}

function ledgerOf({ dataDir }: ProvinceHub): readonly unknown[] {
  return listRequests(dataDir, ID, ALL)
    .map(({ method, url, status }) => ({ method, path: url.slice(proxy.url.length), status }))
    .reverse();
}

function seenByPortal(): readonly unknown[] {
  return proxy.seen.map(({ method, path, status }) => ({ method, path, status }));
}

function sorted(rows: readonly unknown[]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}

describe('a portal with validators', () => {
  it('answers 304 to each page of the second harvest, and is not asked again for robots.txt until a day later', async () => {
    const polite = await open();
    const first = await polite.harvest(ID);
    expect(first).toMatchObject({ outcome: 'complete', counts: { seen: portal.count } });
    const published = polite.exportHash();
    expect(robotsRequests()).toBe(1);
    proxy.clear();

    polite.advance(20);
    expect(await polite.harvest(ID)).toMatchObject(unchangedFrom(first));
    expectNothingButUnchangedPages(PAGE);
    expect(polite.exportHash()).toBe(published);

    proxy.clear();
    polite.advance(20);
    await polite.harvest(ID);
    expect(robotsRequests()).toBe(1);
    expect(proxy.seen.filter(({ status }) => status !== 304)).toHaveLength(1);
  });

  it('finds in the ledger exactly what it saw', async () => {
    const polite = await open();
    await polite.harvest(ID);
    await polite.harvest(ID);
    expect(seenByPortal().length).toBeGreaterThan(2);
    expect(sorted(ledgerOf(polite))).toEqual(sorted(seenByPortal()));
    const counts = countRequests(polite.dataDir, ID);
    expect(counts.reduce((sum, { requests }) => sum + requests, 0)).toBe(proxy.seen.length);
    expect(counts.map(({ outcome }) => outcome).sort()).toEqual(['200', '304', '404']);
  });

  it('is told who asks', async () => {
    await (await open()).harvest(ID);
    for (const { userAgent } of proxy.seen) expect(userAgent).toMatch(/^Lianmu \(.*\+\S+.*\)$/);
  });

  it('publishes what changed since the answers were kept', async () => {
    const polite = await open();
    await polite.harvest(ID);
    await portal.setDay(1);
    const kept = await polite.harvest(ID);
    const afresh = await ProvinceHub.open([{ id: ID, url: portal.url, options: { page_size: PAGE } }]);
    try {
      const report = await afresh.harvest(ID);
      expect(kept.counts.seen).toBe(report.counts.seen);
      expect(kept.counts.added + kept.counts.updated).toBeGreaterThan(0);
    } finally {
      await afresh.close();
      await portal.setDay(0);
    }
  });
});

describe('robots.txt', () => {
  it('keeps the hub from what it forbids, and the live catalogue as it was', async () => {
    const polite = await open();
    await polite.harvest(ID);
    const published = polite.exportHash();
    proxy.clear();
    robots = { status: 200, text: 'User-agent: *\nDisallow: /\n' };
    polite.advance(25);
    const report = await polite.harvest(ID);
    expect(report).toMatchObject({ outcome: 'failed', error: { code: 'source-response' } });
    expect(report.error?.message).toContain('network.ignoreRobots');
    expect(proxy.seen.map(({ path }) => path)).toEqual(['/robots.txt']);
    expect(polite.exportHash()).toBe(published);
  });

  it('is not even asked for where the source overrides it', async () => {
    robots = { status: 200, text: 'User-agent: *\nDisallow: /\n' };
    const bold = await open({ ignoreRobots: true });
    expect(await bold.harvest(ID)).toMatchObject({ outcome: 'complete' });
    expect(proxy.seen.some(({ path }) => path === '/robots.txt')).toBe(false);
  });

  it('stops the run when it cannot be had', async () => {
    robots = { status: 503, text: '' };
    const report = await (await open()).harvest(ID);
    expect(report).toMatchObject({ outcome: 'failed', error: { code: 'source-unavailable' } });
    expect(proxy.seen.map(({ path }) => path)).toEqual(['/robots.txt']);
  });
});

describe('a portal of 10,000 datasets', () => {
  let large: PackagePortal;

  beforeAll(async () => {
    const packages = Array.from({ length: 10_000 }, (_none, index) =>
      JSON.stringify({
        ...{ id: `p${index}`, title: `目录 ${index}`, notes: '一段摘要。' },
        organization: { id: 'o', title: '江城市数据局' },
      }),
    );
    await proxy.close();
    large = await startPackagePortal(packages, { etags: true });
    proxy = await recordRequests(large.url, () => robots);
  });
  afterAll(() => large.close());

  it('is asked once a page when nothing changed, and answers 304 to each', async () => {
    const polite = await open({}, 1_000);
    const first = await polite.harvest(ID);
    expect(first).toMatchObject({ outcome: 'complete', counts: { seen: 10_000 } });
    proxy.clear();
    expect(await polite.harvest(ID)).toMatchObject(unchangedFrom(first));
    expect(proxy.seen.filter(({ status }) => status !== 304)).toEqual([]);
    // Pages overlap by a record, so that a shifting list shows.
    expect(proxy.seen).toHaveLength(11);
    expect(new Set(proxy.seen.map(({ path }) => path)).size).toBe(11);
  });
});
