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
  const keys = Object.keys(object);
  if (!isSorted(keys)) return sortedCopy(object, keys.sort());
  for (const key of keys) {
    const member = object[key];
    if (typeof member === 'object' && member !== null && inOrder(member) !== member) {
      return sortedCopy(object, keys);
    }
  }
  return object;
}

function isSorted(keys: readonly string[]): boolean {
  let before = '';
  for (const key of keys) {
    if (key < before) return false;
    before = key;
  }
  return true;
}

function sortedCopy(object: Readonly<Record<string, unknown>>, keys: readonly string[]): unknown {
  const copy: Record<string, unknown> = {};
  for (const key of keys) {
    const member = inOrder(object[key]);
    if (key === '__proto__') {
      // Plain assignment would set the prototype and lose the member.
      Object.defineProperty(copy, key, { value: member, enumerable: true });
    } else {
      copy[key] = member;
    }
  }
  return copy;
}
