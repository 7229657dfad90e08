import type { Lexicon } from './analysis/lexicon.js';
import { analyseClause } from './analysis/query-words.js';
import type { QueryClause } from './analysis/query-words.js';
import { isEmpty, unite } from './document-set.js';
import type { DocumentSet } from './document-set.js';
import { exactToken, presenceToken } from './exact-token.js';
import { isIndexed, plainName, textColumns } from './fields/fields.js';
import type { Field } from './fields/fields.js';
import type { WordsQuery } from './language/ast.js';
import type { Matcher } from './matcher.js';
import type { Find, LeafPlan, Place, RankedPart } from './plan.js';
import type { Stems } from './stems.js';
import { COUNTED_FIELDS, TEXT_COLUMNS } from './tables.js';
import type { TermBook } from './term-book.js';
import { bound, phraseOfRow } from './text-expression.js';

/** In a simple search tags and publishers are words, too. */
const WORD_COLUMNS: ReadonlyMap<string, readonly string[]> = new Map([
  ['tags', ['tags']],
  ['organization', ['publisher']],
]);
/** Whoever looks in all texts finds by the publisher's name, too: that is worth more than a tag. */
const IN_TEXT = { field: 'text', columns: ['publisher'], factor: 2.5 } as const;
/** A field of half the weight is worth more than half: what is found there is found after all. */
const GAIN_POWER = 0.87;

/** Of a word that has other words for it: what is left to the document that has it as it is typed. */
const TYPED_SHARE = 0.3;
/** What a clause of several words weighs as it is typed, beside 1 for each word. */
const PHRASE_SHARE = 0.5;
/** What a pair of characters weighs, beside 1 for a word. */
const PAIR_SHARE = 0.5;
/** Of a long text the first pairs say enough. */
const MAX_PAIRS = 24;

export interface WordsParts {
  readonly book: TermBook;
  readonly matcher: Matcher;
  readonly fieldOf: (name: string) => Field;
  readonly lexicon: Lexicon;
  readonly stems: Stems;
}

const ALL_TEXT = TEXT_COLUMNS.filter((column) => column !== 'exact');

/** An expression that no document matches. */
const NOTHING = `exact : "${presenceToken('')}"`;

/** A word in any of several fields; undefined where it holds nothing that can be searched. */
export function planWords(query: WordsQuery, parts: WordsParts): LeafPlan | undefined {
  const clause = clauseOf(query, parts);
  if (clause === undefined) return undefined;
  const places = placesOf(query, parts);
  const required = clause.words.map(({ match }) => match).join(' AND ');
  return {
    type: 'leaf',
    found: anyOf(places, required, parts.matcher),
    parts: rankedParts(clause, places, parts.matcher),
  };
}

/** What is left to rank by where no document has all of it: each word and each pair of characters by itself. */
export function planLoosely(query: WordsQuery, parts: WordsParts): readonly RankedPart[] {
  const clause = clauseOf(query, parts);
  if (clause === undefined) return [];
  const places = placesOf(query, parts).filter(({ columns }) => columns.length > 0);
  const [title] = places;
  const rest = { columns: places.slice(1).flatMap(({ columns }) => columns), gain: places.at(-1)?.gain ?? 1 };
  const coarse = title === undefined ? [] : [title, { ...title, ...rest, exact: [], sets: [] }];
  const known = new Set(clause.words.map(({ match }) => match));
  const pairs = clause.pairs.slice(0, MAX_PAIRS).filter((pair) => !known.has(pair));
  return [
    ...rankedParts(clause, places, parts.matcher),
    ...pairs.map((pair) => ({ ...partOf(pair, PAIR_SHARE, coarse, parts.matcher), weak: true }) as const),
  ];
}

function clauseOf(
  { text, quoted, position }: WordsQuery,
  { lexicon, stems }: WordsParts,
): QueryClause | undefined {
  const clause = quoted ? phraseClause(text, position) : analyseClause(text, lexicon);
  if (clause === undefined) return undefined;
  bound(clause.words, position);
  return {
    ...clause,
    words: clause.words.map(({ typed, match }) => ({ typed, match: stems.inAllForms(match) })),
  };
}

function phraseClause(text: string, position: number): QueryClause | undefined {
  const phrase = phraseOfRow(text, position);
  return phrase === undefined
    ? undefined
    : { phrase: undefined, words: [{ typed: phrase, match: phrase }], pairs: [] };
}

interface Fields {
  readonly gain: number;
  /** FTS5 columns. */
  readonly columns: readonly string[];
  /** Expressions of exact values. */
  readonly exact: readonly string[];
  /** Documents found by fields that FTS5 does not have. */
  readonly sets: readonly DocumentSet[];
}

/** The fields by what they are worth, the best first. */
function placesOf({ text, fields }: WordsQuery, parts: WordsParts): readonly Fields[] {
  const byBoost = new Map<number, { columns: string[]; exact: string[]; sets: DocumentSet[] }>();
  const at = (boost: number): { columns: string[]; exact: string[]; sets: DocumentSet[] } => {
    const place = byBoost.get(boost) ?? { columns: [], exact: [], sets: [] };
    byBoost.set(boost, place);
    return place;
  };
  for (const { field, boost } of fields) {
    const columns = textColumns(field) ?? WORD_COLUMNS.get(field);
    if (columns !== undefined) at(boost).columns.push(...columns);
    else if (COUNTED_FIELDS.has(field) && !parts.book.ofField(field).has(text)) continue;
    else if (isIndexed(plainName(field)))
      at(boost).exact.push(`exact : "${exactToken(plainName(field), text)}"`);
    else at(boost).sets.push(...documentsNamed(field, text, parts.fieldOf));
    if (field === IN_TEXT.field) at(boost * IN_TEXT.factor).columns.push(...IN_TEXT.columns);
  }
  const filled = [...byBoost].filter(
    ([, { columns, exact, sets }]) => columns.length + exact.length + sets.length > 0,
  );
  const best = Math.max(...filled.map(([boost]) => boost), Number.MIN_VALUE);
  return filled
    .sort(([one], [other]) => other - one)
    .map(([boost, place]) => ({ ...place, gain: Math.max(boost / best, 0) ** GAIN_POWER }));
}

function rankedParts(
  clause: QueryClause,
  places: readonly Fields[],
  matcher: Matcher,
): readonly RankedPart[] {
  const part = (match: string, share: number): RankedPart => partOf(match, share, places, matcher);
  const words = clause.words.flatMap(({ typed, match }) =>
    typed === match ? [part(match, 1)] : [part(typed, TYPED_SHARE), part(match, 1 - TYPED_SHARE)],
  );
  return clause.phrase === undefined ? words : [...words, part(clause.phrase, PHRASE_SHARE)];
}

function partOf(match: string, share: number, places: readonly Fields[], matcher: Matcher): RankedPart {
  const found = places.map((place): Place => {
    return {
      found: anyOf([place], match, matcher),
      gain: place.gain,
      isTitle: place.columns.includes('title'),
    };
  });
  return { share, anywhere: expressionOf(places, match), places: found };
}

function anyOf(places: readonly Fields[], match: string, matcher: Matcher): Find {
  const expression = expressionOf(places, match);
  const sets = places.flatMap((place) => place.sets);
  if (sets.length === 0) return expression;
  return () => {
    const all = matcher.match(expression);
    for (const set of sets) unite(all, set);
    return all;
  };
}

function expressionOf(places: readonly Fields[], match: string): string {
  const columns = new Set(places.flatMap((place) => place.columns));
  const inColumns = columns.size === 0 ? [] : [inTextColumns(columns, match)];
  const all = [...inColumns, ...places.flatMap(({ exact }) => exact)];
  return all.length === 0 ? NOTHING : all.map((part) => `(${part})`).join(' OR ');
}

/** In all of them without naming any, which FTS5 finds quicker: no word is a token of `exact`. */
function inTextColumns(columns: ReadonlySet<string>, match: string): string {
  return ALL_TEXT.every((column) => columns.has(column)) ? match : `{${[...columns].join(' ')}} : (${match})`;
}

/** A field that FTS5 does not have: nearly always nothing has the word for its name. */
function documentsNamed(field: string, text: string, fieldOf: WordsParts['fieldOf']): readonly DocumentSet[] {
  const other = fieldOf(field);
  const set = other.type === 'exact' ? other.field.term(text) : undefined;
  return set === undefined || isEmpty(set) ? [] : [set];
}
