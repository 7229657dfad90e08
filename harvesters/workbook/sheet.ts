/** A row that has something in it. */
export interface Row {
  /** As the spreadsheet shows it, 1-based. */
  readonly number: number;
  /** By column; one that holds nothing is absent or empty. */
  readonly cells: readonly (string | undefined)[];
}

/** Rows can be walked over once. */
export interface Sheet {
  readonly name: string;
  readonly rows: Iterable<Row> | AsyncIterable<Row>;
  /** In a text a value that strays behind the last column says that the row's values are in the wrong columns. */
  readonly isText: boolean;
}

/** What a cell says; undefined for blanks. */
export function cellText(row: Row, column: number): string | undefined {
  const text = row.cells[column];
  return text === undefined || text.trim() === '' ? undefined : text;
}

/** A column's letters: A, B, … Z, AA. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** The name in a record of a column without a label. */
export function unlabelled(index: number): string {
  return `列${columnLetters(index)}`;
}

const LETTERS = /^[A-Z]{1,3}$/;
const NUMBER = /^[1-9][0-9]{0,4}$/;

/** The column that letters or a 1-based number name; undefined for any other word. */
export function columnIndex(word: string): number | undefined {
  if (NUMBER.test(word)) return Number(word) - 1;
  if (!LETTERS.test(word)) return undefined;
  let column = 0;
  for (let at = 0; at < word.length; at += 1) column = column * 26 + word.charCodeAt(at) - 64;
  return column - 1;
}
