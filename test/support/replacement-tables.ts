import SqliteDatabase from 'better-sqlite3';
import { databasePath } from '../../src/storage/database.js';

/** What an index that was being made anew has left in a store. */
export function replacementTables(dataDir: string): readonly unknown[] {
  const database = new SqliteDatabase(databasePath(dataDir), { readonly: true });
  try {
    return database
      .prepare(
        "SELECT name FROM sqlite_schema WHERE name GLOB 'next_*' OR name GLOB 'past_*' OR name GLOB 'reindex*'",
      )
      .pluck()
      .all();
  } finally {
    database.close();
  }
}
