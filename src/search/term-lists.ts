import { addKey, emptySet, removeKey } from './document-set.js';
import type { DocumentSet } from './document-set.js';

const GROWTH = 1.25;
/** A term that one document in so many has is also kept as a set: it takes no more room than its list. */
const COMMON = 32;
/** What stands before a list: its length, and at `RARE` how many of its terms are rare. */
const HEAD = 2;
const RARE = 1;
/** Lists that are asked of the memory together. */
const BATCH = 64;
/** Below so many documents sets save nothing. */
const WORTHWHILE = 2048;

/**
 * The counted terms of each document, and how many live documents have each term. Common terms are also kept as sets of
 * documents: facets of large results count bits, and filters take the set as it is. Which terms are common is worked out
 * when the catalogue is loaded and whenever it has doubled; it changes no answer.
 */
export class TermLists {
  /** Where a document's list begins in the pool; 0, an empty list, for a document that has none. */
  #start = new Uint32Array(0);
  /**
   * Lists one behind the other. Each begins with its length and how many of its terms are not common, which come first:
   * beside the terms, because to count them for some thousand documents takes as long as their memory takes to come.
   */
  #pool = new Uint32Array(1024);
  #used = HEAD;
  #counts = new Uint32Array(1024);
  #common = new Map<number, DocumentSet>();
  #countAtChoice = 0;
  #capacity = 0;

  reserve(capacity: number): void {
    this.#start = grown(this.#start, new Uint32Array(capacity));
    this.#common = new Map([...this.#common].map(([term, set]) => [term, grown(set, emptySet(capacity))]));
    this.#capacity = capacity;
  }

  put(key: number, terms: Uint32Array): void {
    // What the document had before is left where it is, and belongs to nobody.
    this.#start[key] = 0;
    if (this.#used + HEAD + terms.length > this.#pool.length) this.#makeRoom(HEAD + terms.length);
    this.#start[key] = this.#used;
    this.#pool[this.#used] = terms.length;
    this.#pool.set(terms, this.#used + HEAD);
    this.#used += HEAD + terms.length;
    this.#sort(key);
  }

  show(key: number): void {
    for (const term of this.of(key)) {
      if (term >= this.#counts.length)
        this.#counts = grown(this.#counts, new Uint32Array(Math.ceil((term + 1) * GROWTH)));
      this.#counts[term] = (this.#counts[term] ?? 0) + 1;
      const set = this.#common.get(term);
      if (set !== undefined) addKey(set, key);
    }
  }

  hide(key: number): void {
    for (const term of this.of(key)) {
      this.#counts[term] = (this.#counts[term] ?? 0) - 1;
      const set = this.#common.get(term);
      if (set !== undefined) removeKey(set, key);
    }
  }

  /** A view, good until the next `put`. */
  of(key: number): Uint32Array {
    const start = this.#start[key] ?? 0;
    return this.#pool.subarray(start + HEAD, start + HEAD + (this.#pool[start] ?? 0));
  }

  /** Live documents with this term. */
  count(term: number): number {
    return this.#counts[term] ?? 0;
  }

  /** The live documents with a common term; not to be changed. Undefined for a rare term. */
  common(term: number): DocumentSet | undefined {
    return this.#common.get(term);
  }

  commonTerms(): readonly number[] {
    return [...this.#common.keys()];
  }

  /** Adds one to `counts[term]` for each rare term, or for each term at all, of these documents. */
  countIn(documents: Uint32Array, which: 'rare' | 'all', counts: Uint32Array): void {
    const pool = this.#pool;
    const length = which === 'rare' ? RARE : 0;
    const starts = new Uint32Array(BATCH);
    const ends = new Uint32Array(BATCH);
    for (let from = 0; from < documents.length; from += BATCH) {
      const batch = Math.min(BATCH, documents.length - from);
      // Each loop asks the memory for many lists at once, of which one after the other would be waited for.
      for (let place = 0; place < batch; place += 1)
        starts[place] = this.#start[documents[from + place] ?? 0] ?? 0;
      for (let place = 0; place < batch; place += 1) {
        const start = starts[place] ?? 0;
        ends[place] = start + HEAD + (pool[start + length] ?? 0);
      }
      for (let place = 0; place < batch; place += 1) {
        const end = ends[place] ?? 0;
        for (let index = (starts[place] ?? 0) + HEAD; index < end; index += 1) {
          const term = pool[index] ?? 0;
          counts[term] = (counts[term] ?? 0) + 1;
        }
      }
    }
  }

  /** The catalogue has grown so much that which terms are common should be worked out anew. */
  isOutgrown(documents: number): boolean {
    return documents >= WORTHWHILE && documents >= 2 * this.#countAtChoice;
  }

  /** Works out which terms of the live documents are common, if need be. */
  chooseCommon(live: Uint32Array): void {
    if (!this.isOutgrown(live.length)) return;
    this.#countAtChoice = live.length;
    this.#common = new Map();
    for (let term = 0; term < this.#counts.length; term += 1) {
      if ((this.#counts[term] ?? 0) * COMMON >= live.length) this.#common.set(term, emptySet(this.#capacity));
    }
    for (let key = 0; key < this.#start.length; key += 1) this.#sort(key);
    for (const key of live) {
      const rare = this.#pool[(this.#start[key] ?? 0) + RARE] ?? 0;
      for (const term of this.of(key).subarray(rare)) {
        const set = this.#common.get(term);
        if (set !== undefined) addKey(set, key);
      }
    }
  }

  /** Brings a document's rare terms to the front. */
  #sort(key: number): void {
    const start = this.#start[key] ?? 0;
    if (start === 0) return;
    const terms = this.of(key);
    let rare = 0;
    for (const [place, term] of terms.entries()) {
      if (this.#common.has(term)) continue;
      terms[place] = terms[rare] ?? 0;
      terms[rare] = term;
      rare += 1;
    }
    this.#pool[start + RARE] = rare;
  }

  /** The pool only grows at its end: superseded lists are squeezed out before it is made larger. */
  #makeRoom(needed: number): void {
    const pool = this.#pool;
    let live = HEAD;
    for (const start of this.#start) if (start !== 0) live += HEAD + (pool[start] ?? 0);
    const squeezed = new Uint32Array(Math.ceil((live + needed) * GROWTH) + 1024);
    this.#pool = squeezed;
    if (live === this.#used) {
      squeezed.set(pool.subarray(0, live));
      return;
    }
    let used = HEAD;
    for (const [key, start] of this.#start.entries()) {
      if (start === 0) continue;
      const end = start + HEAD + (pool[start] ?? 0);
      squeezed.set(pool.subarray(start, end), used);
      this.#start[key] = used;
      used += end - start;
    }
    this.#used = used;
  }
}

function grown<A extends Uint32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
