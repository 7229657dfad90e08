import type { Publisher } from '../../domain/dataset.js';
import { toSlug } from '../../serialise/slug.js';
import type { Database } from '../database.js';
import { freeName } from './free-name.js';

interface PublisherRow {
  readonly publisher_key: number;
  readonly title: string;
  readonly description: string;
  readonly image_url: string;
}

/**
 * The publishers that a run met, in the form it met last (bounded by the number of publishers, not of datasets).
 * `publish` writes them inside the run's publishing transaction and gives each its key and, the first time, a name that
 * is unique over the hub and stays.
 */
export class PublisherBook {
  readonly #database: Database;
  readonly #sourceKey: number;
  readonly #sourceId: string;
  readonly #met = new Map<string, Publisher>();

  constructor(database: Database, source: { readonly key: number; readonly id: string }) {
    this.#database = database;
    this.#sourceKey = source.key;
    this.#sourceId = source.id;
  }

  note(publisherId: string, publisher: Publisher): void {
    this.#met.set(publisherId, publisher);
  }

  publish(micros: number): ReadonlyMap<string, number> {
    const find = this.#database.prepare<[string], PublisherRow>(
      'SELECT publisher_key, title, description, image_url FROM publisher WHERE publisher_id = ?',
    );
    const isTaken = this.#database.prepare<[string]>('SELECT 1 FROM publisher WHERE name = ?');
    const insert = this.#database.prepare(
      'INSERT INTO publisher (publisher_id, name, title, description, image_url, code, source_key, created_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    );
    const update = this.#database.prepare(
      'UPDATE publisher SET title = ?, description = ?, image_url = ? WHERE publisher_key = ?',
    );
    const keys = new Map<string, number>();
    for (const [publisherId, publisher] of this.#met) {
      const title = publisher.name;
      const description = publisher.description ?? '';
      const imageUrl = publisher.imageUrl ?? '';
      const row = find.get(publisherId);
      if (row === undefined) {
        const name = freeName(
          toSlug(title),
          [this.#sourceId],
          (candidate) => isTaken.get(candidate) !== undefined,
        );
        const inserted = insert.run(
          publisherId,
          name,
          title,
          description,
          imageUrl,
          publisher.code ?? null,
          this.#sourceKey,
          micros,
        );
        keys.set(publisherId, Number(inserted.lastInsertRowid));
        continue;
      }
      keys.set(publisherId, row.publisher_key);
      if (row.title !== title || row.description !== description || row.image_url !== imageUrl) {
        update.run(title, description, imageUrl, row.publisher_key);
      }
    }
    return keys;
  }
}
