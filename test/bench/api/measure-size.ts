import { ensureProvince } from '../harvest.js';
import { configureQuiet } from '../hub-folder.js';
import { fixedAddresses, putLoad, putLoads } from '../load.js';
import type { Addresses, Load } from '../load.js';
import type { Bench } from '../notes.js';
import { startServer } from '../processes.js';
import { FACETS } from './asked.js';
import type { Asked } from './asked.js';
import { diskOf } from './disk.js';
import type { Disk } from './disk.js';
import { openEngines } from './engines.js';
import type { Engines } from './engines.js';
import { startPostgres } from './postgres.js';
import { countOf, freshAddresses, pageUrl, showUrls, toUrl } from './requests.js';

export const CLIENTS = [1, 8, 64] as const;
const SECONDS = 3;
/** V8 compiles what is often called for some seconds, beside the work, on one of two cores. */
const WARM_SECONDS = 4;
/** With a p95 above this, more clients are left out. */
const SLOW_MS = 5000;
/** Clients of the row that compares how many requests a second are answered. */
const MIXED_CLIENTS = 8;

/** One row of the table: the hub over HTTP with each number of clients, and p95 of each yardstick's query with one. */
export interface Row {
  readonly name: string;
  readonly hub: readonly (readonly [clients: number, load: Load])[];
  readonly y1?: number;
  readonly y2?: number;
  readonly y3?: Load;
}

export type RowId =
  | 'all'
  | 'filters'
  | 'some'
  | 'many'
  | 'rare'
  | 'first page'
  | 'last page'
  | 'show'
  | 'empty'
  | 'mixed'
  | 'again'
  | KeptRowId;

/** Rows that are measured once more with what the hub keeps of words that come again. */
const KEPT = ['some', 'many', 'rare', 'mixed'] as const;
export type KeptRowId = `${(typeof KEPT)[number]}, kept`;

/** Everything that was measured of a catalogue of one size. */
export interface SizeFigures {
  readonly datasets: number;
  readonly startSeconds: number;
  readonly megabytes: { readonly started: number; readonly now: number; readonly peak: number };
  readonly disk: Disk;
  readonly rows: ReadonlyMap<RowId, Row>;
  /** Version of the PostgreSQL that was measured. */
  readonly postgres?: string;
}

export async function measureSize(bench: Bench, size: number): Promise<SizeFigures> {
  const { folder, port } = bench;
  await ensureProvince(folder, size);
  // The searches of a row come again and again: nothing is kept of their words, so that each is worked out.
  const hub = configureQuiet(folder, size, ['search: { keptMegabytes: 0 }']);
  const base = `http://127.0.0.1:${port}`;
  const path = toUrl('', { kind: 'all' });
  // The first start reads the store from the disk; the second is measured.
  await (await startServer(hub.args, hub.env, port, path)).stop();
  let server = await startServer(hub.args, hub.env, port, path);
  const { seconds } = server;
  const started = server.megabytes().now;
  const postgres = await startPostgres();
  if (postgres === undefined) {
    console.log('   Y3 not measured: no PostgreSQL found (Debian has it as the package postgresql)');
  }
  try {
    const engines = await openEngines(hub.dataDir, postgres);
    const rows = await measureRows(base, engines);
    await server.stop();
    const usual = configureQuiet(folder, size);
    server = await startServer(usual.args, usual.env, port, path);
    for (const [id, row] of await measureKept(base, engines)) rows.set(id, row);
    const { now, peak } = server.megabytes();
    const disk = diskOf(hub.dataDir);
    engines.close();
    return {
      datasets: engines.datasets,
      startSeconds: seconds,
      megabytes: { started, now, peak },
      disk,
      rows,
      ...(postgres !== undefined && { postgres: postgres.version }),
    };
  } finally {
    await postgres?.close();
    await server.stop();
  }
}

/** The first and the last page of all datasets, in turn: their times are compared. */
async function measurePages(base: string, datasets: number): Promise<ReadonlyMap<RowId, Row>> {
  const pages = fixedAddresses([pageUrl(base, 0), pageUrl(base, Math.max(0, datasets - 1000))]);
  const first: [number, Load][] = [];
  const last: [number, Load][] = [];
  await putLoads(pages, { clients: 1, seconds: WARM_SECONDS });
  for (const clients of CLIENTS) {
    const [one, other] = await putLoads(pages, { clients, seconds: 2 * SECONDS });
    if (one !== undefined) first.push([clients, one]);
    if (other !== undefined) last.push([clients, other]);
  }
  return new Map([
    ['first page', { name: 'rows=1000, first page', hub: first }],
    ['last page', { name: 'rows=1000, last page', hub: last }],
  ]);
}

async function measureRow(name: string, urls: Addresses): Promise<Row> {
  const hub: [number, Load][] = [];
  await putLoad(urls, { clients: 1, seconds: WARM_SECONDS });
  for (const clients of CLIENTS) {
    // A machine that is this slow would be asked for an hour, and refuse most of it.
    if ((hub.at(-1)?.[1].p95 ?? 0) > SLOW_MS) break;
    hub.push([clients, await putLoad(urls, { clients, seconds: SECONDS })]);
  }
  return { name, hub };
}

/** As the hub is configured usually. */
async function measureKept(base: string, engines: Engines): Promise<ReadonlyMap<RowId, Row>> {
  const rows = new Map<RowId, Row>();
  for (const id of KEPT) {
    const row = await measureRow(`${id}, words kept`, freshAddresses(base, engines.searches[id]));
    rows.set(`${id}, kept`, row);
    show(row);
  }
  return rows;
}

async function measureRows(base: string, engines: Engines): Promise<Map<RowId, Row>> {
  const { searches, datasets, names } = engines;
  const rows = new Map<RowId, Row>();
  const measure = async (id: RowId, name: string, urls: Addresses): Promise<Row> => {
    const row = await measureRow(name, urls);
    rows.set(id, row);
    return row;
  };
  const search = async (id: RowId, name: string, asked: readonly Asked[], clients = 1): Promise<void> => {
    const row = await measure(id, name, freshAddresses(base, asked));
    const y3 = await engines.y3(asked, { clients, seconds: SECONDS });
    rows.set(id, {
      ...row,
      ...(asked.every(({ kind }) => kind === 'words') && { y1: engines.y1(asked) }),
      y2: engines.y2(asked),
      ...(y3 !== undefined && { y3 }),
    });
    show(rows.get(id));
  };

  await search('all', `no query, ${FACETS.length} facets`, searches.all);
  await search('filters', 'filters only', searches.filters);
  for (const [id, name] of [
    ['some', 'words with some hits'],
    ['many', 'words with many hits'],
    ['rare', 'rare phrases'],
  ] as const)
    await search(id, `${name}: ${await describe(base, searches[id], engines)}`, searches[id]);
  await search('mixed', 'mixed queries', searches.mixed, MIXED_CLIENTS);
  const fixed = async (id: RowId, name: string, urls: readonly string[]): Promise<void> => {
    show(await measure(id, name, fixedAddresses(urls)));
  };
  await fixed(
    'again',
    'the same again',
    searches.mixed.map((one) => toUrl(base, one)),
  );
  for (const [id, row] of await measurePages(base, datasets)) {
    rows.set(id, row);
    show(row);
  }
  await fixed('empty', 'an empty route', [`${base}/api/3`]);
  await fixed('show', 'package_show', showUrls(base, names));
  return rows;
}

/** The words, their share of the hub's datasets, and whether the yardsticks find as many. */
async function describe(base: string, asked: readonly Asked[], engines: Engines): Promise<string> {
  const words = asked.flatMap((one) => (one.kind === 'words' ? one.words : []));
  const counts = [0, 0, 0];
  for (const one of asked) {
    const found = [await countOf(toUrl(base, one)), ...(await engines.hits(one))];
    for (const [place, hits] of found.entries()) counts[place] = (counts[place] ?? 0) + (hits ?? 0);
  }
  const [hub = 0, ...others] = counts.map((count) => count / asked.length);
  const share = ((100 * hub) / engines.datasets).toPrecision(2);
  const beside = others.map((hits) => Math.round(hits)).join(', ');
  return `${words.slice(0, 5).join(' ')}, ${share} % (${Math.round(hub)} hits; FTS5, PostgreSQL ${beside})`;
}

function show(row: Row | undefined): void {
  if (row === undefined) return;
  const hub = row.hub.map(
    ([clients, load]) =>
      `${clients}: ${load.p50.toFixed(1)}/${load.p95.toFixed(1)}/${load.p99.toFixed(1)} ms, ${Math.round(load.perSecond)}/s`,
  );
  const beside = [
    row.y1 === undefined ? '' : `Y1 ${row.y1.toFixed(1)} ms`,
    row.y2 === undefined ? '' : `Y2 ${row.y2.toFixed(1)} ms`,
    row.y3 === undefined ? '' : `Y3 ${row.y3.p95.toFixed(1)} ms, ${row.y3.perSecond.toFixed(1)}/s`,
  ];
  console.log(`   ${row.name} | ${[...hub, ...beside].filter((part) => part !== '').join(' | ')}`);
}
