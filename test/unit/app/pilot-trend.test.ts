import { pilotFigures } from '../../../src/app/pilot/pilot-figures.js';
import type { UpsertChange } from '../../../src/domain/change.js';
import { UPDATE_CYCLES } from '../../../src/domain/code-lists.js';
import type { Dataset } from '../../../src/domain/dataset.js';
import { identifyPublisher } from '../../../src/domain/identifiers.js';
import { NO_COUNTS } from '../../../src/domain/job.js';
import type { PilotScope } from '../../../src/domain/pilot/report.js';
import type { PilotTrend, TrendStep } from '../../../src/domain/pilot/trend/trend.js';
import { NO_SEARCH_WORDS } from '../../../src/domain/search-words.js';
import { TrendCounter } from '../../../src/http/pilot/trend-counter.js';
import { createSlices } from '../../../src/http/slices.js';
import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';
import { seededRandom } from '../../support/seeded-random.js';
import { TempHub } from '../../support/temp-hub.js';

const CITY = makeSource({ region: '江城市' });
const OTHER = makeSource({ id: 'hubin', title: '湖滨市开放平台', region: '湖滨市' });
const TIMEZONE = 'Asia/Shanghai';
const TOLERANCE = 0.25;

/** Runs with adds, updates, removals and restores over seven weeks; between them cycles fall overdue by themselves. */
describe('trends of the figures', () => {
  const hub = new TempHub();
  const random = seededRandom(7);
  const counter = new TrendCounter(hub.reading.history);
  const { history, datasets, catalog } = hub.reading;
  const parts = { history, datasets, catalog, slices: createSlices() };
  const live = new Map<string, boolean>();

  function made(remoteId: string, sourceId: string): Dataset {
    const format = random.pick(['CSV', 'PDF', 'GeoJSON', 'API']);
    const cycle = random.pick([
      ...(['daily', 'weekly', 'monthly'] as const),
      ...UPDATE_CYCLES.map(({ code }) => code),
    ]);
    const open = random.pick(['unconditional', 'conditional', 'not_open'] as const);
    const dated = random.pick([true, true, false]);
    const day = new Date(hub.time - random.pick([0, 3, 20, 90]) * 86_400_000).toISOString();
    return makeDataset(
      remoteId,
      {
        publisher: { name: random.pick(['市交通局', '市教育局']) },
        themes: [random.pick(['1', '2', '21'])],
        visibility: open === 'not_open' ? 'closed' : open === 'conditional' ? 'on-request' : 'open',
        openness: { type: open },
        updateCycle: cycle,
        ...(dated && { modified: day.slice(0, random.pick([4, 7, 10, 10, 10])) }),
        distributions: [{ identifier: '1', format, kind: format === 'API' ? 'api' : 'file' }],
      },
      sourceId,
    );
  }

  async function harvest(source: typeof CITY): Promise<void> {
    const changes: UpsertChange[] = [];
    for (let place = 0; place < 14; place += 1) {
      const key = `${source.id}${place}`;
      const was = live.get(key);
      const isThere = random.pick([true, true, true, false]);
      if (isThere) {
        const kind = was === undefined ? 'added' : was ? 'updated' : 'restored';
        changes.push(makeUpsert(made(key, source.id), kind));
      }
      if (isThere || was !== undefined) live.set(key, isThere);
    }
    await hub.publish(source, changes, true);
  }

  async function trendOf(scope: PilotScope, step: TrendStep): Promise<PilotTrend> {
    const answer = await counter.trend(
      {
        ...{ scope, step, now: hub.time, timezone: TIMEZONE, tolerance: TOLERANCE, sources: [CITY, OTHER] },
        seq: await hub.reading.catalog.latestSeq(),
        changed: hub.reading.datasets.version(),
      },
      parts,
      60_000,
    );
    if ('readTo' in answer) throw new Error('it is not counted yet');
    return answer;
  }

  beforeAll(async () => {
    for (let week = 0; week < 7; week += 1) {
      await harvest(CITY);
      if (week % 2 === 0) await harvest(OTHER);
      hub.advanceHours(24 * 7 + 5);
      // What it has read before it need not read again.
      if (week === 3) await trendOf({ of: 'all' }, 'week');
    }
  });
  afterAll(() => hub.close());

  function surroundings(): Parameters<typeof pilotFigures>[1] {
    return {
      hub: { dataDir: hub.dataDir, timezone: TIMEZONE, overdueTolerance: TOLERANCE },
      ...{ sources: [CITY, OTHER], words: NO_SEARCH_WORDS, reading: hub.reading },
      now: () => new Date(hub.time),
    };
  }

  async function expectReports(trend: PilotTrend, request: object): Promise<void> {
    for (const { at, day, measures, domains, completeness, connection } of trend.points) {
      const report = await pilotFigures({ sources: [], asOf: at, ...request }, surroundings());
      expect({ at, day: report.day }).toEqual({ at, day });
      const counted = report.measures.map(({ code, readings }) => [
        code,
        readings.map(({ code: reading, numerator, denominator, value }) => ({
          ...{ code: reading, numerator: numerator.count },
          ...(denominator !== undefined && { denominator: denominator.count }),
          ...(value !== undefined && { value }),
        })),
      ]);
      expect(measures).toEqual(Object.fromEntries(counted));
      const { full, started } = report.domains;
      expect(domains).toEqual({ full, started });
      const begun = report.connection.sources.filter(({ lastComplete }) => lastComplete !== undefined);
      expect(connection).toEqual({ connected: report.connection.connected, sources: begun.length });
      const { entries, value, narrow } = report.completeness;
      expect(completeness).toEqual({
        entries: entries.count,
        ...(value !== undefined && { value, narrow }),
      });
    }
  }

  it.each(['week', 'day', 'month'] as const)('are the reports as of each point, by %s', async (step) => {
    const trend = await trendOf({ of: 'all' }, step);
    expect(trend.points.length).toBeGreaterThan({ week: 6, day: 40, month: 2 }[step]);
    await expectReports(trend, {});
    const timely = trend.points.map(({ measures }) => measures.timely[0]?.numerator);
    expect(new Set(timely).size).toBeGreaterThan(1);
  });

  it('are those of a city, a portal and a publisher', async () => {
    await expectReports(await trendOf({ of: 'region', name: '江城市' }, 'week'), { region: '江城市' });
    await expectReports(await trendOf({ of: 'sources', ids: ['hubin'] }, 'week'), { sources: ['hubin'] });
    const id = identifyPublisher(makeDataset('x', { publisher: { name: '市教育局' } }));
    const name = hub.reading.datasets.findPublisher(id)?.name ?? '';
    await expectReports(await trendOf({ of: 'publisher', name }, 'week'), { publisher: name });
  });

  it('leave out what may not be shown any more, of all times', async () => {
    const before = await trendOf({ of: 'all' }, 'week');
    const [key] = [...live].find(([name, isLive]) => isLive && name.startsWith('jiangcheng')) ?? [''];
    const run = await hub.open(CITY);
    await run.stage([
      run.prepare({
        ...{ type: 'set-aside', outcome: 'refused', remoteId: key, mappingVersion: 'test/1', problems: [] },
      }),
    ]);
    await run.commit({ outcome: 'complete', counts: NO_COUNTS });
    const after = await trendOf({ of: 'all' }, 'week');
    expect(after.points[0]?.completeness.entries).toBeLessThanOrEqual(
      before.points[0]?.completeness.entries ?? 0,
    );
    await expectReports(after, {});
  });

  it('say that they are being counted to who cannot wait, and go on counting', async () => {
    const impatient = new TrendCounter(hub.reading.history);
    const seq = await hub.reading.catalog.latestSeq();
    const request = {
      ...{ scope: { of: 'all' } as const, now: hub.time, timezone: TIMEZONE, tolerance: 0, sources: [] },
      ...{ seq, changed: hub.reading.datasets.version() },
    };
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const slow = { ...parts, slices: <Result>(piece: () => Result) => held.then(piece) };
    expect(await impatient.trend(request, slow, 0)).toEqual({ readTo: 0 });
    release();
    expect(await impatient.trend(request, parts, 60_000)).toMatchObject({ seq, step: 'week' });
  });
});
