import { compress } from '../compression.js';
import type { Database } from '../database.js';

/** Texts stored once per hash, compressed; `raw` and `body` are two of them. Called inside the run's transactions. */
export interface ContentStore {
  /** Key of the text with this hash, stored now if it was not. */
  put(hash: Buffer, text: string): number;
}

export function createContentStore(database: Database, table: 'raw' | 'body'): ContentStore {
  const find = database.prepare<[Buffer], { key: number }>(
    `SELECT ${table}_key AS key FROM ${table} WHERE hash = ?`,
  );
  const insert = database.prepare<[Buffer, Buffer]>(`INSERT INTO ${table} (hash, bytes) VALUES (?, ?)`);
  return {
    put(hash, text) {
      const found = find.get(hash);
      return found === undefined ? Number(insert.run(hash, compress(text)).lastInsertRowid) : found.key;
    },
  };
}
