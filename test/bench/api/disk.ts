import { statSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { databasePath } from '../../../src/storage/database.js';

/** Megabytes on the disk. */
export interface Disk {
  readonly store: number;
  /** The tables of the search index alone. */
  readonly index: number;
}

export function diskOf(dataDir: string): Disk {
  const path = databasePath(dataDir);
  const store = new SqliteDatabase(path, { readonly: true });
  const tables = store
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE (name LIKE 'search@_%' ESCAPE '@' OR tbl_name LIKE 'search@_%' ESCAPE '@') AND rootpage > 0",
    )
    .pluck()
    .all();
  const bytes = store.prepare<[string], number>('SELECT sum(pgsize) FROM dbstat WHERE name = ?').pluck();
  const index = tables.reduce((sum, name) => sum + Number(bytes.get(name)), 0);
  store.close();
  return { store: statSync(path).size / 1e6, index: index / 1e6 };
}
