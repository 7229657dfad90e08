import type { DatasetDraft } from '../domain/dataset.js';
import { unlessEmpty } from './compact.js';
import type { CrosswalkTable } from './crosswalk-table.js';
import { toWords } from './lists.js';
import type { Notes } from './notes.js';
import type { Vocabulary } from './vocabulary.js';

export interface Themes {
  readonly themes: readonly string[] | undefined;
  readonly nationalThemes: readonly string[] | undefined;
}

/** Line ends only: blanks and commas may stand inside the name of a group, and 、 is part of 国土资源、能源. */
const BETWEEN_LINES = /[\r\n\t]+/u;

/**
 * 领域 and 国家主题分类. A domain word that is the name of a national class fills both; where the portal gives the national
 * class alone, the domains follow from it by the crosswalk.
 */
export function toThemes(
  draft: Pick<DatasetDraft, 'themes' | 'nationalThemes'>,
  words: Vocabulary,
  notes: Notes,
): Themes {
  const domainWords = toWords(draft.themes, '/themes', notes, BETWEEN_LINES);
  const nationalWords = toWords(draft.nationalThemes, '/nationalThemes', notes, BETWEEN_LINES);
  const national = new Set<string>();
  for (const { word, names } of resolveAll(nationalWords, words.nationalTheme)) {
    if (names === undefined) notes.report('unknown-national-theme', { value: word });
    else
      addAll(national, names, () => {
        noteChange('/nationalThemes', 'crosswalk:national-theme', word, names, notes);
      });
  }
  for (const word of domainWords) {
    const names = words.nationalTheme.find(word)?.to ?? [];
    addAll(national, names, () => {
      notes.adjust('/nationalThemes', 'crosswalk:national-theme', word);
    });
  }
  const themes = new Set<string>();
  const stated = domainWords.length > 0;
  for (const { word, names: codes } of resolveAll(stated ? domainWords : [...national], words.theme)) {
    if (codes !== undefined) {
      addAll(themes, codes, () => {
        noteChange('/themes', 'crosswalk:theme', word, codes, notes);
      });
    } else if (stated) notes.report('unknown-theme', { value: word });
  }
  return { themes: unlessEmpty([...themes]), nationalThemes: unlessEmpty([...national]) };
}

function addAll(set: Set<string>, values: readonly string[], noted: () => void): void {
  if (values.length > 0) noted();
  for (const value of values) set.add(value);
}

function noteChange(pointer: string, rule: string, word: string, to: readonly string[], notes: Notes): void {
  if (to.length !== 1 || to[0] !== word) notes.adjust(pointer, rule, word);
}

/** What a word of a portal means; nothing where nobody knows it. */
interface Resolved {
  readonly word: string;
  readonly names: readonly string[] | undefined;
}

function resolveAll(words: readonly string[], table: CrosswalkTable): readonly Resolved[] {
  const found = words.flatMap((word) => resolveList(word, table));
  return found.length < 2 ? found : [...new Map(found.map((one) => [one.word, one])).values()];
}

/** Commas and semicolons stand between words of a list, of which some may be known and others not. */
function resolveList(word: string, table: CrosswalkTable): readonly Resolved[] {
  const names = resolve(word, table);
  if (names !== undefined) return [{ word, names }];
  const parts = partsOf(word, LIST).map((part) => ({ word: part, names: resolve(part, table) }));
  // Where no part is known the commas may stand in the name of one group.
  return parts.some((part) => part.names !== undefined) ? parts : [{ word, names }];
}

const LIST = /[,，;；]/u;
/** Separators to try in turn: 、 last, since it is part of names. */
const SPLITS = [LIST, /\s/u, /、/u];

/** The whole word first; then its parts, where all are known. */
function resolve(word: string, table: CrosswalkTable): readonly string[] | undefined {
  const whole = table.find(word);
  if (whole !== undefined) return whole.to;
  for (const split of SPLITS) {
    const parts = partsOf(word, split);
    if (parts.length < 2) continue;
    const hits = parts.map((part) => resolve(part, table));
    if (hits.every((hit) => hit !== undefined)) return [...new Set(hits.flat())];
  }
  return undefined;
}

function partsOf(word: string, split: RegExp): readonly string[] {
  return word
    .split(split)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
