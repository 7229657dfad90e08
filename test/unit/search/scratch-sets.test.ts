import {
  addKey,
  beginScratch,
  countOf,
  emptySet,
  hasKey,
  isEmpty,
  keysOf,
  scratchCopy,
  scratchSet,
} from '../../../src/search/document-set.js';

describe('scratch sets', () => {
  it('are empty when they are given, and each another one, until the next search begins', () => {
    beginScratch();
    const sets = Array.from({ length: 100 }, (_, place) => {
      const set = scratchSet(3200);
      expect(isEmpty(set)).toBe(true);
      addKey(set, place);
      return set;
    });
    expect(sets.every((set, place) => countOf(set) === 1 && hasKey(set, place))).toBe(true);
    beginScratch();
    const again = Array.from({ length: 100 }, () => scratchSet(3200));
    expect(again.every(isEmpty)).toBe(true);
    expect(again[0]).toBe(sets[0]);
  });

  it('are as long as the catalogue is now', () => {
    beginScratch();
    addKey(scratchSet(100), 7);
    beginScratch();
    const longer = scratchSet(10_000);
    expect(isEmpty(longer)).toBe(true);
    addKey(longer, 9999);
    expect([...keysOf(longer)]).toEqual([9999]);
    beginScratch();
    expect(scratchSet(10_000)).toBe(longer);
    expect(isEmpty(longer)).toBe(true);
  });

  it('that are copies hold nothing of what was there before', () => {
    const original = emptySet(10_000);
    addKey(original, 5);
    for (let round = 0; round < 2; round += 1) {
      beginScratch();
      const before = scratchSet(10_000);
      for (const key of [4, 5, 6, 2000, 9000]) addKey(before, key);
      beginScratch();
      expect([...keysOf(scratchCopy(original))]).toEqual([5]);
    }
  });
});
