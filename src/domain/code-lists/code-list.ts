import type { Language, Text } from '../dataset.js';

/** One value of a code list with its labels. */
export interface CodeEntry extends Text {
  readonly code: string;
}

/** A code list in the order of its source. */
export type CodeList<Entry extends CodeEntry = CodeEntry> = readonly Entry[];

/** The label of a code, or undefined for a code that the list does not have. */
export function labelOf(list: CodeList, code: string, language: Language): string | undefined {
  return list.find((entry) => entry.code === code)?.[language];
}
