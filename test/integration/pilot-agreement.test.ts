import { read, utils } from '@e965/xlsx';
import { jest } from '@jest/globals';
import { load } from 'cheerio';
import { PastCatalogs } from '../../src/app/past-catalogs.js';
import { pilotFigures } from '../../src/app/pilot/pilot-figures.js';
import { writePilotFile } from '../../src/app/pilot/pilot-file.js';
import { demoSources } from '../../src/demo/demo-sources.js';
import { startProvince } from '../../src/demo/province-server.js';
import { NO_SEARCH_WORDS } from '../../src/domain/search-words.js';
import type { Source } from '../../src/domain/source.js';
import { createPastAnswers } from '../../src/http/ckan/past-answers.js';
import { NO_HARVEST } from '../../src/http/harvest-desk.js';
import { createPastPages } from '../../src/http/pages/past-pages.js';
import { number, percent } from '../../src/http/pages/say.js';
import { PLAIN_THEME } from '../../src/http/pages/theme.js';
import { PROFILE, SITE, startTestServer, type TestServer } from '../support/api-client.js';
import { makeSource } from '../support/make-dataset.js';
import { ProvinceHub } from '../support/province-hub.js';

/** Whole harvests on a busy machine. */
jest.setTimeout(120_000);

const SIZE = 300;
const NOW = Date.UTC(2026, 9, 2);
const TIMEZONE = 'Asia/Shanghai';

/** A reading of a figure, wherever it is shown: 分子, 分母, and the value in full or as the page writes it. */
type Line = readonly [
  title: string,
  numerator: number | undefined,
  denominator: number | undefined,
  value: string,
];

let hub: ProvinceHub;
let server: TestServer;
let past: PastCatalogs;
let sources: readonly Source[];
let before: number;
let publisher: string;

beforeAll(async () => {
  const province = await startProvince({ seed: 109, size: SIZE, mixed: true });
  try {
    const stated = demoSources(province.portals);
    sources = stated.map(({ id, title }, place) => {
      const region = province.portals[place]?.city.place.name;
      return makeSource({ id, title, ...(region && region !== province.province.name && { region }) });
    });
    hub = await ProvinceHub.open(stated.map((source) => ({ ...source })));
    await hub.harvestInOrder();
    before = await hub.reading.catalog.latestSeq();
    await province.setDay(30);
    hub.setTime(new Date(NOW - 3_600_000).toISOString());
    await hub.harvestInOrder();
  } finally {
    await province.close();
  }
  const [largest] = [...hub.reading.datasets.publishers()].sort(
    (one, other) => other.datasets - one.datasets,
  );
  publisher = largest?.name ?? '';
  past = new PastCatalogs({ dataDir: hub.dataDir, now: () => NOW });
  const judging = { sources, timezone: TIMEZONE, overdueTolerance: 0 };
  const facts = { site: SITE, profile: PROFILE, version: '0.1.0', ...judging };
  const assets = { styles: '/assets/portal.css', scripts: [], icon: '/assets/icon.svg' };
  server = await startTestServer({
    ...hub.reading,
    search: hub.openSearch().search,
    harvest: { ...NO_HARVEST, ...judging, now: () => new Date(NOW) },
    past: createPastAnswers(past.use, facts),
    pastPages: createPastPages(past.use, { ...facts, theme: PLAIN_THEME, assets }),
  });
});
afterAll(async () => {
  await server.close();
  await past.close();
  await hub.close();
});

type Scope = { readonly region?: string; readonly publisher?: string };

const SCOPES: readonly (readonly [name: string, scope: () => Scope])[] = [
  ['the province', () => ({})],
  ['a city', () => ({ region: sources.find(({ region }) => region !== undefined)?.region ?? '' })],
  ['a publisher', () => ({ publisher })],
];

async function get(path: string, parameters: Readonly<Record<string, string>> = {}): Promise<string> {
  const query = new URLSearchParams(parameters).toString();
  const answer = await server.send({ path: query === '' ? path : `${path}?${query}` });
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.body;
}

interface ReportJson {
  readonly seq: number;
  readonly day: string;
  readonly measures: readonly {
    readonly title: { readonly zh: string };
    readonly isReached?: boolean;
    readonly readings: readonly {
      readonly title: { readonly zh: string };
      readonly numerator: { readonly count: number };
      readonly denominator?: { readonly count: number };
      readonly value?: number;
    }[];
  }[];
}

function linesOfJson({ measures }: ReportJson): readonly Line[] {
  return measures.flatMap(({ title, readings }) =>
    readings.map((reading): Line => {
      const { numerator, denominator, value } = reading;
      return [
        ...([`${title.zh} ${reading.title.zh}`, numerator.count, denominator?.count] as const),
        written(value, denominator !== undefined),
      ];
    }),
  );
}

function written(value: number | undefined, isShare: boolean): string {
  if (value === undefined) return '–';
  return isShare ? percent(value) : number(value);
}

function linesOfPage(html: string): readonly Line[] {
  const $ = load(html);
  const countIn = (text: string): number | undefined =>
    text === '' ? undefined : Number(text.replaceAll(',', ''));
  return ['total', 'machine_readable', 'api', 'realtime', 'timely'].flatMap((code) => {
    const section = $(`section[aria-labelledby="measure-${code}"]`);
    const title = section.find('h3').contents().first().text().trim();
    return section
      .find('tbody tr')
      .toArray()
      .map((row): Line => {
        const [name = '', value = '', numerator = '', denominator = ''] = $(row)
          .find('td')
          .toArray()
          .map((cell) => $(cell).text());
        // A reading with a formula of its own has that behind its name.
        const [reading = ''] = $(row).find('td > span').first().contents().first().text().split('\n');
        return [`${title} ${reading || name}`, countIn(numerator), countIn(denominator), value];
      });
  });
}

/** A row of the workbook: figure, reading, numerator, denominator, value. */
type WorkbookRow = readonly (string | number | undefined)[];

function linesOfWorkbook(content: Buffer, titles: ReadonlySet<string>): readonly Line[] {
  const book = read(content);
  const rows = utils.sheet_to_json<WorkbookRow>(book.Sheets['试点指标'] ?? {}, { header: 1 });
  return rows
    .filter(([title, reading]) => titles.has(`${title} ${reading}`))
    .map(([title, reading, numerator, denominator, value]): Line => {
      const count = (cell: string | number | undefined): number | undefined =>
        typeof cell === 'number' ? cell : undefined;
      return [
        ...([`${title} ${reading}`, count(numerator), count(denominator)] as const),
        written(count(value), typeof denominator === 'number'),
      ];
    });
}

async function cliFile(asOf: number | undefined, scope: Scope, form: 'json' | 'xlsx'): Promise<Buffer> {
  const report = await pilotFigures(
    { sources: [], ...scope, ...(asOf !== undefined && { asOf }) },
    {
      hub: { dataDir: hub.dataDir, timezone: TIMEZONE, overdueTolerance: 0 },
      ...{ sources, words: NO_SEARCH_WORDS, reading: hub.reading, now: () => new Date(NOW) },
    },
  );
  const pieces: Uint8Array[] = [];
  for await (const piece of writePilotFile(report, { form, base: SITE.url, language: 'zh' }))
    pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

describe.each(SCOPES)("the plan's figures of %s", (name, scopeOf) => {
  it.each(['now', 'at an earlier position'])(
    'are the same on the page, in the API, and in the JSON and the workbook of the command line, %s',
    async (moment) => {
      const scope = scopeOf();
      const asOf = moment === 'now' ? undefined : before;
      const then: Record<string, string> = asOf === undefined ? {} : { as_of: String(asOf) };
      const json = JSON.parse(String(await cliFile(asOf, scope, 'json'))) as ReportJson;
      const lines = linesOfJson(json);
      expect(lines.length).toBeGreaterThan(8);
      expect(lines.some(([, numerator]) => numerator !== undefined && numerator > 0)).toBe(true);
      const api = (await server.get('pilot_report_show', { ...scope, ...then })).json.result;
      expect(linesOfJson(api as unknown as ReportJson)).toEqual(lines);
      expect(api).toMatchObject({ seq: json.seq, day: json.day });
      const page = await get('/statistics', { ...scope, ...then });
      expect(linesOfPage(page)).toEqual(lines);
      expect(page).toContain(`变更日志位置 ${number(json.seq)}。`);
      const titles = new Set(lines.map(([title]) => title));
      expect(linesOfWorkbook(await cliFile(asOf, scope, 'xlsx'), titles)).toEqual(lines);
      const misses = json.measures.filter(({ isReached }) => isReached === false);
      for (const { title } of misses) expect(page).toContain(title.zh);
      expect(page.match(/class="badge bad" data-measure="(?!domains)/g)?.length ?? 0).toBe(misses.length);
    },
  );

  it('lead to lists of as many datasets as each number says', async () => {
    const asOf = name === 'the province' ? [undefined, before] : [undefined];
    for (const seq of asOf) {
      const page = await get('/statistics', {
        ...scopeOf(),
        ...(seq !== undefined && { as_of: String(seq) }),
      });
      const $ = load(page);
      const links = $('a[href^="/dataset?q="]').toArray();
      const counts = new Map(links.map((link) => [$(link).attr('href') ?? '', $(link).text()]));
      expect(counts.size).toBeGreaterThan(20);
      for (const [address, count] of counts) {
        expect(address.includes('as_of')).toBe(seq !== undefined);
        const list = await get(address);
        const found = /<meta name="description" content="(\d+) datasets? found"/.exec(list)?.[1];
        expect([address, found]).toEqual([address, count.replaceAll(',', '')]);
      }
    }
  });
});
