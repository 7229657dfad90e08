import { SearchSyntaxError } from '../../domain/errors.js';

/** Lucene's bound of clauses, and how far groups may nest; a query beyond them is an error in Solr too. */
export const MAX_CLAUSES = 1024;
export const MAX_DEPTH = 100;
/** Room for 1024 addresses of two hundred characters. */
const MAX_LENGTH = 250_000;

/** The text of one parameter, made safe to read: as long as it was, so that positions hold. */
export interface QueryText {
  readonly parameter: string;
  readonly text: string;
}

export function toQueryText(parameter: string, raw: string): QueryText {
  const text = toPlainText(raw);
  if (text.length > MAX_LENGTH) {
    throw new SearchSyntaxError(
      `SOLR returned an error running query: '${parameter}' is longer than ${MAX_LENGTH} characters`,
      parameter,
      MAX_LENGTH,
    );
  }
  return { parameter, text };
}

const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** Control characters are blanks, halves of a character that stand alone are replaced; the length stays. */
export function toPlainText(text: string): string {
  return text.toWellFormed().replaceAll(CONTROLS, ' ');
}

const SHOWN = 80;

/** The error of a query that cannot be read: CKAN's words, and the place. */
export function faultAt(source: QueryText, position: number, complaint: string): SearchSyntaxError {
  const { text, parameter } = source;
  const shown = text.length <= SHOWN ? text : `${text.slice(0, SHOWN).toWellFormed()}…`;
  return new SearchSyntaxError(
    `SOLR returned an error running query: Cannot parse '${shown}': ${complaint} (${parameter}, position ${position})`,
    parameter,
    position,
  );
}

/** What Solr would read as a command to itself; CKAN refuses it in these words. */
export function localParameters(source: QueryText, position: number): SearchSyntaxError {
  return new SearchSyntaxError(
    `Local parameters are not supported in param '${source.parameter}'.`,
    source.parameter,
    position,
  );
}
