import { periodOf } from './periods.js';

/**
 * Words that portals write for nothing at all. Source: guide §2.6, the same words in Traditional characters, and what
 * programs print for a missing value (`undefined`, `null null`, `NaN`).
 */
const NULL_WORDS: ReadonlySet<string> = new Set([
  '暂无',
  '暂无数据',
  '空',
  '无',
  '暫無',
  '無',
  'undefined',
  'null',
  'NULL',
  'null null',
  'NaN',
  'None',
  '[]',
  "['']",
]);
const LONGEST_NULL_WORD = 12;

/** Whether the text says that there is nothing. */
export function isNullWord(text: string): boolean {
  return text.length <= LONGEST_NULL_WORD && (text === '' || NULL_WORDS.has(text.trim()));
}

/** A word of a code list without what portals vary in it: width, case, blanks, quotes, a dot in front, a separator at the end. */
export function foldWord(word: string): string {
  return word
    .normalize('NFKC')
    .replace(/[\s'"‘’“”「」`]+/gu, '')
    .replace(/^\.+|[,;:。、]+$/gu, '')
    .toLowerCase();
}

/**
 * Spellings of an update cycle to look up, from the word itself to what is left without a note in brackets and 更新/按, and
 * the period that it spells with a number.
 */
export function cycleSpellings(word: string): readonly string[] {
  const whole = foldWord(word);
  const bare = whole.replace(/\(.*$/u, '');
  const short = bare.replace(/^按/u, '').replace(/更新$/u, '');
  const period = periodOf(short);
  return period === undefined ? [whole, bare, short] : [whole, bare, short, period];
}

/** A licence by word or address; of an address without what varies: scheme, www., the page in a language, a closing slash. */
export function foldLicense(word: string): string {
  const folded = foldWord(word);
  const [, address] = /^https?:\/\/(?:www\.)?(.+)$/u.exec(folded) ?? [];
  return address?.replace(/\/(?:deed|legalcode)(?:[.-][a-z-]+)?\/?$/u, '').replace(/\/+$/u, '') ?? folded;
}
