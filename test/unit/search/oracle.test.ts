import fc from 'fast-check';
import type { Dataset } from '../../../src/domain/dataset.js';
import { lastDayOf } from '../../../src/domain/day.js';
import { toExtent } from '../../../src/domain/extent.js';
import type { SearchRequest, SearchView } from '../../../src/pipeline/read-ports.js';
import { parseFilters, parseQuery } from '../../../src/search/language/parse-query.js';
import { tokenise } from '../../../src/search/tokens.js';
import { toSearchDocument } from '../../../src/serialise/search-document.js';
import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';
import { luceneQuery, simpleQuery, VALUES, WORDS } from '../../support/search/arbitrary-queries.js';
import { answers, isDuring, isWithin } from '../../support/search/brute-force.js';
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

const DAYS = ['2019', '2020-02', '2020-02-29', '2021-06-15', '2026-11-21', '2030'];

/** Whole degrees, so that boxes often share an edge; some go over the antimeridian. */
function randomBox(): number[] {
  const west = random.below(36) * 10 - 180;
  const south = random.below(17) * 10 - 80;
  return [west, south, ((west + 180 + random.below(5) * 10) % 360) - 180, south + random.below(2) * 10];
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
    distributions: some(WORDS, 2).map((description, place) => ({
      identifier: `r${index}-${place}`,
      description,
    })),
    ...(random.below(3) > 0 && {
      temporal: {
        ...(random.below(4) > 0 && { start: random.pick(DAYS) }),
        ...(random.below(4) > 0 && { end: random.pick(DAYS) }),
      },
    }),
    ...(random.below(3) > 0 && { license: { id: random.pick(['cc-by', 'a']) } }),
    extras: [
      ...(random.below(3) > 0 ? [{ key: 'spatial', value: randomBox().join(',') }] : []),
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
        ['harvest_source_title', [published[place]!.sourceTitle]],
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

function hasPart(q: string, dataset: Seen | undefined): boolean {
  const texts =
    dataset === undefined
      ? []
      : [dataset.title, dataset.tags, dataset.publisher, dataset.text, dataset.distributions];
  const tokens = new Set(texts.flatMap((text) => tokenise(text)));
  const parts = tokenise(q);
  return [...tokens].some((token) => parts.some((part) => token.startsWith(part) || part.startsWith(token)));
}

function expected(query: (dataset: Seen) => boolean): number[] {
  return [...seen]
    .filter(([, dataset]) => query(dataset))
    .map(([key]) => key)
    .sort((a, b) => a - b);
}

/** Queries that found some and not all. */
let telling = 0;

function found(request: Pick<SearchRequest, 'q' | 'fq' | 'coverage'>): number[] {
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
        const wanted = expected((dataset) => answers(query, dataset) ?? false);
        const all = found({ q, fq: [] });
        if (wanted.length > 0 || !/\p{Script=Han}/u.test(q)) expect(all).toEqual(wanted);
        // Of Chinese that nothing has as a whole, something is found by a part of it.
        else for (const key of all) expect(hasPart(q, seen.get(key))).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  it('finds alike by where datasets are about', () => {
    let told = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const [west = 0, south = 0, east = 0, north = 0] = randomBox();
      const extent = toExtent({ west, south, east, north })!;
      const wanted = expected((dataset) => isWithin(dataset, extent));
      expect(found({ q: '', fq: [], coverage: { box: [west, south, east, north].join(',') } })).toEqual(
        wanted,
      );
      if (wanted.length > 0) told += 1;
    }
    expect(told).toBeGreaterThan(RUNS / 4);
  });

  it('finds alike by when datasets are about', () => {
    const days = fc.record(
      { start: fc.constantFrom(...DAYS, '*'), end: fc.constantFrom(...DAYS, '*') },
      { requiredKeys: [] },
    );
    const dayNumber = (text: string): number => Math.floor(Date.parse(text) / 86_400_000);
    fc.assert(
      fc.property(days, luceneQuery, (coverage, fq) => {
        const [filter] = parseFilters([fq], { now: hub.time });
        const { start = '*', end = '*' } = coverage;
        const first = start === '*' ? -Infinity : dayNumber(start);
        const last = end === '*' ? Infinity : dayNumber(lastDayOf(end));
        expect(found({ q: '', fq: [fq], coverage })).toEqual(
          expected(
            (dataset) =>
              (answers(filter!, dataset) ?? false) &&
              (Object.keys(coverage).length === 0 || isDuring(dataset, first, last)),
          ),
        );
      }),
      { numRuns: RUNS },
    );
  });

  it.each(['topic', 'tags', 'groups', 'license_id', 'organization', 'guid', 'harvest_source_title'])(
    'counts %s alike',
    (field) => {
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
    },
  );

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
