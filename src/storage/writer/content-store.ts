import { compress } from '../compression.js';
import type { Database } from '../database.js';
import type { HashedText } from './prepared.js';

/** Texts stored once per hash, compressed; `raw` and `body` are two of them. Called inside the run's transactions. */
export interface ContentStore {
  /** Key of the text, stored now if it was not. */
  put(content: HashedText): number;
}

export function createContentStore(database: Database, table: 'raw' | 'body'): ContentStore {
  const find = database.prepare<[Buffer], { key: number }>(
    `SELECT ${table}_key AS key FROM ${table} WHERE hash = ?`,
  );
  const insert = database.prepare<[Buffer, Buffer]>(`INSERT INTO ${table} (hash, bytes) VALUES (?, ?)`);
  return {
    put({ hash, text }) {
      const key = Buffer.from(hash, 'hex');
      return find.get(key)?.key ?? Number(insert.run(key, compress(text)).lastInsertRowid);
    },
  };
}
