import { SeenSet } from '../../../../harvesters/ckan/seen-set.js';

describe('the set of seen ids', () => {
  it('takes each id once, however many there are', () => {
    const seen = new SeenSet();
    const total = 50_000;
    for (let index = 0; index < total; index += 1) expect(seen.add(`id-${index}`)).toBe(true);
    expect(seen.size).toBe(total);
    expect(seen.add('id-0')).toBe(false);
    expect(seen.has('id-49999')).toBe(true);
    expect(seen.has('id-50000')).toBe(false);
    expect(seen.size).toBe(total);
  });

  it('tells ids apart that differ in one character or in their order', () => {
    const seen = new SeenSet();
    const ids = ['', 'a', 'b', 'ab', 'ba', 'aab', 'aba', '__proto__', '数据', '\ud800'];
    expect(ids.map((id) => seen.add(id))).toEqual(ids.map(() => true));
  });
});
