import fc from 'fast-check';
import { makeDataset, makeSource, makeUpsert } from '../support/make-dataset.js';
import {
  arbitraryText,
  luceneQuery,
  simpleQuery,
  VALUES,
  WORDS,
} from '../support/search/arbitrary-queries.js';
import { startSearchHub } from '../support/search/search-hub.js';
import type { SearchHub } from '../support/search/search-hub.js';

/** `QUERIES=200000` asks all; the tests of every change ask some. */
const RUNS = Number(process.env['QUERIES'] ?? 2000);
const LIMIT_MS = 2000;

let hub: SearchHub;
beforeAll(async () => {
  hub = await startSearchHub(
    makeSource(),
    WORDS.map((title, place) =>
      makeUpsert(makeDataset(title, { title, extras: [{ key: 'topic', value: VALUES[place] ?? 'a' }] })),
    ),
  );
});
afterAll(() => hub.close());

const parameters = fc.record(
  {
    q: fc.oneof(luceneQuery, simpleQuery, arbitraryText),
    fq: fc.oneof(luceneQuery, arbitraryText),
    fq_list: luceneQuery,
    sort: fc.constantFrom(
      'id asc',
      'score desc, topic asc',
      'title desc',
      'license_id asc,organization desc',
      'nosuch asc',
    ),
    defType: fc.constantFrom('lucene', 'dismax', 'edismax', 'func'),
    qf: fc.constantFrom('title', 'name^2 groups topic', 'text^0', 'a^b'),
    mm: fc.constantFrom('1', '-1', '75%', '2<-1 5<80%', 'x'),
    df: fc.constantFrom('title', 'topic', 'metadata_modified', ''),
    ext_strict: fc.constantFrom('true', 'false'),
    rows: fc.constantFrom('0', '3', '1000'),
    start: fc.constantFrom('0', '5', '99999'),
    'facet.field': fc.constantFrom(
      '["topic","tags"]',
      '["organization","metadata_modified","nosuch"]',
      '["text","id"]',
    ),
    'facet.mincount': fc.constantFrom('0', '2'),
    'facet.limit': fc.constantFrom('-1', '0', '3'),
  },
  { requiredKeys: [] },
);

describe('whatever is asked', () => {
  it('answers a result or an error of the caller, soon', async () => {
    await fc.assert(
      fc.asyncProperty(parameters, async (asked) => {
        const began = performance.now();
        const status = await hub.ask(asked);
        expect([200, 400, 409]).toContain(status);
        expect(performance.now() - began).toBeLessThan(LIMIT_MS);
      }),
      { numRuns: RUNS },
    );
  }, 3_600_000);

  it.each([
    ['a thousand clauses', Array.from({ length: 1000 }, (_, n) => `title:a${n}`).join(' OR ')],
    ['a text instead of a word', '公共停车场信息和学校名录的统计数据，'.repeat(200)],
    ['a pattern of many stars', `topic:*${'a*'.repeat(300)}`],
    ['groups in groups', `${'('.repeat(100)}title:a${')'.repeat(100)}`],
    ['a far distance', 'title:"a b"~2147483647'],
  ])('answers %s', async (_name, q) => {
    const began = performance.now();
    expect([200, 409]).toContain(await hub.ask({ q }));
    expect(performance.now() - began).toBeLessThan(LIMIT_MS);
  });
});
