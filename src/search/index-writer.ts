import type { SearchDocument } from '../domain/search-document.js';
import type { IndexWriter } from '../pipeline/store-ports.js';
import { foldText } from './analysis/fold.js';
import { packCoverage } from './coverage.js';
import { exactToken } from './exact-token.js';
import { COUNTED_FIELDS, INDEX_TABLES, TEXT_COLUMNS } from './tables.js';
import type { SearchDatabase } from './tables.js';
import { createTextBytes } from './text-bytes.js';
import { tokenise } from './tokens.js';

/** Terms of one field met so far; beyond this many the memory is cleared and the table asked again. */
const MAX_KNOWN_TERMS = 100_000;

/** What the index holds of a document: `verify-index.ts` holds the tables against it. */
export interface IndexedForm {
  /** Of each column of FTS5, its tokens between blanks. */
  readonly columns: readonly string[];
  /** Field and value of its counted terms in turn. */
  readonly counted: readonly string[];
  /** Folded characters. */
  readonly titleLength: number;
  readonly coverage: Buffer | null;
}

export function toIndexedForm(document: SearchDocument): IndexedForm {
  const { title, titleEn, tags, publisher, text, distributions, terms } = document;
  const exact: string[] = [];
  const counted: string[] = [];
  for (let index = 0; index < terms.length; index += 2) {
    const field = terms[index] ?? '';
    const value = terms[index + 1] ?? '';
    exact.push(exactToken(field, value));
    if (value !== '' && COUNTED_FIELDS.has(field)) counted.push(field, value);
  }
  const bothTitles = titleEn === undefined ? title : `${title} ${titleEn}`;
  return {
    columns: [...[bothTitles, tags, publisher, text, distributions].map(tokenText), exact.join(' ')],
    counted,
    titleLength: foldText(title).length,
    coverage: packCoverage(document),
  };
}

/** The index writer on the run writer's connection, inside the run writer's transactions. */
export function createIndexWriter(database: SearchDatabase, tables = INDEX_TABLES): IndexWriter {
  const insertText = database.prepare(
    `INSERT INTO ${tables.text} (rowid, ${TEXT_COLUMNS.join(', ')}) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertDocument = database.prepare(
    `INSERT INTO ${tables.document} (document_key, terms, title_length, coverage) VALUES (?, ?, ?, ?)`,
  );
  const removeText = database.prepare(`DELETE FROM ${tables.text} WHERE rowid = ?`);
  const removeDocument = database.prepare(`DELETE FROM ${tables.document} WHERE document_key = ?`);
  const findTerm = database.prepare<[string, string], { term_key: number }>(
    'SELECT term_key FROM search_term WHERE field = ? AND value = ?',
  );
  const insertTerm = database.prepare<[string, string]>(
    'INSERT OR IGNORE INTO search_term (field, value) VALUES (?, ?)',
  );

  const known = new Map([...COUNTED_FIELDS].map((field) => [field, new Map<string, number>()]));
  function termKey(field: string, value: string): number {
    const keys = known.get(field) ?? new Map<string, number>();
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
      const { columns, counted, titleLength, coverage } = toIndexedForm(document);
      const terms = new Uint32Array(counted.length / 2);
      for (let place = 0; place < terms.length; place += 1) {
        terms[place] = termKey(counted[2 * place] ?? '', counted[2 * place + 1] ?? '');
      }
      insertText.run(documentKey, ...bytes.of(columns));
      insertDocument.run(documentKey, Buffer.from(terms.buffer), titleLength, coverage);
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
