import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import SqliteDatabase from 'better-sqlite3';
import { openSearch } from '../../src/app/open-search.js';
import type { SearchRequest } from '../../src/pipeline/read-ports.js';
import { phraseOf } from '../../src/search/tokens.js';
import { toCkanPackage } from '../../src/serialise/ckan/package.js';
import { FACETS } from './api/asked.js';
import { quantile } from './latency.js';
import { buildStore, openStore, QUERIES } from './search-store.js';
import { createSqliteYardsticks } from './sqlite-yardsticks.js';

/**
 * The searches of docs/benchmarks.md, in one process: `npm run bench -- --search [--size 100000] [--folder .bench]`.
 * The yardsticks Y1 and Y2 (sqlite-yardsticks.ts) are measured in the same run on the same store.
 */
const TEXT = '{title tags publisher text distributions}';

interface Timing {
  readonly p50: number;
  readonly p95: number;
}

export async function benchSearch(options: {
  readonly size: number;
  readonly folder: string;
}): Promise<void> {
  const dataDir = join(options.folder, `search-${options.size}`);
  mkdirSync(dataDir, { recursive: true });
  if (!existsSync(join(dataDir, 'lianmu.sqlite'))) {
    const began = performance.now();
    await buildStore(dataDir, options.size);
    print('build', `${Math.round(options.size / ((performance.now() - began) / 1000))} datasets/s`);
  }
  const began = performance.now();
  const reading = openStore(dataDir);
  const opened = openSearch(dataDir);
  const index = opened.view;
  print(
    'load',
    `${Math.round(performance.now() - began)} ms, ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
  );
  const store = new SqliteDatabase(join(dataDir, 'lianmu.sqlite'), { readonly: true });
  const yardsticks = createSqliteYardsticks(store);

  const search = (request: Partial<SearchRequest>): number =>
    index.search({
      q: '',
      fq: [],
      sort: '',
      start: 0,
      rows: 10,
      facets: { fields: FACETS, limit: 50, minCount: 1 },
      ...request,
    }).count;
  const noFacets = { fields: [], limit: 50, minCount: 1 };
  const publisher = [...reading.datasets.publishers()][0]?.name ?? '';

  const all = measure(() => search({}));
  print('no query, six facets', show(all));
  const fq = [`organization:"${publisher}"`, 'groups:transport'];
  const filters = measure(() => search({ fq }));
  const slowFilters = measure(() => yardsticks.filters(publisher, 'transport'), 5);
  print(
    'filters only',
    `${show(filters)}; Y2 ${show(slowFilters)}; ${times(slowFilters, filters)} × faster (bound 20)`,
  );
  for (const [name, q, most] of [
    ['3.6 %', QUERIES.some, 4],
    ['38 %', QUERIES.many, 2.5],
    ['rare phrase', QUERIES.rare, 3],
  ] as const) {
    const match = `${TEXT} : ${phraseOf(q) ?? ''}`;
    const y1 = measure(() => yardsticks.rowids(match));
    const word = measure(() => search({ q }));
    const y2 = measure(() => yardsticks.ranked(match), 5);
    print(
      `a word, ${name} (${search({ q, facets: noFacets })} hits)`,
      `${show(word)}; Y1 ${show(y1)}, bound ${most} × Y1 + 3 ms = ${(most * y1.p50 + 3).toFixed(1)}; Y2 ${show(y2)}, ${times(y2, word)} × faster`,
    );
  }
  const page =
    (start: number): (() => number) =>
    () => {
      const found = index.search({ q: '', fq: [], sort: 'id asc', start, rows: 1000, facets: noFacets });
      return reading.datasets.byDocuments(found.documents).map(toCkanPackage).length;
    };
  const first = measure(page(0), 15);
  const last = measure(page(options.size - 1000), 15);
  print(
    'rows=1000, sort=id asc',
    `first ${show(first)}, last ${show(last)}: ${times(last, first)} (bound 1.5)`,
  );
  for (const [name, request] of [
    [
      'last page of a filter, sort=id asc',
      { fq: ['groups:transport'], sort: 'id asc', start: 4000, facets: noFacets },
    ],
    ['two words', { q: `${QUERIES.many} ${QUERIES.some}` }],
    [
      'OR of two words, sort by two fields',
      { q: `text:${QUERIES.many} OR text:${QUERIES.some}`, sort: 'license_id asc, name desc' },
    ],
    ['prefix of a dictionary', { fq: ['guid:urn*'], facets: noFacets }],
    ['range of a dictionary', { fq: ['theme_raw:[* TO 公园}'], facets: noFacets }],
    ['pattern of a dictionary', { fq: ['guid:*77'], facets: noFacets }],
    ['facet of an extra', { facets: { fields: ['guid'], limit: 50, minCount: 2 } }],
  ] satisfies [string, Partial<SearchRequest>][]) {
    const began = performance.now();
    search(request);
    const once = performance.now() - began;
    print(name, `${show(measure(() => search(request), 10))}; at first ${once.toFixed(1)} ms`);
  }
  store.close();
  opened.close();
  reading.close();
}

function measure(work: () => number, runs = 40): Timing {
  for (let run = 0; run < Math.min(5, runs); run += 1) work();
  const samples = Array.from({ length: runs }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return { p50: quantile(samples, 0.5), p95: quantile(samples, 0.95) };
}

function show({ p50, p95 }: Timing): string {
  return `${p50.toFixed(2)} ms (p95 ${p95.toFixed(2)})`;
}

function times(slow: Timing, fast: Timing): string {
  return (slow.p50 / fast.p50).toFixed(2);
}

function print(name: string, figure: string): void {
  console.log(`${name}: ${figure}`);
}
