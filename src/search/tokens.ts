import { Converter } from 'opencc-js/t2cn';

/**
 * Text → tokens, the same for index and query. Full width becomes half width (NFKC), upper case lower, traditional Chinese
 * simplified (character by character), accents go. Runs of Chinese characters become overlapping pairs, so that every
 * substring of two characters or more can be found; the last character of a run stands alone as well, so that a single
 * character is found as a prefix. Everything else splits into words and numbers.
 */
export function tokenise(text: string): string[] {
  const tokens: string[] = [];
  const folded = text.normalize('NFKC').toLowerCase();
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

/** Splits what people write without blanks into words: 杭州市公共停车场 → 杭州市 · 公共 · 停车 · 场. */
export function segment(text: string): string[] {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  return [...segmenter.segment(text)].filter((part) => part.isWordLike === true).map((part) => part.segment);
}

let segmenter: Intl.Segmenter | undefined;

const WORD = /[\p{L}\p{N}\p{M}]/u;
const MARKS = /\p{M}/gu;

function withoutAccent(character: string): string {
  return character.normalize('NFD').replaceAll(MARKS, '');
}

function isWordCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

/** Han, kana and Hangul: scripts that are written without blanks or whose words are found by their parts. */
function isIdeograph(code: number): boolean {
  return (
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0x3400 && code <= 0x4dbf) ||
    (code >= 0x3040 && code <= 0x30ff && code !== 0x30fb) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0x20000 && code <= 0x3ffff) ||
    (code >= 0xf900 && code <= 0xfaff)
  );
}

function isSingleIdeograph(token: string): boolean {
  const code = token.codePointAt(0) ?? 0;
  return isIdeograph(code) && token.length === String.fromCodePoint(code).length;
}

type Convert = (text: string) => string;
let convert: Convert | undefined;
const simplifiedForms = new Map<number, string>();

function simplified(character: string, code: number): string {
  let form = simplifiedForms.get(code);
  if (form === undefined) {
    const toSimplified: Convert = (convert ??= Converter({ from: 't', to: 'cn' }) as Convert);
    form = toSimplified(character);
    simplifiedForms.set(code, form);
  }
  return form;
}
