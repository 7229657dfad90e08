/**
 * Begins every token of the column `exact` and no word: ASCII punctuation that stands before all letters and digits, so
 * that words are found between `0` and the ideographs without meeting one.
 */
const MARK = '!';

/**
 * What the tokenizer takes for part of a token beside letters, digits and all beyond ASCII: every character that
 * `encodeValue` leaves, or makes. A blank parts tokens; a quotation mark would end them in an expression.
 */
export const TOKEN_CHARACTERS = "\u001e\u001f!#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\u007f";

/**
 * The token of an exact term: any field, any value, with its case. Behind a mark and the field's hash stands the value
 * itself, so that the index is a sorted dictionary of each field's values: prefixes, ranges, patterns and facets read it.
 */
export function exactToken(field: string, value: string): string {
  return presenceToken(field) + encodeValue(value);
}

/**
 * The token of a value of which only is known that it is there, and what all tokens of the field begin with: whoever asks
 * for its prefix finds every document with a value.
 */
export function presenceToken(field: string): string {
  const known = fieldTokens.get(field);
  if (known !== undefined) return known;
  const made = MARK + fieldHash(field);
  if (fieldTokens.size >= MAX_FIELD_TOKENS) fieldTokens.clear();
  fieldTokens.set(field, made);
  return made;
}

const fieldTokens = new Map<string, string>();
const MAX_FIELD_TOKENS = 10_000;

/** 42 bits as seven characters: among ten thousand fields the chance that two are taken for each other is one in 90,000. */
function fieldHash(field: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < field.length; index += 1) {
    const code = field.charCodeAt(index);
    high = Math.imul(high ^ code, 0x9e3779b1);
    low = Math.imul(low ^ code, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  const digits = [high, high >>> 6, high >>> 12, high >>> 18, low, low >>> 6, low >>> 12];
  return String.fromCharCode(...digits.map(digitCode));
}

/** One of 64 characters that stay as they are in a token: those from `#` to `?`, then those from `[` to `}`. */
function digitCode(bits: number): number {
  const digit = bits & 0x3f;
  return digit < 29 ? 0x23 + digit : 0x5b + digit - 29;
}

const UNFIT = /[\0-"@A-Z]/;
const EACH_UNFIT = /[\0-"@A-Z]/g;

/**
 * FTS5's `ascii` tokenizer folds capitals and splits at blanks, and a quotation mark ends a phrase: they become pairs of
 * characters that stand where they stood, so that the order of code points stays. Most values have none of them.
 */
export function encodeValue(value: string): string {
  return UNFIT.test(value) ? value.replace(EACH_UNFIT, encodeCharacter) : value;
}

/** Behind what stands for control characters begins what may not be ASCII. */
const BEYOND_ASCII = 0x80;

function encodeCharacter(character: string): string {
  if (character === ' ') return '\u001f';
  if (character === '!') return '!!';
  if (character === '"') return '!~';
  if (character === '@') return '@@';
  if (character > '@') return `@${character.toLowerCase()}`;
  return `\u001e${String.fromCharCode(BEYOND_ASCII + character.charCodeAt(0))}`;
}

/** What stands before the small letter that stands for a capital, and before itself. */
export const CASE_MARK = '@';
/**
 * Characters that are others in another case and no ASCII, the two letters that are small for something beyond ASCII (the
 * sign of Kelvin, an I with a dot), and that dot.
 */
const CASED = /[ik\u0307]|(?!\p{ASCII})\p{Changes_When_Casemapped}/u;

/**
 * What the token of every value holds, marks of case left out, that holds the text in whatever case: the longest part of the
 * text of which this can be said.
 */
export function caselessPart(text: string): string {
  const parts = text.toLowerCase().split(CASED);
  const longest = parts.reduce((one, other) => (other.length > one.length ? other : one), '');
  return encodeValue(longest).replaceAll(CASE_MARK, '');
}

const EACH_PAIR = /\u001f|\u001e.|[!@]./gs;

/** The value of a token that `exactToken` made for this field. */
export function decodeValue(field: string, token: string): string {
  return token.slice(presenceToken(field).length).replace(EACH_PAIR, decodePair);
}

function decodePair(pair: string): string {
  if (pair === '\u001f') return ' ';
  const second = pair.charAt(1);
  if (pair.startsWith('!')) return second === '~' ? '"' : '!';
  if (pair.startsWith('@')) return second.toUpperCase();
  return String.fromCharCode(second.charCodeAt(0) - BEYOND_ASCII);
}

/** Before every token of a value of the field, and behind the token of its presence. */
export function startOfField(field: string): string {
  return `${presenceToken(field)}\u0001`;
}

/** Beyond every token of the field. */
export function endOfField(field: string): string {
  return `${presenceToken(field)}\u{10ffff}`;
}

/** The FTS5 expression of every document that has a value of the field. */
export function hasField(field: string): string {
  return `exact : "${presenceToken(field)}" *`;
}
