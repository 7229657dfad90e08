import { hash } from 'node:crypto';

/** SHA-256 of bytes, or of a text's UTF-8 bytes, as lower-case hex. */
export function sha256Hex(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex');
}

/**
 * JSON text that depends on the content alone: keys stand in UTF-16 order at every level (array-index keys first, as the
 * language itself orders them), strings are escaped as JSON.stringify does, members that are undefined are left out.
 * For plain data only: no toJSON, no cycles.
 */
export function canonicalJson(value: unknown): string {
  if (isInOrder(value)) return JSON.stringify(value);
  return Array.isArray(value) ? canonicalList(value) : canonicalObject(value as Record<string, unknown>);
}

/** Whether the value's JSON is canonical as it is, so that it can be written at once. */
function isInOrder(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isInOrder);
  const object = value as Readonly<Record<string, unknown>>;
  let before = '';
  let isFlat = true;
  // `for…in` reads a member far faster than a list of keys does, and plain data inherits none.
  for (const key in object) {
    if (key < before) return false;
    before = key;
    if (typeof object[key] === 'object') isFlat = false;
  }
  if (isFlat) return true;
  for (const key in object) if (!isInOrder(object[key])) return false;
  return true;
}

function canonicalList(items: readonly unknown[]): string {
  return `[${items.map((item) => (item === undefined ? 'null' : canonicalJson(item))).join(',')}]`;
}

function canonicalObject(object: Readonly<Record<string, unknown>>): string {
  const members: string[] = [];
  for (const key of keysInOrder(object)) {
    if (object[key] !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(object[key])}`);
  }
  return `{${members.join(',')}}`;
}

/** Array indices come first by themselves and stay. */
function keysInOrder(object: object): readonly string[] {
  const keys = Object.keys(object);
  const names = keys.findIndex((key) => !isIndex(key));
  if (names === -1) return keys;
  return names === 0 ? keys.sort() : [...keys.slice(0, names), ...keys.slice(names).sort()];
}

const INDEX = /^(?:0|[1-9]\d{0,9})$/;
const MOST_INDEX = 2 ** 32 - 2;

function isIndex(key: string): boolean {
  return INDEX.test(key) && Number(key) <= MOST_INDEX;
}
