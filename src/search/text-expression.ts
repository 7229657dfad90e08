import { SearchSyntaxError } from '../domain/errors.js';
import { segment } from './analysis/segment.js';
import type { WildcardPart } from './language/ast.js';
import { phraseOf, tokenise } from './tokens.js';

/** Words within one value: more of them would be a text, not a word. */
const MAX_WORDS = 256;
const MAX_SLOP = 10_000;

/** FTS5 expressions, or undefined where the text holds nothing that can be searched. */

/** All words of a text in these columns; Chinese without blanks is segmented first. */
export function allWords(columns: string, text: string, position: number): string | undefined {
  return joined(columns, phrasesOf(text, position));
}

/** The words of a text in a row. */
export function wordsInRow(columns: string, text: string, position: number): string | undefined {
  const phrase = phraseOfRow(text, position);
  return phrase === undefined ? undefined : `${columns} : ${phrase}`;
}

/** The same in any column. */
export function phraseOfRow(text: string, position: number): string | undefined {
  bound(tokenise(text), position);
  return phraseOf(text);
}

/** The words of a text, at most `slop` other places between them. */
export function wordsNear(
  columns: string,
  text: string,
  { slop, position }: { readonly slop: number; readonly position: number },
): string | undefined {
  const phrases = phrasesOf(text, position);
  if (phrases.length < 2) return wordsInRow(columns, text, position);
  // FTS5 counts the places between the first and the last phrase, those of the others included.
  const inner = phrases.slice(1, -1).reduce((sum, phrase) => sum + phrase.split(' ').length, 0);
  return `${columns} : NEAR(${phrases.join(' ')}, ${Math.min(slop, MAX_SLOP) + inner})`;
}

/** Words that begin like this; in Chinese, which has no words' ends, what contains it. */
export function wordsBeginning(columns: string, text: string, position: number): string | undefined {
  bound(tokenise(text), position);
  const phrase = phraseOf(text);
  if (phrase === undefined) return undefined;
  return `${columns} : ${phrase.endsWith('*') || hasIdeographAtEnd(text) ? phrase : `${phrase} *`}`;
}

/** A pattern with Chinese in it: its parts must all occur in one column, wherever they stand. */
export function partsAnywhere(
  columns: string,
  pattern: readonly WildcardPart[],
  position: number,
): string | undefined {
  const phrases = pattern.flatMap((part) => {
    const phrase = typeof part === 'object' ? phraseOf(part.literal) : undefined;
    return phrase === undefined ? [] : [phrase];
  });
  bound(phrases, position);
  const names = columns.replaceAll(/[{}]/g, '').split(' ');
  const inEach = names.flatMap((name) => joined(name, phrases) ?? []);
  return inEach.length === 0 ? undefined : inEach.map((part) => `(${part})`).join(' OR ');
}

const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

export function hasIdeograph(text: string): boolean {
  return IDEOGRAPH.test(text);
}

function hasIdeographAtEnd(text: string): boolean {
  return hasIdeograph(Array.from(text).at(-1) ?? '');
}

function phrasesOf(text: string, position: number): string[] {
  const words = segment(text);
  bound(words, position);
  return words.map(phraseOf).filter((phrase) => phrase !== undefined);
}

function joined(columns: string, phrases: readonly string[]): string | undefined {
  return phrases.length === 0 ? undefined : `${columns} : (${phrases.join(' AND ')})`;
}

/** Throws `SearchSyntaxError` for more words than one value may have. */
export function bound(words: readonly unknown[], position: number): void {
  if (words.length <= MAX_WORDS) return;
  throw new SearchSyntaxError(
    `SOLR returned an error running query: one value has more than ${MAX_WORDS} words (position ${position})`,
    'q',
    position,
  );
}
