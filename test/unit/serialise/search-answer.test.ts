import { toCkanSearchAnswer } from '../../../src/serialise/ckan/search-answer.js';

describe('what package_search answers around its packages', () => {
  it('is JSON of the counts in both forms, whatever the values are', () => {
    const odd = ['a"b\\', '__proto__', '7', '公交', '\u2028'];
    const { before, behind } = toCkanSearchAnswer(
      {
        count: 3,
        sort: 'score desc',
        facets: new Map([
          ['tags', new Map(odd.map((value, place) => [value, place + 1]))],
          ['organization', new Map([['jiao-tong-ju', 2]])],
          ['groups', new Map()],
        ]),
      },
      new Map([['jiao-tong-ju', '交通"局']]),
    );
    const answer = JSON.parse(`${before}[]${behind}`) as {
      readonly facets: Readonly<Record<string, Readonly<Record<string, number>>>>;
      readonly search_facets: Readonly<Record<string, { readonly items: readonly object[] }>>;
    };
    expect(answer).toMatchObject({ count: 3, results: [], sort: 'score desc' });
    expect(new Map(Object.entries(answer.facets['tags'] ?? {}))).toEqual(
      new Map(odd.map((value, place) => [value, place + 1])),
    );
    expect(answer.search_facets['organization']).toEqual({
      items: [{ count: 2, display_name: '交通"局', name: 'jiao-tong-ju' }],
      title: 'organization',
    });
    expect(answer.search_facets['groups']).toEqual({ items: [], title: 'groups' });
    expect(answer.search_facets['tags']?.items).toEqual(
      odd
        .map((value, place) => ({ count: place + 1, display_name: value, name: value }))
        .sort((one, other) => (one.name < other.name ? 1 : -1)),
    );
  });

  it('holds no half of a surrogate pair', () => {
    const facets = new Map([['tags', new Map([['a\ud800', 1]])]]);
    const { before, behind } = toCkanSearchAnswer({ count: 1, sort: '\udfff', facets }, new Map());
    expect(JSON.parse(`${before}[]${behind}`)).toMatchObject({
      facets: { tags: { 'a\ufffd': 1 } },
      search_facets: { tags: { items: [{ name: 'a\ufffd', display_name: 'a\ufffd' }] } },
      sort: '\ufffd',
    });
  });
});
