const NONE = new Uint32Array(0);
/** Different sets of a field, at most: two bytes hold their numbers, and their counts stay in the processor's cache. */
const MOST_SETS = 0x4000;
/** Terms of all these sets together: some megabytes. */
const MOST_TERMS = 0x40000;

/**
 * The terms of documents in one field whose values are few: most documents share theirs with many others, so that each has
 * the number of its set of terms. To count them for some thousand documents is to go through one small array.
 */
export class ValueSets {
  /** By document key; 0 is the empty set. */
  #setOf = new Uint16Array(0);
  /** A set that no document has any more stays: the next one that has these terms finds it. */
  readonly #sets: Uint32Array[] = [NONE];
  readonly #numbers = new Map<number | string, number>();
  /** Terms of all sets together. */
  #held = 0;

  reserve(capacity: number): void {
    const grown = new Uint16Array(capacity);
    grown.set(this.#setOf);
    this.#setOf = grown;
  }

  /** The terms from `start`, before `end`, are copied. False: there are too many sets already, and nothing is put. */
  put(key: number, terms: Uint32Array, start: number, end: number): boolean {
    const number = start === end ? 0 : this.#numberOf(terms, start, end);
    if (number !== undefined) this.#setOf[key] = number;
    return number !== undefined;
  }

  /** Not to be changed. */
  of(key: number): Uint32Array {
    return this.#sets[this.#setOf[key] ?? 0] ?? NONE;
  }

  /** Adds one to `counts[term]` for each term of these documents. */
  countIn(documents: Uint32Array, counts: Uint32Array): void {
    const setOf = this.#setOf;
    const found = new Uint32Array(this.#sets.length);
    for (let place = 0; place < documents.length; place += 1) {
      const set = setOf[documents[place] ?? 0] ?? 0;
      found[set] = (found[set] ?? 0) + 1;
    }
    for (let set = 1; set < found.length; set += 1) {
      const count = found[set] ?? 0;
      if (count > 0) for (const term of this.#sets[set] ?? NONE) counts[term] = (counts[term] ?? 0) + count;
    }
  }

  #numberOf(terms: Uint32Array, start: number, end: number): number | undefined {
    const name = end - start === 1 ? (terms[start] ?? 0) : terms.subarray(start, end).join();
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#held += end - start;
    if (this.#sets.length === MOST_SETS || this.#held > MOST_TERMS) return undefined;
    const number = this.#sets.push(terms.slice(start, end)) - 1;
    this.#numbers.set(name, number);
    return number;
  }
}
