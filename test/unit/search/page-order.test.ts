import type { SearchView } from '../../../src/pipeline/read-ports.js';
import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';
import { seededRandom } from '../../support/seeded-random.js';
import { TempHub } from '../../support/temp-hub.js';

const WORDS = ['水质', '监测', '停车', '养老', '公示', '医院', '公园', '图书', '公交', '学校'];
const SIZE = 700;
const PAGE = 5;

let hub: TempHub;
let search: SearchView;
beforeAll(async () => {
  hub = new TempHub();
  const random = seededRandom(11);
  const some = (most: number): string =>
    Array.from({ length: random.below(most + 1) }, () => random.pick(WORDS)).join('');
  const changes = Array.from({ length: SIZE }, (_, index) =>
    makeUpsert(
      makeDataset(`r${index}`, {
        title: `${some(2)}第${index}号${some(1)}`,
        publisher: { name: `江城市${random.pick(WORDS)}局`, localId: `p${random.below(9)}` },
        keywords: [random.pick(WORDS), random.pick(WORDS)],
        abstract: `本市${some(3)}的情况`,
      }),
    ),
  );
  await hub.publish(makeSource(), changes);
  search = hub.openSearch().view;
});
afterAll(async () => {
  await hub.close();
});

function keysOf(q: string, start: number, rows: number, sort = ''): readonly number[] {
  const facets = { fields: [], limit: 0, minCount: 1 };
  return search.search({ q, fq: [], sort, start, rows, facets }).documents;
}

/** Of the whole list every score is worked out; of a page only as many as are needed for it. */
describe('the documents of a page', () => {
  const queries = [
    ...WORDS,
    '水质监测',
    '水质 监测',
    '停车 OR 养老',
    '"公示医院"',
    'title:公园 图书',
    '公交^3 OR 学校',
    '水质 -监测',
    '(水质 OR 公示) 医院',
    '江城市医院局公示',
  ];
  it.each(queries)('are those of the whole list: %s', (q) => {
    const whole = keysOf(q, 0, SIZE);
    expect(whole.length).toBeGreaterThan(2);
    for (let start = 0; start < whole.length; start += 7 * PAGE)
      expect(keysOf(q, start, PAGE)).toEqual(whole.slice(start, start + PAGE));
  });

  it('are the last of the whole list where the worst come first', () => {
    const sort = 'score asc, id asc';
    const whole = keysOf('水质', 0, SIZE, sort);
    expect(keysOf('水质', 0, PAGE, sort)).toEqual(whole.slice(0, PAGE));
    expect(whole.slice(0, PAGE)).not.toEqual(keysOf('水质', 0, PAGE));
  });
});
