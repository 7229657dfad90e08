import { ensureProvince } from './harvest.js';
import { configureQuiet } from './hub-folder.js';
import { latencies, quantile } from './latency.js';
import type { Bench } from './notes.js';
import { startServer } from './processes.js';

/** A page, and the call of the API that tells the same. */
interface Pair {
  readonly name: string;
  readonly pages: readonly string[];
  readonly calls: readonly string[];
}

/** What a page may cost besides twice its call: to be laid out. */
const MOST_BESIDE_MS = 10;
const COUNTS = { warmUp: 50, requests: 400 };
/** Asked for less often, since each of its calls counts over the whole catalogue many times. */
const FEW = { warmUp: 5, requests: 60 };

const FACETS = [
  'organization',
  'groups',
  'tags',
  'res_format',
  'license_id',
  'cn_update_cycle',
  'cn_open_type',
];
/** Two-character words that are common in the simulated catalogue. */
const WORDS = ['教育', '交通', '医疗', '信息', '企业', '统计', '环境', '服务'];
const ACTION = '/api/3/action';
const DATASETS = 500;

/** p95 of each kind of page with one client, beside p95 of the call behind it. */
export async function benchPages(bench: Bench): Promise<void> {
  const { size, folder, port } = bench;
  const base = `http://127.0.0.1:${port}`;
  await ensureProvince(folder, size);
  const hub = configureQuiet(folder, size);
  const server = await startServer(hub.args, hub.env, port, `${ACTION}/package_search?rows=0`);
  try {
    for (const pair of await pairsOf(base)) await measurePair(bench, base, pair);
  } finally {
    await server.stop();
  }
}

async function pairsOf(base: string): Promise<readonly Pair[]> {
  const answer = await fetch(`${base}${ACTION}/package_list?limit=${DATASETS}`);
  const { result: names } = (await answer.json()) as { readonly result: readonly string[] };
  const paths = (start: string): readonly string[] => names.map((name) => start + encodeURIComponent(name));
  return [
    { name: 'the first page', pages: ['/'], calls: [searchCall({ rows: '5' })] },
    {
      name: 'a search',
      pages: fresh((q) => `/dataset?${new URLSearchParams({ q }).toString()}`),
      calls: fresh((q) => searchCall({ q, rows: '20' })),
    },
    { name: 'a dataset', pages: paths('/dataset/'), calls: paths(`${ACTION}/package_show?id=`) },
    { name: 'the statistics', pages: ['/statistics'], calls: [`${ACTION}/pilot_report_show`] },
    {
      name: 'an embedded list',
      pages: fresh((q) => `/embed/results?${new URLSearchParams({ q }).toString()}`),
      calls: fresh((q) => `${ACTION}/package_search?${new URLSearchParams({ q, rows: '5' }).toString()}`),
    },
    {
      name: 'an embedded dataset',
      pages: paths('/embed/dataset/'),
      calls: paths(`${ACTION}/package_show?id=`),
    },
    {
      name: 'an embedded chart',
      pages: ['/embed/chart/domains'],
      calls: [searchCall({ rows: '0' })],
    },
  ];
}

function searchCall(parameters: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams({
    'facet.field': JSON.stringify(FACETS),
    'facet.limit': '50',
    ...parameters,
  });
  return `${ACTION}/package_search?${query.toString()}`;
}

/** Each search in several ways of writing its blanks: else all but the first would be answers that the hub has kept. */
function fresh(addressOf: (q: string) => string): readonly string[] {
  const turns = Math.ceil((COUNTS.warmUp + COUNTS.requests) / WORDS.length);
  return Array.from({ length: turns }, (_, turn) => {
    const blanks = turn.toString(2).replaceAll('0', ' ').replaceAll('1', '\t');
    return WORDS.map((word) => addressOf(word + blanks));
  }).flat();
}

async function measurePair({ note, size }: Bench, base: string, { name, pages, calls }: Pair): Promise<void> {
  const [first = ''] = pages;
  const measure = `page: ${name}, 1 client, p95, at ${size}`;
  const bound = `≤ 2 × its call + ${MOST_BESIDE_MS} ms`;
  const there = await fetch(base + first);
  await there.text();
  if (there.status === 404) {
    note(measure, bound, `there is no page ${first}`);
    return;
  }
  const counts = calls.some((call) => call.includes('pilot_report_show')) ? FEW : COUNTS;
  const p95 = async (paths: readonly string[]): Promise<number> =>
    quantile(
      await latencies(
        paths.map((path) => base + path),
        counts,
      ),
      0.95,
    );
  const call = await p95(calls);
  const page = await p95(pages);
  note(measure, bound, `${page.toFixed(2)} ms / ${call.toFixed(2)} ms`, page <= 2 * call + MOST_BESIDE_MS);
}
