import fc from 'fast-check';
import type { Dataset } from '../../../src/domain/dataset.js';
import type { SearchView } from '../../../src/pipeline/read-ports.js';
import { parseFilters, parseQuery } from '../../../src/search/language/parse-query.js';
import { toSearchDocument } from '../../../src/serialise/search-document.js';
import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';
import { luceneQuery, simpleQuery, VALUES, WORDS } from '../../support/search/arbitrary-queries.js';
import { answers } from '../../support/search/brute-force.js';
import type { Seen } from '../../support/search/brute-force.js';
import { seededRandom } from '../../support/seeded-random.js';
import { TempHub } from '../../support/temp-hub.js';

/** Queries of each kind. */
const RUNS = Number(process.env['QUERIES'] ?? 400);
const source = makeSource();
const random = seededRandom(5);

function some(of: readonly string[], most: number): string[] {
  return [...new Set(Array.from({ length: random.below(most + 1) }, () => random.pick(of)))];
}

function makeRandom(index: number): Dataset {
  return makeDataset(`r${index}`, {
    title: [random.pick(WORDS), ...some(WORDS, 2)].join(random.pick(['', ' '])),
    abstract: some([...WORDS, '地理'], 3).join('，'),
    keywords: some(['停车', '教育', 'bus', 'a'], 2),
    themes: some(['6', '7'], 2),
    publisher: {
      name: random.pick(['江城市教育局', '交通 bus 局', '水务局']),
      localId: String(random.below(3)),
    },
    ...(random.below(3) > 0 && { license: { id: random.pick(['cc-by', 'a']) } }),
    extras: [
      ...some(VALUES, 1).map((value) => ({ key: 'topic', value })),
      ...(random.below(2) === 0 ? [{ key: 'guid', value: `${random.pick(VALUES)}${index}` }] : []),
    ],
  });
}

let hub: TempHub;
let index: SearchView;
let seen: ReadonlyMap<number, Seen>;
beforeAll(async () => {
  hub = new TempHub();
  const first = Array.from({ length: 60 }, (_, number) => makeRandom(number));
  await hub.publish(
    source,
    first.map((dataset) => makeUpsert(dataset)),
  );
  index = hub.openSearch().view;
  index.search({
    q: '',
    fq: [],
    sort: 'id asc',
    start: 0,
    rows: 1,
    facets: { fields: [], limit: 0, minCount: 1 },
  });
  // A second run changes some and removes others, so that the index holds what is no longer live.
  const second = Array.from({ length: 50 }, (_, number) => makeRandom(number + 20));
  await hub.publish(
    source,
    second.map((dataset) => makeUpsert(dataset, 'updated')),
    true,
  );
  await index.refresh();
  seen = seeAll();
});
afterAll(async () => {
  await hub.close();
});

function seeAll(): ReadonlyMap<number, Seen> {
  const all = index.search({
    q: '',
    fq: [],
    sort: 'id asc',
    start: 0,
    rows: 1000,
    facets: { fields: [], limit: 0, minCount: 1 },
  });
  const published = hub.reading.datasets.byDocuments(all.documents);
  return new Map(
    all.documents.map((key, place) => {
      const { dataset, name, publisher, created, changed } = published[place]!;
      const document = toSearchDocument(dataset);
      const values = new Map<string, string[]>([
        ['name', [name]],
        ['state', ['active']],
        ['organization', [publisher.name]],
      ]);
      for (let at = 0; at < document.terms.length; at += 2) {
        const field = document.terms[at]!;
        values.set(field, [...(values.get(field) ?? []), document.terms[at + 1]!]);
      }
      const times = new Map([
        ['metadata_created', Math.floor(Date.parse(`${created}Z`))],
        ['metadata_modified', Math.floor(Date.parse(`${changed}Z`))],
      ]);
      return [key, { ...document, values, times }] as const;
    }),
  );
}

function expected(query: (dataset: Seen) => boolean): number[] {
  return [...seen]
    .filter(([, dataset]) => query(dataset))
    .map(([key]) => key)
    .sort((a, b) => a - b);
}

/** Queries that found some and not all. */
let telling = 0;

function found(request: { q: string; fq: readonly string[] }): number[] {
  const facets = { fields: [], limit: 0, minCount: 1 };
  const { documents, count } = index.search({ ...request, sort: '', start: 0, rows: 1000, facets });
  expect(documents).toHaveLength(count);
  if (count > 0 && count < seen.size) telling += 1;
  return [...documents].sort((a, b) => a - b);
}

describe('the index against looking at each dataset', () => {
  it('is tested with what is live, changed and gone', () => {
    expect(seen.size).toBe(50);
  });

  it('filters alike', () => {
    fc.assert(
      fc.property(luceneQuery, fc.boolean(), (fq, strict) => {
        const [query] = parseFilters([fq], { now: hub.time, strict });
        const reading = { strict };
        const facets = { fields: [], limit: 0, minCount: 1 };
        const result = index.search({
          q: '',
          fq: [fq],
          reading,
          sort: 'id asc',
          start: 0,
          rows: 1000,
          facets,
        });
        expect([...result.documents].sort((a, b) => a - b)).toEqual(
          expected((dataset) => answers(query!, dataset) ?? false),
        );
      }),
      { numRuns: RUNS },
    );
  });

  it('finds alike by a query with fields', () => {
    fc.assert(
      fc.property(luceneQuery, luceneQuery, (q, fq) => {
        const query = parseQuery(q, { now: hub.time });
        const [filter] = parseFilters([fq], { now: hub.time });
        expect(found({ q, fq: [fq] })).toEqual(
          expected((dataset) => (answers(query, dataset) ?? false) && (answers(filter!, dataset) ?? false)),
        );
      }),
      { numRuns: RUNS },
    );
  });

  it('finds alike by words', () => {
    fc.assert(
      fc.property(simpleQuery, (q) => {
        const query = parseQuery(q, { now: hub.time });
        expect(found({ q, fq: [] })).toEqual(expected((dataset) => answers(query, dataset) ?? false));
      }),
      { numRuns: RUNS },
    );
  });

  it.each(['topic', 'tags', 'groups', 'license_id', 'organization', 'guid'])('counts %s alike', (field) => {
    fc.assert(
      fc.property(luceneQuery, (fq) => {
        const [query] = parseFilters([fq], { now: hub.time });
        const facets = { fields: [field], limit: -1, minCount: 1 };
        const result = index.search({ q: '', fq: [fq], sort: '', start: 0, rows: 0, facets });
        const counts = new Map<string, number>();
        for (const key of expected((dataset) => answers(query!, dataset) ?? false)) {
          for (const value of seen.get(key)?.values.get(field) ?? [])
            counts.set(value, (counts.get(value) ?? 0) + 1);
        }
        expect(result.facets.get(field)).toEqual(counts);
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['metadata_modified', 'name'],
    ['license_id', 'id'],
    ['topic', 'name'],
    ['organization', 'metadata_created'],
  ])('sorts by %s and %s alike, page by page', (first, second) => {
    const facets = { fields: [], limit: 0, minCount: 1 };
    const page = (start: number, rows: number): readonly number[] =>
      index.search({ q: '', fq: ['title:*'], sort: `${first} desc, ${second} asc`, start, rows, facets })
        .documents;
    const whole = page(0, 1000);
    expect([0, 7, 14, 21, 28, 35, 42, 49].flatMap((start) => page(start, 7))).toEqual(whole);
    const firsts = whole.map((key) => {
      const dataset = seen.get(key)!;
      return dataset.times.get(first) ?? dataset.values.get(first)?.[0] ?? '';
    });
    expect(firsts).toEqual([...firsts].sort((one, other) => (one < other ? 1 : one > other ? -1 : 0)));
    expect(new Set(whole).size).toBe(seen.size);
  });

  it('was asked queries that tell', () => {
    expect(telling).toBeGreaterThan(RUNS / 6);
  });
});
