import type { PublishedDocument } from '../pipeline/store-ports.js';

const GROWTH = 1.25;

/**
 * The published catalogue as arrays indexed by document key: what filters, facets and sorting read. A document that is
 * added stays invisible until `show`; `show` and `hide` are the only steps that a reader can see.
 * Bounded by the highest document key (keys are reused) plus the counted terms.
 */
export class Columns {
  #live = new Uint8Array(0);
  #changed = new Float64Array(0);
  #created = new Float64Array(0);
  #publisher = new Int32Array(0);
  #termStart = new Uint32Array(0);
  #termCount = new Uint16Array(0);
  #terms = new Uint32Array(1024);
  #termsUsed = 0;
  #documentOf = new Uint32Array(0);
  #count = 0;

  /** Number of live documents. */
  get count(): number {
    return this.#count;
  }

  /** Exclusive upper bound of document keys. */
  get capacity(): number {
    return this.#live.length;
  }

  reserve(maxDocumentKey: number, maxDatasetKey: number): void {
    if (maxDocumentKey >= this.#live.length) {
      const length = Math.ceil((maxDocumentKey + 1) * GROWTH);
      this.#live = grown(this.#live, new Uint8Array(length));
      this.#changed = grown(this.#changed, new Float64Array(length));
      this.#created = grown(this.#created, new Float64Array(length));
      this.#publisher = grown(this.#publisher, new Int32Array(length));
      this.#termStart = grown(this.#termStart, new Uint32Array(length));
      this.#termCount = grown(this.#termCount, new Uint16Array(length));
    }
    if (maxDatasetKey >= this.#documentOf.length) {
      this.#documentOf = grown(this.#documentOf, new Uint32Array(Math.ceil((maxDatasetKey + 1) * GROWTH)));
    }
  }

  /** Writes a document's columns without showing it. `terms` is a view that is copied. */
  put(document: PublishedDocument, terms: Uint32Array): void {
    this.reserve(document.documentKey, document.datasetKey);
    const key = document.documentKey;
    this.#changed[key] = document.changedMicros;
    this.#created[key] = document.createdMicros;
    this.#publisher[key] = document.publisherKey;
    if (this.#termsUsed + terms.length > this.#terms.length) this.#makeRoom(terms.length);
    this.#terms.set(terms, this.#termsUsed);
    this.#termStart[key] = this.#termsUsed;
    this.#termCount[key] = terms.length;
    this.#termsUsed += terms.length;
  }

  show(document: PublishedDocument): void {
    this.hide(document.datasetKey);
    this.#live[document.documentKey] = 1;
    this.#documentOf[document.datasetKey] = document.documentKey;
    this.#count += 1;
  }

  hide(datasetKey: number): void {
    const documentKey = this.#documentOf[datasetKey] ?? 0;
    if (documentKey === 0) return;
    this.#documentOf[datasetKey] = 0;
    this.#live[documentKey] = 0;
    this.#count -= 1;
  }

  isLive(documentKey: number): boolean {
    return this.#live[documentKey] === 1;
  }

  changed(documentKey: number): number {
    return this.#changed[documentKey] ?? 0;
  }

  created(documentKey: number): number {
    return this.#created[documentKey] ?? 0;
  }

  publisher(documentKey: number): number {
    return this.#publisher[documentKey] ?? 0;
  }

  /** All live document keys, rising. */
  liveKeys(): Uint32Array {
    const keys = new Uint32Array(this.#count);
    let used = 0;
    for (let key = 0; key < this.#live.length; key += 1) if (this.#live[key] === 1) keys[used++] = key;
    return keys;
  }

  /** Adds one to `counts[term]` for every counted term of these documents. */
  countTerms(documents: Uint32Array, counts: Uint32Array): void {
    const terms = this.#terms;
    for (const key of documents) {
      const start = this.#termStart[key] ?? 0;
      const end = start + (this.#termCount[key] ?? 0);
      for (let index = start; index < end; index += 1) {
        const term = terms[index] ?? 0;
        counts[term] = (counts[term] ?? 0) + 1;
      }
    }
  }

  /** The pool only grows at its end: superseded terms are squeezed out before it is made larger. */
  #makeRoom(needed: number): void {
    let live = 0;
    for (const count of this.#termCount) live += count;
    const squeezed = new Uint32Array(Math.ceil((live + needed) * GROWTH) + 1024);
    let used = 0;
    for (let key = 0; key < this.#termStart.length; key += 1) {
      const count = this.#termCount[key] ?? 0;
      const start = this.#termStart[key] ?? 0;
      squeezed.set(this.#terms.subarray(start, start + count), used);
      this.#termStart[key] = used;
      used += count;
    }
    this.#terms = squeezed;
    this.#termsUsed = used;
  }
}

function grown<A extends Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array>(
  from: A,
  to: A,
): A {
  to.set(from);
  return to;
}
