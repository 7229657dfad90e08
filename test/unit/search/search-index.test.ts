import type { Dataset } from '../../../src/domain/dataset.js';
import { InvalidRequestError, SearchSyntaxError } from '../../../src/domain/errors.js';
import type { SearchWords } from '../../../src/domain/search-words.js';
import type { SearchRequest } from '../../../src/pipeline/read-ports.js';
import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';
import { TempHub } from '../../support/temp-hub.js';

const source = makeSource();
const DATASETS: readonly Dataset[] = [
  makeDataset('parking', { title: '公共停车场信息', keywords: ['交通'], license: { id: 'cc-by' } }),
  makeDataset('schools', {
    title: '义务教育学校名录',
    abstract: '学校周边停车情况另见交通部门。PM2.5 Monitoring Café',
    publisher: { name: '江城市教育局', localId: 'jyj' },
    themes: ['7'],
    keywords: ['教育', '学校'],
  }),
  makeDataset('sports', {
    title: '體育場館',
    abstract: '',
    keywords: ['停车'],
    themes: ['7'],
    extras: [{ key: '主管', value: '市体育局 一处' }],
  }),
];

const WORDS: SearchWords = { same: [['上学', '义务教育']], also: {}, aside: ['信息'] };

let hub: TempHub;
let search: (request?: Partial<SearchRequest>) => {
  count: number;
  found: string[];
  facets: ReadonlyMap<string, ReadonlyMap<string, number>>;
};
beforeAll(async () => {
  hub = new TempHub();
  await hub.publish(
    source,
    DATASETS.map((dataset) => makeUpsert(dataset)),
  );
  const index = hub.openSearch(WORDS).view;
  search = (request = {}) => {
    const result = index.search({
      q: '',
      fq: [],
      sort: '',
      start: 0,
      rows: 10,
      ...request,
      facets: { fields: [], limit: 50, minCount: 1, ...request.facets },
    });
    const found = hub.reading.datasets
      .byDocuments(result.documents)
      .map((published) => published.dataset.origin.remoteId);
    return { count: result.count, found, facets: result.facets };
  };
});
afterAll(async () => {
  await hub.close();
});

describe('search by words', () => {
  it.each([
    ['停车', ['parking', 'sports', 'schools'], 'title before tag before text'],
    ['停', ['parking', 'sports', 'schools'], 'a single character'],
    ['公共停车场', ['parking'], 'a phrase without blanks'],
    ['学校 教育', ['schools'], 'two words, both required'],
    ['体育场馆', ['sports'], 'traditional found by simplified'],
    ['義務教育', ['schools'], 'simplified found by traditional'],
    ['ｐｍ２．５', ['schools'], 'full width'],
    ['cafe', ['schools'], 'accents'],
    ['江城市教育局', ['schools'], 'the publisher'],
    ['水质', [], 'what nobody has'],
    ['水质 OR 学校', ['schools'], 'one of two words'],
    ['停车 -公共', ['sports', 'schools'], 'a word excluded'],
    [
      '停车 AND 交通',
      ['parking', 'sports', 'schools'],
      'the word AND: title and tag before tag and publisher',
    ],
    ['公共停车场信息', ['parking'], 'a whole title'],
    ['公共停车库', ['parking'], 'some of it, where nothing has all'],
    ['公共停车库 AND 学校', [], 'all of it, where operators ask for it'],
    ['"公共停车库"', [], 'all of it, where quotes ask for it'],
    ['monitors', ['schools'], 'other forms of an English word'],
    ['"pm2.5 monitored"', ['schools'], 'other forms within a phrase'],
    ['title:monitors OR notes:monitors', ['schools'], 'other forms in a field'],
    ['bus timetable', [], 'nothing, where no Chinese is in it'],
    ['学校名录信息', ['schools'], 'a word that says nothing need not occur'],
    ['上学', ['schools'], 'another word for it'],
    ['text:上学', ['schools'], 'another word for it in all texts'],
    ['title:上学', [], 'a field as it is'],
    ['二〇一九年', [], 'a year that nobody has'],
    ['mm:1 OR title:停车^9', ['parking'], 'a boost'],
    ['title:停车场 license_id:cc-by', ['parking'], 'fields'],
    ['！？', [], 'nothing searchable'],
    ['*:*', ['sports', 'schools', 'parking'], 'everything, newest first'],
    ['" OR NEAR( ) AND title * ^', [], 'operators of the engine are words'],
  ])('%s gives %j (%s)', (q, expected) => {
    expect(search({ q }).found).toEqual(expected);
  });

  it('lets a filter narrow what is found without it, and nothing else', () => {
    expect(search({ q: '公共停车场' }).found).toEqual(['parking']);
    expect(search({ q: '公共停车场', fq: ['tags:停车'] }).found).toEqual([]);
    expect(search({ q: '公共停车库', fq: ['license_id:cc-by'] }).found).toEqual(['parking']);
  });

  it('works the score out once for a sort that names it twice', () => {
    for (const q of ['停车', '公共停车库 学校园', '停车 学校'])
      expect(search({ q, sort: 'score desc, score asc, id asc' }).found).toEqual(
        search({ q, sort: 'score desc, id asc' }).found,
      );
  });

  it('says where a query cannot be read', () => {
    expect(() => search({ q: 'title:停车场 OR title:' })).toThrow(
      expect.objectContaining({ parameter: 'q', position: 19 }) as Error,
    );
  });

  it('reads a search as the caller asks', () => {
    expect(search({ q: '停车 学校', reading: { mm: '1' } }).count).toBe(3);
    expect(search({ q: '停车', reading: { qf: 'title' } }).found).toEqual(['parking']);
    expect(search({ q: '停车', reading: { defType: 'lucene', df: 'tags' } }).found).toEqual(['sports']);
  });
});

describe('filters', () => {
  it.each([
    ['license_id:cc-by', ['parking']],
    ['tags:停车', ['sports']],
    ['tags:"停车" AND license_id:notspecified', ['sports']],
    ['-license_id:cc-by', ['sports', 'schools']],
    ['主管:"市体育局 一处"', ['sports']],
    ['organization:jiang-cheng-shi-jiao-yu-ju', ['schools']],
    ['-organization:jiang-cheng-shi-jiao-yu-ju', ['sports', 'parking']],
    ['organization:nobody', []],
    ['nothing:here', []],
    ['+state:active dataset_type:dataset', ['sports', 'schools', 'parking']],
    ['id:4711', []],
    ['title:停车场', ['parking']],
    ['*:*', ['sports', 'schools', 'parking']],
    ['metadata_modified:[* TO NOW]', ['sports', 'schools', 'parking']],
    ['metadata_modified:[NOW+1SECOND TO *]', []],
    ['(license_id:cc-by OR tags:教育)', ['schools', 'parking']],
    ['title:公*', ['parking']],
    ['notes:monit*', ['schools']],
    ['notes:monitering~', ['schools']],
    ['notes:"学校 交通"~9', ['schools']],
    ['notes:"学校 交通"', []],
    ['主管:市体育局*', ['sports']],
    ['主管:*', ['sports']],
    ['extras_主管:[币 TO 布]', ['sports']],
    ['organization:*jiao-yu*', ['schools']],
    ['name:*ti-yu*', ['sports']],
    ['groups:* -tags:*通', ['sports', 'schools']],
    ['num_resources:0', ['sports', 'schools', 'parking']],
    ['views_total:[0 TO *]', []],
  ])('fq=%s gives %j', (fq, expected) => {
    expect(search({ fq: [fq] }).found).toEqual(expected);
  });

  it.each(['a:"b', 'a:b:c"', 'a:/b/'])('refuses %s with its place instead of misreading it', (fq) => {
    expect(() => search({ fq: [fq] })).toThrow(SearchSyntaxError);
  });
});

describe('sorting and paging', () => {
  it('sorts by id, name, title and times in both directions', () => {
    const ids = [...DATASETS]
      .sort((a, b) => (a.identifier < b.identifier ? -1 : 1))
      .map((dataset) => dataset.origin.remoteId);
    expect(search({ sort: 'id asc' }).found).toEqual(ids);
    expect(search({ sort: 'id desc' }).found).toEqual([...ids].reverse());
    expect(search({ sort: 'metadata_created asc' }).found).toEqual(['parking', 'schools', 'sports']);
    expect(search({ sort: 'title_string asc' }).found).toEqual(['schools', 'parking', 'sports']);
  });

  it('pages without gap or overlap', () => {
    const pages = [0, 1, 2, 3].flatMap((start) => search({ sort: 'id asc', start, rows: 1 }).found);
    expect(new Set(pages).size).toBe(3);
    expect(search({ rows: 0 })).toMatchObject({ count: 3, found: [] });
  });

  it.each(['title', 'title sideways', 'id asc extra'])('refuses sort=%s', (sort) => {
    expect(() => search({ sort })).toThrow(InvalidRequestError);
  });

  it('refuses to sort on a field that it cannot sort on', () => {
    expect(() => search({ sort: 'tags asc' })).toThrow(SearchSyntaxError);
  });
});

describe('facets', () => {
  it('counts the whole result by falling count', () => {
    const { facets } = search({
      facets: { fields: ['organization', 'groups', 'tags', 'license_id', 'unknown'], limit: 50, minCount: 1 },
    });
    expect([...(facets.get('organization') ?? [])]).toEqual([
      ['jiang-cheng-shi-jiao-tong-yun-shu-ju', 2],
      ['jiang-cheng-shi-jiao-yu-ju', 1],
    ]);
    expect(facets.get('license_id')).toEqual(
      new Map([
        ['notspecified', 2],
        ['cc-by', 1],
      ]),
    );
    expect([...(facets.get('groups')?.values() ?? [])]).toEqual([2, 1]);
    expect(facets.get('unknown')).toEqual(new Map());
  });

  it('honours limit and minimum', () => {
    const limited = search({ facets: { fields: ['tags'], limit: 1, minCount: 1 } });
    expect(limited.facets.get('tags')?.size).toBe(1);
    const common = search({ facets: { fields: ['license_id'], limit: -1, minCount: 2 } });
    expect(common.facets.get('license_id')).toEqual(new Map([['notspecified', 2]]));
  });
});
