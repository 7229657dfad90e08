import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
  DocumentFeed,
  FeedSnapshot,
  PublishedDocument,
  SearchIndex,
  SearchRequest,
  SearchResult,
} from '../pipeline/read-ports.js';
import { Columns } from './columns.js';
import { keysOf } from './document-set.js';
import { countFacets } from './facets.js';
import { PostingsReader } from './field-postings.js';
import { createFields } from './fields/fields.js';
import type { Field } from './fields/fields.js';
import { createMatcher } from './matcher.js';
import type { Matcher } from './matcher.js';
import { pageOf } from './order.js';
import { PublisherNames } from './publisher-names.js';
import { createGenerationReader } from './replacement.js';
import { findDocuments } from './search-documents.js';
import { parseSort } from './sort-keys.js';
import { createLevels } from './sort-levels.js';
import type { SearchDatabase } from './tables.js';
import { TermBook } from './term-book.js';
import { createTimeBudget } from './time-budget.js';
import { TotalOrders } from './total-orders.js';

/** Changes taken in between two turns of the event loop while a publication is followed: a few milliseconds each. */
const REFRESH_PAGE = 400;
const NO_TERMS = new Uint32Array(0);

/**
 * FTS5 finds the documents; arrays and sets in memory filter, count and sort them. The view moves from one published state
 * to the next in one step, whatever the store's tables already hold of the next.
 */
export class SqliteSearchIndex implements SearchIndex {
  readonly #feed: DocumentFeed;
  readonly #now: () => number;
  readonly #columns = new Columns();
  readonly #orders: TotalOrders;
  readonly #book: TermBook;
  readonly #matcher: Matcher;
  readonly #postings: PostingsReader;
  readonly #publishers: PublisherNames;
  readonly #fieldOf: (name: string) => Field;
  readonly #readTerms;
  readonly #readGeneration: () => number;
  #seq = 0;
  /** How often the index had been made anew when the columns were read. */
  #generation = 0;
  #refreshing: Promise<void> | undefined;

  /**
   * `query` answers searches; `snapshots` is the connection that the feed holds its snapshots on; `now` is the clock in
   * milliseconds, for `NOW` in queries and for their time budget.
   */
  constructor(
    connections: { readonly query: SearchDatabase; readonly snapshots: SearchDatabase },
    feed: DocumentFeed,
    now: () => number,
  ) {
    this.#feed = feed;
    this.#now = now;
    this.#orders = new TotalOrders(this.#columns, feed);
    this.#book = new TermBook(connections.query);
    this.#matcher = createMatcher(connections.query, () => this.#columns.capacity);
    this.#postings = new PostingsReader(this.#matcher);
    this.#publishers = new PublisherNames(feed);
    this.#fieldOf = createFields({
      publishers: this.#publishers,
      columns: this.#columns,
      book: this.#book,
      matcher: this.#matcher,
      feed,
    });
    this.#readTerms = connections.snapshots.prepare<[number], { terms: Buffer }>(
      'SELECT terms FROM search_document WHERE document_key = ?',
    );
    this.#readGeneration = createGenerationReader(connections.snapshots);
    this.#load();
  }

  get seq(): number {
    return this.#seq;
  }

  refresh(): Promise<void> {
    this.#refreshing ??= this.#follow().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  search(request: SearchRequest): SearchResult {
    const keys = parseSort(request.sort);
    this.#book.catchUp();
    const parts = {
      columns: this.#columns,
      book: this.#book,
      matcher: this.#matcher,
      fieldOf: this.#fieldOf,
      publishers: this.#publishers,
      postings: this.#postings,
      budget: createTimeBudget(this.#now),
    };
    const { documents, count, scores } = findDocuments(request, { ...parts, now: this.#now() });
    const page = { start: request.start, end: request.start + request.rows, count };
    const levelsOf = createLevels({ ...parts, scores });
    return {
      count,
      sort: keys.map((key) => `${key.field} ${key.descending ? 'desc' : 'asc'}`).join(', '),
      documents: [...pageOf(documents, { keys, levelsOf, orders: this.#orders }, page)],
      facets: countFacets(request.facets, documents, { ...parts, count }),
    };
  }

  #load(): void {
    this.#withSnapshot((snapshot) => {
      this.#columns.reserve(snapshot.maxDocumentKey, snapshot.maxDatasetKey);
      snapshot.live((document) => {
        this.#columns.put(document, this.#termsOf(document.documentKey));
        this.#columns.show(document);
      });
      this.#seq = snapshot.seq;
      this.#generation = this.#readGeneration();
    });
    this.#columns.terms.chooseCommon(keysOf(this.#columns.live));
    this.#orders.prepare();
  }

  async #follow(): Promise<void> {
    if (this.#feed.latestSeq() === this.#seq && this.#readGeneration() === this.#generation) return;
    const snapshot = this.#feed.open();
    const shown = new Map<number, PublishedDocument | undefined>();
    let ahead;
    try {
      for (let last = this.#seq; last < snapshot.seq;) {
        const page = snapshot.changes(last, REFRESH_PAGE);
        for (const change of page) {
          // A document that is already visible keeps its columns: it may be read between two pages.
          if (change.document !== undefined && !shown.has(change.datasetKey)) {
            this.#columns.put(change.document, this.#termsOf(change.document.documentKey));
          }
          shown.set(change.datasetKey, change.document);
        }
        last = page.at(-1)?.seq ?? snapshot.seq;
        await nextTurn();
      }
      await this.#followReplacement();
      ahead = await this.#orders.readAhead(snapshot);
    } finally {
      snapshot.close();
    }
    const fresh: number[] = [];
    for (const [datasetKey, document] of shown) {
      if (document === undefined) this.#columns.hide(datasetKey);
      else {
        this.#columns.show(document);
        fresh.push(document.documentKey);
      }
    }
    this.#seq = snapshot.seq;
    this.#orders.follow(fresh, ahead);
    this.#postings.forget();
    this.#publishers.forget();
    if (this.#columns.terms.isOutgrown(this.#columns.count))
      this.#columns.terms.chooseCommon(keysOf(this.#columns.live));
  }

  /** The same documents in an index that was made anew: their terms are what they were, unless the old one was wrong. */
  async #followReplacement(): Promise<void> {
    const generation = this.#readGeneration();
    if (generation === this.#generation) return;
    const { terms } = this.#columns;
    for (const [place, key] of keysOf(this.#columns.live).entries()) {
      const fresh = this.#termsOf(key);
      if (!isSameSet(fresh, terms.of(key))) {
        terms.hide(key);
        terms.put(key, fresh);
        terms.show(key);
      }
      if (place % REFRESH_PAGE === 0) await nextTurn();
    }
    this.#generation = generation;
  }

  #withSnapshot(work: (snapshot: FeedSnapshot) => void): void {
    const snapshot = this.#feed.open();
    try {
      work(snapshot);
    } finally {
      snapshot.close();
    }
  }

  #termsOf(documentKey: number): Uint32Array {
    const row = this.#readTerms.get(documentKey);
    if (row === undefined || row.terms.length === 0) return NO_TERMS;
    const { buffer, byteOffset, byteLength } = row.terms;
    return byteOffset % 4 === 0
      ? new Uint32Array(buffer, byteOffset, byteLength / 4)
      : new Uint32Array(buffer.slice(byteOffset, byteOffset + byteLength));
  }
}

/** Neither has a term twice. */
function isSameSet(one: Uint32Array, other: Uint32Array): boolean {
  return one.length === other.length && one.every((term) => other.includes(term));
}
