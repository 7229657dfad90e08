import type { Notes } from './notes.js';
import { toLine } from './text.js';
import { isNullWord } from './words.js';

const SEPARATORS = /[,，;；、|]/u;
const QUOTES = /^\s*['"‘’“”]|['"‘’“”]\s*$/gu;

/**
 * The words of a list as portals write lists: a list, text with separators, or text that prints one (`['xls', 'xml']`, also
 * cut off). Order is kept; repetitions and words for nothing are dropped.
 */
export function toWords(
  value: unknown,
  pointer: string,
  notes: Notes,
  separators = SEPARATORS,
): readonly string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return distinctWords(value, pointer, notes);
  const text = toLine(value, pointer, notes);
  if (text === undefined) return [];
  const words = splitWords(text, separators);
  if (words.length !== 1 || words[0] !== text) notes.adjust(pointer, 'list', text);
  return distinctWords(words, pointer, notes);
}

function splitWords(text: string, separators: RegExp): readonly string[] {
  if (!text.startsWith('[')) return text.split(separators).map((word) => word.trim());
  return text
    .replace(/^\[|\]$/g, '')
    .split(/[,，]/u)
    .map((word) => word.replace(QUOTES, '').trim());
}

function distinctWords(items: readonly unknown[], pointer: string, notes: Notes): readonly string[] {
  const words = new Set<string>();
  for (const item of items) {
    if (typeof item === 'string' && isNullWord(item.trim())) continue;
    const word = toLine(item, pointer, notes);
    if (word !== undefined) words.add(word);
  }
  return [...words];
}
