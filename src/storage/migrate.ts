import { StorageError } from '../domain/errors.js';
import type { Database } from './database.js';

export interface Migration {
  readonly id: number;
  readonly name: string;
  readonly sql: string;
}

/**
 * Brings one room's tables to its newest migration, each in a transaction of its own, which `applied` is called in.
 * A store written by a newer program is refused instead of guessed at.
 */
export function migrate<M extends Migration>(
  database: Database,
  room: string,
  migrations: readonly M[],
  applied?: (migration: M) => void,
): void {
  database.exec(
    'CREATE TABLE IF NOT EXISTS migration (room TEXT NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (room, id)) STRICT',
  );
  const applyOne = database.transaction((migration: M) => {
    const done = database
      .prepare('SELECT 1 FROM migration WHERE room = ? AND id = ?')
      .get(room, migration.id);
    if (done !== undefined) return;
    database.exec(migration.sql);
    database
      .prepare('INSERT INTO migration (room, id, name) VALUES (?, ?, ?)')
      .run(room, migration.id, migration.name);
    applied?.(migration);
  });
  const newest = database
    .prepare<[string], { id: number | null }>('SELECT max(id) AS id FROM migration WHERE room = ?')
    .get(room);
  const known = migrations.at(-1)?.id ?? 0;
  if ((newest?.id ?? 0) > known) {
    throw new StorageError(
      `the store's ${room} tables are at version ${newest?.id ?? 0}, this program knows ${known}: use the newer program`,
    );
  }
  for (const migration of migrations) applyOne.immediate(migration);
}
