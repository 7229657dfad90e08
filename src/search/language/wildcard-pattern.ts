import type { WildcardPart } from './ast.js';
import { escapeTerm, unescape } from './escapes.js';
import type { QueryText } from './query-text.js';

const PARTS = /\*+|\?|(?:[^*?\\]|\\[^])+/g;

/** `a?b*` in its parts; several `*` in a row are one. */
export function readPattern(raw: string, source: QueryText, position: number): WildcardPart[] {
  return Array.from(raw.matchAll(PARTS), ({ 0: part, index }) => {
    if (part.startsWith('*')) return 'any';
    return part === '?' ? 'one' : { literal: unescape(part, source, position + index) };
  });
}

export function printPattern(pattern: readonly WildcardPart[]): string {
  return pattern
    .map((part) => {
      if (part === 'any') return '*';
      return part === 'one' ? '?' : escapeTerm(part.literal);
    })
    .join('');
}
