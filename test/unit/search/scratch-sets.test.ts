import {
  addKey,
  beginScratch,
  countOf,
  hasKey,
  isEmpty,
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
    const longer = scratchSet(1000);
    expect(longer).toHaveLength(32);
    expect(isEmpty(longer)).toBe(true);
    const copied = scratchCopy(Uint32Array.of(5, 6));
    expect([...copied]).toEqual([5, 6]);
    beginScratch();
    expect(scratchSet(1000)).toBe(longer);
    expect([...scratchCopy(Uint32Array.of(7, 8))]).toEqual([7, 8]);
  });

  it('that are copies change nothing of what was copied', () => {
    beginScratch();
    for (let round = 0; round < 2; round += 1) {
      const original = Uint32Array.of(1, 2, 3);
      const copied = scratchCopy(original);
      copied.fill(0);
      expect([...original]).toEqual([1, 2, 3]);
      beginScratch();
    }
  });
});
