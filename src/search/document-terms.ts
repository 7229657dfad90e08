import { addKey, emptySet, grownSet, removeKey } from './document-set.js';
import type { DocumentSet } from './document-set.js';
import { COUNTED_FIELDS } from './tables.js';
import { TermLists } from './term-lists.js';
import { ValueSets } from './value-sets.js';

const NONE = new Uint32Array(0);
const GROWTH = 1.25;
/** A term that one document in so many has is also kept as a set: FTS5 needs milliseconds to find thousands of documents. */
const COMMON = 128;
/** Below so many documents sets save nothing. */
const WORTHWHILE = 2048;
const FIELDS = [...COUNTED_FIELDS];

/**
 * The counted terms of each document, and how many live documents have each term. Common terms are also kept as sets of
 * documents, which filters take as they are. Which terms are common is worked out when the catalogue is loaded and whenever it
 * has doubled; it changes no answer.
 */
export class DocumentTerms {
  /** The field that a term is a value of; asked once a term. */
  readonly #fieldOf: (term: number) => string;
  /** By the place of a field. Sets are tried first: which fields have few, nobody knows before. */
  readonly #holders: (ValueSets | TermLists)[] = FIELDS.map(() => new ValueSets());
  /** By term: 1 + the place of its field; 0 before it is asked for, and of a field that is not counted. */
  #places = new Uint8Array(1024);
  /** The terms of one document, field by field. */
  #ordered = new Uint32Array(64);
  /** Where in `#ordered` the terms of each field end. */
  readonly #ends = new Uint32Array(FIELDS.length + 1);
  #counts = new Uint32Array(1024);
  #common = new Map<number, DocumentSet>();
  #countAtChoice = 0;
  #capacity = 0;

  constructor(fieldOf: (term: number) => string) {
    this.#fieldOf = fieldOf;
  }

  reserve(capacity: number): void {
    for (const holder of this.#holders) holder.reserve(capacity);
    this.#common = new Map([...this.#common].map(([term, set]) => [term, grownSet(set, capacity)]));
    this.#capacity = capacity;
  }

  put(key: number, terms: Uint32Array): void {
    this.#order(terms);
    let start = this.#ends[0] ?? 0;
    for (let place = 0; place < this.#holders.length; place += 1) {
      const end = this.#ends[place + 1] ?? 0;
      const isPut = this.#holders[place]?.put(key, this.#ordered, start, end);
      if (isPut === false) this.#toLists(place).put(key, this.#ordered, start, end);
      start = end;
    }
  }

  /** Once a field at most: tens of milliseconds for a million documents. */
  #toLists(place: number): TermLists {
    const lists = new TermLists();
    lists.reserve(this.#capacity);
    for (let key = 0; key < this.#capacity; key += 1) {
      const terms = this.#holders[place]?.of(key) ?? NONE;
      lists.put(key, terms, 0, terms.length);
    }
    this.#holders[place] = lists;
    return lists;
  }

  show(key: number): void {
    this.forEach(key, (term) => {
      if (term >= this.#counts.length) this.#counts = grown(this.#counts, new Uint32Array(roomFor(term)));
      this.#counts[term] = (this.#counts[term] ?? 0) + 1;
      const set = this.#common.get(term);
      if (set !== undefined) addKey(set, key);
    });
  }

  hide(key: number): void {
    this.forEach(key, (term) => {
      this.#counts[term] = (this.#counts[term] ?? 0) - 1;
      const set = this.#common.get(term);
      if (set !== undefined) removeKey(set, key);
    });
  }

  /** All terms of a document, field by field. */
  forEach(key: number, visit: (term: number) => void): void {
    for (const holder of this.#holders) for (const term of holder.of(key)) visit(term);
  }

  /** Those of a counted field, good until the next `put`. */
  of(key: number, field: string): Uint32Array {
    return this.#holderOf(field)?.of(key) ?? NONE;
  }

  /** Live documents with this term. */
  count(term: number): number {
    return this.#counts[term] ?? 0;
  }

  /** The live documents with a common term; not to be changed. Undefined for a rare term. */
  common(term: number): DocumentSet | undefined {
    return this.#common.get(term);
  }

  /** How many of these documents have each term of these fields, by term; `size`: exclusive upper bound of the terms. */
  countIn(documents: Uint32Array, fields: readonly string[], size: number): Uint32Array {
    const counts = new Uint32Array(size);
    for (const holder of new Set(fields.map((field) => this.#holderOf(field))))
      holder?.countIn(documents, counts);
    return counts;
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
    for (const key of live) {
      this.forEach(key, (term) => {
        const set = this.#common.get(term);
        if (set !== undefined) addKey(set, key);
      });
    }
  }

  #holderOf(field: string): ValueSets | TermLists | undefined {
    return this.#holders[FIELDS.indexOf(field)];
  }

  #learn(term: number): void {
    if (term >= this.#places.length) this.#places = grown(this.#places, new Uint8Array(roomFor(term)));
    if (this.#places[term] !== 0) return;
    this.#places[term] = FIELDS.indexOf(this.#fieldOf(term)) + 1;
  }

  /** Puts the terms into `#ordered`, in their own order within each field. */
  #order(terms: Uint32Array): void {
    if (terms.length > this.#ordered.length) this.#ordered = new Uint32Array(roomFor(terms.length));
    const ends = this.#ends.fill(0);
    for (const term of terms) {
      this.#learn(term);
      const place = this.#places[term] ?? 0;
      ends[place] = (ends[place] ?? 0) + 1;
    }
    // Where each begins, until its terms have moved that to where it ends.
    let start = 0;
    for (let place = 0; place < ends.length; place += 1) {
      const count = ends[place] ?? 0;
      ends[place] = start;
      start += count;
    }
    for (const term of terms) {
      const place = this.#places[term] ?? 0;
      const at = ends[place] ?? 0;
      this.#ordered[at] = term;
      ends[place] = at + 1;
    }
  }
}

function roomFor(term: number): number {
  return Math.ceil((term + 1) * GROWTH);
}

function grown<A extends Uint32Array | Uint8Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
