import type { SearchDatabase } from './tables.js';
import { INDEX_TABLES } from './tables.js';

/** Where FTS5 keeps the index of a table that has no content. */
const PARTS = ['data', 'idx', 'docsize', 'config'].map((part) => `${INDEX_TABLES.text}_${part}`);

/**
 * Makes the present index of another database, which is attached as `from`, that of this one, row by row as it lies there: to
 * index as many documents takes fifty times as long. The tables are there, of the same form, and a transaction is under way.
 */
export function copyIndex(database: SearchDatabase, from: string): void {
  // Nobody else may write the rows of a virtual table.
  database.unsafeMode(true);
  try {
    for (const table of [...PARTS, INDEX_TABLES.document, 'search_term'])
      database.exec(`DELETE FROM main.${table}; INSERT INTO main.${table} SELECT * FROM ${from}.${table};`);
  } finally {
    database.unsafeMode(false);
  }
  // FTS5 remembers how the index lay there before, and forgets it when something of it is taken back.
  database.exec(`
    SAVEPOINT remembered;
    INSERT INTO ${INDEX_TABLES.text} (${INDEX_TABLES.text}, rank) VALUES ('automerge', 4);
    ROLLBACK TO remembered;
    RELEASE remembered;
  `);
}
