import { StorageError } from '../../domain/errors.js';
import type { Database } from '../database.js';

/** Compressed texts stored once per hash; `raw` and `body` are two of them. Called inside the run's transactions. */
export interface ContentStore {
  /** Key of the text with this hash (hex), stored now if it was not. */
  put(hash: string, bytes: Uint8Array): number;
}

export function createContentStore(database: Database, table: 'raw' | 'body'): ContentStore {
  const find = database.prepare<[Buffer], { key: number }>(
    `SELECT ${table}_key AS key FROM ${table} WHERE hash = ?`,
  );
  const insert = database.prepare<[Buffer, Uint8Array]>(
    `INSERT INTO ${table} (hash, bytes) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING`,
  );
  return {
    put(hash, bytes) {
      const key = Buffer.from(hash, 'hex');
      // New contents are the common case, so that trying first saves a look-up.
      const inserted = insert.run(key, bytes);
      if (inserted.changes === 1) return Number(inserted.lastInsertRowid);
      return find.get(key)?.key ?? missing(table, hash);
    },
  };
}

function missing(table: string, hash: string): never {
  throw new StorageError(`store: ${table} ${hash} is neither there nor can it be stored`);
}
