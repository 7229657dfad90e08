import { alteredElements, isEvidentChange } from '../../../src/domain/altered-elements.js';

const FORM = {
  identifier: 'i',
  title: '名称',
  publisher: { name: '甲局' },
  openness: { open: true },
  extras: [],
};

describe('two forms of a record', () => {
  it('differ in elements, not in what the hub notes about them', () => {
    expect(alteredElements(FORM, { ...FORM, identifier: 'j', title: '新名称' })).toEqual([
      { element: 'title', before: '名称', after: '新名称' },
    ]);
    expect(alteredElements(FORM, { ...FORM, license: { id: 'cc' } })).toEqual([
      { element: 'license', after: { id: 'cc' } },
    ]);
  });

  it.each([
    [{ title: '新名称' }, true],
    [{ openness: { open: false } }, true],
    [{ abstract: '摘要' }, true],
    [{ publisher: { name: '乙局' } }, false],
    [{ extras: [{ key: '浏览次数', value: '7' }] }, false],
    [{ adjustments: [{ pointer: '/title' }] }, false],
    [{}, false],
  ])('show whether somebody changed the record: %j %s', (changes, evident) => {
    expect(isEvidentChange(FORM, { ...FORM, ...changes })).toBe(evident);
  });
});
