import { setImmediate as nextTurn } from 'node:timers/promises';
import { NO_SEARCH_WORDS } from '../domain/search-words.js';
import type { SearchWords } from '../domain/search-words.js';
import type {
  DocumentFeed,
  FeedSnapshot,
  PublishedDocument,
  SearchRequest,
  SearchResult,
  SearchView,
} from '../pipeline/read-ports.js';
import { createLexicon } from './analysis/lexicon.js';
import type { Lexicon } from './analysis/lexicon.js';
import { Columns } from './columns.js';
import type { IndexedColumns } from './columns.js';
import { beginScratch, hasKey, keysOf } from './document-set.js';
import { countFacets } from './facets.js';
import { PostingsReader } from './field-postings.js';
import { createFields } from './fields/fields.js';
import type { Field } from './fields/fields.js';
import { keepMatches } from './kept-matches.js';
import type { KeptMatches } from './kept-matches.js';
import { createMatcher } from './matcher.js';
import { pageOf } from './order.js';
import { PublisherNames } from './publisher-names.js';
import { createGenerationReader } from './replacement.js';
import { findDocuments } from './search-documents.js';
import { parseSort } from './sort-keys.js';
import { createLevels } from './sort-levels.js';
import { createStems } from './stems.js';
import type { Stems } from './stems.js';
import type { SearchDatabase } from './tables.js';
import { TermBook } from './term-book.js';
import { createTimeBudget } from './time-budget.js';
import { TotalOrders } from './total-orders.js';
import { WholeFacets } from './whole-facets.js';

/** Changes taken in between two turns of the event loop while a publication is followed: a few milliseconds each. */
const REFRESH_PAGE = 400;
const KEPT_BYTES = 16 * 1024 * 1024;
const INDEXED = 'terms, title_length AS titleLength, coverage';
const NOTHING_INDEXED: IndexedColumns = { terms: new Uint32Array(0), titleLength: 0, coverage: null };

export interface SearchIndexOptions {
  readonly words?: SearchWords;
  readonly keptBytes?: number;
}

/**
 * FTS5 finds the documents; arrays and sets in memory filter, count and sort them. The view moves from one published state
 * to the next in one step, whatever the store's tables already hold of the next.
 */
export class SqliteSearchIndex implements SearchView {
  readonly #feed: DocumentFeed;
  readonly #now: () => number;
  readonly #columns: Columns;
  readonly #orders: TotalOrders;
  readonly #book: TermBook;
  readonly #matcher: KeptMatches;
  readonly #postings: PostingsReader;
  readonly #publishers: PublisherNames;
  readonly #fieldOf: (name: string) => Field;
  readonly #readColumns;
  readonly #readAll;
  readonly #readGeneration: () => number;
  readonly #lexicon: Lexicon;
  readonly #stems: Stems;
  #seq = 0;
  readonly #wholeFacets = new WholeFacets();
  /** How often the index had been made anew when the columns were read. */
  #generation = 0;
  #refreshing: Promise<void> | undefined;

  /**
   * `query` answers searches; `snapshots` is the connection that the feed holds its snapshots on; `now` is the clock in
   * milliseconds, for `NOW` in queries and for their time budget; `words` are what people mean by the words they type;
   * `keptBytes` bound what is kept of words that are searched again and again.
   */
  constructor(
    connections: { readonly query: SearchDatabase; readonly snapshots: SearchDatabase },
    feed: DocumentFeed,
    now: () => number,
    { words = NO_SEARCH_WORDS, keptBytes = KEPT_BYTES }: SearchIndexOptions = {},
  ) {
    this.#lexicon = createLexicon(words);
    this.#feed = feed;
    this.#now = now;
    this.#book = new TermBook(connections.query);
    this.#columns = new Columns((term) => this.#book.field(term));
    this.#orders = new TotalOrders(this.#columns, feed);
    const matcher = createMatcher(connections.query, () => this.#columns.capacity);
    this.#matcher = keepMatches(matcher, keptBytes);
    this.#stems = createStems(this.#matcher);
    this.#postings = new PostingsReader(this.#matcher);
    this.#publishers = new PublisherNames(feed);
    this.#fieldOf = createFields({
      publishers: this.#publishers,
      columns: this.#columns,
      book: this.#book,
      matcher: this.#matcher,
      feed,
    });
    this.#readColumns = connections.snapshots.prepare<[number], IndexedRow>(
      `SELECT ${INDEXED} FROM search_document WHERE document_key = ?`,
    );
    this.#readAll = connections.snapshots.prepare<[], IndexedRow & { readonly documentKey: number }>(
      `SELECT document_key AS documentKey, ${INDEXED} FROM search_document`,
    );
    this.#readGeneration = createGenerationReader(connections.snapshots);
    this.#load();
  }

  get seq(): number {
    return this.#seq;
  }

  get isBehind(): boolean {
    return this.#feed.latestSeq() !== this.#seq;
  }

  refresh(): Promise<void> {
    this.#refreshing ??= this.#follow().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  search(request: SearchRequest): SearchResult {
    const keys = parseSort(request.sort);
    beginScratch();
    this.#book.catchUp();
    const parts = {
      columns: this.#columns,
      book: this.#book,
      matcher: this.#matcher,
      fieldOf: this.#fieldOf,
      publishers: this.#publishers,
      postings: this.#postings,
      sourceTitles: () => this.#feed.sourceTitles(),
      budget: createTimeBudget(this.#now),
      lexicon: this.#lexicon,
      stems: this.#stems,
    };
    const {
      documents,
      count,
      keys: keysFound,
      scores,
    } = findDocuments(request, {
      ...parts,
      now: Math.min(request.now ?? Infinity, this.#now()),
    });
    const found = { keys: keysFound, count };
    const page = { start: request.start, end: request.start + request.rows };
    const [first] = keys;
    // Of another order nothing can be said before all scores are known.
    const wanted = first?.field === 'score' && first.descending ? page.end : Infinity;
    const facets = (): SearchResult['facets'] => countFacets(request.facets, { documents, ...found }, parts);
    const levelsOf = createLevels({ ...parts, scores: () => scores(wanted) });
    return {
      count,
      sort: keys.map((key) => `${key.field} ${key.descending ? 'desc' : 'asc'}`).join(', '),
      documents: [...pageOf(found, { keys, levelsOf, orders: this.#orders }, page)],
      facets: count === this.#columns.count ? this.#wholeFacets.of(request.facets, facets) : facets(),
    };
  }

  #load(): void {
    this.#withSnapshot((snapshot) => {
      this.#columns.reserve(snapshot.maxDocumentKey, snapshot.maxDatasetKey);
      snapshot.live((document) => {
        this.#columns.put(document, NOTHING_INDEXED);
        this.#columns.show(document);
      });
      // All rows in the order in which they lie there: to find each by its key takes twice as long.
      for (const row of this.#readAll.iterate())
        if (hasKey(this.#columns.live, row.documentKey))
          this.#columns.putAnew(row.documentKey, toColumns(row));
      this.#seq = snapshot.seq;
      this.#generation = this.#readGeneration();
    });
    this.#columns.terms.chooseCommon(keysOf(this.#columns.live));
    this.#orders.prepare();
  }

  async #follow(): Promise<void> {
    if (!this.isBehind && this.#readGeneration() === this.#generation) return;
    const snapshot = this.#feed.open();
    const shown = new Map<number, PublishedDocument | undefined>();
    let ahead;
    try {
      for (let last = this.#seq; last < snapshot.seq;) {
        const page = snapshot.changes(last, REFRESH_PAGE);
        for (const change of page) {
          // A document that is already visible keeps its columns: it may be read between two pages.
          if (change.document !== undefined && !shown.has(change.datasetKey)) {
            this.#columns.put(change.document, this.#columnsOf(change.document.documentKey));
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
    this.#wholeFacets.forget();
    this.#matcher.forget();
    this.#orders.follow(fresh, ahead);
    this.#postings.forget();
    this.#stems.forget();
    this.#publishers.forget();
    if (this.#columns.terms.isOutgrown(this.#columns.count))
      this.#columns.terms.chooseCommon(keysOf(this.#columns.live));
  }

  /** The same documents in an index that was made anew: their columns are what they were, unless the old one was wrong. */
  async #followReplacement(): Promise<void> {
    const generation = this.#readGeneration();
    if (generation === this.#generation) return;
    for (const [place, key] of keysOf(this.#columns.live).entries()) {
      this.#columns.putAnew(key, this.#columnsOf(key));
      if (place % REFRESH_PAGE === 0) await nextTurn();
    }
    this.#wholeFacets.forget();
    this.#matcher.forget();
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

  #columnsOf(documentKey: number): IndexedColumns {
    const row = this.#readColumns.get(documentKey);
    return row === undefined ? NOTHING_INDEXED : toColumns(row);
  }
}

interface IndexedRow {
  readonly terms: Buffer;
  readonly titleLength: number;
  readonly coverage: Buffer | null;
}

function toColumns({ terms, titleLength, coverage }: IndexedRow): IndexedColumns {
  return { terms: toTerms(terms), titleLength, coverage };
}

function toTerms({ buffer, byteOffset, byteLength }: Buffer): Uint32Array {
  if (byteLength === 0) return NOTHING_INDEXED.terms;
  return byteOffset % 4 === 0
    ? new Uint32Array(buffer, byteOffset, byteLength / 4)
    : new Uint32Array(buffer.slice(byteOffset, byteOffset + byteLength));
}
