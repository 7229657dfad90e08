import type SqliteDatabase from 'better-sqlite3';
import { tokenise } from '../../../src/search/tokens.js';
import { seededRandom } from '../../support/seeded-random.js';

/** One search in its own terms; each engine says it in its own. */
export type Asked =
  | { readonly kind: 'all' }
  | { readonly kind: 'filters'; readonly publisher: string; readonly group: string }
  | { readonly kind: 'words'; readonly words: readonly string[]; readonly phrase?: true };

/** The searches of the table of bounds, chosen from the catalogue itself. */
export interface Searches {
  readonly all: readonly Asked[];
  readonly filters: readonly Asked[];
  readonly some: readonly Asked[];
  readonly many: readonly Asked[];
  readonly rare: readonly Asked[];
  /** All of these, and pairs of words. */
  readonly mixed: readonly Asked[];
}

/** Facets of every search: publisher, theme, keyword, format, licence and cycle. */
export const FACETS = ['organization', 'groups', 'tags', 'res_format', 'license_id', 'cn_update_cycle'];
const WORDS = 5;
const PHRASES = 20;
const PAIRS = 10;

/** Tokens that a word is found by, one after the other. */
export function phraseTokens(word: string): readonly string[] {
  const tokens = tokenise(word);
  // The lone last character belongs to the index; within a phrase the pair before it says the same.
  return tokens.length > 1 && /^.$/u.test(tokens.at(-1) ?? '') ? tokens.slice(0, -1) : tokens;
}

/** `store` has the table `facet` of the yardsticks. */
export function chooseSearches(store: SqliteDatabase.Database, datasets: number): Searches {
  const known = wordsByShare(store, datasets);
  const some = nearest(known, 0.036).map(asWord);
  const many = nearest(known, 0.38).map(asWord);
  const rare = choosePhrases(store, datasets);
  const filters = chooseFilters(store);
  const all: readonly Asked[] = [{ kind: 'all' }];
  const random = seededRandom(5);
  const common = nearest(known, 0.1, 4 * WORDS);
  const pairs = Array.from({ length: PAIRS }, (): Asked => {
    const one = random.pick(common);
    return { kind: 'words', words: [one, random.pick(common.filter((other) => other !== one))] };
  });
  const mixed = [...all, ...filters, ...some, ...many, ...rare.slice(0, PAIRS), ...pairs];
  return { all, filters, some, many, rare, mixed };
}

function asWord(word: string): Asked {
  return { kind: 'words', words: [word] };
}

interface KnownWord {
  readonly word: string;
  readonly share: number;
}

/** Two-character words that a dictionary knows, with the share of documents that have them. */
function wordsByShare(store: SqliteDatabase.Database, datasets: number): readonly KnownWord[] {
  store.exec('CREATE VIRTUAL TABLE IF NOT EXISTS temp.token USING fts5vocab(main, search_text, row)');
  const rows = store
    .prepare<[], { term: string; doc: number }>(
      "SELECT term, doc FROM temp.token WHERE term >= '一' AND term <= '龥' AND length(term) = 2",
    )
    .all();
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  return rows
    .filter(({ term }) => [...segmenter.segment(term)].length === 1)
    .map(({ term, doc }) => ({ word: term, share: doc / datasets }));
}

function nearest(known: readonly KnownWord[], share: number, count = WORDS): readonly string[] {
  const distance = (word: KnownWord): number => Math.abs(Math.log(word.share / share));
  return known
    .toSorted((one, other) => distance(one) - distance(other))
    .slice(0, count)
    .map(({ word }) => word);
}

/** Parts of titles that at most one dataset in a thousand has. */
function choosePhrases(store: SqliteDatabase.Database, datasets: number): readonly Asked[] {
  const titles = store
    .prepare<[number], string>("SELECT title FROM dataset WHERE state = 'live' AND dataset_key % ? = 0")
    .pluck()
    .all(Math.max(1, Math.floor(datasets / 500)));
  const count = store
    .prepare<[string], number>('SELECT count(*) FROM search_text WHERE search_text MATCH ?')
    .pluck();
  const phrases = new Set<string>();
  for (const title of titles) {
    const [run = ''] = /[\u4e00-\u9fa5]{5,}/.exec(title) ?? [];
    const places = Array.from({ length: Math.max(0, run.length - 4) }, (_, place) => place);
    const phrase = places
      .map((place) => run.slice(place, place + 5))
      .find((part) => Number(count.get(`"${phraseTokens(part).join(' ')}"`)) <= Math.max(3, datasets / 1000));
    if (phrase !== undefined) phrases.add(phrase);
    if (phrases.size === PHRASES) break;
  }
  if (phrases.size === 0) throw new Error('the catalogue has no rare phrase');
  return [...phrases].map((phrase): Asked => ({ kind: 'words', words: [phrase], phrase: true }));
}

/** Pairs of publisher and theme as they come up when datasets are drawn evenly: what is large is drawn more often. */
function chooseFilters(store: SqliteDatabase.Database): readonly Asked[] {
  const pairs = store
    .prepare<[], { publisher: string; theme: string; datasets: number }>(
      `SELECT p.value AS publisher, g.value AS theme, count(*) AS datasets FROM facet p JOIN facet g USING (document)
       WHERE p.field = 'organization' AND g.field = 'groups' GROUP BY 1, 2 ORDER BY count(*) DESC, 1, 2`,
    )
    .all();
  const all = pairs.reduce((sum, { datasets }) => sum + datasets, 0);
  let passed = 0;
  return pairs
    .filter(({ datasets }) => {
      const before = Math.floor((passed * PAIRS) / all);
      passed += datasets;
      return Math.floor((passed * PAIRS) / all) > before;
    })
    .map(({ publisher, theme }): Asked => ({ kind: 'filters', publisher, group: theme }));
}
