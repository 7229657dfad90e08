import { StorageError } from '../domain/errors.js';
import { createIndexWriter } from './index-writer.js';
import { INDEX_TABLES } from './tables.js';
import type { IndexTables, SearchDatabase } from './tables.js';

/**
 * The index once more, beside the present one: the same tables under other names, which then change names with it. Whoever
 * searches has the one or the other in each statement, as with any other transaction. `search_term` stays, so that the
 * numbers of terms that readers hold mean the same before and after.
 */

const NEXT: IndexTables = withPrefix('next_');
const PAST: IndexTables = withPrefix('past_');

function withPrefix(prefix: string): IndexTables {
  return { text: prefix + INDEX_TABLES.text, document: prefix + INDEX_TABLES.document };
}

export const indexReplacement = {
  /** Empty tables of the form that the present ones have. */
  prepare(database: SearchDatabase): void {
    for (const [present, next] of pairs(INDEX_TABLES, NEXT)) {
      const row = database
        .prepare<[string], { sql: string }>("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?")
        .get(present);
      if (row === undefined) throw new StorageError(`store: the table ${present} is missing`);
      database.exec(row.sql.replace(/^(CREATE (?:VIRTUAL )?TABLE )"?\w+"?/, `$1${next}`));
    }
    const settings = database
      .prepare<[], { k: string; v: number }>(
        `SELECT k, v FROM ${INDEX_TABLES.text}_config WHERE k <> 'version'`,
      )
      .all();
    const set = database.prepare(
      `INSERT INTO ${NEXT.text} (${NEXT.text}, rank) VALUES (?, CAST(? AS INTEGER))`,
    );
    for (const { k: name, v: value } of settings) set.run(name, value);
  },

  createWriter: (database: SearchDatabase) => createIndexWriter(database, NEXT),

  /** The next tables become the present ones; the present ones are left to `drop`. */
  takeOver(database: SearchDatabase): void {
    for (const [from, to] of [...pairs(INDEX_TABLES, PAST), ...pairs(NEXT, INDEX_TABLES)]) {
      database.exec(`ALTER TABLE ${from} RENAME TO ${to}`);
    }
    database.pragma(`user_version = ${readGeneration(database) + 1}`);
  },

  dropSome(database: SearchDatabase): boolean {
    const exists = database.prepare<[string]>(
      "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?",
    );
    const left = [NEXT, PAST]
      .flatMap(({ text, document }) => [text, document])
      .find((table) => exists.get(table) !== undefined);
    if (left === undefined) return false;
    database.exec(`DROP TABLE ${left}`);
    return true;
  },
};

function pairs(from: IndexTables, to: IndexTables): readonly (readonly [from: string, to: string])[] {
  return [
    [from.text, to.text],
    [from.document, to.document],
  ];
}

/** How often the index was made anew: SQLite's number for the use of applications, which nothing else uses. */
function readGeneration(database: SearchDatabase): number {
  return createGenerationReader(database)();
}

export function createGenerationReader(database: SearchDatabase): () => number {
  const read = database.prepare<[], number>('SELECT user_version FROM pragma_user_version').pluck();
  return () => read.get() ?? 0;
}
