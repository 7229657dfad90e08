import { pilotFigures } from '../../../src/app/pilot/pilot-figures.js';
import { writePilotFile } from '../../../src/app/pilot/pilot-file.js';
import { cycleDays, UPDATE_CYCLES } from '../../../src/domain/code-lists.js';
import type { Dataset, Distribution } from '../../../src/domain/dataset.js';
import { daysBetween } from '../../../src/domain/day.js';
import type { PilotReport } from '../../../src/domain/pilot/report.js';
import { missingStatements } from '../../../src/domain/pilot/statements.js';
import { waysOf } from '../../../src/domain/pilot/ways.js';
import { NO_SEARCH_WORDS } from '../../../src/domain/search-words.js';
import { makePilotReport } from '../../../src/http/pilot/pilot-report.js';
import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';
import { seededRandom } from '../../support/seeded-random.js';
import { TempHub } from '../../support/temp-hub.js';

const CITY = makeSource({ region: '江城市' });
const OTHER = makeSource({ id: 'hubin', title: '湖滨市开放平台', region: '湖滨市' });
const DAY = '2026-11-21';

function offering(...formats: readonly string[]): readonly Distribution[] {
  return formats.map((format, place) => ({
    ...{ identifier: String(place), format, kind: format === 'API' ? 'api' : 'file' },
  }));
}

/** 310 datasets in 16 domains, of which 14 have ten: 87 % can be read by a program, 20 % have an API. */
function fallingShort(): readonly Dataset[] {
  return Array.from({ length: 310 }, (_, place) => {
    const theme = place < 9 ? '15' : place < 18 ? '16' : String((place % 14) + 1);
    const file = place % 100 < 87 ? 'CSV' : 'PDF';
    return makeDataset(`d${place}`, {
      ...{ title: `数据集 ${place}`, themes: [theme], openness: { type: 'unconditional' } },
      distributions: place % 5 === 0 ? offering(file, 'API') : offering(file),
    });
  });
}

function partsOf(hub: TempHub): Parameters<typeof pilotFigures>[1] {
  return {
    hub: { dataDir: hub.dataDir, timezone: 'Asia/Shanghai', overdueTolerance: 0 },
    ...{ sources: [CITY, OTHER], words: NO_SEARCH_WORDS, reading: hub.reading },
    now: () => new Date(hub.time),
  };
}

describe('the figures of a province that falls short of three thresholds', () => {
  const hub = new TempHub();
  let report: PilotReport;
  beforeAll(async () => {
    await hub.publish(
      CITY,
      fallingShort().map((dataset) => makeUpsert(dataset)),
    );
    report = await pilotFigures({ sources: [] }, partsOf(hub));
  });
  afterAll(() => hub.close());

  it('show exactly these three', () => {
    const { measures, domains } = report;
    expect(domains).toMatchObject({ full: 14, started: 16, isReached: false });
    expect(measures.filter(({ isReached }) => isReached === false).map(({ code }) => code)).toEqual([
      ...['machine_readable', 'api'],
    ]);
    expect(measures.filter(({ isReached }) => isReached).map(({ code }) => code)).toEqual(['total']);
  });

  it('are the same later, when they are asked for as of then', async () => {
    const { seq, at } = report;
    hub.advanceHours(30 * 24);
    const more = Array.from({ length: 20 }, (_, place) =>
      makeDataset(`later${place}`, { themes: ['15', '16'] }),
    );
    await hub.publish(
      CITY,
      more.map((dataset) => makeUpsert(dataset)),
    );
    expect(await pilotFigures({ sources: [], asOf: at }, partsOf(hub))).toEqual(report);
    const byPosition = await pilotFigures({ sources: [], asOf: seq }, partsOf(hub));
    expect(byPosition).toMatchObject({ measures: report.measures, domains: report.domains });
    const now = await pilotFigures({ sources: [] }, partsOf(hub));
    expect(now.domains).toMatchObject({ full: 16, isReached: true });
    expect(now.measures[0]?.readings[0]?.value).toBe(330);
  });

  it('are written with the addresses of the datasets that each number counts', async () => {
    let json = '';
    const options = { form: 'json', base: 'https://hub.example', language: 'zh' } as const;
    for await (const piece of writePilotFile(report, options)) json += String(piece);
    const { measures } = JSON.parse(json) as { measures: { readings: { numerator: { url: string } }[] }[] };
    const url = new URL(measures[1]?.readings[0]?.numerator.url ?? '');
    expect(url.pathname).toBe('/api/3/action/package_search');
    const { search } = hub.openSearch();
    const { count } = await search.search({
      ...{
        q: '',
        fq: [`(${url.searchParams.get('fq') ?? ''}) AND -title:later*`],
        sort: '',
        start: 0,
        rows: 0,
      },
      facets: { fields: [], limit: 0, minCount: 1 },
    });
    expect(count).toBe(report.measures[1]?.readings[0]?.numerator.count);
  });
});

describe('the figures of any catalogue', () => {
  const hub = new TempHub();
  const random = seededRandom(11);
  const formats = ['CSV', 'XLS', 'JSON', 'PDF', 'API', 'GeoJSON', 'DOC'];
  const datasets = [CITY, OTHER].flatMap(({ id }) =>
    Array.from({ length: 150 }, (_, place) => {
      const open = random.pick(['unconditional', 'conditional', 'not_open', undefined] as const);
      const visibility = open === 'not_open' ? 'closed' : open === 'conditional' ? 'on-request' : 'open';
      const cycle = random.pick([...UPDATE_CYCLES.map(({ code }) => code), undefined]);
      const modified = random.pick([
        undefined,
        '2026-11-21',
        '2026-11-14',
        '2026-10-01',
        '2025-12-01',
        '2019-01-01',
      ]);
      return makeDataset(
        `${id}${place}`,
        {
          publisher: { name: random.pick(['市交通局', '市教育局', '市卫健委']) },
          themes: [random.pick(['1', '2', '3']), random.pick(['3', '4', '5'])].filter(
            (theme, at, all) => all.indexOf(theme) === at,
          ),
          visibility,
          ...(open !== undefined && {
            openness: { type: open, ...(place % 2 === 0 && { basis: '保密法' }) },
          }),
          ...(cycle !== undefined && { updateCycle: cycle }),
          ...(modified !== undefined && { modified }),
          distributions: offering(...formats.filter(() => random.pick([true, false, false]))),
          formats: [{ type: random.pick(formats) }],
        },
        id,
      );
    }),
  );
  beforeAll(async () => {
    for (const source of [CITY, OTHER])
      await hub.publish(
        source,
        datasets.filter(({ sourceId }) => sourceId === source.id).map((dataset) => makeUpsert(dataset)),
      );
  });
  afterAll(() => hub.close());

  it.each([
    ['of all', { sources: [] }, () => true],
    ['of a portal', { sources: ['hubin'] }, ({ sourceId }: Dataset) => sourceId === 'hubin'],
    ['of a city', { sources: [], region: '湖滨市' }, ({ sourceId }: Dataset) => sourceId === 'hubin'],
    ['of two portals', { sources: ['hubin', 'jiangcheng'] }, () => true],
  ] as const)('%s are what counting one by one gives', async (_, request, isIn) => {
    const report = await pilotFigures(request, partsOf(hub));
    const all = datasets.filter(isIn);
    const opened = all.filter(({ visibility }) => visibility !== 'closed');
    const has = (way: 'file' | 'api') => (dataset: Dataset) => waysOf(dataset).ways.includes(way);
    const isRead = (dataset: Dataset): boolean => waysOf(dataset).machineReadable.includes('any');
    const periodic = opened.filter(({ updateCycle }) => updateCycle && cycleDays(updateCycle) !== undefined);
    const isTimely = ({ updateCycle, modified }: Dataset): boolean =>
      modified !== undefined && daysBetween(modified, DAY) <= (cycleDays(updateCycle ?? 'other') ?? 0);
    const downloadable = opened.filter(has('file'));
    const expected = {
      total: [opened.length, undefined],
      machine_readable: [downloadable.filter(isRead).length, downloadable.length],
      api: [opened.filter(has('api')).length, opened.length],
      realtime: [opened.filter(({ updateCycle }) => updateCycle === 'realtime').length, opened.length],
      timely: [periodic.filter(isTimely).length, periodic.length],
    };
    const counted = report.measures.map(({ code, readings: [reading] }) => [
      code,
      [reading?.numerator.count, reading?.denominator?.count],
    ]);
    expect(Object.fromEntries(counted)).toEqual(expected);
    for (const { code, count } of report.domains.domains)
      expect(count).toBe(opened.filter(({ themes }) => themes?.includes(code)).length);
    const { value, narrow } = report.completeness;
    const lacking = (wide: boolean): number =>
      opened
        .flatMap((dataset) => missingStatements(dataset))
        .filter((statement) => statement !== (wide ? 'class' : 'attributes')).length;
    expect(value).toBeCloseTo(1 - lacking(true) / (7 * opened.length), 12);
    expect(narrow).toBeCloseTo(1 - lacking(false) / (7 * opened.length), 12);
    const kinds = Object.fromEntries(report.openKinds.map(({ code, count }) => [code, count]));
    const typed = (type: string | undefined): number =>
      all.filter(({ openness }) => openness?.type === type).length;
    expect(kinds).toEqual({
      ...{ unconditional: typed('unconditional'), conditional: typed('conditional') },
      ...{ not_open: typed('not_open'), unstated: typed(undefined) },
    });
  });

  it('add up over the league', async () => {
    const { league, measures } = await pilotFigures({ sources: [] }, partsOf(hub));
    const total = measures[0]?.readings[0]?.value;
    for (const rows of [league.sources, league.publishers])
      expect(rows.reduce((sum, { values }) => sum + (values.total ?? 0), 0)).toBe(total);
    expect(league.sources.map(({ title }) => title).toSorted()).toEqual([CITY.title, OTHER.title].toSorted());
  });

  it('say which portals are connected, then and now', async () => {
    const { connection, at } = await pilotFigures({ sources: [] }, partsOf(hub));
    expect(connection.connected).toBe(2);
    hub.advanceHours(24 * 9);
    await hub.publish(CITY, [makeUpsert(makeDataset('new'))]);
    const later = await pilotFigures({ sources: [] }, partsOf(hub));
    expect(later.connection.sources.map(({ isConnected }) => isConnected)).toEqual([true, false]);
    expect((await pilotFigures({ sources: [], asOf: at }, partsOf(hub))).connection).toEqual(connection);
  });

  it('are of one state: what is published in the middle makes them anew', async () => {
    const { search } = hub.openSearch();
    const { seq } = search;
    const of = (latestSeq: () => number): Promise<PilotReport> =>
      makePilotReport(
        {
          ...{ search, datasets: hub.reading.datasets, sources: [], tolerance: 0 },
          catalog: {
            findLastPortalRun: () => Promise.resolve(undefined),
            latestSeq: () => Promise.resolve(latestSeq()),
          },
        },
        { now: new Date(hub.time), timezone: 'Asia/Shanghai' },
        { of: 'all' },
      );
    let asked = 0;
    // At the second look, after the first count.
    expect(await of(() => ((asked += 1) === 2 ? seq + 1 : seq))).toMatchObject({ seq });
    expect(asked).toBe(4);
    await expect(of(() => seq + (asked += 1))).rejects.toMatchObject({ code: 'changing' });
  });

  it('are refused for a scope that there is not', async () => {
    await expect(pilotFigures({ sources: ['nowhere'] }, partsOf(hub))).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(pilotFigures({ sources: [], region: '无' }, partsOf(hub))).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(pilotFigures({ sources: [], publisher: '无' }, partsOf(hub))).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
