/** Begins every token of the column `exact` and no word: a character for private use. */
const MARK = '\uE000';
const DELETE = 0x7f;

/**
 * The token of an exact term: any field, any value, with its case. Behind a mark and the field's hash stands the value
 * itself, so that the index is a sorted dictionary of each field's values: prefixes, ranges, patterns and facets read it.
 * FTS5's `ascii` tokenizer splits at ASCII characters and folds them, hence each moves up by 128, and what was there moves
 * behind a `ÿ`: the order of code points stays.
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

/** 42 bits as three ideographs: among ten thousand fields the chance that two are taken for each other is one in 90,000. */
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
  const bits = [high & 0x3fff, (high >>> 14) & 0x3fff, low & 0x3fff];
  return String.fromCharCode(...bits.map((part) => 0x4e00 + part));
}

export function encodeValue(value: string): string {
  let encoded = '';
  for (let index = 0; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    if (code >= 0x100) encoded += value.charAt(index);
    else if (code >= 0x80) encoded += `ÿ${value.charAt(index)}`;
    else encoded += String.fromCharCode(0x80 + Math.min(code, DELETE - 1));
  }
  return encoded;
}

/** The value of a token that `exactToken` made for this field. */
export function decodeValue(field: string, token: string): string {
  let value = '';
  for (let index = presenceToken(field).length; index < token.length; index += 1) {
    const code = token.charCodeAt(index);
    if (code === 0xff) value += token.charAt((index += 1));
    else value += code < 0x100 ? String.fromCharCode(code - 0x80) : token.charAt(index);
  }
  return value;
}

/** Beyond every token of the field. */
export function endOfField(field: string): string {
  return `${presenceToken(field)}\u{10ffff}`;
}

/** All exact tokens lie between these two, and no word does. */
export const EXACT_TOKENS = { from: MARK, to: '\uE001' } as const;

/** The FTS5 expression of every document that has a value of the field. */
export function hasField(field: string): string {
  return `exact : "${presenceToken(field)}" *`;
}
