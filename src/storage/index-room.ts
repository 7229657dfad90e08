import type { Dataset } from '../domain/dataset.js';
import type { SearchDocument } from '../domain/search-document.js';
import type { IndexWriter } from '../pipeline/store-ports.js';
import { toSearchDocument } from '../serialise/search-document.js';
import type { Database } from './database.js';
import { migrate } from './migrate.js';
import type { Migration } from './migrate.js';
import { catalogMigrations } from './migrations/index.js';
import { readBody } from './stored-body.js';

export interface IndexMigration extends Migration {
  /** Documents are kept in another form from it on: it leaves none. What follows it leaves that form as it is. */
  readonly empties?: true;
}

/** How the search room takes part without knowing this one: its tables, and its writer on the same connection. */
export interface IndexRoom {
  readonly migrations: readonly IndexMigration[];
  createWriter(database: Database): IndexWriter;
  /** Fills the tables with what those of the attached database `from` hold; they are new. */
  copy(database: Database, from: string): void;
  /** Gives what makes searching as quick as it can be, a step a call in a transaction of its own; false: nothing is left to do. */
  createMerger(database: Database): () => boolean;
  readonly replacement: IndexReplacement;
}

/** An index beside the present one, and how it takes its place. All but `createWriter` is called inside a transaction. */
export interface IndexReplacement {
  /** Makes the tables, empty. Nothing may be left of an earlier one. */
  prepare(database: Database): void;
  /** Fills them. */
  createWriter(database: Database): IndexWriter;
  takeOver(database: Database): void;
  /** Removes a part of what is left of one that took over, or never did; false when nothing is. */
  dropSome(database: Database): boolean;
}

const STEP = 500;

/** Brings a store to this program's version. An index that is emptied for it is filled in the same transaction. */
export function migrateStore(database: Database, room: IndexRoom): void {
  migrate(database, 'catalog', catalogMigrations);
  migrate(database, 'search', room.migrations, (applied) => {
    if (applied.some(({ empties }) => empties === true)) fillIndex(database, room.createWriter(database));
  });
}

function fillIndex(database: Database, index: IndexWriter): void {
  const listDocuments = createDocumentLister(database);
  for (let last = 0; ;) {
    const rows = listDocuments(last, STEP);
    for (const { key, document } of rows) index.add(key, document);
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end.key;
  }
}

export interface ListedDocument {
  readonly key: number;
  readonly document: SearchDocument;
}

/** Documents by rising key. Those of runs that wait, and of forms that readers still hold, are among them. */
export function createDocumentLister(
  database: Database,
): (after: number, limit: number) => readonly ListedDocument[] {
  const step = database.prepare<[number, number], { document_key: number; bytes: Buffer }>(
    `SELECT o.document_key, b.bytes FROM document o JOIN body b USING (body_key)
     WHERE o.document_key > ? ORDER BY o.document_key LIMIT ?`,
  );
  return (after, limit) =>
    step.all(after, limit).map(({ document_key: key, bytes }) => ({ key, document: toDocument(bytes) }));
}

/** Of a body, which was a Dataset when it was stored. */
export function toDocument(bytes: Buffer): SearchDocument {
  return toSearchDocument(readBody(bytes) as unknown as Dataset);
}
