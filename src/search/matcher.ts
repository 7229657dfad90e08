import { addKey, scratchSet } from './document-set.js';
import type { DocumentSet } from './document-set.js';
import { CASE_MARK } from './exact-token.js';
import type { SearchDatabase } from './tables.js';

/** Terms asked in one FTS5 expression. */
const CHUNK = 128;
/** Tokens looked at in one go: a few milliseconds. */
const STRETCH = 4096;

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
  /**
   * Those of this range that hold a text when marks of case are left out of them. `checkpoint` is called every few
   * milliseconds, and may throw.
   */
  tokensHolding(from: string, to: string, text: string, checkpoint: () => void): Iterable<string>;
  /** Token and document of this range, rising; a pair may occur twice. */
  postings(from: string, to: string): Iterable<readonly [token: string, key: number]>;
}

/**
 * Row ids come as one text that SQLite joins: a third of what it costs to step through rows, half of what a call for each
 * costs (docs/benchmarks.md), and without ranking by `bm25()`. `capacity` is asked at each search.
 */
export function createMatcher(database: SearchDatabase, capacity: () => number): Matcher {
  // Views of the index itself, kept by this connection alone.
  database.exec(`
    CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_token USING fts5vocab(main, search_text, row);
    CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_posting USING fts5vocab(main, search_text, instance);
  `);
  const matching = database
    .prepare<[string], string | null>('SELECT group_concat(rowid) FROM search_text WHERE search_text MATCH ?')
    .pluck();
  const inRange = database
    .prepare<[string, string, string, string, string], string | null>(
      'SELECT group_concat(doc) FROM temp.search_posting WHERE term >= ? AND term <= ? AND term NOT IN (?, ?, ?)',
    )
    .pluck();
  const tokens = database
    .prepare<[string, string], string>('SELECT term FROM temp.search_token WHERE term >= ? AND term <= ?')
    .pluck();
  const holding = database.prepare<{ text: string; from: string; to: string }, HoldingRow>(
    `SELECT max(term) AS last, group_concat(term, ' ') FILTER (WHERE instr(replace(term, '${CASE_MARK}', ''), @text) > 0) AS found
     FROM (SELECT term FROM temp.search_token WHERE term >= @from AND term <= @to LIMIT ${STRETCH})`,
  );
  const postings = database
    .prepare('SELECT term, doc FROM temp.search_posting WHERE term >= ? AND term <= ?')
    .raw();

  return {
    match(expression) {
      const set = scratchSet(capacity());
      addListed(set, matching.get(expression));
      return set;
    },
    matchAny(columns, wanted, checkpoint) {
      const set = scratchSet(capacity());
      for (let from = 0; from < wanted.length; from += CHUNK) {
        const chunk = wanted.slice(from, from + CHUNK).map((token) => `"${token}"`);
        addListed(set, matching.get(`${columns} : (${chunk.join(' OR ')})`));
        checkpoint();
      }
      return set;
    },
    withTokens(from, to, [one = '', two = '', three = '']) {
      const set = scratchSet(capacity());
      addListed(set, inRange.get(from, to, one, two, three));
      return set;
    },
    tokens: (from, to) => tokens.iterate(from, to),
    *tokensHolding(from, to, text, checkpoint) {
      for (let start: string | undefined = from; start !== undefined;) {
        const { last, found }: HoldingRow = holding.get({ text, from: start, to }) ?? NONE;
        if (found !== null) yield* found.split(' ');
        checkpoint();
        start = last === null ? undefined : `${last}${NEXT}`;
      }
    },
    postings: (from, to) => postings.iterate(from, to) as Iterable<readonly [string, number]>,
  };
}

interface HoldingRow {
  /** The last token that was looked at. */
  readonly last: string | null;
  /** With blanks between them, which no token has. */
  readonly found: string | null;
}

const NONE: HoldingRow = { last: null, found: null };
/** Stands before every character of tokens: behind a token with it, and behind nothing else, stands the next one. */
const NEXT = '\u0001';

const COMMA = 0x2c;
const NOUGHT = 0x30;

/** `1,20,3`; nothing where there is none. */
function addListed(set: DocumentSet, keys: string | null | undefined): void {
  if (typeof keys !== 'string') return;
  let key = 0;
  for (let index = 0; index < keys.length; index += 1) {
    const code = keys.charCodeAt(index);
    if (code === COMMA) {
      addKey(set, key);
      key = 0;
    } else key = key * 10 + code - NOUGHT;
  }
  addKey(set, key);
}
