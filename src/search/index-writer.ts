import type { SearchDocument } from '../domain/search-document.js';
import type { IndexWriter } from '../pipeline/store-ports.js';
import { foldText } from './analysis/fold.js';
import { packCoverage } from './coverage.js';
import { exactToken } from './exact-token.js';
import { COUNTED_FIELDS } from './tables.js';
import type { SearchDatabase } from './tables.js';
import { createTextBytes } from './text-bytes.js';
import { tokenise } from './tokens.js';

/** Terms of one field met so far; beyond this many the memory is cleared and the table asked again. */
const MAX_KNOWN_TERMS = 100_000;

/** The index writer on the run writer's connection, inside the run writer's transactions. */
export function createIndexWriter(database: SearchDatabase): IndexWriter {
  const insertText = database.prepare(
    'INSERT INTO search_text (rowid, title, tags, publisher, text, distributions, exact) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const insertDocument = database.prepare(
    'INSERT INTO search_document (document_key, terms, title_length, coverage) VALUES (?, ?, ?, ?)',
  );
  const removeText = database.prepare('DELETE FROM search_text WHERE rowid = ?');
  const removeDocument = database.prepare('DELETE FROM search_document WHERE document_key = ?');
  const findTerm = database.prepare<[string, string], { term_key: number }>(
    'SELECT term_key FROM search_term WHERE field = ? AND value = ?',
  );
  const insertTerm = database.prepare<[string, string]>(
    'INSERT OR IGNORE INTO search_term (field, value) VALUES (?, ?)',
  );

  const known = new Map([...COUNTED_FIELDS].map((field) => [field, new Map<string, number>()]));
  function termKey(field: string, value: string, keys: Map<string, number>): number {
    const remembered = keys.get(value);
    if (remembered !== undefined) return remembered;
    const key = findTerm.get(field, value)?.term_key ?? Number(insertTerm.run(field, value).lastInsertRowid);
    if (keys.size >= MAX_KNOWN_TERMS) keys.clear();
    keys.set(value, key);
    return key;
  }

  const bytes = createTextBytes();
  return {
    add(documentKey: number, document: SearchDocument): void {
      const { title, titleEn, tags, publisher, text, distributions, terms } = document;
      const exact: string[] = [];
      const counted: number[] = [];
      for (let index = 0; index < terms.length; index += 2) {
        const field = terms[index] ?? '';
        const value = terms[index + 1] ?? '';
        exact.push(exactToken(field, value));
        const keys = known.get(field);
        if (keys !== undefined && value !== '') counted.push(termKey(field, value, keys));
      }
      const bothTitles = titleEn === undefined ? title : `${title} ${titleEn}`;
      const words = [bothTitles, tags, publisher, text, distributions].map(tokenText);
      insertText.run(documentKey, ...bytes.of([...words, exact.join(' ')]));
      const keys = Buffer.from(Uint32Array.from(counted).buffer);
      insertDocument.run(documentKey, keys, foldText(title).length, packCoverage(document));
    },
    remove(documentKey: number): void {
      removeText.run(documentKey);
      removeDocument.run(documentKey);
    },
    rolledBack(): void {
      for (const keys of known.values()) keys.clear();
    },
  };
}

function tokenText(text: string): string {
  if (text === '') return '';
  return tokenise(text).join(' ');
}
