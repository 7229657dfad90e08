import { filterQuery, isWanted } from '../../../../harvesters/ckan/filter.js';
import { readCkanOptions } from '../../../../harvesters/ckan/options.js';

function fq(options: Readonly<Record<string, unknown>>): string | undefined {
  return filterQuery(readCkanOptions(options), undefined);
}

describe('the filter query', () => {
  it.each<[Readonly<Record<string, unknown>>, string | undefined]>([
    [{}, undefined],
    [{ organizations_filter_include: ['a'] }, 'organization:("a")'],
    [{ organizations_filter_include: ['a', 'b'] }, 'organization:("a" OR "b")'],
    [{ organizations_filter_exclude: ['a', 'b'] }, '-organization:("a" OR "b")'],
    [{ groups_filter_include: ['g'], tags_filter_exclude: ['t'] }, 'groups:("g") -tags:("t")'],
    [{ types_filter_include: ['dataset'] }, 'dataset_type:("dataset")'],
    [{ fq: 'title:water' }, 'title:water'],
    [{ fq: '-title:water' }, '-title:water'],
    [{ fq: 'title:water OR title:air' }, '(title:water OR title:air)'],
    [{ tags_filter_include: ['say "hi" \\ there'] }, 'tags:("say \\"hi\\" \\\\ there")'],
  ])('of %j is %s', (options, query) => {
    expect(fq(options)).toBe(query);
  });

  it('puts the date beside the filters, so that CKAN requires both', () => {
    const options = readCkanOptions({ organizations_filter_include: ['a', 'b'] });
    expect(filterQuery(options, '2026-01-01T01:00:00Z')).toBe(
      'organization:("a" OR "b") metadata_modified:[2026-01-01T00:00:00.000000Z TO *]',
    );
  });
});

describe('what a portal lists although it was not asked for', () => {
  const item = {
    id: 'x',
    organization: { name: 'transport' },
    groups: [{ name: 'roads' }],
    tags: ['bus', { name: 'stop' }],
  };

  it.each<[Readonly<Record<string, unknown>>, boolean]>([
    [{}, true],
    [{ organizations_filter_include: ['transport'] }, true],
    [{ organizations_filter_include: ['health'] }, false],
    [{ organizations_filter_exclude: ['transport'] }, false],
    [{ groups_filter_include: ['roads', 'rails'] }, true],
    [{ groups_filter_exclude: ['roads'] }, false],
    [{ tags_filter_include: ['stop'] }, true],
    [{ tags_filter_include: ['train'] }, false],
    [{ types_filter_include: ['dataset'] }, true],
    [{ types_filter_exclude: ['dataset'] }, false],
  ])('under %j is wanted: %s', (options, wanted) => {
    expect(isWanted(item, readCkanOptions(options))).toBe(wanted);
  });

  it('is trusted to match where the package does not carry the field', () => {
    const options = readCkanOptions({ organizations_filter_include: ['transport'] });
    expect(isWanted({ id: 'x' }, options)).toBe(true);
    expect(isWanted({ id: 'x', organization: null }, options)).toBe(false);
  });
});
