import { openForWriting, translate } from './database.js';
import { migrate } from './migrate.js';
import type { Migration } from './migrate.js';
import { catalogMigrations } from './migrations/index.js';

/** Makes sure that the store exists and is of this program's version, so that readers can open it. */
export function prepareStore(dataDir: string, searchMigrations: readonly Migration[]): void {
  const database = openForWriting(dataDir, 8);
  try {
    translate(() => {
      migrate(database, 'catalog', catalogMigrations);
      migrate(database, 'search', searchMigrations);
    });
  } finally {
    database.close();
  }
}
