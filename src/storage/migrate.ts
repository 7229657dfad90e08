import { StorageError } from '../domain/errors.js';
import type { Database } from './database.js';

export interface Migration {
  readonly id: number;
  readonly name: string;
  readonly sql: string;
}

/**
 * Brings one room's tables to its newest migration. All that are missing are one transaction, at whose end `applied` is
 * called with them. A store written by a newer program is refused instead of guessed at.
 */
export function migrate<M extends Migration>(
  database: Database,
  room: string,
  migrations: readonly M[],
  applied?: (migrations: readonly M[]) => void,
): void {
  database.exec(
    'CREATE TABLE IF NOT EXISTS migration (room TEXT NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (room, id)) STRICT',
  );
  const newest = database
    .prepare<[string], { id: number | null }>('SELECT max(id) AS id FROM migration WHERE room = ?')
    .get(room);
  const known = migrations.at(-1)?.id ?? 0;
  if ((newest?.id ?? 0) > known) {
    throw new StorageError(
      `the store's ${room} tables are at version ${newest?.id ?? 0}, this program knows ${known}: use the newer program`,
    );
  }
  const isDone = database.prepare('SELECT 1 FROM migration WHERE room = ? AND id = ?');
  const isMissing = ({ id }: M): boolean => isDone.get(room, id) === undefined;
  if (!migrations.some(isMissing)) return;
  const apply = database.transaction(() => {
    // Another process may have been quicker.
    const missing = migrations.filter(isMissing);
    for (const { id, name, sql } of missing) {
      database.exec(sql);
      database.prepare('INSERT INTO migration (room, id, name) VALUES (?, ?, ?)').run(room, id, name);
    }
    applied?.(missing);
  });
  apply.immediate();
}
