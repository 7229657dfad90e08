import { setImmediate as nextTurn } from 'node:timers/promises';
import { NO_SEARCH_WORDS } from '../domain/search-words.js';
import type { SearchWords } from '../domain/search-words.js';
import { PastBusyError } from '../http/errors.js';
import type { PastCatalog, UsePast } from '../http/past.js';
import { searchRoom } from '../search/search-room.js';
import { openForReading } from '../storage/database.js';
import type { Database } from '../storage/database.js';
import { buildPastStore } from '../storage/reader/past-store.js';
import { SqliteCatalogReader } from '../storage/reader/sqlite-catalog-reader.js';
import { SqliteDatasetHistory } from '../storage/reader/sqlite-dataset-history.js';
import { SqliteDatasetReader } from '../storage/reader/sqlite-dataset-reader.js';
import { searchOver } from './open-search.js';

/** States that are kept for the next question. */
const MOST_KEPT = 2;
/** States that may wait to be made, one after the other. */
const MOST_WAITING = 4;
/** A state with more is refused: to load it takes longer, and more room, than a question is worth. */
const MOST_DATASETS = 200_000;

interface Entry {
  readonly seq: number;
  readonly revision: string;
  readonly made: Promise<OpenPast>;
  ready: boolean;
  users: number;
  /** Nobody else gets it. */
  dropped: boolean;
}

interface OpenPast {
  readonly catalog: PastCatalog;
  readonly database: Database;
}

export interface PastCatalogsOptions {
  readonly dataDir: string;
  readonly words?: SearchWords;
  /** Milliseconds. */
  readonly now: () => number;
  readonly mostDatasets?: number;
}

/** Catalogues of earlier times, made when they are asked for: the last two are kept until something of them is withheld. */
export class PastCatalogs {
  readonly #options: PastCatalogsOptions;
  readonly #store: Database;
  readonly #history: SqliteDatasetHistory;
  /** The one used last comes last. */
  #entries: readonly Entry[] = [];
  #making: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(options: PastCatalogsOptions) {
    this.#options = options;
    this.#store = openForReading(options.dataDir, 4);
    this.#history = new SqliteDatasetHistory(this.#store);
  }

  readonly use: UsePast = async (seq, work) => {
    const entry = this.#entry(seq);
    entry.users += 1;
    try {
      const { catalog } = await entry.made;
      return await work(catalog);
    } finally {
      entry.users -= 1;
      await closeUnused(entry);
    }
  };

  /** After all work has ended. */
  async close(): Promise<void> {
    for (const entry of this.#entries) await drop(entry);
    this.#entries = [];
    this.#store.close();
  }

  #entry(seq: number): Entry {
    const revision = this.#history.revision();
    const known = this.#entries.find((entry) => entry.seq === seq && entry.revision === revision);
    const entry = known ?? this.#make(seq, revision);
    this.#entries = [...this.#entries.filter((other) => other !== entry), entry];
    this.#trim(revision);
    return entry;
  }

  /** What is being made is left to those who wait for it. */
  #trim(revision: string): void {
    const ready = this.#entries.filter((entry) => entry.ready && entry.revision === revision);
    const kept = ready.slice(-MOST_KEPT);
    const isKept = (entry: Entry): boolean =>
      kept.includes(entry) || (!entry.ready && entry.revision === revision);
    for (const entry of this.#entries) if (!isKept(entry)) void drop(entry);
    this.#entries = this.#entries.filter(isKept);
  }

  #make(seq: number, revision: string): Entry {
    if (this.#waiting >= MOST_WAITING)
      throw new PastBusyError('Too many earlier states are asked for at once');
    this.#waiting += 1;
    const made = this.#making.then(() => this.#open(seq));
    const entry: Entry = { seq, revision, made, ready: false, users: 0, dropped: false };
    this.#making = made
      .then(
        () => {
          entry.ready = true;
        },
        () => {
          // Its callers hear of it; the next one tries again.
          this.#entries = this.#entries.filter((other) => other !== entry);
        },
      )
      .finally(() => {
        this.#waiting -= 1;
      });
    return entry;
  }

  async #open(seq: number): Promise<OpenPast> {
    const { dataDir, words = NO_SEARCH_WORDS, now, mostDatasets = MOST_DATASETS } = this.#options;
    const database = await buildPastStore({
      ...{ dataDir, seq, mostDatasets, turn: () => nextTurn() },
      room: searchRoom,
    });
    const datasets = new SqliteDatasetReader(database);
    const { search } = searchOver(
      { query: database, snapshots: database },
      { words, now, history: this.#history },
    );
    const catalog = new SqliteCatalogReader(database);
    const time = datasets.version() / 1000;
    return { database, catalog: { datasets, history: this.#history, search, catalog, time } };
  }
}

async function drop(entry: Entry): Promise<void> {
  entry.dropped = true;
  await closeUnused(entry);
}

/** What could not be made has nothing to close. */
async function closeUnused(entry: Entry): Promise<void> {
  const open = await entry.made.catch(() => undefined);
  if (entry.dropped && entry.users === 0 && open?.database.open === true) open.database.close();
}
