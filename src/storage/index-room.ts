import type { Dataset } from '../domain/dataset.js';
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
}

const STEP = 500;

/** Brings a store to this program's version. An index that is emptied for it is filled in the same transaction. */
export function migrateStore(database: Database, room: IndexRoom): void {
  migrate(database, 'catalog', catalogMigrations);
  migrate(database, 'search', room.migrations, (applied) => {
    if (applied.some(({ empties }) => empties === true)) fillIndex(database, room.createWriter(database));
  });
}

/** Documents of runs that wait, and of forms that readers still hold, are among them. */
function fillIndex(database: Database, index: IndexWriter): void {
  const step = database.prepare<[number, number], { document_key: number; bytes: Buffer }>(
    `SELECT o.document_key, b.bytes FROM document o JOIN body b USING (body_key)
     WHERE o.document_key > ? ORDER BY o.document_key LIMIT ?`,
  );
  for (let last = 0; ;) {
    const rows = step.all(last, STEP);
    // Each was a Dataset when it was stored.
    for (const { document_key: key, bytes } of rows) {
      index.add(key, toSearchDocument(readBody(bytes) as unknown as Dataset));
    }
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end.document_key;
  }
}
