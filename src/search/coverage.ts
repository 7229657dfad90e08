import { meets, type Extent } from '../domain/extent.js';
import type { SearchDocument } from '../domain/search-document.js';
import {
  addKey,
  emptySet,
  forEachKey,
  grownSet,
  hasKey,
  intersect,
  removeKey,
  scratchCopy,
  subtract,
} from './document-set.js';
import type { DocumentSet } from './document-set.js';

/** West, south, east, north, first day, last day; NaN for what a document does not say. */
const PACKED = 6;
const EDGES = 4;
const ENDS = 2;
const DAY_MS = 86_400_000;

/** As the table keeps it: null for a document that says neither where nor when it is about. */
export function packCoverage({ extent, period }: SearchDocument): Buffer | null {
  if (extent === undefined && period === undefined) return null;
  const { west = NaN, south = NaN, east = NaN, north = NaN } = extent ?? {};
  const { from = NaN, to = NaN } = period ?? {};
  return Buffer.from(Float64Array.of(west, south, east, north, from, to).buffer);
}

/** A time from, and before which, in milliseconds since 1970. */
export interface Interval {
  readonly from: number;
  readonly before: number;
}

/**
 * Where and when documents are about, by document key. Edges are kept as exact as they were told; days are whole and fit
 * into less. A catalogue in which nobody says any takes no room.
 */
export class Coverage {
  #capacity = 0;
  #located: DocumentSet = emptySet(0);
  #edges = new Float64Array(0);
  #dated: DocumentSet = emptySet(0);
  #ends = new Float32Array(0);
  /** What one document says, and the same as bytes. */
  readonly #values = new Float64Array(PACKED);
  readonly #bytes = new Uint8Array(this.#values.buffer);

  reserve(capacity: number): void {
    this.#capacity = capacity;
    this.#located = grownSet(this.#located, capacity);
    this.#dated = grownSet(this.#dated, capacity);
  }

  /** `packed` is what `packCoverage` made; it is copied. */
  put(key: number, packed: Buffer | null): void {
    removeKey(this.#located, key);
    removeKey(this.#dated, key);
    if (packed === null) return;
    // A copy, because the bytes may lie where no number may begin.
    this.#bytes.set(packed);
    if (!Number.isNaN(this.#values[0])) this.#locate(key);
    if (!Number.isNaN(this.#values[EDGES])) this.#date(key);
  }

  /** Of these documents those whose box meets another one. The set belongs to the caller. */
  within(documents: DocumentSet, box: Extent): DocumentSet {
    const set = scratchCopy(documents);
    intersect(set, this.#located);
    forEachKey(set, (key) => {
      if (!meets(this.#extent(key), box)) removeKey(set, key);
    });
    return set;
  }

  /** Of these documents those that are about some of the time. Of one that does not say when, `otherwise` is asked. */
  during(documents: DocumentSet, { from, before }: Interval, otherwise: () => DocumentSet): DocumentSet {
    const set = otherwise();
    subtract(set, this.#dated);
    intersect(set, documents);
    forEachKey(documents, (key) => {
      if (!hasKey(this.#dated, key)) return;
      const first = (this.#ends[key * ENDS] ?? 0) * DAY_MS;
      const end = ((this.#ends[key * ENDS + 1] ?? 0) + 1) * DAY_MS;
      if (first < before && end > from) addKey(set, key);
    });
    return set;
  }

  #locate(key: number): void {
    if (this.#edges.length < this.#capacity * EDGES)
      this.#edges = grown(this.#edges, new Float64Array(this.#capacity * EDGES));
    for (let edge = 0; edge < EDGES; edge += 1) this.#edges[key * EDGES + edge] = this.#values[edge] ?? 0;
    addKey(this.#located, key);
  }

  #date(key: number): void {
    if (this.#ends.length < this.#capacity * ENDS)
      this.#ends = grown(this.#ends, new Float32Array(this.#capacity * ENDS));
    for (let end = 0; end < ENDS; end += 1) this.#ends[key * ENDS + end] = this.#values[EDGES + end] ?? 0;
    addKey(this.#dated, key);
  }

  #extent(key: number): Extent {
    const at = key * EDGES;
    const edges = this.#edges;
    return {
      west: edges[at] ?? 0,
      south: edges[at + 1] ?? 0,
      east: edges[at + 2] ?? 0,
      north: edges[at + 3] ?? 0,
    };
  }
}

function grown<A extends Float32Array | Float64Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
