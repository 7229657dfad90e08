import { isIdeograph, isSingleIdeograph, simplified, withoutAccent } from './analysis/characters.js';
import { foldForms } from './analysis/fold.js';

/**
 * Text → tokens, the same for index and query. Full width becomes half width (NFKC), upper case lower, traditional Chinese
 * simplified (character by character), years Arabic, accents go. Runs of Chinese characters become overlapping pairs, so that every
 * substring of two characters or more can be found; the last character of a run stands alone as well, so that a single
 * character is found as a prefix. Everything else splits into words and numbers.
 */
export function tokenise(text: string): string[] {
  const tokens: string[] = [];
  const folded = foldForms(text);
  let word = '';
  let previous = '';
  for (const character of folded) {
    const code = character.codePointAt(0) ?? 0;
    if (isIdeograph(code)) {
      if (word !== '') tokens.push(word);
      word = '';
      const simple = simplified(character, code);
      if (previous !== '') tokens.push(previous + simple);
      previous = simple;
      continue;
    }
    if (previous !== '') tokens.push(previous);
    previous = '';
    if (isWordCode(code) || (code > 127 && WORD.test(character))) {
      word += code > 127 ? withoutAccent(character) : character;
    } else if (word !== '') {
      tokens.push(word);
      word = '';
    }
  }
  if (previous !== '') tokens.push(previous);
  if (word !== '') tokens.push(word);
  return tokens;
}

/** One word of a query as an FTS5 phrase (or prefix); undefined when nothing of it can be searched. */
export function phraseOf(word: string): string | undefined {
  const tokens = tokenise(word);
  const only = tokens[0];
  if (only === undefined) return undefined;
  if (tokens.length === 1) return isSingleIdeograph(only) ? `"${only}" *` : `"${only}"`;
  // The lone last character belongs to the index; within a phrase the pair before it says the same.
  const last = tokens.at(-1) ?? '';
  if (isSingleIdeograph(last)) tokens.pop();
  return `"${tokens.join(' ')}"`;
}

/**
 * The token of an exact term: any field, any value, case-sensitive. Two 32-bit multiplicative hashes with an avalanche
 * step: 64 bits keep ten million terms apart (one clash in 370,000 such catalogues), at a tenth of a SHA's time. Written as
 * five ideographs, which are cheaper to make than digits; the column is searched by whole tokens only.
 */
export function exactToken(field: string, value: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  const text = `${field}\u0000${value}`;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 0x9e3779b1);
    low = Math.imul(low ^ code, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  const bits = [
    high & 0x3fff,
    (high >>> 14) & 0x3fff,
    ((high >>> 28) << 8) | (low & 0xff),
    (low >>> 8) & 0xfff,
    low >>> 20,
  ];
  return String.fromCharCode(...bits.map((part) => 0x4e00 + part));
}

const WORD = /[\p{L}\p{N}\p{M}]/u;

function isWordCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}
