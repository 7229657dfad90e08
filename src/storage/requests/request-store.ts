import { type Database, translate } from '../database.js';
import { isDamage, openRequestDatabase, removeRequestDatabase } from './request-database.js';
import { createSeal, type Seal } from './seal.js';
import { SqliteRequestLedger } from './sqlite-request-ledger.js';
import { SqliteRobotsStore } from './sqlite-robots-store.js';
import { SqliteValidatorCache } from './sqlite-validator-cache.js';

export interface RequestStoreOptions {
  readonly now: () => Date;
  /** Bounds of what is kept; those of the hub unless a test says otherwise. */
  readonly limits?: Partial<RequestLimits>;
  /**
   * 32 random bytes that last as long as the process: answers hold what portals say of people, so they are sealed with it
   * and worth nothing after. Without a key none is kept.
   */
  readonly answerKey?: Uint8Array | undefined;
}

export interface RequestLimits {
  /** Of one source's answers, compressed. */
  readonly sourceBytes: number;
  /** Of one answer, compressed. */
  readonly answerBytes: number;
  /** Requests that are kept of a source. */
  readonly rows: number;
}

const MEGABYTE = 1024 * 1024;
const LIMITS: RequestLimits = { sourceBytes: 512 * MEGABYTE, answerBytes: 64 * MEGABYTE, rows: 200_000 };

/** Runs something on the file; a file that is found damaged answers with `otherwise` from then on. */
export type Guard = <T>(otherwise: T, work: (database: Database) => T) => T;

/**
 * What is known of the requests to portals: kept answers, robots.txt, the ledger. A file that is found damaged is given up
 * and removed, since losing it costs time only; any other failure of the store is a `StorageError`.
 */
export class RequestStore {
  readonly robots: SqliteRobotsStore;
  readonly ledger: SqliteRequestLedger;
  readonly #dataDir: string;
  readonly #database: Database;
  readonly #now: () => Date;
  readonly #seal: Seal | undefined;
  readonly #limits: RequestLimits;
  readonly #answers = new Map<string, SqliteValidatorCache>();
  #isDamaged = false;

  constructor(dataDir: string, { now, limits, answerKey }: RequestStoreOptions) {
    this.#dataDir = dataDir;
    this.#database = openRequestDatabase(dataDir);
    this.#now = now;
    this.#seal = answerKey && createSeal(answerKey);
    this.#limits = { ...LIMITS, ...limits };
    this.robots = new SqliteRobotsStore(this.#guard);
    this.ledger = new SqliteRequestLedger(this.#guard, this.#limits.rows);
  }

  answersOf(sourceId: string): SqliteValidatorCache | undefined {
    if (this.#seal === undefined) return undefined;
    const known = this.#answers.get(sourceId);
    if (known !== undefined) return known;
    const cache = new SqliteValidatorCache(this.#guard, {
      ...{ sourceId, now: this.#now, seal: this.#seal, limits: this.#limits },
    });
    this.#answers.set(sourceId, cache);
    return cache;
  }

  close(): void {
    this.ledger.close();
    this.#database.close();
  }

  readonly #guard: Guard = (otherwise, work) => {
    if (this.#isDamaged) return otherwise;
    return translate(() => {
      try {
        return work(this.#database);
      } catch (error) {
        if (!isDamage(error)) throw error;
        this.#isDamaged = true;
        removeRequestDatabase(this.#dataDir);
        return otherwise;
      }
    });
  };
}
