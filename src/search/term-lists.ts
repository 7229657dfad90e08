const GROWTH = 1.25;
/** What stands before a list: its length. */
const HEAD = 1;
/** Lists that are asked of the memory together. */
const BATCH = 64;

/** The terms of documents in one field, of which too many different sets are in use to number them. */
export class TermLists {
  /** Where a document's list begins in the pool; 0, an empty list, for a document that has none. */
  #start = new Uint32Array(0);
  /** Lists one behind the other, each with its length before it: to count them takes as long as their memory takes to come. */
  #pool = new Uint32Array(1024);
  #used = HEAD;

  reserve(capacity: number): void {
    const grown = new Uint32Array(capacity);
    grown.set(this.#start);
    this.#start = grown;
  }

  /** The terms from `first`, before `end`, are copied. True: there is room for any list. */
  put(key: number, terms: Uint32Array, first: number, end: number): true {
    // What the document had before is left where it is, and belongs to nobody.
    this.#start[key] = 0;
    const count = end - first;
    if (count === 0) return true;
    if (this.#used + HEAD + count > this.#pool.length) this.#makeRoom(HEAD + count);
    this.#start[key] = this.#used;
    this.#pool[this.#used] = count;
    this.#used += HEAD;
    for (let place = first; place < end; place += 1) {
      this.#pool[this.#used] = terms[place] ?? 0;
      this.#used += 1;
    }
    return true;
  }

  /** A view, good until the next `put`. */
  of(key: number): Uint32Array {
    const start = this.#start[key] ?? 0;
    return this.#pool.subarray(start + HEAD, start + HEAD + (this.#pool[start] ?? 0));
  }

  /** Adds one to `counts[term]` for each term of these documents. */
  countIn(documents: Uint32Array, counts: Uint32Array): void {
    const pool = this.#pool;
    const starts = new Uint32Array(BATCH);
    const ends = new Uint32Array(BATCH);
    for (let from = 0; from < documents.length; from += BATCH) {
      const batch = Math.min(BATCH, documents.length - from);
      // Each loop asks the memory for many lists at once, of which one after the other would be waited for.
      for (let place = 0; place < batch; place += 1)
        starts[place] = this.#start[documents[from + place] ?? 0] ?? 0;
      for (let place = 0; place < batch; place += 1) {
        const start = starts[place] ?? 0;
        ends[place] = start + HEAD + (pool[start] ?? 0);
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
