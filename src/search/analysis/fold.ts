import { isIdeograph, simplified, withoutAccent } from './characters.js';
import { foldYears } from './years.js';

/** What is folded before a text is cut: full width to half width, upper case to lower, years to figures. */
export function foldForms(text: string): string {
  return foldYears(text.normalize('NFKC').toLowerCase());
}

const WORD = /[\p{L}\p{N}]/u;

/** A text as all its ways to be written are: `foldForms`, simplified, without accents, blanks and marks between words. */
export function foldText(text: string): string {
  let folded = '';
  let apart = false;
  for (const character of foldForms(text)) {
    const code = character.codePointAt(0) ?? 0;
    if (!WORD.test(character)) {
      apart = folded !== '';
      continue;
    }
    // A blank between Latin words means something, one beside a Chinese character nothing.
    const ideograph = isIdeograph(code);
    if (apart && !ideograph && !isIdeograph(folded.codePointAt(folded.length - 1) ?? 0)) folded += ' ';
    apart = false;
    folded += ideograph ? simplified(character, code) : code > 127 ? withoutAccent(character) : character;
  }
  return folded;
}
