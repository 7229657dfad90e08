import type { Canary } from '../../domain/federation.js';
import type { CopyState } from '../../domain/feed-position.js';
import type { CopyReader } from '../../pipeline/feed-ports.js';
import { copyState } from '../copy-state.js';
import { translate } from '../database.js';
import type { Database } from '../database.js';
import { findCanaries, findReceived } from './followed-reader.js';

/** See `CopyReader`. */
export class SqliteCopyReader implements CopyReader {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  copyState(sourceId: string): CopyState | undefined {
    return translate(() => {
      const key = this.#database
        .prepare<[string], number>('SELECT source_key FROM source WHERE source_id = ?')
        .pluck()
        .get(sourceId);
      return key === undefined ? undefined : copyState(this.#database, key);
    });
  }

  findReceived(sourceId: string, remoteId: string): string | undefined {
    return translate(() => findReceived(this.#database, sourceId, remoteId));
  }

  received(sourceId: string): Iterable<string> {
    return this.#database
      .prepare<[string], string>(
        `SELECT d.remote_id FROM dataset d JOIN source s USING (source_key)
         WHERE s.source_id = ? AND d.passed IS NOT NULL`,
      )
      .pluck()
      .iterate(sourceId);
  }

  canaries(sourceId: string, identifier?: string): readonly Canary[] {
    return translate(() => findCanaries(this.#database, sourceId, identifier));
  }
}
