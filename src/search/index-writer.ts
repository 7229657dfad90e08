import type { SearchDocument } from '../domain/search-document.js';
import type { IndexWriter } from '../pipeline/store-ports.js';
import { exactToken, presenceToken } from './exact-token.js';
import { COUNTED_FIELDS, INDEX_TABLES, TEXT_COLUMNS } from './tables.js';
import type { SearchDatabase } from './tables.js';
import { tokenise } from './tokens.js';

/** Terms met so far, by field and value; beyond this many the memory is cleared and the table asked again. */
const MAX_KNOWN_TERMS = 200_000;

/** What the index holds of a document: `verify-index.ts` holds the tables against it. */
export interface IndexedForm {
  /** Of each column of FTS5, its tokens between blanks. */
  readonly columns: readonly string[];
  /** Field and value of its counted terms in turn. */
  readonly counted: readonly string[];
}

export function toIndexedForm(document: SearchDocument): IndexedForm {
  const texts = [document.title, document.tags, document.publisher, document.text].map(tokenText);
  const exact = new Set<string>();
  const counted: string[] = [];
  for (let index = 0; index < document.terms.length; index += 2) {
    const field = document.terms[index] ?? '';
    const value = document.terms[index + 1] ?? '';
    exact.add(value === '' ? presenceToken(field) : exactToken(field, value));
    if (value !== '' && COUNTED_FIELDS.has(field)) counted.push(field, value);
  }
  return { columns: [...texts, [...exact].join(' ')], counted };
}

/** The index writer on the run writer's connection, inside the run writer's transactions. */
export function createIndexWriter(database: SearchDatabase, tables = INDEX_TABLES): IndexWriter {
  const insertText = database.prepare(
    `INSERT INTO ${tables.text} (rowid, ${TEXT_COLUMNS.join(', ')}) VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const insertDocument = database.prepare(
    `INSERT INTO ${tables.document} (document_key, terms) VALUES (?, ?)`,
  );
  const removeText = database.prepare(`DELETE FROM ${tables.text} WHERE rowid = ?`);
  const removeDocument = database.prepare(`DELETE FROM ${tables.document} WHERE document_key = ?`);
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
      const { columns, counted } = toIndexedForm(document);
      const terms = new Uint32Array(counted.length / 2);
      for (const place of terms.keys()) {
        terms[place] = termKey(counted[2 * place] ?? '', counted[2 * place + 1] ?? '');
      }
      insertText.run(documentKey, ...columns);
      insertDocument.run(documentKey, Buffer.from(terms.buffer));
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
  return tokenise(text).join(' ');
}
