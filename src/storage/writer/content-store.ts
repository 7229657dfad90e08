import type { Hash } from '../../domain/change.js';
import { compress } from '../compression.js';
import type { Database } from '../database.js';

/** Contents stored once per hash, compressed; `raw` and `body` are two of them. Called inside the run's transactions. */
export interface ContentStore {
  /** Key of the content with this SHA-256 (hex), stored now if it was not. */
  put(hash: Hash, bytes: Uint8Array): number;
}

export function createContentStore(database: Database, table: 'raw' | 'body'): ContentStore {
  const find = database.prepare<[Buffer], { key: number }>(
    `SELECT ${table}_key AS key FROM ${table} WHERE hash = ?`,
  );
  const insert = database.prepare<[Buffer, Buffer]>(`INSERT INTO ${table} (hash, bytes) VALUES (?, ?)`);
  return {
    put(hash, bytes) {
      const key = Buffer.from(hash, 'hex');
      return find.get(key)?.key ?? Number(insert.run(key, compress(bytes)).lastInsertRowid);
    },
  };
}
