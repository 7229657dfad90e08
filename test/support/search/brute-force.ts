import { stemmer } from 'stemmer';
import { meets, type Extent } from '../../../src/domain/extent.js';
import type { Period } from '../../../src/domain/search-document.js';
import { NO_SEARCH_WORDS } from '../../../src/domain/search-words.js';
import { createLexicon } from '../../../src/search/analysis/lexicon.js';
import { requiredWords } from '../../../src/search/analysis/query-words.js';
import { segment } from '../../../src/search/analysis/segment.js';
import type { Query, RangeQuery, WildcardPart } from '../../../src/search/language/ast.js';
import { tokenise } from '../../../src/search/tokens.js';

/** A dataset as a query sees it. */
export interface Seen {
  readonly title: string;
  readonly tags: string;
  readonly publisher: string;
  readonly text: string;
  readonly distributions: string;
  readonly extent?: Extent;
  readonly period?: Period;
  /** Exact values by field. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** Milliseconds by field of dates. */
  readonly times: ReadonlyMap<string, number>;
}

type Answer = boolean | undefined;
type Column = 'title' | 'tags' | 'publisher' | 'text' | 'distributions';

const TEXT_FIELDS: Readonly<Record<string, readonly Column[]>> = {
  title: ['title'],
  notes: ['text'],
  res_description: ['distributions'],
  text: ['title', 'tags', 'publisher', 'text', 'distributions'],
};
const WORD_FIELDS: Readonly<Record<string, readonly Column[]>> = {
  ...TEXT_FIELDS,
  tags: ['tags'],
  organization: ['publisher'],
};
const HAN = /[\p{Script=Han}]/u;

/** What a query means, dataset by dataset, without any index; undefined: it asks nothing. */
export function answers(query: Query, seen: Seen): Answer {
  switch (query.type) {
    case 'all':
      return true;
    case 'nothing':
      return false;
    case 'boost':
    case 'constant':
      return answers(query.query, seen);
    case 'boolean': {
      const of = (occur: string): boolean[] =>
        query.clauses
          .filter((clause) => clause.occur === occur)
          .map((clause) => answers(clause.query, seen))
          .filter((answer) => answer !== undefined);
      const [must, should, mustNot] = [of('must'), of('should'), of('mustNot')];
      const asks = query.clauses.some(({ occur }) => occur !== 'mustNot');
      if (must.length + should.length === 0) return asks ? undefined : false;
      const minimum = Math.min(Math.max(query.minimumShouldMatch, must.length === 0 ? 1 : 0), should.length);
      return must.every(Boolean) && !mustNot.some(Boolean) && should.filter(Boolean).length >= minimum;
    }
    case 'words': {
      const find = query.quoted ? inRow : everySubjectWord;
      if (tokenise(query.text).length === 0 || (!query.quoted && segment(query.text).length === 0))
        return undefined;
      return query.fields.some(({ field }) => {
        const columns = WORD_FIELDS[field];
        return columns === undefined
          ? valuesOf(seen, field).includes(query.text)
          : find(query.text, columns, seen) === true;
      });
    }
    case 'exists':
      return (
        query.field === 'title' ||
        query.field === 'text' ||
        seen.times.has(query.field) ||
        (query.field === 'notes' ? seen.text !== '' : valuesOf(seen, query.field).length > 0)
      );
    default: {
      const columns = TEXT_FIELDS[query.field];
      if (columns !== undefined) return inText(query, columns, seen);
      const time = seen.times.get(query.field);
      if (time !== undefined) return query.type === 'range' && withinTimes(query, time);
      return valuesOf(seen, query.field).some((value) => fits(query, value));
    }
  }
}

/** Whether a dataset is about some of a box. */
export function isWithin({ extent }: Seen, box: Extent): boolean {
  return extent !== undefined && meets(extent, box);
}

/** Whether it is about some of these days (since 1970, both included), or, if it does not say, was changed on one. */
export function isDuring({ period, times }: Seen, first: number, last: number): boolean {
  const changed = Math.floor((times.get('metadata_modified') ?? NaN) / 86_400_000);
  const { from, to } = period ?? { from: changed, to: changed };
  return from <= last && to >= first;
}

type FieldQuery = Extract<Query, { readonly field: string }>;

function fits(query: FieldQuery, value: string): boolean {
  switch (query.type) {
    case 'term':
    case 'phrase':
      return value === query.text;
    case 'prefix':
      return value.startsWith(query.text);
    case 'wildcard':
      return toRegExp(query.pattern).test(value);
    case 'fuzzy':
      return distance(query.text, value) <= query.edits;
    case 'range':
      return withinTexts(query, value);
    case 'exists':
      return true;
  }
}

function inText(query: FieldQuery, columns: readonly Column[], seen: Seen): Answer {
  const tokensOf = (column: Column): string[] => tokenise(seen[column]);
  const anyToken = (accepts: (token: string) => boolean): boolean =>
    columns.some((column) => tokensOf(column).some((token) => !HAN.test(token) && accepts(token)));
  switch (query.type) {
    case 'term':
      return (query.field === 'text' ? everySubjectWord : everyWord)(query.text, columns, seen);
    case 'phrase':
      return query.slop === 0 ? inRow(query.text, columns, seen) : undefined;
    case 'prefix': {
      const tokens = phraseTokens(query.text);
      if (tokens.length === 0) return undefined;
      const han = HAN.test(query.text.at(-1) ?? '');
      return columns.some((column) => hasRow(tokensOf(column), tokens, !han || tokens[0]?.length === 1));
    }
    case 'wildcard': {
      const literals = query.pattern.flatMap((part) => (typeof part === 'object' ? [part.literal] : []));
      if (!literals.some((literal) => HAN.test(literal)))
        return anyToken((token) => toRegExp(query.pattern.map(plainPart)).test(token));
      return columns.some((column) =>
        literals.every((literal) => inRow(literal, [column], seen, false) ?? true),
      );
    }
    case 'fuzzy': {
      if (query.edits === 0) return everyWord(query.text, columns, seen);
      const tokens = [...new Set(tokenise(query.text))];
      const pairs = tokens.filter((token) => HAN.test(token) && token.length > 1);
      const words = tokens.filter((token) => !HAN.test(token));
      if (pairs.length + words.length === 0) return everyWord(query.text, columns, seen);
      const found = pairs.filter((pair) => columns.some((column) => tokensOf(column).includes(pair)));
      return (
        (pairs.length === 0 || found.length >= Math.max(1, pairs.length - 2 * query.edits)) &&
        words.every((word) => anyToken((token) => distance(word, token) <= query.edits))
      );
    }
    case 'range': {
      const fold = (bound: RangeQuery['lower']): RangeQuery['lower'] =>
        bound === undefined ? undefined : { ...bound, text: plain(bound.text) };
      const folded = { ...query, lower: fold(query.lower), upper: fold(query.upper) };
      return columns.some((column) => tokensOf(column).some((token) => withinTexts(folded, token)));
    }
    case 'exists':
      return true;
  }
}

function everyWord(text: string, columns: readonly Column[], seen: Seen): Answer {
  return every(segment(text), columns, seen);
}

const LEXICON = createLexicon(NO_SEARCH_WORDS);

/** As a simple search reads words: single characters that were cut off beside others need not occur. */
function everySubjectWord(text: string, columns: readonly Column[], seen: Seen): Answer {
  return every(requiredWords(text, LEXICON), columns, seen);
}

function every(words: readonly string[], columns: readonly Column[], seen: Seen): Answer {
  const found = words.map((word) => inRow(word, columns, seen)).filter((one) => one !== undefined);
  return found.length === 0 ? undefined : found.every(Boolean);
}

function inRow(text: string, columns: readonly Column[], seen: Seen, forms = true): Answer {
  const tokens = phraseTokens(text);
  if (tokens.length === 0) return undefined;
  const prefix = tokens.length === 1 && tokens[0]?.length === 1 && HAN.test(tokens[0]);
  return columns.some((column) => hasRow(tokenise(seen[column]), tokens, prefix, forms));
}

function phraseTokens(text: string): string[] {
  const tokens = tokenise(text);
  const last = tokens.at(-1) ?? '';
  return tokens.length > 1 && last.length === 1 && HAN.test(last) ? tokens.slice(0, -1) : tokens;
}

function isForm(token: string, word: string, forms: boolean): boolean {
  return token === word || (forms && /^[a-z]{3,}$/.test(word) && stemmer(token) === stemmer(word));
}

/** `forms`: other forms of English words are the same. */
function hasRow(
  tokens: readonly string[],
  wanted: readonly string[],
  prefix: boolean,
  forms = false,
): boolean {
  return tokens.some((_, start) =>
    wanted.every((want, index) => {
      const token = tokens[start + index] ?? '';
      return prefix && index === wanted.length - 1 ? token.startsWith(want) : isForm(token, want, forms);
    }),
  );
}

function valuesOf(seen: Seen, field: string): readonly string[] {
  return seen.values.get(field.replace(/^extras_/, '')) ?? [];
}

function withinTexts({ lower, upper }: RangeQuery, value: string): boolean {
  const over = lower === undefined || value > lower.text || (lower.inclusive && value === lower.text);
  return over && (upper === undefined || value < upper.text || (upper.inclusive && value === upper.text));
}

function withinTimes({ lower, upper }: RangeQuery, time: number): boolean {
  const from = lower?.value ?? -Infinity;
  const to = upper?.value ?? Infinity;
  return (
    (time > from || (time === from && lower?.inclusive !== false)) &&
    (time < to || (time === to && upper?.inclusive !== false))
  );
}

/** As words are: lower case, no accents. */
function plain(text: string): string {
  return text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
}

function plainPart(part: WildcardPart): WildcardPart {
  return typeof part === 'object' ? { literal: plain(part.literal) } : part;
}

function toRegExp(pattern: readonly WildcardPart[]): RegExp {
  const parts = pattern.map((part) => {
    if (part === 'any') return '.*';
    return part === 'one' ? '.' : part.literal.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`, 'su');
}

/** Edits between two texts, by the definition. */
function distance(one: string, other: string): number {
  const a = Array.from(one);
  const b = Array.from(other);
  const known = new Map<string, number>();
  function of(i: number, j: number): number {
    if (i === 0 || j === 0) return i + j;
    const key = `${i},${j}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    let least = Math.min(
      of(i - 1, j) + 1,
      of(i, j - 1) + 1,
      of(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
    );
    if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
      least = Math.min(least, of(i - 2, j - 2) + 1);
    known.set(key, least);
    return least;
  }
  return of(a.length, b.length);
}
