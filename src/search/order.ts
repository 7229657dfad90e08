import { InvalidRequestError, SearchSyntaxError } from '../domain/errors.js';
import type { DocumentFeed, DocumentOrder } from '../pipeline/store-ports.js';
import type { Columns } from './columns.js';

export const DEFAULT_SORT = 'score desc, metadata_modified desc';

export interface SortKey {
  readonly field: string;
  readonly descending: boolean;
}

const RANKED: Readonly<Record<string, DocumentOrder>> = {
  id: 'id',
  name: 'name',
  title: 'title',
  title_string: 'title',
};
const KNOWN = new Set(['score', 'metadata_modified', 'metadata_created', ...Object.keys(RANKED)]);

/** Reads `field asc|desc, …`; empty and `rank` mean the default. A missing direction or unknown field is the caller's mistake. */
export function parseSort(sort: string): readonly SortKey[] {
  const text = sort.trim() === '' || sort.trim() === 'rank' ? DEFAULT_SORT : sort;
  return text.split(',').map((part) => {
    const [field = '', direction, ...rest] = part.trim().split(/\s+/);
    if ((direction !== 'asc' && direction !== 'desc') || rest.length > 0) {
      throw new InvalidRequestError(`Search Query is invalid: Invalid sort parameter: '${part.trim()}'`, {
        sort: [part],
      });
    }
    if (!KNOWN.has(field)) {
      throw new SearchSyntaxError(
        `can not sort on unknown field: ${field}`,
        'sort',
        Math.max(text.indexOf(field), 0),
      );
    }
    return { field, descending: direction === 'desc' };
  });
}

/** Score tiers are 2 (title), 1 (tags, publisher), 0 (text); this many microseconds (71 years) lie between two. */
const TIER_STEP = 2 ** 51;
/** 2020-01-01: keeps tier and time within the 53 exact bits of a number. */
const EPOCH_MICROS = 1_577_836_800_000_000;

/**
 * One number a document: sorting the numbers sorts the documents. All orders but the score are total (times rise over the
 * whole hub, names and ids are unique), so that a score and the first other field say everything.
 */
export class Ordering {
  readonly #columns: Columns;
  readonly #feed: DocumentFeed;
  #ranks = new Map<DocumentOrder, Uint32Array>();

  constructor(columns: Columns, feed: DocumentFeed) {
    this.#columns = columns;
    this.#feed = feed;
  }

  /** Something was published: ranks by text are made anew when next asked for. */
  forget(): void {
    this.#ranks = new Map();
  }

  /** Page [start, start+rows) of the documents in this order; cost does not grow with `start`. */
  page(
    documents: Uint32Array,
    sort: readonly SortKey[],
    tierOf: ((key: number) => number) | undefined,
    page: { readonly start: number; readonly rows: number },
  ): number[] {
    const end = Math.min(page.start + page.rows, documents.length);
    if (page.start >= end) return [];
    const keyOf = this.#keyFunction(sort, tierOf);
    const keys = new Float64Array(documents.length);
    for (let index = 0; index < documents.length; index += 1) keys[index] = keyOf(documents[index] ?? 0);
    const sorted = keys.slice().sort();
    const low = sorted[page.start] ?? 0;
    const high = sorted[end - 1] ?? 0;
    const wanted: { readonly key: number; readonly document: number }[] = [];
    for (let index = 0; index < documents.length; index += 1) {
      const key = keys[index] ?? 0;
      if (key >= low && key <= high) wanted.push({ key, document: documents[index] ?? 0 });
    }
    wanted.sort((a, b) => a.key - b.key || a.document - b.document);
    return wanted.slice(0, end - page.start).map((entry) => entry.document);
  }

  #keyFunction(
    sort: readonly SortKey[],
    tierOf: ((key: number) => number) | undefined,
  ): (key: number) => number {
    const total = sort.find((key) => key.field !== 'score') ?? {
      field: 'metadata_modified',
      descending: true,
    };
    const base = this.#baseKey(total);
    const score = sort[0]?.field === 'score' ? sort[0] : undefined;
    if (score === undefined || tierOf === undefined) return base;
    const direction = score.descending ? -TIER_STEP : TIER_STEP;
    return (key) => tierOf(key) * direction + base(key);
  }

  #baseKey(key: SortKey): (key: number) => number {
    const sign = key.descending ? -1 : 1;
    const columns = this.#columns;
    if (key.field === 'metadata_modified')
      return (document) => sign * (columns.changed(document) - EPOCH_MICROS);
    if (key.field === 'metadata_created')
      return (document) => sign * (columns.created(document) - EPOCH_MICROS);
    const ranks = this.#rank(RANKED[key.field] ?? 'id');
    return (document) => sign * (ranks[document] ?? 0);
  }

  #rank(by: DocumentOrder): Uint32Array {
    let ranks = this.#ranks.get(by);
    if (ranks === undefined) {
      ranks = new Uint32Array(this.#columns.capacity);
      let rank = 0;
      for (const document of this.#feed.ordered(by)) if (document < ranks.length) ranks[document] = rank++;
      this.#ranks.set(by, ranks);
    }
    return ranks;
  }
}
