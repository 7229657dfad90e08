import type { VNode } from 'preact';
import { fold } from './fold.js';

/** Places of a text, from and to, in rising order and apart. */
export type Places = readonly (readonly [from: number, to: number])[];

/** Where the words stand in the text, each as it is or, written in Chinese, in the parts that it is made of. */
export function placesOf(text: string, words: readonly string[]): Places {
  if (text === '' || words.length === 0) return [];
  const folded = fold(text);
  const found = words.flatMap((word) => occurrences(folded.text, word));
  const places = found
    .map(([from, to]) => [folded.at[from] ?? 0, endOf(folded.at, to)] as const)
    .sort((one, other) => one[0] - other[0]);
  const apart: [number, number][] = [];
  for (const [from, to] of places) {
    const last = apart.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else apart.push([from, to]);
  }
  return apart;
}

/** Whether a word stands in one of the texts. */
export function stands(word: string, texts: readonly (string | undefined)[]): boolean {
  return texts.some((text) => text !== undefined && occurrences(fold(text).text, word).length > 0);
}

/** A text with its hits marked; everything in it stays text. */
export function Hits({ text, words }: { readonly text: string; readonly words: readonly string[] }): VNode {
  const parts: (VNode | string)[] = [];
  let end = 0;
  for (const [from, to] of placesOf(text, words)) {
    if (from > end) parts.push(text.slice(end, from));
    parts.push(<mark key={from}>{text.slice(from, to)}</mark>);
    end = to;
  }
  return (
    <>
      {parts}
      {text.slice(end)}
    </>
  );
}

const WIDE = /[\u1100-\uffff\u{20000}-\u{3ffff}]/u;
/** Before the first hit, as much of the text as says what it is about. */
const LEAD = 24;

/** One line of a text, around its first hit where that is far from the beginning. `width`: Latin letters; Chinese ones count twice. */
export function excerpt(text: string, words: readonly string[], width: number): string {
  const plain = text.replace(/\s+/gu, ' ').trim();
  const characters = Array.from(plain);
  const hit = Array.from(plain.slice(0, placesOf(plain, words)[0]?.[0] ?? 0)).length;
  let from = 0;
  if (widthOf(characters.slice(0, hit)) > width / 2) {
    from = hit;
    while (from > 0 && widthOf(characters.slice(from, hit)) < LEAD) from -= 1;
  }
  let to = from;
  for (let left = width; to < characters.length && left > 0; to += 1)
    left -= widthOf(characters.slice(to, to + 1));
  return `${from > 0 ? '…' : ''}${characters.slice(from, to).join('')}${to < characters.length ? '…' : ''}`;
}

function widthOf(characters: readonly string[]): number {
  return characters.reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0);
}

/** A character that folds to several is marked as a whole. */
function endOf(at: readonly number[], to: number): number {
  const last = at[to - 1] ?? 0;
  let next = to;
  while (at[next] === last) next += 1;
  return at[next] ?? last;
}

const LATIN = /[a-z0-9]/;
const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
let segmenter: Intl.Segmenter | undefined;

function occurrences(text: string, word: string): Places {
  const whole = IDEOGRAPH.test(word) ? allOf(text, word) : latinOf(text, word);
  if (whole.length > 0 || !IDEOGRAPH.test(word)) return whole;
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  return [...segmenter.segment(word)]
    .filter(({ segment }) => segment.length > 1 && segment !== word)
    .flatMap(({ segment }) => (IDEOGRAPH.test(segment) ? allOf(text, segment) : latinOf(text, segment)));
}

function allOf(text: string, word: string): Places {
  const places: (readonly [number, number])[] = [];
  for (let from = text.indexOf(word); from >= 0; from = text.indexOf(word, from + word.length)) {
    places.push([from, from + word.length]);
  }
  return places;
}

const ENDING = /(?:ies|es|s|ing|ed|y|e)$/;
const ONLY_ENDING = /^(?:ies|es|s|ing|ed|y|e)$/;

/** A written word, in its other forms too; within a longer one it is none (`ap` in `map`). */
function latinOf(text: string, word: string): Places {
  const stem = word.length > 4 ? word.replace(ENDING, '') : word;
  return allOf(text, stem).flatMap(([from, to]) => {
    if (LATIN.test(text.charAt(from - 1)) && LATIN.test(stem.charAt(0))) return [];
    let end = to;
    while (LATIN.test(text.charAt(end))) end += 1;
    const rest = text.slice(to, end);
    return rest === word.slice(stem.length) || rest === '' || ONLY_ENDING.test(rest)
      ? [[from, end] as const]
      : [];
  });
}
