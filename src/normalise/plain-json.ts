import { cleanCharacters, cleanKey } from './characters.js';

/** Deeper than any metadata; far below what a recursive writer of JSON can bear. */
const MAX_DEPTH = 16;

/** Whether a JSON value is nested no deeper than the hub keeps values. */
export function isWithinDepth(value: unknown, depth = MAX_DEPTH): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0) return false;
  for (const member of Object.values(value)) {
    if (typeof member === 'object' && member !== null && !isWithinDepth(member, depth - 1)) return false;
  }
  return true;
}

/**
 * A portal's JSON value as the hub keeps it: keys in order, `__proto__` left out, text of whole characters.
 * The caller has checked its depth.
 */
export function plainJson(value: unknown): unknown {
  if (typeof value === 'string') return cleanCharacters(value);
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? value.map(plainJson) : plainObject(value as Record<string, unknown>);
}

function plainObject(object: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(object).sort()) {
    if (key !== '__proto__' && object[key] !== undefined) copy[cleanKey(key)] = plainJson(object[key]);
  }
  return copy;
}
