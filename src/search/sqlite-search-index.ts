import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
  DocumentFeed,
  FeedSnapshot,
  PublishedDocument,
  SearchIndex,
  SearchRequest,
  SearchResult,
} from '../pipeline/store-ports.js';
import { Columns } from './columns.js';
import { countFacets } from './facets.js';
import { Ordering, parseSort } from './order.js';
import { planQuery } from './plan.js';
import type { Plan } from './plan.js';
import { parseFilter, parseWords } from './query.js';
import { createRowidCollector } from './rowids.js';
import type { RowidCollector } from './rowids.js';
import type { SearchDatabase } from './tables.js';
import { TermBook } from './term-book.js';

/** Changes taken in between two turns of the event loop while a publication is followed: a few milliseconds each. */
const REFRESH_PAGE = 400;
const NO_TERMS = new Uint32Array(0);

/**
 * FTS5 finds the documents; arrays in memory filter, count and sort them. The view moves from one published state to the
 * next in one step, whatever the store's tables already hold of the next.
 */
export class SqliteSearchIndex implements SearchIndex {
  readonly #feed: DocumentFeed;
  readonly #columns = new Columns();
  readonly #ordering: Ordering;
  readonly #terms: TermBook;
  readonly #collect: RowidCollector;
  readonly #readTerms;
  #seq = 0;
  #refreshing: Promise<void> | undefined;

  /** `query` answers searches; `snapshots` is the connection that the feed holds its snapshots on. */
  constructor(
    connections: { readonly query: SearchDatabase; readonly snapshots: SearchDatabase },
    feed: DocumentFeed,
  ) {
    this.#feed = feed;
    this.#ordering = new Ordering(this.#columns, feed);
    this.#terms = new TermBook(connections.query);
    this.#collect = createRowidCollector(connections.query);
    this.#readTerms = connections.snapshots.prepare<[number], { terms: Buffer }>(
      'SELECT terms FROM search_document WHERE document_key = ?',
    );
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
    const sort = parseSort(request.sort);
    const plan = planQuery([parseWords(request.q), ...request.fq.map((fq) => parseFilter(fq))], this.#feed);
    const documents = plan.empty ? NO_TERMS : this.#matching(plan);
    const asksScore = sort[0]?.field === 'score' && documents.length > 0 && request.rows > 0;
    const tierOf = asksScore && plan.words !== undefined ? this.#tiers(plan.words) : undefined;
    return {
      count: documents.length,
      sort: sort.map((key) => `${key.field} ${key.descending ? 'desc' : 'asc'}`).join(', '),
      documents: this.#ordering.page(documents, sort, tierOf, request),
      facets: countFacets(request.facets, documents, {
        columns: this.#columns,
        terms: this.#terms,
        feed: this.#feed,
      }),
    };
  }

  #matching(plan: Plan): Uint32Array {
    let keys: Uint32Array;
    if (plan.match !== undefined) {
      keys = this.#collect(plan.match);
    } else {
      keys = this.#columns.liveKeys();
      if (plan.without !== undefined) {
        const unwanted = new Set(this.#collect(plan.without));
        keys = keys.filter((key) => !unwanted.has(key));
      }
    }
    const { publishers, documents } = plan;
    const columns = this.#columns;
    const only =
      publishers.only.length + publishers.never.length + documents.only.length + documents.never.length > 0;
    if (!only) return keys.filter((key) => columns.isLive(key));
    return keys.filter(
      (key) =>
        columns.isLive(key) &&
        publishers.only.every((publisher) => columns.publisher(key) === publisher) &&
        !publishers.never.includes(columns.publisher(key)) &&
        documents.only.every((document) => key === document) &&
        !documents.never.includes(key),
    );
  }

  /** Where the words were found: 2 in the title, 1 in title, tags and publisher together, 0 only with the text. */
  #tiers(words: string): (key: number) => number {
    const tiers = new Uint8Array(this.#columns.capacity);
    for (const key of this.#collect(`{title tags publisher} : (${words})`))
      if (key < tiers.length) tiers[key] = 1;
    for (const key of this.#collect(`title : (${words})`)) if (key < tiers.length) tiers[key] = 2;
    return (key) => tiers[key] ?? 0;
  }

  #load(): void {
    this.#withSnapshot((snapshot) => {
      this.#columns.reserve(snapshot.maxDocumentKey, snapshot.maxDatasetKey);
      snapshot.live((document) => {
        this.#columns.put(document, this.#termsOf(document));
        this.#columns.show(document);
      });
      this.#seq = snapshot.seq;
    });
  }

  async #follow(): Promise<void> {
    if (this.#feed.latestSeq() === this.#seq) return;
    const snapshot = this.#feed.open();
    const shown = new Map<number, PublishedDocument | undefined>();
    try {
      for (let last = this.#seq; last < snapshot.seq;) {
        const page = snapshot.changes(last, REFRESH_PAGE);
        for (const change of page) {
          // A document that is already visible keeps its columns: it may be read between two pages.
          if (change.document !== undefined && !shown.has(change.datasetKey)) {
            this.#columns.put(change.document, this.#termsOf(change.document));
          }
          shown.set(change.datasetKey, change.document);
        }
        last = page.at(-1)?.seq ?? snapshot.seq;
        await nextTurn();
      }
    } finally {
      snapshot.close();
    }
    for (const [datasetKey, document] of shown) {
      if (document === undefined) this.#columns.hide(datasetKey);
      else this.#columns.show(document);
    }
    this.#seq = snapshot.seq;
    this.#ordering.forget();
  }

  #withSnapshot(work: (snapshot: FeedSnapshot) => void): void {
    const snapshot = this.#feed.open();
    try {
      work(snapshot);
    } finally {
      snapshot.close();
    }
  }

  #termsOf(document: PublishedDocument): Uint32Array {
    const row = this.#readTerms.get(document.documentKey);
    if (row === undefined || row.terms.length === 0) return NO_TERMS;
    const { buffer, byteOffset, byteLength } = row.terms;
    return byteOffset % 4 === 0
      ? new Uint32Array(buffer, byteOffset, byteLength / 4)
      : new Uint32Array(buffer.slice(byteOffset, byteOffset + byteLength));
  }
}
