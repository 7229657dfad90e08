import { chmodSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { type Database, isSqliteError, translate } from '../database.js';
import { migrate } from '../migrate.js';
import { requestMigrations } from './request-tables.js';

const FILE = 'requests.sqlite';
const BUSY_TIMEOUT_MS = 10_000;
const CACHE_MEGABYTES = 8;

export function requestDatabasePath(dataDir: string): string {
  return join(dataDir, FILE);
}

/**
 * Opens the file of what was asked of portals, apart from the catalogue's: it may be lost, and commits wait for no disk. One
 * that is no store any more is replaced by an empty one. Several threads and processes may have it open.
 */
export function openRequestDatabase(dataDir: string): Database {
  mkdirSync(dataDir, { recursive: true });
  try {
    return open(dataDir);
  } catch (error) {
    if (!isDamage(error)) return translate<never>(() => raise(error));
    removeRequestDatabase(dataDir);
    return translate(() => open(dataDir));
  }
}

/** For a look from beside; undefined where nothing was asked yet. */
export function openRequestDatabaseForReading(dataDir: string): Database | undefined {
  const path = requestDatabasePath(dataDir);
  if (!existsSync(path)) return undefined;
  return translate(() => {
    const database = new SqliteDatabase(path, { readonly: true, timeout: BUSY_TIMEOUT_MS });
    database.pragma(`cache_size = -${CACHE_MEGABYTES * 1024}`);
    return database;
  });
}

/** Who still has it open goes on with a file that has no name. */
export function removeRequestDatabase(dataDir: string): void {
  for (const ending of ['', '-wal', '-shm']) rmSync(requestDatabasePath(dataDir) + ending, { force: true });
}

/** Whether the file is at fault, and not who uses it. */
export function isDamage(error: unknown): boolean {
  return isSqliteError(error) && (error.code === 'SQLITE_NOTADB' || error.code.startsWith('SQLITE_CORRUPT'));
}

function open(dataDir: string): Database {
  const path = requestDatabasePath(dataDir);
  const database = new SqliteDatabase(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    // Which addresses are asked is nobody else's business.
    chmodSync(path, 0o600);
    database.pragma('auto_vacuum = INCREMENTAL');
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    database.pragma(`cache_size = -${CACHE_MEGABYTES * 1024}`);
    database.pragma('journal_size_limit = 67108864');
    migrate(database, 'requests', requestMigrations);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function raise(error: unknown): never {
  throw error;
}
