import type { WildcardPart } from './language/ast.js';

/** True when `text` is the pattern from its beginning to its end. Takes time of pattern times text at most. */
export function matchesPattern(pattern: readonly WildcardPart[], text: string): boolean {
  const characters = Array.from(text);
  let places = new Set([0]);
  for (const part of pattern) {
    if (places.size === 0) return false;
    places = step(part, places, characters);
  }
  return places.has(characters.length);
}

function step(part: WildcardPart, places: ReadonlySet<number>, text: readonly string[]): Set<number> {
  if (part === 'any') {
    const first = Math.min(...places);
    return new Set(Array.from({ length: text.length - first + 1 }, (_, offset) => first + offset));
  }
  if (part === 'one')
    return new Set([...places].filter((place) => place < text.length).map((place) => place + 1));
  const literal = Array.from(part.literal);
  const fits = [...places].filter((place) =>
    literal.every((character, offset) => text[place + offset] === character),
  );
  return new Set(fits.map((place) => place + literal.length));
}

/** What every text of the pattern begins with. */
export function literalStart(pattern: readonly WildcardPart[]): string {
  const first = pattern[0];
  return typeof first === 'object' ? first.literal : '';
}

/**
 * True when `one` becomes `other` by at most `edits` insertions, deletions, changes or swaps of neighbours (each character
 * is touched once).
 */
export function isSpeltAlike(one: string, other: string, edits: number): boolean {
  const a = Array.from(one);
  const b = Array.from(other);
  if (Math.abs(a.length - b.length) > edits) return false;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let least = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        least = Math.min(least, (beforeLast[column - 2] ?? 0) + 1);
      next.push(least);
    }
    if (Math.min(...next) > edits) return false;
    beforeLast = last;
    last = next;
  }
  return (last[b.length] ?? 0) <= edits;
}
