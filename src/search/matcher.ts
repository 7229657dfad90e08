import { addKey, emptySet } from './document-set.js';
import type { DocumentSet } from './document-set.js';
import type { SearchDatabase } from './tables.js';

/** Terms asked in one FTS5 expression. */
const CHUNK = 128;

/** Asks FTS5, whose answers also hold documents that are not live. */
export interface Matcher {
  /** Documents that match an FTS5 expression. */
  match(expression: string): DocumentSet;
  /** Documents with any of these tokens in these columns. */
  matchAny(columns: string, tokens: readonly string[], checkpoint: () => void): DocumentSet;
  /** Documents with a token in this range, both ends included, that is none of `except` (three at most). */
  withTokens(from: string, to: string, except: readonly string[]): DocumentSet;
  /** The index's tokens in this range, rising by code point, both ends included; the caller may stop. */
  tokens(from: string, to: string): Iterable<string>;
  /** Token and document of this range, rising; a pair may occur twice. */
  postings(from: string, to: string): Iterable<readonly [token: string, key: number]>;
}

/**
 * Row ids become bits inside SQLite's own loop: half the cost of stepping through rows (docs/benchmarks.md), without
 * ranking by `bm25()`. `capacity` is asked at each search.
 */
export function createMatcher(database: SearchDatabase, capacity: () => number): Matcher {
  let set = emptySet(0);
  database.aggregate('collect_documents', {
    start: 0,
    step: (_total: number, key: unknown) => {
      addKey(set, key as number);
      return 0;
    },
  });
  // Views of the index itself, kept by this connection alone.
  database.exec(`
    CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_token USING fts5vocab(main, search_text, row);
    CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_posting USING fts5vocab(main, search_text, instance);
  `);
  const matching = database.prepare<[string]>(
    'SELECT collect_documents(rowid) FROM search_text WHERE search_text MATCH ?',
  );
  const inRange = database.prepare<[string, string, string, string, string]>(
    'SELECT collect_documents(doc) FROM temp.search_posting WHERE term >= ? AND term <= ? AND term NOT IN (?, ?, ?)',
  );
  const tokens = database
    .prepare<[string, string], string>('SELECT term FROM temp.search_token WHERE term >= ? AND term <= ?')
    .pluck();
  const postings = database
    .prepare('SELECT term, doc FROM temp.search_posting WHERE term >= ? AND term <= ?')
    .raw();

  function collect(run: () => unknown): DocumentSet {
    set = emptySet(capacity());
    run();
    return set;
  }

  return {
    match: (expression) => collect(() => matching.get(expression)),
    matchAny(columns, wanted, checkpoint) {
      return collect(() => {
        for (let from = 0; from < wanted.length; from += CHUNK) {
          const chunk = wanted.slice(from, from + CHUNK).map((token) => `"${token}"`);
          matching.get(`${columns} : (${chunk.join(' OR ')})`);
          checkpoint();
        }
      });
    },
    withTokens: (from, to, [one = '', two = '', three = '']) =>
      collect(() => inRange.get(from, to, one, two, three)),
    tokens: (from, to) => tokens.iterate(from, to),
    postings: (from, to) => postings.iterate(from, to) as Iterable<readonly [string, number]>,
  };
}
