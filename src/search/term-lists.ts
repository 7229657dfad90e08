import { addKey, emptySet, removeKey } from './document-set.js';
import type { DocumentSet } from './document-set.js';

const GROWTH = 1.25;
/** A term that one document in so many has is also kept as a set: it takes no more room than its list. */
const COMMON = 32;
/** Below so many documents sets save nothing. */
const WORTHWHILE = 2048;

/**
 * The counted terms of each document, and how many live documents have each term. Common terms are also kept as sets of
 * documents: facets of large results count bits, and filters take the set as it is. Which terms are common is worked out
 * when the catalogue is loaded and whenever it has doubled; it changes no answer.
 */
export class TermLists {
  #start = new Uint32Array(0);
  #size = new Uint16Array(0);
  /** How many of a document's terms are not common; they come first. */
  #rare = new Uint16Array(0);
  #pool = new Uint32Array(1024);
  #used = 0;
  #counts = new Uint32Array(1024);
  #common = new Map<number, DocumentSet>();
  #countAtChoice = 0;
  #capacity = 0;

  reserve(capacity: number): void {
    this.#start = grown(this.#start, new Uint32Array(capacity));
    this.#size = grown(this.#size, new Uint16Array(capacity));
    this.#rare = grown(this.#rare, new Uint16Array(capacity));
    this.#common = new Map([...this.#common].map(([term, set]) => [term, grown(set, emptySet(capacity))]));
    this.#capacity = capacity;
  }

  put(key: number, terms: Uint32Array): void {
    if (this.#used + terms.length > this.#pool.length) this.#makeRoom(terms.length);
    this.#start[key] = this.#used;
    this.#size[key] = terms.length;
    this.#pool.set(terms, this.#used);
    this.#used += terms.length;
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
    return this.#pool.subarray(start, start + (this.#size[key] ?? 0));
  }

  /** Live documents with this term. */
  count(term: number): number {
    return this.#counts[term] ?? 0;
  }

  /** The live documents with a common term; not to be changed. Undefined for a rare term. */
  common(term: number): DocumentSet | undefined {
    return this.#common.get(term);
  }

  /** Adds one to `counts[term]` for each rare term, or for each term at all, of these documents. */
  countIn(documents: Uint32Array, which: 'rare' | 'all', counts: Uint32Array): void {
    const pool = this.#pool;
    const sizes = which === 'rare' ? this.#rare : this.#size;
    for (const key of documents) {
      const start = this.#start[key] ?? 0;
      const end = start + (sizes[key] ?? 0);
      for (let index = start; index < end; index += 1) {
        const term = pool[index] ?? 0;
        counts[term] = (counts[term] ?? 0) + 1;
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
      const start = this.#start[key] ?? 0;
      const end = start + (this.#size[key] ?? 0);
      for (let index = start + (this.#rare[key] ?? 0); index < end; index += 1) {
        const set = this.#common.get(this.#pool[index] ?? 0);
        if (set !== undefined) addKey(set, key);
      }
    }
  }

  /** Brings a document's rare terms to the front. */
  #sort(key: number): void {
    const start = this.#start[key] ?? 0;
    const end = start + (this.#size[key] ?? 0);
    let rare = start;
    for (let index = start; index < end; index += 1) {
      const term = this.#pool[index] ?? 0;
      if (this.#common.has(term)) continue;
      this.#pool[index] = this.#pool[rare] ?? 0;
      this.#pool[rare] = term;
      rare += 1;
    }
    this.#rare[key] = rare - start;
  }

  /** The pool only grows at its end: superseded terms are squeezed out before it is made larger. */
  #makeRoom(needed: number): void {
    let live = 0;
    for (const size of this.#size) live += size;
    const squeezed = new Uint32Array(Math.ceil((live + needed) * GROWTH) + 1024);
    if (live === this.#used) {
      squeezed.set(this.#pool.subarray(0, live));
      this.#pool = squeezed;
      return;
    }
    let used = 0;
    for (let key = 0; key < this.#start.length; key += 1) {
      const size = this.#size[key] ?? 0;
      const start = this.#start[key] ?? 0;
      squeezed.set(this.#pool.subarray(start, start + size), used);
      this.#start[key] = used;
      used += size;
    }
    this.#pool = squeezed;
    this.#used = used;
  }
}

function grown<A extends Uint16Array | Uint32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
