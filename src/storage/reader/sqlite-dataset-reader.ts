import { StorageError } from '../../domain/errors.js';
import type { PublishedDataset, PublishedPublisher } from '../../domain/published.js';
import type { DatasetLabel, DatasetReader, DatasetStamp, Tombstone } from '../../pipeline/read-ports.js';
import { translate } from '../database.js';
import type { Database } from '../database.js';
import { readHubId } from '../hub-id.js';
import { naiveUtc } from '../time.js';
import {
  PUBLISHED_COLUMNS,
  PUBLISHED_TABLES,
  toCountedPublisher,
  toPublishedDataset,
} from './published-rows.js';
import type { PublishedRow, PublisherRow } from './published-rows.js';

/** Datasets that `all` reads at a time. */
const ALL_STEP = 200;

type CountedPublisher = PublishedPublisher & { readonly datasets: number };

const DATASET_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads on a connection of its own; each call sees one published state. */
export class SqliteDatasetReader implements DatasetReader {
  readonly #database: Database;
  readonly #byId;
  readonly #byName;
  readonly #byDocument;
  readonly #afterId;
  readonly #lastPublished;
  #hubId: string | undefined;
  #publishers:
    { readonly version: number; readonly byKey: ReadonlyMap<number, CountedPublisher> } | undefined;

  constructor(database: Database) {
    this.#database = database;
    const select = `SELECT ${PUBLISHED_COLUMNS} FROM ${PUBLISHED_TABLES} WHERE d.state = 'live'`;
    this.#byId = database.prepare<[string], PublishedRow>(`${select} AND d.dataset_id = ?`);
    this.#byName = database.prepare<[string], PublishedRow>(`${select} AND d.name = ?`);
    this.#afterId = database.prepare<[string, number], PublishedRow>(
      `${select} AND d.dataset_id > ? ORDER BY d.dataset_id LIMIT ?`,
    );
    this.#byDocument = database.prepare<[number], PublishedRow>(
      `SELECT ${PUBLISHED_COLUMNS} FROM document o JOIN dataset d USING (dataset_key)
       JOIN body b ON b.body_key = o.body_key JOIN source s USING (source_key) JOIN job j USING (job_key)
       WHERE o.document_key = ?`,
    );
    this.#lastPublished = database.prepare<[], { value: number }>(
      "SELECT value FROM counter WHERE name = 'time_us'",
    );
  }

  version(): number {
    return translate(() => this.#lastPublished.get()?.value ?? 0);
  }

  find(key: string): PublishedDataset | undefined {
    return translate(() => {
      // A name of a dataset may look like an id, but ids look like nothing else.
      const byId = DATASET_ID.test(key) ? this.#byId.get(key) : undefined;
      const row = byId ?? this.#byName.get(key);
      return row === undefined ? undefined : this.#toPublished(row);
    });
  }

  findTombstone(key: string): Tombstone | undefined {
    return translate(() => {
      const row = this.#database
        .prepare<[string, string], { dataset_id: string; name: string; title: string; changed_us: number }>(
          "SELECT dataset_id, name, title, changed_us FROM dataset WHERE state = 'removed' AND outcome <> 'refused' AND (dataset_id = ? OR name = ?)",
        )
        .get(key, key);
      if (row === undefined) return undefined;
      return {
        identifier: row.dataset_id,
        name: row.name,
        title: row.title,
        removedAt: naiveUtc(row.changed_us),
      };
    });
  }

  *names(page: { readonly limit?: number; readonly offset?: number }): Iterable<string> {
    // Keyset steps instead of one long cursor: a slow client never holds the store's snapshot.
    let left = page.limit ?? Infinity;
    let skip = page.offset ?? 0;
    const step = this.#database.prepare<[string, number, number], { name: string }>(
      "SELECT name FROM dataset WHERE state = 'live' AND name > ? ORDER BY name LIMIT ? OFFSET ?",
    );
    for (let last = ''; left > 0;) {
      const rows = step.all(last, Math.min(left, 5000), skip);
      skip = 0;
      for (const row of rows) yield row.name;
      left -= rows.length;
      const end = rows.at(-1);
      if (end === undefined) return;
      last = end.name;
    }
  }

  labels({ prefix, limit }: { readonly prefix: string; readonly limit: number }): readonly DatasetLabel[] {
    return translate(() =>
      this.#database
        .prepare<[string, string, number], DatasetLabel>(
          "SELECT dataset_id AS identifier, name, title FROM dataset WHERE state = 'live' AND name >= ? AND name < ? ORDER BY name LIMIT ?",
        )
        // No name holds a character beyond `z`.
        .all(prefix, `${prefix}\u{10ffff}`, limit),
    );
  }

  labelsOf(documents: readonly number[]): readonly DatasetLabel[] {
    return translate(() => {
      const find = this.#database.prepare<[number], DatasetLabel>(
        `SELECT d.dataset_id AS identifier, d.name, d.title FROM document o JOIN dataset d USING (dataset_key)
         WHERE o.document_key = ?`,
      );
      return documents.flatMap((document) => find.get(document) ?? []);
    });
  }

  stamps({ after, before, limit, end }: Parameters<DatasetReader['stamps']>[0]): readonly DatasetStamp[] {
    return translate(() => {
      const stamps = this.#database
        .prepare<[string, string, number], Omit<DatasetStamp, 'changed'> & { changed_us: number }>(
          `SELECT dataset_id AS identifier, name, changed_us FROM dataset
           WHERE state = 'live' AND dataset_id > ? AND dataset_id < ?
           ORDER BY dataset_id ${end === 'last' ? 'DESC' : 'ASC'} LIMIT ?`,
        )
        .all(after, before, limit)
        .map(({ identifier, name, changed_us }) => ({ identifier, name, changed: naiveUtc(changed_us) }));
      return end === 'last' ? stamps.reverse() : stamps;
    });
  }

  byDocuments(documents: readonly number[]): readonly PublishedDataset[] {
    return translate(() => {
      const found: PublishedDataset[] = [];
      for (const document of documents) {
        const row = this.#byDocument.get(document);
        if (row !== undefined) found.push(this.#toPublished(row));
      }
      return found;
    });
  }

  *all(): Iterable<PublishedDataset> {
    for (let last = ''; ;) {
      const step = this.after(last, ALL_STEP);
      yield* step;
      const end = step.at(-1);
      if (end === undefined) return;
      last = end.dataset.identifier;
    }
  }

  after(identifier: string, limit: number): readonly PublishedDataset[] {
    return translate(() => this.#afterId.all(identifier, limit).map((row) => this.#toPublished(row)));
  }

  publishers(): readonly CountedPublisher[] {
    return [...this.#publisherMap().values()];
  }

  findPublisher(key: string): CountedPublisher | undefined {
    for (const publisher of this.#publisherMap().values()) {
      if (publisher.identifier === key || publisher.name === key) return publisher;
    }
    return undefined;
  }

  #toPublished(row: PublishedRow): PublishedDataset {
    const publisher = this.#publisherMap().get(row.publisher_key);
    if (publisher === undefined) throw new StorageError(`store: dataset ${row.name} has no publisher`);
    this.#hubId ??= readHubId(this.#database);
    return toPublishedDataset(row, publisher, this.#hubId);
  }

  /** Publishers are few and read with every dataset: kept until something is published. */
  #publisherMap(): ReadonlyMap<number, CountedPublisher> {
    const version = this.version();
    if (this.#publishers?.version !== version) {
      const rows = this.#database
        .prepare<[], PublisherRow>(
          `SELECT p.publisher_key, p.publisher_id, p.name, p.title, p.description, p.image_url, p.code, s.source_id,
                  p.created_us, (SELECT count(*) FROM dataset d WHERE d.publisher_key = p.publisher_key AND d.state = 'live') AS datasets
           FROM publisher p JOIN source s USING (source_key) ORDER BY p.title`,
        )
        .all();
      this.#publishers = {
        version,
        byKey: new Map(rows.map((row) => [row.publisher_key, toCountedPublisher(row)])),
      };
    }
    return this.#publishers.byKey;
  }
}
