import { StorageError } from '../../domain/errors.js';
import type { Database } from '../database.js';

/** Numbers that are given out once and never again. Called inside the run's transactions. */
export interface Counter {
  readonly next: () => number;
  /** Raises the counter to at least `floor`, then gives the next number. */
  readonly nextAfter: (floor: number) => number;
  /** Writes what was given out; before the transaction ends. */
  readonly save: () => void;
  /** Forgets what a rolled-back transaction gave out. */
  readonly reload: () => void;
}

export function createCounter(database: Database, name: 'code' | 'document' | 'time_us'): Counter {
  const read = database.prepare<[string], { value: number }>('SELECT value FROM counter WHERE name = ?');
  const write = database.prepare<[number, string]>('UPDATE counter SET value = ? WHERE name = ?');
  const load = (): number => {
    const row = read.get(name);
    if (row === undefined) throw new StorageError(`store: counter ${name} is missing`);
    return row.value;
  };
  let value = load();
  return {
    next: () => (value += 1),
    nextAfter: (floor) => (value = Math.max(value, floor) + 1),
    save: () => void write.run(value, name),
    reload: () => void (value = load()),
  };
}

/** Document keys: freed ones first, then new ones, so that they stay dense. */
export function createDocumentKeys(database: Database): Counter {
  const fresh = createCounter(database, 'document');
  const listFree = database.prepare<[], { document_key: number }>(
    'SELECT document_key FROM free_document ORDER BY document_key DESC',
  );
  const take = database.prepare<[number]>('DELETE FROM free_document WHERE document_key = ?');
  let free = listFree.all().map((row) => row.document_key);
  const next = (): number => {
    const reused = free.pop();
    if (reused === undefined) return fresh.next();
    take.run(reused);
    return reused;
  };
  return {
    next,
    nextAfter: next,
    save: fresh.save,
    reload: () => {
      fresh.reload();
      free = listFree.all().map((row) => row.document_key);
    },
  };
}
