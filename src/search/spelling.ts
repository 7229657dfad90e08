import type { WildcardPart } from './language/ast.js';

/** Makes a test of whole texts. It takes time of pattern times text at most. */
export function patternTest(pattern: readonly WildcardPart[]): (text: string) => boolean {
  const pieces: WildcardPart[][] = [[]];
  for (const part of pattern) {
    if (part === 'any') pieces.push([]);
    else pieces.at(-1)?.push(part);
  }
  const first = pieces[0] ?? [];
  const last = pieces.at(-1) ?? [];
  const middle = pieces.slice(1, -1);
  return (text) => {
    let place = endOfPiece(first, text, 0);
    if (pieces.length === 1) return place === text.length;
    for (const piece of middle) if (place >= 0) place = endOfNext(piece, text, place);
    return place >= 0 && endsWith(last, text, place);
  };
}

/** Where the piece ends that stands at this place; below 0 when it does not. */
function endOfPiece(piece: readonly WildcardPart[], text: string, from: number): number {
  let place = from;
  for (const part of piece) {
    if (typeof part === 'object') {
      if (!text.startsWith(part.literal, place)) return -1;
      place += part.literal.length;
    } else {
      const code = text.codePointAt(place);
      if (code === undefined) return -1;
      place += code > 0xffff ? 2 : 1;
    }
  }
  return place;
}

/** The first place is the best: what follows can stand anywhere behind it. */
function endOfNext(piece: readonly WildcardPart[], text: string, from: number): number {
  for (let place = from; place <= text.length; place += 1) {
    const end = endOfPiece(piece, text, place);
    if (end >= 0) return end;
  }
  return -1;
}

function endsWith(piece: readonly WildcardPart[], text: string, from: number): boolean {
  const least = piece.reduce((sum, part) => sum + (typeof part === 'object' ? part.literal.length : 1), 0);
  const most = piece.reduce((sum, part) => sum + (typeof part === 'object' ? part.literal.length : 2), 0);
  for (let length = least; length <= most; length += 1) {
    const place = text.length - length;
    if (place >= from && endOfPiece(piece, text, place) === text.length) return true;
  }
  return false;
}

/** What every text of the pattern begins with. */
export function literalStart(pattern: readonly WildcardPart[]): string {
  const first = pattern[0];
  return typeof first === 'object' ? first.literal : '';
}

/** The longest text that every text of the pattern holds. */
export function longestLiteral(pattern: readonly WildcardPart[]): string {
  const literals = pattern.map((part) => (typeof part === 'object' ? part.literal : ''));
  return literals.reduce((longest, literal) => (literal.length > longest.length ? literal : longest), '');
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
