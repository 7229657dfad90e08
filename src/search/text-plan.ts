import { atLeastOf, intersect, scratchSet } from './document-set.js';
import type { DocumentSet } from './document-set.js';
import { endOfPrefix } from './fields/exact-field.js';
import type {
  FuzzyQuery,
  PhraseQuery,
  PrefixQuery,
  RangeQuery,
  TermQuery,
  WildcardQuery,
} from './language/ast.js';
import type { Matcher } from './matcher.js';
import { rangeTest } from './ranges.js';
import { isSpeltAlike, literalStart, patternTest } from './spelling.js';
import type { Stems } from './stems.js';
import {
  allWords,
  hasIdeograph,
  partsAnywhere,
  wordsBeginning,
  wordsInRow,
  wordsNear,
} from './text-expression.js';
import type { TimeBudget } from './time-budget.js';
import { tokenise } from './tokens.js';

export type FieldLeaf = TermQuery | PhraseQuery | PrefixQuery | WildcardQuery | FuzzyQuery | RangeQuery;

/** An FTS5 expression, or work to be done; undefined when there is nothing in the text to look for. */
export type Found = string | (() => DocumentSet) | undefined;

export interface TextParts {
  readonly matcher: Matcher;
  readonly budget: TimeBudget;
  readonly stems: Stems;
  readonly capacity: () => number;
}

/** Words of scripts with blanks between words stand before the ideographs in the index. */
const WORDS_FROM = '0';
const WORDS_TO = '\u2e7f';
/** Words read between two looks at the clock. */
const STRIDE = 256;
/** An edit of a Chinese word changes so many of its pairs at most. */
const PAIRS_PER_EDIT = 2;

/** A leaf in a field of words; `names` are the FTS5 columns that hold it. */
export function findInText(leaf: FieldLeaf, names: string, parts: TextParts): Found {
  const { position } = leaf;
  switch (leaf.type) {
    case 'term':
      return inAllForms(allWords(names, leaf.text, position), parts);
    case 'phrase':
      return leaf.slop > 0
        ? wordsNear(names, leaf.text, leaf)
        : inAllForms(wordsInRow(names, leaf.text, position), parts);
    case 'prefix':
      return wordsBeginning(names, leaf.text, position);
    case 'wildcard':
      return findPattern(leaf, names, parts);
    case 'fuzzy':
      return leaf.edits === 0
        ? inAllForms(allWords(names, leaf.text, position), parts)
        : findAlike(leaf, names, parts);
    case 'range': {
      const { from, to = LAST_WORD, accepts } = rangeTest(leaf, folded);
      return () => wordsThat(accepts, { ...parts, names, from, to, position });
    }
  }
}

function inAllForms(expression: string | undefined, { stems }: TextParts): string | undefined {
  return expression === undefined ? undefined : stems.inAllForms(expression);
}

function findPattern({ pattern, position }: WildcardQuery, names: string, parts: TextParts): Found {
  if (pattern.some((part) => typeof part === 'object' && hasIdeograph(part.literal)))
    return partsAnywhere(names, pattern, position);
  const plain = pattern.map((part) => (typeof part === 'object' ? { literal: folded(part.literal) } : part));
  const start = literalStart(plain);
  const to = start === '' ? WORDS_TO : endOfPrefix(start);
  const from = start === '' ? WORDS_FROM : start;
  return () => wordsThat(patternTest(plain), { ...parts, names, from, to, position });
}

/** Each word spelt alike; of Chinese, as many pairs of characters as the edits must leave whole. */
function findAlike({ text, edits, position }: FuzzyQuery, names: string, parts: TextParts): Found {
  const tokens = [...new Set(tokenise(text))];
  const words = tokens.filter((token) => !hasIdeograph(token));
  const pairs = tokens.filter((token) => hasIdeograph(token) && Array.from(token).length > 1);
  if (words.length + pairs.length === 0) return allWords(names, text, position);
  const least = Math.max(1, pairs.length - PAIRS_PER_EDIT * edits);
  return () => {
    const sets = words.map((word) => {
      const where = { ...parts, names, from: WORDS_FROM, to: WORDS_TO, position };
      return wordsThat((other) => isSpeltAlike(word, other, edits), where);
    });
    if (pairs.length > 0) {
      const found = pairs.map((pair) => {
        parts.budget.check(position);
        return parts.matcher.match(`${names} : "${pair}"`);
      });
      sets.push(atLeastOf(least, found, parts.capacity()));
    }
    const [first = scratchSet(parts.capacity()), ...others] = sets;
    for (const other of others) intersect(first, other);
    return first;
  };
}

/** Documents with a word, as the index has it, that passes. */
function wordsThat(
  accepts: (word: string) => boolean,
  where: TextParts & {
    readonly names: string;
    readonly from: string;
    readonly to: string;
    readonly position: number;
  },
): DocumentSet {
  const { matcher, budget, names, from, to, position } = where;
  const checkpoint = (): void => {
    budget.check(position);
  };
  const wanted: string[] = [];
  let read = 0;
  for (const word of matcher.tokens(from, to < LAST_WORD ? to : LAST_WORD)) {
    if (accepts(word)) wanted.push(word);
    if ((read += 1) % STRIDE === 0) checkpoint();
  }
  return matcher.matchAny(names, wanted, checkpoint);
}

/** What lies behind are exact values. */
const LAST_WORD = '\ud7ff';

/** As words are in the index, but for what stands between them. */
function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
}
