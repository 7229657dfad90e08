import type { SearchDocument } from '../domain/search-document.js';
import type { IndexWriter } from '../pipeline/store-ports.js';
import { foldText } from './analysis/fold.js';
import { packCoverage } from './coverage.js';
import { exactToken, presenceToken } from './exact-token.js';
import { COUNTED_FIELDS } from './tables.js';
import type { SearchDatabase } from './tables.js';
import { tokenise } from './tokens.js';

/** Terms met so far, by field and value; beyond this many the memory is cleared and the table asked again. */
const MAX_KNOWN_TERMS = 200_000;

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

  const known = new Map<string, number>();
  function termKey(field: string, value: string): number {
    const memoryKey = `${field}\u0000${value}`;
    const remembered = known.get(memoryKey);
    if (remembered !== undefined) return remembered;
    const key = findTerm.get(field, value)?.term_key ?? Number(insertTerm.run(field, value).lastInsertRowid);
    if (known.size >= MAX_KNOWN_TERMS) known.clear();
    known.set(memoryKey, key);
    return key;
  }

  return {
    add(documentKey: number, document: SearchDocument): void {
      const { title, titleEn, tags, publisher, text, distributions } = document;
      const bothTitles = titleEn === undefined ? title : `${title} ${titleEn}`;
      const texts = [bothTitles, tags, publisher, text, distributions].map(tokenText);
      const exact = new Set<string>();
      const counted: number[] = [];
      for (let index = 0; index < document.terms.length; index += 2) {
        const field = document.terms[index] ?? '';
        const value = document.terms[index + 1] ?? '';
        exact.add(value === '' ? presenceToken(field) : exactToken(field, value));
        if (value === '') continue;
        if (COUNTED_FIELDS.has(field)) counted.push(termKey(field, value));
      }
      insertText.run(documentKey, ...texts, [...exact].join(' '));
      const terms = Buffer.from(Uint32Array.from(counted).buffer);
      insertDocument.run(documentKey, terms, foldText(title).length, packCoverage(document));
    },
    remove(documentKey: number): void {
      removeText.run(documentKey);
      removeDocument.run(documentKey);
    },
    rolledBack(): void {
      known.clear();
    },
  };
}

function tokenText(text: string): string {
  if (text === '') return '';
  return tokenise(text).join(' ');
}
