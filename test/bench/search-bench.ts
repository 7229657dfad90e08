import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import SqliteDatabase from 'better-sqlite3';
import { openSearch } from '../../src/app/open-search.js';
import type { SearchRequest } from '../../src/pipeline/read-ports.js';
import { phraseOf } from '../../src/search/tokens.js';
import { toCkanPackage } from '../../src/serialise/ckan/package.js';
import { quantile } from './latency.js';
import { buildStore, openStore, QUERIES } from './search-store.js';

/**
 * The searches of docs/benchmarks.md, in one process: `npm run bench -- --search [--size 100000] [--folder .bench]`.
 * Yardsticks are measured in the same run on the same store: Y1 is FTS5 alone giving the packed row ids of the word, Y2
 * FTS5's ten best by `bm25` and `GROUP BY` for each facet.
 */
const FACETS = ['organization', 'groups', 'tags', 'res_format', 'license_id', 'cn_update_cycle'];
const COUNTED = FACETS.slice(1);
const TEXT = '{title tags publisher text}';

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
  const yardsticks = createYardsticks(store);

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

interface Yardsticks {
  rowids(match: string): number;
  ranked(match: string): number;
  filters(publisher: string, group: string): number;
}

function createYardsticks(store: SqliteDatabase.Database): Yardsticks {
  let keys = new Uint32Array(1 << 20);
  let used = 0;
  store.aggregate('pack', {
    start: () => (used = 0),
    step: (_: number, key: unknown) => {
      if (used === keys.length) keys = Uint32Array.from([...keys, ...keys]);
      keys[used] = key as number;
      return (used += 1);
    },
    result: (total: number) => total,
  });
  store.exec(`
    CREATE TEMP TABLE facet (document INTEGER, field TEXT, value TEXT);
    INSERT INTO facet SELECT d.document_key, 'organization', p.name FROM dataset d JOIN publisher p USING (publisher_key) WHERE d.state = 'live';
  `);
  const insert = store.prepare(
    'INSERT INTO facet SELECT ?, field, value FROM search_term WHERE term_key = ?',
  );
  const terms = store
    .prepare<[], { document_key: number; terms: Buffer }>('SELECT document_key, terms FROM search_document')
    .all();
  store.transaction(() => {
    for (const row of terms)
      for (let at = 0; at < row.terms.length; at += 4)
        insert.run(row.document_key, row.terms.readUInt32LE(at));
  })();
  store.exec(
    'CREATE INDEX facet_value ON facet (field, value, document); CREATE INDEX facet_document ON facet (document, field, value)',
  );
  const packed = store.prepare<[string]>('SELECT pack(rowid) FROM search_text WHERE search_text MATCH ?');
  const best = store.prepare<[string]>(
    'SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY bm25(search_text) LIMIT 10',
  );
  const grouped = store.prepare<[string, string]>(
    'SELECT value, count(*) AS n FROM facet WHERE field = ? AND document IN (SELECT rowid FROM search_text WHERE search_text MATCH ?) GROUP BY value ORDER BY n DESC LIMIT 50',
  );
  const filtered = store.prepare<[string, string, string]>(
    `SELECT value, count(*) AS n FROM facet WHERE field = ? AND document IN
       (SELECT document FROM facet WHERE field = 'organization' AND value = ? INTERSECT
        SELECT document FROM facet WHERE field = 'groups' AND value = ?) GROUP BY value ORDER BY n DESC LIMIT 50`,
  );
  return {
    rowids(match) {
      packed.get(match);
      return used;
    },
    ranked: (match) => best.all(match).length + FACETS.flatMap((field) => grouped.all(field, match)).length,
    filters: (publisher, group) =>
      ['organization', ...COUNTED].flatMap((field) => filtered.all(field, publisher, group)).length,
  };
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
