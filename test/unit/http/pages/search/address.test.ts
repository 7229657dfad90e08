import {
  pairsOf,
  readSearchAddress,
  toggled,
  toParameters,
} from '../../../../../src/http/pages/search/address.js';
import { toFilterQueries } from '../../../../../src/http/pages/search/filter-query.js';

const read = (query: string): ReturnType<typeof readSearchAddress> =>
  readSearchAddress(new URLSearchParams(query));

describe('the address of the search', () => {
  it('reads the names that CKAN’s page has, and the hub’s own', () => {
    const address = read(
      'q=bus&tags=b&tags=a&groups=health&modified=week&region=江城市&sort=title_string%20asc&_tags_limit=0&page=3',
    );
    expect(address).toEqual({
      q: 'bus',
      filters: [
        ['groups', 'health'],
        ['region', '江城市'],
        ['modified', 'week'],
        ['tags', 'b'],
        ['tags', 'a'],
      ],
      sort: 'title',
      page: 3,
      expanded: ['tags'],
    });
    expect(readSearchAddress(toParameters(address))).toEqual(address);
  });

  it.each([
    ['page=0', {}],
    ['page=x&page=2', {}],
    ['page=12345678', {}],
    ['modified=decade', {}],
    ['sort=nonsense', {}],
    ['q=&tags=', {}],
    ['tags=a&tags=a', { filters: [['tags', 'a']] }],
    ['unknown=1', {}],
    ['_tags_limit=5', {}],
    ['sort=rank%20desc', {}],
  ])('ignores what makes no sense in %s', (query, expected) => {
    expect(read(query)).toEqual({
      q: '',
      filters: [],
      sort: 'relevance',
      page: 1,
      expanded: [],
      ...expected,
    });
  });

  it('takes no more filters than anybody clicks', () => {
    const query = Array.from({ length: 200 }, (_, index) => `tags=t${index}`).join('&');
    expect(read(query).filters).toHaveLength(30);
  });

  it('adds a filter or takes it away, from the first page on, and leaves the rest', () => {
    const address = read('q=x&tags=a&page=4&sort=metadata_modified%20desc');
    const more = toggled(address, ['groups', 'health']);
    expect(new URLSearchParams([...toParameters(more)].map(([key, value]) => [key, value])).toString()).toBe(
      'q=x&tags=a&groups=health&sort=metadata_modified+desc',
    );
    expect(toggled(more, ['groups', 'health'])).toEqual({ ...address, page: 1 });
  });

  it('reads what the server library makes of a query', () => {
    expect(pairsOf({ q: 'a', tags: ['b', 'c'], page: 1 })).toEqual([
      ['q', 'a'],
      ['tags', 'b'],
      ['tags', 'c'],
    ]);
    expect(pairsOf(undefined)).toEqual([]);
  });
});

describe('toFilterQueries', () => {
  const facts = {
    today: '2026-03-10',
    sources: [
      { id: 'one', region: '江城市' },
      { id: 'two', region: '江城市' },
      { id: 'three', region: '河城市' },
      { id: 'four' },
    ],
  };

  it.each([
    [['region', '江城市'], 'harvest_source_id:("one" OR "two")'],
    [['region', '河城市'], 'harvest_source_id:"three"'],
    [['region', '没有的市'], 'harvest_source_id:"-没有的市"'],
    [['modified', 'week'], 'cn_modified:[2026-03-03 TO *]'],
    [['modified', 'year'], 'cn_modified:[2025-03-09 TO *]'],
    [['tags', 'a" OR "b\\'], 'tags:"a\\" OR \\"b\\\\"'],
  ] as const)('%s is asked as %s', (filter, expected) => {
    expect(toFilterQueries([filter], facts)).toEqual([expected]);
  });
});
