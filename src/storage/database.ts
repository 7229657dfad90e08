import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { StorageError } from '../domain/errors.js';

export type Database = SqliteDatabase.Database;

const DATABASE_FILE = 'lianmu.sqlite';
const BUSY_TIMEOUT_MS = 10_000;
/** 16 KB pages hold three compressed records each; smaller ones waste a third on the leftover. */
const PAGE_BYTES = 16_384;

export function databasePath(dataDir: string): string {
  return join(dataDir, DATABASE_FILE);
}

/** Opens the one writing connection's database, creating folder and file. Commits are durable (`synchronous=FULL`). */
export function openForWriting(dataDir: string, cacheMegabytes = 96): Database {
  return translate(() => {
    mkdirSync(dirname(databasePath(dataDir)), { recursive: true });
    const database = new SqliteDatabase(databasePath(dataDir), { timeout: BUSY_TIMEOUT_MS });
    database.pragma(`page_size = ${PAGE_BYTES}`);
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = OFF');
    database.pragma(`cache_size = -${cacheMegabytes * 1024}`);
    database.pragma('temp_store = MEMORY');
    database.pragma('wal_autocheckpoint = 4000');
    database.pragma('journal_size_limit = 67108864');
    return database;
  });
}

/** Opens a reading connection: it sees published state only and never waits for the writer (WAL). */
export function openForReading(dataDir: string, cacheMegabytes = 64): Database {
  return translate(() => {
    const database = new SqliteDatabase(databasePath(dataDir), {
      readonly: true,
      fileMustExist: true,
      timeout: BUSY_TIMEOUT_MS,
    });
    database.pragma(`cache_size = -${cacheMegabytes * 1024}`);
    return database;
  });
}

/**
 * Opens a database of its own that is on disk without a name and gone with its connection, however that ends. Tables of the
 * store are read as if they were its own, where it has none of the same name; nothing ever writes them.
 */
export function openBesideStore(dataDir: string, cacheMegabytes = 32): Database {
  return translate(() => {
    const database = new SqliteDatabase('', { timeout: BUSY_TIMEOUT_MS });
    database.pragma(`page_size = ${PAGE_BYTES}`);
    database.pragma('synchronous = OFF');
    database.pragma(`cache_size = -${cacheMegabytes * 1024}`);
    database.prepare('ATTACH ? AS store').run(databasePath(dataDir));
    return database;
  });
}

/**
 * Commits of `work` may be lost with the machine's power, though never in part nor out of order: the next commit outside of
 * it brings them to disk as well. For what nobody sees before that one.
 */
export function relaxed<T>(database: Database, work: () => T): T {
  database.pragma('synchronous = NORMAL');
  try {
    return work();
  } finally {
    database.pragma('synchronous = FULL');
  }
}

/** Runs reads that all see one state of the store. */
export function still<T>(database: Database, work: () => T): T {
  return translate(() => database.transaction(work)());
}

/** Runs something on the store; SQLite's errors become `StorageError`. */
export function translate<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (isSqliteError(error)) {
      throw new StorageError(`store: ${error.code}: ${error.message}`, { cause: error });
    }
    throw error;
  }
}

export function isBusy(error: unknown): boolean {
  const cause = error instanceof StorageError ? error.cause : error;
  return isSqliteError(cause) && cause.code.startsWith('SQLITE_BUSY');
}

/** By its name and not by its class, of which there is one for each time that the vendor's module is loaded. */
export function isSqliteError(error: unknown): error is Error & { readonly code: string } {
  return (
    typeof error === 'object' &&
    error !== null &&
    'name' in error &&
    error.name === 'SqliteError' &&
    'code' in error &&
    typeof error.code === 'string'
  );
}
