import type { PreparedDocument, SearchDocument } from '../pipeline/ports.js';
import { COUNTED_FIELDS } from './tables.js';
import { exactToken, tokenise } from './tokens.js';

/** Makes tokens of a document's texts and terms; see `tables.ts` for where each goes. */
export function prepareDocument(document: SearchDocument): PreparedDocument {
  return {
    title: tokenText(document.title),
    tags: tokenText(document.tags),
    publisher: tokenText(document.publisher),
    text: tokenText(document.text),
    exact: document.terms.map(([field, value]) => exactToken(field, value)).join(' '),
    counted: document.terms.filter(([field]) => COUNTED_FIELDS.has(field)),
  };
}

function tokenText(text: string): string {
  return tokenise(text).join(' ');
}
