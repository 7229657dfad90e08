import { hash } from 'node:crypto';

/** SHA-256 of the text's UTF-8 bytes as lower-case hex. */
export function sha256Hex(text: string): string {
  return hash('sha256', text, 'hex');
}

/**
 * JSON text that depends on the content alone: keys stand in UTF-16 order at every level (array-index keys first, as the
 * language itself orders them), strings are escaped as JSON.stringify does, members that are undefined are left out.
 * For plain data only: no toJSON, no cycles.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(inOrder(value));
}

/** The value with its keys in order; the very same object where they already are, so that ordered data costs no copy. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? arrayInOrder(value) : objectInOrder(value as Record<string, unknown>);
}

function arrayInOrder(items: readonly unknown[]): unknown {
  let copy: unknown[] | undefined;
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (typeof item !== 'object' || item === null) continue;
    const ordered = inOrder(item);
    if (ordered !== item) (copy ??= [...items])[i] = ordered;
  }
  return copy ?? items;
}

function objectInOrder(object: Readonly<Record<string, unknown>>): unknown {
  // `for…in` reads a member far faster than a list of keys does, and plain data inherits none.
  let before = '';
  let isFlat = true;
  for (const key in object) {
    if (key < before) return sortedCopy(object);
    before = key;
    const member = object[key];
    if (typeof member === 'object' && member !== null) isFlat = false;
  }
  return isFlat ? object : membersInOrder(object);
}

function membersInOrder(object: Readonly<Record<string, unknown>>): unknown {
  let copy: Record<string, unknown> | undefined;
  for (const key in object) {
    const member = object[key];
    const ordered = inOrder(member);
    if (ordered !== member) setMember((copy ??= { ...object }), key, ordered);
  }
  return copy ?? object;
}

function sortedCopy(object: Readonly<Record<string, unknown>>): unknown {
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(object).sort()) setMember(copy, key, inOrder(object[key]));
  return copy;
}

function setMember(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') object[key] = value;
  // Plain assignment would set the prototype and lose the member.
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
