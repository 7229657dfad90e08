import type { SearchWords } from '../../domain/search-words.js';
import { foldText } from './fold.js';

/** The words that somebody wrote down, folded, and ready to be looked for in what is typed. */
export interface Lexicon {
  /** The longest written word that begins here; '' where none does. */
  wordAt(text: string, from: number): string;
  /** Other words for it, the word itself left out. */
  others(word: string): readonly string[];
  isAside(word: string): boolean;
}

/** `words` of a configuration. Pure; made once a start. */
export function createLexicon(words: SearchWords): Lexicon {
  const others = new Map<string, Set<string>>();
  const add = (word: string, other: string): void => {
    const known = others.get(word) ?? new Set();
    others.set(word, known);
    if (other !== word) known.add(other);
  };
  for (const row of words.same) {
    const folded = row.map(foldText);
    for (const word of folded) for (const other of folded) add(word, other);
  }
  for (const [word, found] of Object.entries(words.also)) {
    for (const other of found) add(foldText(word), foldText(other));
  }
  const aside = new Set(words.aside.map(foldText));
  const byFirst = new Map<string, string[]>();
  for (const word of new Set([...others.keys(), ...aside])) {
    const first = word.charAt(0);
    byFirst.set(first, [...(byFirst.get(first) ?? []), word]);
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.length - a.length);
  return {
    wordAt: (text, from) => byFirst.get(text.charAt(from))?.find((word) => text.startsWith(word, from)) ?? '',
    others: (word) => [...(others.get(word) ?? [])],
    isAside: (word) => aside.has(word),
  };
}
