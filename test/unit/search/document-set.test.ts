import {
  addKey,
  atLeastOf,
  beginScratch,
  copyOfSet,
  countOf,
  emptySet,
  forEachKey,
  grownSet,
  hasKey,
  intersect,
  isEmpty,
  keysOf,
  removeKey,
  scratchCopy,
  scratchSet,
  subtract,
  unite,
} from '../../../src/search/document-set.js';
import type { DocumentSet } from '../../../src/search/document-set.js';
import { seededRandom } from '../../support/seeded-random.js';

const random = seededRandom(11);

/** Dense, sparse or none, in one part of the keys or in all of them. */
function someKeys(capacity: number): readonly number[] {
  const reach = [capacity, 40, 2000][random.below(3)] ?? capacity;
  const from = random.below(capacity);
  const count = [0, 1, 5, capacity][random.below(4)] ?? 0;
  return Array.from({ length: count }, () => Math.min(capacity - 1, from + random.below(reach)));
}

function setOf(keys: Iterable<number>, capacity: number): DocumentSet {
  const set = scratchSet(capacity);
  for (const key of keys) addKey(set, key);
  return set;
}

function listed(keys: ReadonlySet<number>): readonly number[] {
  return [...keys].sort((one, other) => one - other);
}

describe('sets of documents', () => {
  it.each([1, 31, 1024, 1025, 40_000])('of %i keys are combined as sets are', (capacity) => {
    for (let round = 0; round < 150; round += 1) {
      beginScratch();
      const naive = new Set(someKeys(capacity));
      const others = new Set(someKeys(capacity));
      const set = setOf(naive, capacity);
      const other = setOf(others, capacity);
      for (let step = 0; step < 4; step += 1) {
        const change = random.below(4);
        if (change === 0) intersect(set, other);
        if (change === 1) subtract(set, other);
        if (change === 2) unite(set, other);
        const key = random.below(capacity);
        if (change === 3) removeKey(set, key);
        for (const one of [...naive]) {
          const goes =
            change === 0 ? !others.has(one) : change === 1 ? others.has(one) : change === 3 && one === key;
          if (goes) naive.delete(one);
        }
        if (change === 2) for (const one of others) naive.add(one);
      }
      const expected = listed(naive);
      expect([...keysOf(set)]).toEqual(expected);
      expect([...keysOf(other)]).toEqual(listed(others));
      const visited: number[] = [];
      forEachKey(set, (key) => visited.push(key));
      expect(visited).toEqual(expected);
      expect(countOf(set)).toBe(expected.length);
      expect(isEmpty(set)).toBe(expected.length === 0);
      for (let tries = 0; tries < 20; tries += 1) {
        const key = random.below(capacity);
        expect(hasKey(set, key)).toBe(naive.has(key));
      }
      for (const copy of [scratchCopy(set), copyOfSet(set), grownSet(set, capacity * 2)])
        expect([...keysOf(copy)]).toEqual(expected);
      const twice = atLeastOf(2, [set, other, set], capacity);
      expect([...keysOf(twice)]).toEqual(expected);
    }
  });

  it('are copies of their own', () => {
    const set = setOf([3, 5000], 10_000);
    const copies = [scratchCopy(set), copyOfSet(set), grownSet(set, 20_000)];
    for (const copy of copies) {
      removeKey(copy, 3);
      addKey(copy, 9000);
    }
    expect([...keysOf(set)]).toEqual([3, 5000]);
  });

  it('leave out keys beyond their reach', () => {
    const set = emptySet(100);
    addKey(set, 5000);
    removeKey(set, 5000);
    expect(hasKey(set, 5000)).toBe(false);
    expect(isEmpty(set)).toBe(true);
    const grown = grownSet(set, 6000);
    addKey(grown, 5000);
    expect([...keysOf(grown)]).toEqual([5000]);
  });
});
