const MARKS = /["\\:()[\]{}^~*?!+&|/<>=]+/gu;

/** A text as words to look for: nothing in it is a mark of the query language. */
export function plainWords(text: string): string {
  return text
    .replace(MARKS, ' ')
    .replace(/(^|\s)-+/gu, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
}
