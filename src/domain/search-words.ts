/** What people mean by the words of their searches, from `search/words.yaml`: data that an operator edits. */
export interface SearchWords {
  /** Words for one thing: whoever types one of a row finds all of them. */
  readonly same: readonly (readonly string[])[];
  /** A word, and what is found by it as well, but not the other way round. */
  readonly also: Readonly<Record<string, readonly string[]>>;
  /** Words that say nothing of the subject (信息, 名单, 哪里): they need not occur beside others. */
  readonly aside: readonly string[];
}

export const NO_SEARCH_WORDS: SearchWords = { same: [], also: {}, aside: [] };
