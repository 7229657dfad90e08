/**
 * Documents by their keys, one bit each. All sets of one search are as long as the catalogue's keys reach; a million
 * documents are 125 KB, and to combine two sets takes microseconds. Functions that change a set name it first.
 */
export type DocumentSet = Uint32Array;

/** `capacity` is the exclusive upper bound of the keys. */
export function emptySet(capacity: number): DocumentSet {
  return new Uint32Array((capacity + 31) >>> 5);
}

/** Scratch sets that are kept for the next search; one that needs more leaves the others to the collector of garbage. */
const MOST_SCRATCH = 64;
const scratch: DocumentSet[] = [];
let scratchUsed = 0;

/**
 * An empty set that is good until the next search of this thread begins: searches come one after the other and need a dozen
 * of them each, whose memory would otherwise be asked for and collected anew.
 */
export function scratchSet(capacity: number): DocumentSet {
  const known = scratch[scratchUsed];
  const length = (capacity + 31) >>> 5;
  const set = known?.length === length ? known.fill(0) : emptySet(capacity);
  keepScratch(set);
  return set;
}

/** A copy that is good as long as a scratch set. */
export function scratchCopy(set: DocumentSet): DocumentSet {
  const known = scratch[scratchUsed];
  if (known?.length !== set.length) {
    const copy = set.slice();
    keepScratch(copy);
    return copy;
  }
  known.set(set);
  scratchUsed += 1;
  return known;
}

/** All scratch sets given so far are used anew. */
export function beginScratch(): void {
  scratchUsed = 0;
}

function keepScratch(set: DocumentSet): void {
  if (scratchUsed >= MOST_SCRATCH) return;
  scratch[scratchUsed] = set;
  scratchUsed += 1;
}

/** A key beyond the set's reach is left out: a document that no reader sees yet. */
export function addKey(set: DocumentSet, key: number): void {
  const word = key >>> 5;
  if (word < set.length) set[word] = (set[word] ?? 0) | (1 << (key & 31));
}

export function removeKey(set: DocumentSet, key: number): void {
  const word = key >>> 5;
  if (word < set.length) set[word] = (set[word] ?? 0) & ~(1 << (key & 31));
}

export function hasKey(set: DocumentSet, key: number): boolean {
  return (((set[key >>> 5] ?? 0) >>> (key & 31)) & 1) === 1;
}

/** Leaves in `set` what is in `other`, too. */
export function intersect(set: DocumentSet, other: DocumentSet): void {
  for (let word = 0; word < set.length; word += 1) set[word] = (set[word] ?? 0) & (other[word] ?? 0);
}

export function unite(set: DocumentSet, other: DocumentSet): void {
  for (let word = 0; word < set.length; word += 1) set[word] = (set[word] ?? 0) | (other[word] ?? 0);
}

/** Takes what is in `other` out of `set`. */
export function subtract(set: DocumentSet, other: DocumentSet): void {
  for (let word = 0; word < set.length; word += 1) set[word] = (set[word] ?? 0) & ~(other[word] ?? 0);
}

export function isEmpty(set: DocumentSet): boolean {
  for (let word = 0; word < set.length; word += 1) if (set[word] !== 0) return false;
  return true;
}

export function countOf(set: DocumentSet): number {
  let count = 0;
  for (let word = 0; word < set.length; word += 1) count += bitsIn(set[word] ?? 0);
  return count;
}

/** Rising. */
export function forEachKey(set: DocumentSet, visit: (key: number) => void): void {
  for (let word = 0; word < set.length; word += 1) {
    for (let bits = set[word] ?? 0; bits !== 0; bits &= bits - 1) {
      visit((word << 5) | (31 - Math.clz32(bits & -bits)));
    }
  }
}

/** Rising; `count`: how many there are. To go through them is quicker than `forEachKey`, and worth the memory where it is done more than once. */
export function keysOf(set: DocumentSet, count = countOf(set)): Uint32Array {
  const keys = new Uint32Array(count);
  let used = 0;
  for (let word = 0; word < set.length; word += 1) {
    for (let bits = set[word] ?? 0; bits !== 0; bits &= bits - 1) {
      keys[used] = (word << 5) | (31 - Math.clz32(bits & -bits));
      used += 1;
    }
  }
  return keys;
}

export function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Documents that are in at least `least` of the sets. */
export function atLeastOf(least: number, sets: Iterable<DocumentSet>, capacity: number): DocumentSet {
  const found = scratchSet(capacity);
  const counts = new Uint16Array(capacity);
  for (const set of sets) {
    forEachKey(set, (key) => {
      const count = (counts[key] ?? 0) + 1;
      counts[key] = count;
      if (count === least) addKey(found, key);
    });
  }
  return found;
}
