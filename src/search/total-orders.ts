import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DocumentFeed, DocumentOrder, FeedSnapshot } from '../pipeline/read-ports.js';
import type { Columns } from './columns.js';
import { bitsIn, forEachKey, hasKey } from './document-set.js';
import type { TotalOrder } from './sort-keys.js';

/** Documents, which are only looked at where not all live ones are among them. */
export interface Keys {
  readonly keys: () => Uint32Array;
  readonly count: number;
}

interface Order {
  /** The live documents in this order. */
  readonly documents: Uint32Array;
  /** Place in `documents` by document key, made when it is first needed. */
  ranks: Uint32Array | undefined;
}

/** Words of marks that are gone through in the time that one document takes to be sorted, about. */
const FEW = 16;
/** Documents read from the store between two turns of the event loop. */
const TURN = 2000;
const TIMES = ['changed', 'created'] as const;

/**
 * The whole catalogue in each order that was asked for, so that a page at any depth costs the same. Orders by time are
 * carried on from one published state to the next; those by text are read from the store, which has indexes for them.
 */
export class TotalOrders {
  readonly #columns: Columns;
  readonly #feed: DocumentFeed;
  #orders = new Map<TotalOrder, Order>();
  /** One array, since pages are chosen one after the other. */
  #marks = new Uint32Array(0);

  constructor(columns: Columns, feed: DocumentFeed) {
    this.#columns = columns;
    this.#feed = feed;
  }

  /** Makes the orders that nearly every caller asks for. */
  prepare(): void {
    this.#order('changed');
    this.#order('id');
  }

  /** Documents [start, end) of these. */
  slice(
    { keys, count }: Keys,
    by: { readonly order: TotalOrder; readonly descending: boolean },
    page: { readonly start: number; readonly end: number },
  ): Uint32Array {
    const order = this.#order(by.order);
    const end = Math.min(page.end, count);
    if (page.start >= end) return new Uint32Array(0);
    const from = by.descending ? count - end : page.start;
    const length = end - page.start;
    const found =
      count === order.documents.length
        ? order.documents.slice(from, from + length)
        : this.#select(keys(), order, { from, length });
    return by.descending ? found.reverse() : found;
  }

  rank(order: TotalOrder, key: number): number {
    return this.#ranks(this.#order(order))[key] ?? 0;
  }

  /** Reads what orders by text will be in the state to come, without stopping the readers of the present one. */
  async readAhead(snapshot: FeedSnapshot): Promise<ReadonlyMap<DocumentOrder, readonly number[]>> {
    const ahead = new Map<DocumentOrder, readonly number[]>();
    for (const order of ['id', 'name'] as const) {
      if (!this.#orders.has(order)) continue;
      const datasets: number[] = [];
      for (const key of snapshot.ordered(order)) {
        datasets.push(key);
        if (datasets.length % TURN === 0) await nextTurn();
      }
      ahead.set(order, datasets);
    }
    return ahead;
  }

  /** The columns have moved to the next state; `fresh` are the documents that were not there before. */
  follow(fresh: readonly number[], ahead: ReadonlyMap<DocumentOrder, readonly number[]>): void {
    const before = this.#orders;
    this.#orders = new Map();
    for (const [order, datasets] of ahead) this.#orders.set(order, this.#whole(datasets));
    const added = new Set(fresh);
    for (const time of TIMES) {
      const old = before.get(time);
      if (old === undefined) continue;
      const kept = old.documents.filter((key) => hasKey(this.#columns.live, key) && !added.has(key));
      const news = fresh.filter((key) => hasKey(this.#columns.live, key));
      this.#orders.set(time, { documents: this.#merge(time, kept, news), ranks: undefined });
    }
  }

  #merge(time: (typeof TIMES)[number], kept: Uint32Array, news: readonly number[]): Uint32Array {
    const timeOf = (key: number | undefined): number =>
      key === undefined ? Infinity : this.#columns[time](key);
    const sorted = [...news].sort((one, other) => timeOf(one) - timeOf(other));
    const merged = new Uint32Array(kept.length + sorted.length);
    let old = 0;
    let next = 0;
    for (let place = 0; place < merged.length; place += 1) {
      const takesNew = next < sorted.length && timeOf(sorted[next]) < timeOf(kept[old]);
      merged[place] = (takesNew ? sorted[next] : kept[old]) ?? 0;
      if (takesNew) next += 1;
      else old += 1;
    }
    return merged;
  }

  #order(name: TotalOrder): Order {
    const known = this.#orders.get(name);
    if (known !== undefined) return known;
    const made =
      name === 'changed' || name === 'created' ? this.#byTime(name) : this.#whole(this.#feed.ordered(name));
    this.#orders.set(name, made);
    return made;
  }

  #byTime(time: (typeof TIMES)[number]): Order {
    const columns = this.#columns;
    const documents = new Uint32Array(columns.count);
    const times = new Float64Array(columns.count);
    let used = 0;
    forEachKey(columns.live, (key) => {
      documents[used] = key;
      times[used] = columns[time](key);
      used += 1;
    });
    const places = Uint32Array.from(times.keys()).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
    return { documents: places.map((place) => documents[place] ?? 0), ranks: undefined };
  }

  /** The store may be a publication ahead of the columns: what it no longer lists comes last until they follow. */
  #whole(datasets: readonly number[]): Order {
    const { live, count } = this.#columns;
    const listed = Uint32Array.from(datasets, (key) => this.#columns.documentOf(key)).filter(
      (key) => key !== 0,
    );
    if (listed.length === count) return { documents: listed, ranks: undefined };
    const all = new Set(listed);
    forEachKey(live, (key) => all.add(key));
    return { documents: Uint32Array.from(all), ranks: undefined };
  }

  #ranks(order: Order): Uint32Array {
    if (order.ranks !== undefined) return order.ranks;
    const ranks = new Uint32Array(this.#columns.capacity);
    order.documents.forEach((key, place) => {
      ranks[key] = place;
    });
    order.ranks = ranks;
    return ranks;
  }

  /** A few are sorted. Of more, their places are marked, and marks are counted up to the page: the depth does not matter. */
  #select(
    keys: Uint32Array,
    order: Order,
    page: { readonly from: number; readonly length: number },
  ): Uint32Array {
    const ranks = this.#ranks(order);
    const words = (order.documents.length + 31) >>> 5;
    if (keys.length * FEW < words) {
      const places = keys.map((key) => ranks[key] ?? 0).sort();
      return places.slice(page.from, page.from + page.length).map((rank) => order.documents[rank] ?? 0);
    }
    if (this.#marks.length === words) this.#marks.fill(0);
    else this.#marks = new Uint32Array(words);
    const marks = this.#marks;
    for (const key of keys) {
      const rank = ranks[key] ?? 0;
      marks[rank >>> 5] = (marks[rank >>> 5] ?? 0) | (1 << (rank & 31));
    }
    let word = 0;
    let passed = 0;
    for (; word < marks.length; word += 1) {
      const bits = bitsIn(marks[word] ?? 0);
      if (passed + bits > page.from) break;
      passed += bits;
    }
    const found = new Uint32Array(page.length);
    for (let used = 0; used < page.length && word < marks.length; word += 1) {
      for (let bits = marks[word] ?? 0; bits !== 0 && used < page.length; bits &= bits - 1) {
        if (passed >= page.from) {
          found[used] = order.documents[(word << 5) | (31 - Math.clz32(bits & -bits))] ?? 0;
          used += 1;
        }
        passed += 1;
      }
    }
    return found;
  }
}
