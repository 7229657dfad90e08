/**
 * Stateless pseudo-randomness: every draw is a function of a key and a salt, never of what was drawn before. So a
 * dataset can be generated alone, in any order, and a new draw added later changes no other.
 */

/** Mixes two 32-bit numbers into one, well spread (an integer finaliser in the manner of MurmurHash3). */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b) ^ b;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A 32-bit number for a text. */
export function hashText(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix(h >>> 0, text.length);
}

/** A number in [0, 1). */
export function unit(key: number, salt: number): number {
  return mix(key, salt) / 0x1_0000_0000;
}

/** An integer in [0, limit). */
export function below(key: number, salt: number, limit: number): number {
  return Math.floor(unit(key, salt) * limit);
}

/** One element of a list that is not empty. */
export function pick<T>(key: number, salt: number, list: readonly T[]): T {
  return at(list, below(key, salt, list.length));
}

/** The element of a list at a place that must exist. */
export function at<T>(list: readonly T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new RangeError(`no element ${index} in a list of ${list.length}`);
  return value;
}

/** A table of choices whose weights need not add up to one. */
export interface Weighted<T> {
  readonly values: readonly T[];
  readonly bounds: readonly number[];
}

export function weighted<T>(entries: readonly (readonly [T, number])[]): Weighted<T> {
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  let reached = 0;
  const bounds = entries.map(([, weight]) => (reached += weight / total));
  return { values: entries.map(([value]) => value), bounds };
}

export function pickWeighted<T>(key: number, salt: number, table: Weighted<T>): T {
  const drawn = unit(key, salt);
  let index = 0;
  while (index < table.bounds.length - 1 && drawn >= (table.bounds[index] ?? 1)) index += 1;
  return at(table.values, index);
}
