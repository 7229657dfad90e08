import { stemmer } from 'stemmer';
import type { Matcher } from './matcher.js';

/** English words only: of others an ending says something else. */
const WORD = /^[a-z]{3,40}$/;
const PHRASE = /"(?<words>[^"]*)"/g;
/** Index words read for one stem; where more begin alike, the stem says little. */
const MOST_READ = 5000;
/** Forms of a phrase, all its words' forms combined. */
const MOST_FORMS = 32;

/** Forms of English words that the index has, by their stem (Porter's, as in CKAN's index): school · schools. */
export interface Stems {
  /** The expression with each of its phrases in all forms. */
  inAllForms(expression: string): string;
  /** The index may hold other words. */
  forget(): void;
}

export function createStems(matcher: Matcher): Stems {
  const known = new Map<string, readonly string[]>();

  function formsOf(word: string): readonly string[] {
    if (!WORD.test(word)) return [word];
    const remembered = known.get(word);
    if (remembered !== undefined) return remembered;
    const stem = stemmer(word);
    // A stem differs from the words of its family in the last letters only: happi, happy.
    const start = word.slice(0, Math.max(2, sharedStart(word, stem) - 1));
    const forms = new Set([word]);
    let read = 0;
    for (const other of matcher.tokens(start, `${start}\u007f`)) {
      if (WORD.test(other) && stemmer(other) === stem) forms.add(other);
      if ((read += 1) >= MOST_READ) break;
    }
    known.set(word, [...forms]);
    return [...forms];
  }

  return {
    inAllForms: (expression) =>
      expression.replaceAll(PHRASE, (phrase, words: string) => {
        const forms = combined(words.split(' ').map(formsOf));
        return forms.length < 2 ? phrase : `(${forms.map((form) => `"${form}"`).join(' OR ')})`;
      }),
    forget() {
      known.clear();
    },
  };
}

function sharedStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

function combined(forms: readonly (readonly string[])[]): readonly string[] {
  let phrases: readonly string[] = [''];
  for (const [place, each] of forms.entries()) {
    // Of a long phrase the first words are enough to vary.
    const some = phrases.length * each.length > MOST_FORMS ? each.slice(0, 1) : each;
    phrases = phrases.flatMap((phrase) => some.map((form) => (place === 0 ? form : `${phrase} ${form}`)));
  }
  return phrases;
}
