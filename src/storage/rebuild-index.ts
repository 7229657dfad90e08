import { setTimeout as delay } from 'node:timers/promises';
import { ReindexBusyError, StorageError } from '../domain/errors.js';
import type { IndexWriter } from '../pipeline/store-ports.js';
import { isBusy, openForWriting, relaxed, translate } from './database.js';
import type { Database } from './database.js';
import { createDocumentLister, toDocument } from './index-room.js';
import type { IndexRoom, ListedDocument } from './index-room.js';
import { WriterLock } from './writer-lock.js';

const LOCK_FILE = 'reindex.lock';
const CACHE_MEGABYTES = 64;
/** Documents a transaction. */
const BATCH = 500;
/** Between two transactions, so that a harvest which waits for its turn gets it: SQLite asks again a few times a second. */
const BREATH_MS = 25;

/**
 * Documents that came or went since the replacement was begun, by whichever process: the triggers are part of the store. A
 * document never changes, but its key may be given out again.
 */
const BEGIN = `
  CREATE TABLE reindexed_late (document_key INTEGER PRIMARY KEY) STRICT;
  CREATE TRIGGER reindex_added AFTER INSERT ON document
    BEGIN INSERT OR IGNORE INTO reindexed_late VALUES (new.document_key); END;
  CREATE TRIGGER reindex_removed AFTER DELETE ON document
    BEGIN INSERT OR IGNORE INTO reindexed_late VALUES (old.document_key); END;
`;
const STOP_WATCHING = 'DROP TRIGGER IF EXISTS reindex_added; DROP TRIGGER IF EXISTS reindex_removed;';

export interface RebuildProgress {
  readonly done: number;
  readonly total: number;
}

/**
 * Makes the index anew beside the present one, which goes on being read and written, and puts it in its place in one
 * transaction. Until then nothing that anybody reads has changed, whatever ends it. Returns how many documents it holds.
 */
export async function rebuildIndex(
  dataDir: string,
  room: IndexRoom,
  options: { readonly signal: AbortSignal; readonly progress?: (progress: RebuildProgress) => void },
): Promise<number> {
  const lock = new WriterLock(dataDir, LOCK_FILE);
  if (!lock.tryAcquire().held) throw new ReindexBusyError();
  try {
    const database = openForWriting(dataDir, CACHE_MEGABYTES);
    try {
      return await new Rebuild(database, room, options).run();
    } finally {
      database.close();
    }
  } finally {
    lock.close();
  }
}

/** Removes what a killed process left of a new index, if one did. */
export function dropAbandonedRebuild(database: Database, dataDir: string, room: IndexRoom): void {
  if (!isBegun(database)) return;
  const lock = new WriterLock(dataDir, LOCK_FILE);
  try {
    if (lock.tryAcquire().held) while (dropSome(database, room));
  } finally {
    lock.close();
  }
}

function isBegun(database: Database): boolean {
  const row = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'reindexed_late'").get();
  return row !== undefined;
}

/** One transaction; false when nothing is left. The list of late documents goes last: while it is there, something else may be. */
function dropSome(database: Database, room: IndexRoom): boolean {
  const drop = database.transaction((): boolean => {
    database.exec(STOP_WATCHING);
    if (room.replacement.dropSome(database)) return true;
    database.exec('DROP TABLE IF EXISTS reindexed_late');
    return false;
  });
  return translate(() => drop.immediate());
}

class Rebuild {
  readonly #database: Database;
  readonly #room: IndexRoom;
  readonly #signal: AbortSignal;
  readonly #progress: (progress: RebuildProgress) => void;
  #index: IndexWriter | undefined;

  constructor(
    database: Database,
    room: IndexRoom,
    options: { readonly signal: AbortSignal; readonly progress?: (progress: RebuildProgress) => void },
  ) {
    this.#database = database;
    this.#room = room;
    this.#signal = options.signal;
    this.#progress = options.progress ?? (() => undefined);
  }

  async run(): Promise<number> {
    const { replacement } = this.#room;
    await this.#drop();
    const version = this.#readVersion();
    await this.#write(() => {
      this.#database.exec(BEGIN);
      replacement.prepare(this.#database);
    });
    let done;
    try {
      const index = (this.#index = replacement.createWriter(this.#database));
      await this.#fill(index, version);
      done = await this.#catchUp(index, version);
    } finally {
      // Of the past index, or of one that did not get that far; after a kill the next to harvest does it.
      await this.#drop();
    }
    return done;
  }

  async #fill(index: IndexWriter, version: number): Promise<void> {
    const listDocuments = createDocumentLister(this.#database);
    const total = this.#countDocuments();
    for (let last = 0, done = 0; ;) {
      this.#signal.throwIfAborted();
      // What comes and goes between reading and writing is late, and looked at again.
      const batch = translate(() => listDocuments(last, BATCH));
      const end = batch.at(-1);
      if (end === undefined) return;
      await this.#write(() => {
        this.#checkVersion(version);
        for (const { key, document } of batch) index.add(key, document);
      });
      last = end.key;
      done += batch.length;
      this.#progress({ done, total: Math.max(total, done) });
    }
  }

  /** Takes in what is late until nothing is, and then takes over in the same transaction. */
  async #catchUp(index: IndexWriter, version: number): Promise<number> {
    const database = this.#database;
    const listLate = database
      .prepare<[number], number>('SELECT document_key FROM reindexed_late LIMIT ?')
      .pluck();
    const forget = database.prepare<[number]>('DELETE FROM reindexed_late WHERE document_key = ?');
    const find = createDocumentFinder(database);
    const take = (): boolean => {
      this.#checkVersion(version);
      const late = listLate.all(BATCH);
      for (const key of late) {
        index.remove(key);
        const found = find(key);
        if (found !== undefined) index.add(key, found.document);
        forget.run(key);
      }
      if (late.length === BATCH) return false;
      database.exec(STOP_WATCHING);
      this.#room.replacement.takeOver(database);
      return true;
    };
    while (!(await this.#write(take, 'durable'))) this.#signal.throwIfAborted();
    return this.#countDocuments();
  }

  async #drop(): Promise<void> {
    if (!isBegun(this.#database)) return;
    while (dropSome(this.#database, this.#room)) await delay(BREATH_MS);
  }

  /** One transaction; a harvest that writes for longer than SQLite waits is waited for again. */
  async #write<T>(work: () => T, durability: 'relaxed' | 'durable' = 'relaxed'): Promise<T> {
    const transaction = this.#database.transaction(work);
    const run = (): T => transaction.immediate();
    for (;;) {
      try {
        const result = translate(() => (durability === 'durable' ? run() : relaxed(this.#database, run)));
        await delay(BREATH_MS);
        return result;
      } catch (error) {
        this.#index?.rolledBack();
        if (!isBusy(error)) throw error;
        this.#signal.throwIfAborted();
      }
    }
  }

  #countDocuments(): number {
    return this.#database.prepare<[], number>('SELECT count(*) FROM document').pluck().get() ?? 0;
  }

  #readVersion(): number {
    const row = this.#database
      .prepare<[], { id: number | null }>("SELECT max(id) AS id FROM migration WHERE room = 'search'")
      .get();
    return row?.id ?? 0;
  }

  /** What a newer program keeps in another form must not be replaced by this one's. */
  #checkVersion(version: number): void {
    if (this.#readVersion() !== version) {
      throw new StorageError('the store was brought to a newer version while its index was made anew');
    }
  }
}

function createDocumentFinder(database: Database): (key: number) => ListedDocument | undefined {
  const find = database.prepare<[number], { bytes: Buffer }>(
    'SELECT b.bytes FROM document JOIN body b USING (body_key) WHERE document_key = ?',
  );
  return (key) => {
    const row = find.get(key);
    return row && { key, document: toDocument(row.bytes) };
  };
}
