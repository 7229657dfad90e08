import { phraseOf, tokenise } from '../tokens.js';
import { isSingleIdeograph } from './characters.js';
import { foldForms, foldText } from './fold.js';
import type { Lexicon } from './lexicon.js';
import { numeralVariants } from './numerals.js';
import { segment } from './segment.js';
import { republicYears } from './years.js';

/** A word of a search with everything that is found by it. */
export interface QueryWord {
  /** FTS5 expression of the word as it is typed. */
  readonly typed: string;
  /** FTS5 expression of the word and of all other words for it. */
  readonly match: string;
}

/** What somebody typed between two blanks. */
export interface QueryClause {
  /** FTS5 phrase of the clause as it is typed; undefined where it is one word. */
  readonly phrase: string | undefined;
  /** What has to occur: all words but those that say nothing, or these where there are no others. */
  readonly words: readonly QueryWord[];
  /** Pairs of neighbouring characters, whatever words they belong to: nothing is unfindable for being cut wrongly. */
  readonly pairs: readonly string[];
}

/** Without an `undefined` clause: undefined where nothing of the text can be searched. */
export function analyseClause(text: string, lexicon: Lexicon): QueryClause | undefined {
  const typed = searchableWords(text, lexicon);
  if (typed.length === 0) return undefined;
  return {
    phrase: typed.length === 1 ? undefined : phraseOf(text),
    words: subjectOf(typed, lexicon).map((word) => analyseWord(word, lexicon)),
    pairs: [...new Set(tokenise(text).filter((token) => !isSingleIdeograph(token)))].map(
      (token) => `"${token}"`,
    ),
  };
}

/** The words that a document has to have, as they are typed. */
export function requiredWords(text: string, lexicon: Lexicon): readonly string[] {
  return subjectOf(searchableWords(text, lexicon), lexicon);
}

function searchableWords(text: string, lexicon: Lexicon): readonly string[] {
  return segment(foldForms(text), lexicon).filter((word) => phraseOf(word) !== undefined);
}

function subjectOf(words: readonly string[], lexicon: Lexicon): readonly string[] {
  const subject = words.filter((word) => !isWeak(word, lexicon));
  return subject.length === 0 ? words : subject;
}

/** Cut off a word (停车 · 场), one character says too little to be required. */
function isWeak(word: string, lexicon: Lexicon): boolean {
  const folded = foldText(word);
  return isSingleIdeograph(folded) || lexicon.isAside(folded);
}

/** A word, its synonyms, and other ways to write its numbers. */
export function analyseWord(word: string, lexicon: Lexicon): QueryWord {
  const folded = foldText(word);
  const others = [folded, ...lexicon.others(folded)].flatMap((each) => [
    each,
    ...numeralVariants(each),
    ...republicYears(each),
  ]);
  const typed = phraseOf(word) ?? '';
  const phrases = new Set([typed, ...others.map((other) => phraseOf(other) ?? '')]);
  phrases.delete('');
  return { typed, match: phrases.size === 1 ? typed : `(${[...phrases].join(' OR ')})` };
}
