/**
 * Documents by their keys, one bit each, and one bit for each stretch of 1024 keys: most words and filters find few of a
 * million documents, and what is done with these costs what they are, not how far the keys reach. All sets of one search
 * reach equally far. Functions that change a set name it first.
 */
export interface DocumentSet {
  /** A bit for each key. */
  readonly words: Uint32Array;
  /** A bit for each stretch of words; those of a stretch without it are 0. */
  readonly stretches: Uint32Array;
}

/** Words of a stretch: two lines of the processor's cache. */
const STRETCH = 32;
/** Keys of a stretch, as a power of two. */
const STRETCH_BITS = 10;

/** `capacity` is the exclusive upper bound of the keys. */
export function emptySet(capacity: number): DocumentSet {
  return setOfStretches(stretchesFor(capacity));
}

function stretchesFor(capacity: number): number {
  return Math.ceil(capacity / 2 ** STRETCH_BITS);
}

function setOfStretches(count: number): DocumentSet {
  return { words: new Uint32Array(count * STRETCH), stretches: new Uint32Array((count + 31) >>> 5) };
}

/** The same documents in a set that reaches further. */
export function grownSet(set: DocumentSet, capacity: number): DocumentSet {
  const grown = emptySet(capacity);
  grown.words.set(set.words);
  grown.stretches.set(set.stretches);
  return grown;
}

/** A copy for longer than a search. */
export function copyOfSet({ words, stretches }: DocumentSet): DocumentSet {
  return { words: words.slice(), stretches: stretches.slice() };
}

export function bytesOfSet({ words, stretches }: DocumentSet): number {
  return words.byteLength + stretches.byteLength;
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
  const set = takeScratch(stretchesFor(capacity));
  forEachStretch(set.stretches, (first) => {
    for (let word = first; word < first + STRETCH; word += 1) set.words[word] = 0;
  });
  set.stretches.fill(0);
  return set;
}

/** A copy that is good as long as a scratch set. */
export function scratchCopy(set: DocumentSet): DocumentSet {
  const copy = takeScratch(set.words.length / STRETCH);
  const { words } = set;
  const { words: copied, stretches } = copy;
  addStretches(stretches, set.stretches);
  // What the copy had before goes, too.
  forEachStretch(stretches, (first) => {
    for (let word = first; word < first + STRETCH; word += 1) copied[word] = words[word] ?? 0;
  });
  stretches.set(set.stretches);
  return copy;
}

/** All scratch sets given so far are used anew. */
export function beginScratch(): void {
  scratchUsed = 0;
}

/** One that holds what it held when it was last used. */
function takeScratch(stretches: number): DocumentSet {
  const known = scratch[scratchUsed];
  const set = known?.words.length === stretches * STRETCH ? known : setOfStretches(stretches);
  if (scratchUsed < MOST_SCRATCH) {
    scratch[scratchUsed] = set;
    scratchUsed += 1;
  }
  return set;
}

/** `visit` is given the first word of each stretch. */
function forEachStretch(stretches: Uint32Array, visit: (first: number, stretch: number) => void): void {
  for (let place = 0; place < stretches.length; place += 1) {
    for (let bits = stretches[place] ?? 0; bits !== 0; bits &= bits - 1) {
      const stretch = (place << 5) | lowestBit(bits);
      visit(stretch * STRETCH, stretch);
    }
  }
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

/** A key beyond the set's reach is left out: a document that no reader sees yet. */
export function addKey({ words, stretches }: DocumentSet, key: number): void {
  const word = key >>> 5;
  if (word >= words.length) return;
  words[word] = (words[word] ?? 0) | (1 << (key & 31));
  const stretch = key >>> STRETCH_BITS;
  stretches[stretch >>> 5] = (stretches[stretch >>> 5] ?? 0) | (1 << (stretch & 31));
}

export function removeKey({ words }: DocumentSet, key: number): void {
  const word = key >>> 5;
  if (word < words.length) words[word] = (words[word] ?? 0) & ~(1 << (key & 31));
}

export function hasKey({ words }: DocumentSet, key: number): boolean {
  return (((words[key >>> 5] ?? 0) >>> (key & 31)) & 1) === 1;
}

/** Leaves in `set` what is in `other`, too. */
export function intersect(set: DocumentSet, other: DocumentSet): void {
  narrow(set, other, 0);
}

/** Takes what is in `other` out of `set`. */
export function subtract(set: DocumentSet, other: DocumentSet): void {
  narrow(set, other, -1);
}

/** Leaves in `set` the keys whose bits in `other`, turned over by those of `flip`, are 1. */
function narrow({ words, stretches }: DocumentSet, { words: others }: DocumentSet, flip: 0 | -1): void {
  forEachStretch(stretches, (first, stretch) => {
    let left = 0;
    for (let word = first; word < first + STRETCH; word += 1) {
      const kept = (words[word] ?? 0) & ((others[word] ?? 0) ^ flip);
      words[word] = kept;
      left |= kept;
    }
    if (left === 0) stretches[stretch >>> 5] = (stretches[stretch >>> 5] ?? 0) & ~(1 << (stretch & 31));
  });
}

export function unite({ words, stretches }: DocumentSet, other: DocumentSet): void {
  const { words: others } = other;
  forEachStretch(other.stretches, (first) => {
    for (let word = first; word < first + STRETCH; word += 1)
      words[word] = (words[word] ?? 0) | (others[word] ?? 0);
  });
  addStretches(stretches, other.stretches);
}

function addStretches(stretches: Uint32Array, others: Uint32Array): void {
  for (let place = 0; place < stretches.length; place += 1)
    stretches[place] = (stretches[place] ?? 0) | (others[place] ?? 0);
}

export function isEmpty({ words, stretches }: DocumentSet): boolean {
  for (let place = 0; place < stretches.length; place += 1) {
    for (let bits = stretches[place] ?? 0; bits !== 0; bits &= bits - 1) {
      const first = ((place << 5) | lowestBit(bits)) * STRETCH;
      for (let word = first; word < first + STRETCH; word += 1) if (words[word] !== 0) return false;
    }
  }
  return true;
}

export function countOf({ words, stretches }: DocumentSet): number {
  let count = 0;
  forEachStretch(stretches, (first) => {
    let some = 0;
    for (let word = first; word < first + STRETCH; word += 1) some += bitsIn(words[word] ?? 0);
    count += some;
  });
  return count;
}

/** Rising. */
export function forEachKey({ words, stretches }: DocumentSet, visit: (key: number) => void): void {
  forEachStretch(stretches, (first) => {
    for (let word = first; word < first + STRETCH; word += 1) {
      for (let bits = words[word] ?? 0; bits !== 0; bits &= bits - 1) visit((word << 5) | lowestBit(bits));
    }
  });
}

/** Rising; `count`: how many there are. To go through them is quicker than `forEachKey`, and worth the memory where it is done more than once. */
export function keysOf(set: DocumentSet, count = countOf(set)): Uint32Array {
  const { words, stretches } = set;
  const keys = new Uint32Array(count);
  let used = 0;
  forEachStretch(stretches, (first) => {
    let next = used;
    for (let word = first; word < first + STRETCH; word += 1) {
      for (let bits = words[word] ?? 0; bits !== 0; bits &= bits - 1) {
        keys[next] = (word << 5) | lowestBit(bits);
        next += 1;
      }
    }
    used = next;
  });
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
