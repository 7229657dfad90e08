import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { demoSources } from '../../src/demo/demo-sources.js';
import { createProvince } from '../../src/demo/province.js';
import { readRealSources, servePortals } from '../support/real-sources.js';
import { sharedData } from '../support/shared-data.js';
import { measureFloor, savePackages } from './floor.js';
import { latencies, quantile } from './latency.js';
import { runCli, startPortals, startServer } from './processes.js';
import type { Finished, Portal } from './processes.js';
import { measureReader, writeList } from './readers.js';
import { benchSearch } from './search-bench.js';

/**
 * The bench of docs/benchmarks.md: `npm run bench [-- --size 100000 --large 1000000 --folder .bench]`. Everything that is
 * compared is measured in one run; bounds are ratios. `--large 0` leaves out the million,
 * `--search` measures searching alone, over a store that is made once for each size.
 */
const { values: options } = parseArgs({
  options: {
    size: { type: 'string', default: '100000' },
    large: { type: 'string', default: '1000000' },
    folder: { type: 'string', default: '.bench' },
    port: { type: 'string', default: '18080' },
    search: { type: 'boolean', default: false },
  },
});
if (options.search) {
  await benchSearch({ size: Number(options.size), folder: options.folder });
  process.exit(0);
}
const SIZE = Number(options.size);
const PORT = Number(options.port);
const SEED = 1;
const START_DATE = new Date().toISOString().slice(0, 10);
/** Rendered beforehand, so that what is measured is the hub and not the simulator. */
const PORTAL_ARGUMENTS = ['--seed', String(SEED), '--start-date', START_DATE, '--prerender'];
const BASE = `http://127.0.0.1:${PORT}`;
const SEARCH = `/api/3/action/package_search?rows=10&facet.field=${encodeURIComponent('["organization","groups","tags","res_format","license_id"]')}&q=`;
/** Two-character words that are common in the simulated catalogue. */
const WORDS = ['教育', '交通', '医疗', '信息', '企业', '统计', '环境', '服务'].map(encodeURIComponent);

mkdirSync(options.folder, { recursive: true });
const folder = mkdtempSync(join(options.folder, 'run-'));
const rows: string[][] = [];

function note(measure: string, bound: string, figure: string, reached: boolean): void {
  rows.push([measure, bound, figure, reached ? 'yes' : '**no**']);
  console.log(`${reached ? 'ok ' : 'NO '} ${measure}: ${figure} (bound: ${bound})`);
}

/** Writes a configuration folder for these portals and gives the CLI's arguments and environment. */
function configure(
  name: string,
  portals: readonly Portal[],
  size: number,
  schedule?: string,
): { args: string[]; env: Record<string, string> } {
  const { cities } = createProvince({ seed: SEED, size, startDate: START_DATE });
  const running = portals.map((portal) => {
    const city = cities.find((candidate) => candidate.id === portal.id);
    if (city === undefined) throw new Error(`no city ${portal.id}`);
    return { city, url: portal.url };
  });
  const sources = demoSources(running).map((source) => ({
    ...source,
    ...(schedule !== undefined && { schedule }),
  }));
  return configureSources(name, sources);
}

/** Writes a configuration folder with these sources. */
function configureSources(
  name: string,
  sources: readonly { readonly id: string }[],
): { args: string[]; env: Record<string, string> } {
  const dir = join(folder, name);
  mkdirSync(join(dir, 'sources'), { recursive: true });
  writeFileSync(join(dir, 'hub.yaml'), HUB);
  for (const { id, ...file } of sources) {
    // JSON is YAML.
    writeFileSync(join(dir, 'sources', `${id}.yaml`), JSON.stringify(file));
  }
  return { args: ['--config', dir], env: { LIANMU_DATA_DIR: join(dir, 'data') } };
}

const HUB = `title: { zh: 基准, en: Bench }
description: { zh: 基准, en: Bench }
publisher: { name: 基准 }
dataDir: data
`;

interface Harvest extends Finished {
  /** Records that the portals list, duplicates included. */
  readonly listed: number;
  /** Records listed a second, from the start of the first job to the end of the last publication. */
  readonly rate: number;
  readonly jobSeconds: number;
}

/** Harvests all sources by the CLI, and reads from the store's own jobs when the first began and the last ended. */
async function harvest(hub: ReturnType<typeof configure>, outcome: 'added' | 'unchanged'): Promise<Harvest> {
  const finished = await runCli([...hub.args, 'harvest', '--json'], { ...hub.env, LIANMU_LOG_LEVEL: 'warn' });
  const listed = harvested(finished, outcome);
  const jobList = await runCli(
    [...hub.args, 'jobs', 'list', '--json', '--limit', String(finished.lines.length)],
    hub.env,
  );
  const jobs = jobList.lines.map((line) => JSON.parse(line) as { startedAt: string; finishedAt: string });
  const began = Math.min(...jobs.map((job) => Date.parse(job.startedAt)));
  const ended = Math.max(...jobs.map((job) => Date.parse(job.finishedAt)));
  const jobSeconds = (ended - began) / 1000;
  return { ...finished, jobSeconds, listed, rate: listed / jobSeconds };
}

function harvested(finished: Finished, outcome: 'added' | 'unchanged'): number {
  const reports = finished.lines.map((line) => JSON.parse(line) as Record<string, number | string>);
  const failed = reports.filter((report) => report['outcome'] !== 'complete');
  if (failed.length > 0) throw new Error(`not complete: ${JSON.stringify(failed[0])}`);
  console.log(`   ${outcome}: ${reports.reduce((sum, report) => sum + Number(report[outcome]), 0)}`);
  return reports.reduce((sum, report) => sum + Number(report['seen']) + Number(report['duplicates']), 0);
}

async function measureHarvests(): Promise<{ floor: number; first: number }> {
  const province = await startPortals(SIZE, PORTAL_ARGUMENTS);
  const file = join(folder, 'packages.jsonl');
  await savePackages(province.portals, file);
  const hub = configure('hub', province.portals, SIZE);
  const floorBefore = await measureFloor(file, folder);
  const first = await harvest(hub, 'added');
  const second = await harvest(hub, 'unchanged');
  const floorAfter = await measureFloor(file, folder);
  await province.stop();
  const floor = (floorBefore + floorAfter) / 2;
  note(
    `floor, ${SIZE} packages`,
    '–',
    `${Math.round(floor)}/s (${Math.round(floorBefore)}, ${Math.round(floorAfter)})`,
    true,
  );
  note(`first harvest of ${SIZE}`, '≥ 0.3 × floor (aim 0.5)', ratio(first, floor), first.rate >= 0.3 * floor);
  note(
    'second full harvest, nothing changed',
    '≥ 0.9 × floor',
    ratio(second, floor),
    second.rate >= 0.9 * floor,
  );
  return { floor, first: first.rate };
}

function ratio(run: Harvest, floor: number): string {
  return `${(run.rate / floor).toFixed(2)} × (${figures(run)})`;
}

function figures(run: Harvest): string {
  const process = `${run.seconds.toFixed(1)} s with the start of the process`;
  return `${Math.round(run.rate)}/s in ${run.jobSeconds.toFixed(1)} s, ${process}, peak ${Math.round(run.peakMegabytes)} MB`;
}

async function measureReading(): Promise<void> {
  const portals = await startPortals(SIZE, PORTAL_ARGUMENTS);
  const path = `${SEARCH}${WORDS[0] ?? ''}`;
  const empty = configure('empty', [], SIZE);
  const startEmpty = await startServer(empty.args, empty.env, PORT, path);
  await startEmpty.stop();
  const full = configure('hub', portals.portals, SIZE);
  const server = await startServer(full.args, full.env, PORT, path);
  note(
    `start of serve to first answer at ${SIZE}`,
    '≤ 3 × with an empty store',
    `${(server.seconds / startEmpty.seconds).toFixed(2)} × (${server.seconds.toFixed(2)} s / ${startEmpty.seconds.toFixed(2)} s)`,
    server.seconds <= 3 * startEmpty.seconds,
  );
  await measureShow();
  const searches = WORDS.map((word) => `${BASE}${SEARCH}${word}`);
  const rest = await latencies(searches, { warmUp: 100, requests: 1000 });
  await server.stop();

  // The same server with its schedule: every portal moves a day and is harvested again and again while the client searches.
  const busy = configure('hub', portals.portals, SIZE, '*/2 * * * * *');
  const busyServer = await startServer(busy.args, busy.env, PORT, path);
  await latencies(searches, { warmUp: 0, requests: 100 });
  const seqBefore = await seqOf();
  for (const portal of portals.portals)
    await fetch(`${portal.url}/__demo/day`, { method: 'POST', body: '{"day":3}' });
  const during = await latencies(searches, { warmUp: 0, requests: 2000 });
  const published = (await seqOf()) - seqBefore;
  await busyServer.stop();
  await portals.stop();
  if (published === 0) throw new Error('nothing was published while the client searched');
  const [restP95, busyP95] = [quantile(rest, 0.95), quantile(during, 0.95)];
  note(
    `package_search, five facets, at ${SIZE}, p95 while a harvest publishes (${published} changes)`,
    '≤ 1.5 × at rest',
    `${(busyP95 / restP95).toFixed(2)} × (${busyP95.toFixed(1)} ms / ${restP95.toFixed(1)} ms; max ${Math.max(...during).toFixed(0)} ms)`,
    busyP95 <= 1.5 * restP95,
  );
}

/** Each dataset is asked for once, then a few of them again and again; the empty route is measured before and after. */
async function measureShow(): Promise<void> {
  const shows: string[] = [];
  for (const start of [0, 1000, 2000, 3000]) {
    const page = await fetch(`${BASE}/api/3/action/package_search?rows=1000&start=${start}&sort=id+asc`);
    const { result } = (await page.json()) as { result: { results: { name: string }[] } };
    shows.push(...result.results.map(({ name }) => `${BASE}/api/3/action/package_show?id=${name}`));
  }
  const counts = { warmUp: 1000, requests: 3000 };
  const p95 = async (urls: readonly string[]): Promise<number> =>
    quantile(await latencies(urls, counts), 0.95);
  const before = await p95([`${BASE}/api/3`]);
  const first = await p95(shows);
  const again = await p95(shows.slice(-500));
  const nothing = (before + (await p95([`${BASE}/api/3`]))) / 2;
  for (const [which, time] of [
    ['asked for again', again],
    ['asked for the first time', first],
  ] as const) {
    note(
      `package_show, 1 client, p95, ${which}`,
      '≤ 3 × an empty route',
      `${(time / nothing).toFixed(2)} × (${time.toFixed(2)} ms / ${nothing.toFixed(2)} ms)`,
      time <= 3 * nothing,
    );
  }
}

/** Zhejiang with its ten cities, and Shanghai: real lists under each portal's own labels. */
async function measureRealProvince(floor: number): Promise<void> {
  const root = sharedData('.');
  if (root === undefined) {
    console.log('   the real catalogues are not there: a province of real lists is not measured');
    return;
  }
  const portals = await servePortals(root);
  const sources = readRealSources().filter(({ id }) => /^(zhejiang|shanghai)-/.test(id));
  const hub = configureSources(
    'real',
    sources.map((source) => portals.at(source)),
  );
  const first = await harvest(hub, 'added');
  note(
    `first harvest of ${sources.length} real lists (${first.listed} records)`,
    '≥ 0.3 × floor, and < 30 s',
    ratio(first, floor),
    first.rate >= 0.3 * floor && first.jobSeconds < 30,
  );
  const second = await harvest(hub, 'unchanged');
  note('the same again, nothing changed', '≥ 0.9 × floor', ratio(second, floor), second.rate >= 0.9 * floor);
  await portals.close();
}

/** What the parsers of the kinds that are not JSON cost by themselves. */
async function measureReaders(): Promise<void> {
  const antwerp = sharedData('dcat-antwerpen');
  const files = [
    ['workbook', writeList(folder, 20_000), '20,000 rows as XLSX'],
    ...(antwerp === undefined ? [] : [['dcat', join(antwerp, rdfIn(antwerp)), 'Antwerp as RDF/XML']]),
  ] as const;
  for (const [kind, path, what] of files) {
    const { records, seconds } = await measureReader(kind, path);
    const figure = `${Math.round(records / seconds)} records/s (${records} in ${seconds.toFixed(2)} s)`;
    note(`reading alone, ${kind}: ${what}`, '–', figure, true);
  }
}

function rdfIn(folder: string): string {
  const file = readdirSync(folder).find((name) => name.endsWith('.rdf') || name.endsWith('.xml'));
  if (file === undefined) throw new Error(`${folder} has no RDF`);
  return file;
}

async function seqOf(): Promise<number> {
  const answer = await fetch(`${BASE}/health`);
  return ((await answer.json()) as { seq: number }).seq;
}

async function measureLarge(size: number, firstRate: number): Promise<void> {
  const province = await startPortals(size, PORTAL_ARGUMENTS);
  const run = await harvest(configure('large', province.portals, size), 'added');
  await province.stop();
  const figure = `${(run.rate / firstRate).toFixed(2)} × (${figures(run)})`;
  note(`first harvest of ${size}`, `≥ 0.7 × the rate at ${SIZE}`, figure, run.rate >= 0.7 * firstRate);
  note(
    `peak memory of hub and writer at ${size}`,
    '≤ 900 MB',
    `${Math.round(run.peakMegabytes)} MB`,
    run.peakMegabytes <= 900,
  );
}

const { floor, first } = await measureHarvests();
await measureReading();
await measureRealProvince(floor);
await measureReaders();
if (Number(options.large) > 0) await measureLarge(Number(options.large), first);
rmSync(folder, { recursive: true, force: true });
console.log(
  `\nmachine: ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
);
console.log('| measure | bound | measured | reached |\n| --- | --- | --- | --- |');
for (const row of rows) console.log(`| ${row.join(' | ')} |`);
