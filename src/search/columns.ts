import type { PublishedDocument } from '../pipeline/read-ports.js';
import { Coverage } from './coverage.js';
import { addKey, emptySet, forEachKey, grownSet, keysOf, removeKey, scratchSet } from './document-set.js';
import type { DocumentSet } from './document-set.js';
import { DocumentTerms } from './document-terms.js';

const GROWTH = 1.25;
/** Folded characters; longer titles count as long as this. */
export const LONGEST_TITLE = 255;

/** What the index itself keeps of a document in memory. */
export interface IndexedColumns {
  readonly terms: Uint32Array;
  readonly titleLength: number;
  /** See `packCoverage`. */
  readonly coverage: Buffer | null;
}

/** Live documents, those of a publisher in a row. */
interface Grouped {
  readonly starts: ReadonlyMap<number, number>;
  readonly keys: Uint32Array;
}

/**
 * The published catalogue as arrays indexed by document key: what filters, facets and sorting read. A document that is
 * added stays invisible until `show`; `show` and `hide` are the only steps that a reader can see.
 * Bounded by the highest document key (keys are reused) plus the counted terms.
 */
export class Columns {
  #live: DocumentSet = emptySet(0);
  #capacity = 0;
  #changed = new Float64Array(0);
  #created = new Float64Array(0);
  #publisher = new Int32Array(0);
  #titleLength = new Uint8Array(0);
  #documentOf = new Uint32Array(0);
  #count = 0;
  #scores = new Float32Array(0);
  /** The documents that may have a score; undefined: all of them. */
  #scored: Uint32Array | undefined;
  readonly #publisherCounts = new Map<number, number>();
  /** Made when they are first needed after a change. */
  #byPublisher: Grouped | undefined;
  #publishers: Uint32Array | undefined;
  readonly terms: DocumentTerms;
  readonly coverage = new Coverage();

  /** `fieldOf`: the field that a counted term is a value of. */
  constructor(fieldOf: (term: number) => string) {
    this.terms = new DocumentTerms(fieldOf);
  }

  /** Number of live documents. */
  get count(): number {
    return this.#count;
  }

  /** Exclusive upper bound of document keys. */
  get capacity(): number {
    return this.#capacity;
  }

  /** All live documents; not to be changed. */
  get live(): DocumentSet {
    return this.#live;
  }

  /** Live documents by publisher. */
  get publisherCounts(): ReadonlyMap<number, number> {
    return this.#publisherCounts;
  }

  /** The same as an array by publisher key. */
  get publishers(): Uint32Array {
    return (this.#publishers ??= this.#listPublishers());
  }

  #listPublishers(): Uint32Array {
    let most = -1;
    for (const publisher of this.#publisherCounts.keys()) most = Math.max(most, publisher);
    const counts = new Uint32Array(most + 1);
    for (const [publisher, count] of this.#publisherCounts) counts[publisher] = count;
    return counts;
  }

  /** How many of these live documents each publisher has, by publisher key. */
  countPublishers(documents: Uint32Array): Uint32Array {
    const counts = new Uint32Array(this.publishers.length);
    for (const key of documents) {
      const publisher = this.#publisher[key] ?? 0;
      counts[publisher] = (counts[publisher] ?? 0) + 1;
    }
    return counts;
  }

  reserve(maxDocumentKey: number, maxDatasetKey: number): void {
    if (maxDocumentKey >= this.#capacity) {
      const length = Math.ceil((maxDocumentKey + 1) * GROWTH);
      this.#capacity = length;
      this.#live = grownSet(this.#live, length);
      this.#changed = grown(this.#changed, new Float64Array(length));
      this.#created = grown(this.#created, new Float64Array(length));
      this.#publisher = grown(this.#publisher, new Int32Array(length));
      this.#titleLength = grown(this.#titleLength, new Uint8Array(length));
      this.terms.reserve(length);
      this.coverage.reserve(length);
    }
    if (maxDatasetKey >= this.#documentOf.length) {
      this.#documentOf = grown(this.#documentOf, new Uint32Array(Math.ceil((maxDatasetKey + 1) * GROWTH)));
    }
  }

  /** Writes a document's columns without showing it. What is given besides it are views that are copied. */
  put(document: PublishedDocument, { terms, titleLength, coverage }: IndexedColumns): void {
    this.reserve(document.documentKey, document.datasetKey);
    const key = document.documentKey;
    this.#changed[key] = document.changedMicros;
    this.#created[key] = document.createdMicros;
    this.#publisher[key] = document.publisherKey;
    this.#titleLength[key] = Math.min(titleLength, LONGEST_TITLE);
    this.terms.put(key, terms);
    this.coverage.put(key, coverage);
  }

  /** What the index now holds of a document that is shown. */
  putAnew(documentKey: number, { terms, titleLength, coverage }: IndexedColumns): void {
    this.#titleLength[documentKey] = Math.min(titleLength, LONGEST_TITLE);
    this.coverage.put(documentKey, coverage);
    const before: number[] = [];
    this.terms.forEach(documentKey, (term) => before.push(term));
    if (isSameSet(terms, before)) return;
    this.terms.hide(documentKey);
    this.terms.put(documentKey, terms);
    this.terms.show(documentKey);
  }

  show(document: PublishedDocument): void {
    this.hide(document.datasetKey);
    const { documentKey, publisherKey } = document;
    this.#byPublisher = undefined;
    this.#publishers = undefined;
    addKey(this.#live, documentKey);
    this.#documentOf[document.datasetKey] = documentKey;
    this.#count += 1;
    this.#publisherCounts.set(publisherKey, (this.#publisherCounts.get(publisherKey) ?? 0) + 1);
    this.terms.show(documentKey);
  }

  hide(datasetKey: number): void {
    const documentKey = this.documentOf(datasetKey);
    if (documentKey === 0) return;
    this.#documentOf[datasetKey] = 0;
    this.#byPublisher = undefined;
    this.#publishers = undefined;
    removeKey(this.#live, documentKey);
    this.#count -= 1;
    const publisher = this.publisher(documentKey);
    const left = (this.#publisherCounts.get(publisher) ?? 0) - 1;
    if (left > 0) this.#publisherCounts.set(publisher, left);
    else this.#publisherCounts.delete(publisher);
    this.terms.hide(documentKey);
  }

  /** The document that shows a dataset; 0 when it is not live. */
  documentOf(datasetKey: number): number {
    return this.#documentOf[datasetKey] ?? 0;
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

  /** Folded characters of the title; 255 for longer ones. */
  titleLength(documentKey: number): number {
    return this.#titleLength[documentKey] ?? 0;
  }

  /** A nought for each document key; one array, since searches come one after the other and a new one costs more than they do. */
  noScores(): Float32Array {
    if (this.#scores.length !== this.#capacity) this.#scores = new Float32Array(this.#capacity);
    else if (this.#scored === undefined) this.#scores.fill(0);
    else for (const key of this.#scored) this.#scores[key] = 0;
    this.#scored = undefined;
    return this.#scores;
  }

  /** None but these were given a score since `noScores`: the others need not be cleared for the next search. */
  scoredOnly(keys: Uint32Array): void {
    this.#scored = keys;
  }

  /** The live documents of these publishers. */
  ofPublishers(publishers: readonly number[]): DocumentSet {
    const { starts, keys } = (this.#byPublisher ??= this.#groupByPublisher());
    const set = scratchSet(this.#capacity);
    for (const publisher of publishers) {
      const start = starts.get(publisher) ?? 0;
      const end = start + (this.#publisherCounts.get(publisher) ?? 0);
      for (let place = start; place < end; place += 1) addKey(set, keys[place] ?? 0);
    }
    return set;
  }

  #groupByPublisher(): Grouped {
    const starts = new Map<number, number>();
    let start = 0;
    for (const [publisher, count] of this.#publisherCounts) {
      starts.set(publisher, start);
      start += count;
    }
    const next = new Map(starts);
    const keys = new Uint32Array(start);
    for (const key of keysOf(this.#live)) {
      const publisher = this.publisher(key);
      const place = next.get(publisher) ?? 0;
      keys[place] = key;
      next.set(publisher, place + 1);
    }
    return { starts, keys };
  }

  /** The live documents whose time is at least `from` and below `before`, microseconds since 1970. */
  between(time: 'changed' | 'created', from: number, before: number): DocumentSet {
    const set = scratchSet(this.#capacity);
    const times = time === 'changed' ? this.#changed : this.#created;
    forEachKey(this.#live, (key) => {
      const value = times[key] ?? 0;
      if (value >= from && value < before) addKey(set, key);
    });
    return set;
  }
}

/** Neither has a term twice. */
function isSameSet(one: Uint32Array, other: readonly number[]): boolean {
  return one.length === other.length && one.every((term) => other.includes(term));
}

function grown<A extends Uint32Array | Int32Array | Uint8Array | Float64Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
