import type { WrittenClause } from './combine.js';
import { OPERATORS } from './tokens.js';

/** A word or a phrase of a simple search, as it is written. */
export interface Word {
  readonly joint: WrittenClause['joint'];
  readonly sign: WrittenClause['sign'];
  readonly text: string;
  readonly quoted: boolean;
  readonly position: number;
}

type Piece = Omit<Word, 'joint' | 'sign'> & { readonly signs: string };

/** What Chinese keyboards type between words; the hyphen and the full stop of ASCII stay, they stand within names. */
const PLAIN = /([+-]*)([^\s"“”＂、，。；：！？（）《》〈〉【】「」『』]*)/y;
const STRICT_PLAIN = /([+-]*)([^\s"]*)/y;

/**
 * The words of a simple search. Only quotes, `+`, `-`, `AND`, `OR` and `NOT` mean anything, and where they cannot they are
 * left out (signs) or are words themselves (operators): whatever somebody types is an answerable search.
 */
export function scanWords(text: string, strict: boolean): Word[] {
  const pieces = scanPieces(text, strict);
  const words: Word[] = [];
  let joint: WrittenClause['joint'];
  let excluded = false;
  for (const [index, piece] of pieces.entries()) {
    const operator = piece.quoted || piece.signs !== '' ? undefined : OPERATORS.get(piece.text);
    const last = index === pieces.length - 1;
    if (operator === 'not' && !last && !excluded) {
      excluded = true;
      continue;
    }
    if (operator !== undefined && operator !== 'not' && !last && !excluded && words.length > 0) {
      joint = operator;
      continue;
    }
    const sign = excluded || piece.signs === '-' ? 'excluded' : piece.signs === '+' ? 'required' : undefined;
    words.push({ joint, sign, text: piece.text, quoted: piece.quoted, position: piece.position });
    joint = undefined;
    excluded = false;
  }
  return words;
}

function scanPieces(text: string, strict: boolean): Piece[] {
  const closing = strict ? straightQuotes(text) : anyQuotes(text);
  const plain = strict ? STRICT_PLAIN : PLAIN;
  const pieces: Piece[] = [];
  for (let from = 0; from < text.length;) {
    plain.lastIndex = from;
    const [run = '', signs = '', word = ''] = plain.exec(text) ?? [];
    const position = from + signs.length;
    const end = word === '' ? closing.get(position) : undefined;
    if (end !== undefined) {
      const phrase = text.slice(position + 1, end);
      if (phrase.trim() !== '') {
        pieces.push({ text: phrase, quoted: true, signs, position });
      }
      from = end + 1;
      continue;
    }
    if (word !== '') pieces.push({ text: word, quoted: false, signs, position });
    // Where no word begins stands a blank, a separator or a quotation mark without its other half.
    from += word === '' ? run.length + 1 : run.length;
  }
  return pieces;
}

/** Solr's rule: pairs from left to right, and none at all when one is left over. */
function straightQuotes(text: string): Map<number, number> {
  const places = Array.from(text.matchAll(/"/g), ({ index }) => index);
  const pairs = new Map<number, number>();
  if (places.length % 2 === 1) return pairs;
  for (let index = 0; index < places.length; index += 2) {
    pairs.set(places[index] ?? 0, places[index + 1] ?? 0);
  }
  return pairs;
}

/** Straight ones, those of Chinese keyboards, and full-width ones. */
function anyQuotes(text: string): Map<number, number> {
  return straightQuotes(text.replaceAll(/[“”＂]/g, '"'));
}
