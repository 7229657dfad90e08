import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openForWriting } from '../../../src/storage/database.js';
import { migrate } from '../../../src/storage/migrate.js';
import { catalogMigrations } from '../../../src/storage/migrations/index.js';

/** An empty store in a folder of its own. */
export interface TempStore {
  readonly dir: string;
  readonly database: Database;
  close(): void;
}

export function openTempStore(): TempStore {
  const dir = mkdtempSync(join(tmpdir(), 'lianmu-store-'));
  const database = openForWriting(dir, 4);
  return {
    dir,
    database,
    close() {
      database.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

export function openTempCatalog(): TempStore {
  const store = openTempStore();
  migrate(store.database, 'catalog', catalogMigrations);
  return store;
}
