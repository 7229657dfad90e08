import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { isBusy, translate } from './database.js';

/**
 * One process writes at a time. The lock is an exclusive transaction on a file of its own, held while runs are under way:
 * the operating system releases it when a process dies, however it dies, so that no lease can outlive its owner.
 */
export class WriterLock {
  readonly #dataDir: string;
  readonly #file: string;
  #connection: SqliteDatabase.Database | undefined;
  #holders = 0;

  constructor(dataDir: string, file = 'writer.lock') {
    this.#dataDir = dataDir;
    this.#file = file;
  }

  /** True when this process now holds the lock; each success is paired with one `release`. */
  tryAcquire(): { readonly held: boolean; readonly first: boolean } {
    if (this.#holders > 0) {
      this.#holders += 1;
      return { held: true, first: false };
    }
    const connection = this.#connection ?? this.#open();
    try {
      translate(() => connection.exec('BEGIN EXCLUSIVE'));
    } catch (error) {
      if (isBusy(error)) return { held: false, first: false };
      throw error;
    }
    this.#holders = 1;
    return { held: true, first: true };
  }

  release(): void {
    this.#holders -= 1;
    if (this.#holders === 0) this.#connection?.exec('ROLLBACK');
  }

  close(): void {
    this.#connection?.close();
    this.#connection = undefined;
    this.#holders = 0;
  }

  #open(): SqliteDatabase.Database {
    mkdirSync(this.#dataDir, { recursive: true });
    this.#connection = translate(() => new SqliteDatabase(join(this.#dataDir, this.#file), { timeout: 200 }));
    return this.#connection;
  }
}
