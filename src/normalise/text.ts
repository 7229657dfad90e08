import { cleanCharacters } from './characters.js';
import type { Notes } from './notes.js';
import { isNullWord } from './words.js';

/**
 * A value as text, otherwise byte by byte as the portal wrote it: inner line ends and blanks stay. Absent for nothing and
 * for words that mean nothing; a number or boolean becomes text; an object or list is of the wrong type.
 */
export function toText(value: unknown, pointer: string, notes: Notes): string | undefined {
  if (typeof value === 'string') return wholeText(value, pointer, notes);
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' || typeof value === 'boolean') {
    notes.adjust(pointer, 'text-from-value', value);
    return String(value);
  }
  notes.report('wrong-type', { pointer, value });
  return undefined;
}

/** Anything besides blanks and characters that have no shape (zero-width spaces, marks of direction). */
const VISIBLE = /[^\s\p{Cf}]/u;

function wholeText(value: string, pointer: string, notes: Notes): string | undefined {
  if (value === '') return undefined;
  if (isNullWord(value)) {
    notes.adjust(pointer, 'null-word', value);
    return undefined;
  }
  const text = cleanCharacters(value);
  if (text !== value) notes.adjust(pointer, 'characters', JSON.stringify(value.slice(0, 200)));
  return VISIBLE.test(text) ? text : undefined;
}

const UNTIDY = /^\s|\s$|[\t\r\n]|\s{2}/u;

/** A value as one line: like `toText`, with runs of white space made one blank and none at the ends. */
export function toLine(value: unknown, pointer: string, notes: Notes): string | undefined {
  const text = toText(value, pointer, notes);
  if (text === undefined || !UNTIDY.test(text)) return text;
  notes.adjust(pointer, 'white-space', text);
  return text.trim().replace(/\s+/gu, ' ');
}
