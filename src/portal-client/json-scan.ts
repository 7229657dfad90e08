/**
 * Going over JSON byte by byte without reading it: where values begin and end. `bytes` are valid UTF-8; positions are
 * indices into them. Throws `BrokenStructure` where brackets, quotes, commas or colons are not where JSON has them.
 */

const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
const BACKSLASH = 0x5c;
export const OPEN_LIST = 0x5b;
export const CLOSE_LIST = 0x5d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;

/** The bytes are no JSON. */
export class BrokenStructure extends Error {}

/** A member of an object: where its name stands without its quotes, and where its value does. Gives where that ends. */
export type VisitMember = (nameStart: number, nameEnd: number, valueStart: number) => number;

/** Visits the members of the object at `start`. Gives where the object ends. */
export function forMembers(bytes: Buffer, start: number, visit: VisitMember): number {
  if (bytes[start] !== OPEN_OBJECT) throw new BrokenStructure();
  let at = afterSpace(bytes, start + 1);
  if (bytes[at] === CLOSE_OBJECT) return at + 1;
  for (;;) {
    if (bytes[at] !== QUOTE) throw new BrokenStructure();
    const nameStart = at + 1;
    const nameEnd = endOfString(bytes, at) - 1;
    at = afterSpace(bytes, nameEnd + 1);
    if (bytes[at] !== COLON) throw new BrokenStructure();
    at = afterSpace(bytes, visit(nameStart, nameEnd, afterSpace(bytes, at + 1)));
    const next = bytes[at];
    if (next === CLOSE_OBJECT) return at + 1;
    if (next !== COMMA) throw new BrokenStructure();
    at = afterSpace(bytes, at + 1);
  }
}

/** What going over a value finds out besides its end. */
export interface Scan {
  /** The deepest nesting so far. */
  depth: number;
}

export function endOfValue(bytes: Buffer, start: number, scan: Scan): number {
  const first = bytes[start];
  if (first === QUOTE) return endOfString(bytes, start);
  return first === OPEN_OBJECT || first === OPEN_LIST
    ? endOfNested(bytes, start, scan)
    : endOfWord(bytes, start);
}

/** Strings are gone over here and not by a call, of which a page would make a hundred thousand. */
function endOfNested(bytes: Buffer, start: number, scan: Scan): number {
  const { length } = bytes;
  let depth = 0;
  let deepest = 0;
  for (let at = start; at < length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      at += 1;
      while (at < length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
    } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      depth -= 1;
      if (depth > 0) continue;
      if (deepest > scan.depth) scan.depth = deepest;
      return at + 1;
    }
  }
  throw new BrokenStructure();
}

function endOfString(bytes: Buffer, start: number): number {
  const { length } = bytes;
  let at = start + 1;
  while (at < length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  if (at >= length) throw new BrokenStructure();
  return at + 1;
}

/** End of a number, true, false or null; parsing tells what is none. */
function endOfWord(bytes: Buffer, start: number): number {
  let at = start;
  while (isWordByte(bytes[at])) at += 1;
  if (at === start) throw new BrokenStructure();
  return at;
}

/** Letters, digits, sign and point. */
function isWordByte(byte: number | undefined): boolean {
  if (byte === undefined || byte < 0x2b || byte > 0x7a) return false;
  return byte !== COMMA && byte !== COLON && byte !== OPEN_LIST && byte !== CLOSE_LIST;
}

export function isText(bytes: Buffer, start: number, end: number, text: Buffer): boolean {
  if (text.length !== end - start) return false;
  for (let index = 0; index < text.length; index += 1) {
    if (bytes[start + index] !== text[index]) return false;
  }
  return true;
}

export function hasEscape(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (bytes[at] === BACKSLASH) return true;
  return false;
}

export function afterSpace(bytes: Buffer, start: number): number {
  let at = start;
  for (;;) {
    const byte = bytes[at];
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return at;
    at += 1;
  }
}
