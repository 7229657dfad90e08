import type { Statement } from 'better-sqlite3';
import { StorageError } from '../../domain/errors.js';
import type {
  DocumentFeed,
  DocumentOrder,
  FeedSnapshot,
  PublishedDocument,
} from '../../pipeline/read-ports.js';
import type { Database } from '../database.js';

interface DocumentRow {
  readonly document_key: number;
  readonly dataset_key: number;
  readonly publisher_key: number;
  readonly created_us: number;
  readonly changed_us: number;
}

/** The same without names: all of the catalogue is read at once. */
type LiveRow = [
  documentKey: number,
  datasetKey: number,
  publisherKey: number,
  createdMicros: number,
  changedMicros: number,
];

const DOCUMENT = 'd.document_key, d.dataset_key, d.publisher_key, d.created_us, d.changed_us';

const KEY_COLUMN = { id: 'dataset_id', name: 'name' } as const;

/** Ids and names are unique, and an index holds each in order, with the key: no row has to be read for them. */
const ORDER: Readonly<Record<DocumentOrder, string>> = {
  id: 'dataset_id',
  name: 'name',
  title: 'title, dataset_id',
};

/** What the search index reads of the store. `snapshots` is a connection that holds one state still and does nothing else. */
export class SqliteDocumentFeed implements DocumentFeed {
  readonly #database: Database;
  readonly #snapshots: Database;
  readonly #latest;
  readonly #findBy;
  readonly #findPublisher;
  readonly #findPublisherBy;

  constructor(database: Database, snapshots: Database) {
    this.#database = database;
    this.#snapshots = snapshots;
    this.#latest = database.prepare<[], { seq: number | null }>('SELECT max(seq) AS seq FROM change');
    const findBy = (by: 'id' | 'name'): Statement<[string], number> =>
      database
        .prepare<[string], number>(`SELECT dataset_key FROM dataset WHERE ${KEY_COLUMN[by]} = ?`)
        .pluck();
    this.#findBy = { id: findBy('id'), name: findBy('name') };
    const findPublisherBy = (column: 'publisher_id' | 'name'): Statement<[string], number> =>
      database.prepare<[string], number>(`SELECT publisher_key FROM publisher WHERE ${column} = ?`).pluck();
    this.#findPublisherBy = { id: findPublisherBy('publisher_id'), name: findPublisherBy('name') };
    this.#findPublisher = database.prepare<[number], { name: string; publisher_id: string }>(
      'SELECT name, publisher_id FROM publisher WHERE publisher_key = ?',
    );
  }

  latestSeq(): number {
    return this.#latest.get()?.seq ?? 0;
  }

  open(): FeedSnapshot {
    const database = this.#snapshots;
    // The read transaction pins the state until `close`.
    database.exec('BEGIN');
    const bounds = database
      .prepare<[], { seq: number | null; document: number | null; dataset: number | null }>(
        `SELECT (SELECT max(seq) FROM change) AS seq, (SELECT max(document_key) FROM document) AS document,
                (SELECT max(dataset_key) FROM dataset) AS dataset`,
      )
      .get();
    const live = database
      .prepare<[], LiveRow>(`SELECT ${DOCUMENT} FROM dataset d WHERE d.state = 'live'`)
      .raw();
    const changes = database.prepare<[number, number], DocumentRow & { seq: number; state: string }>(
      `SELECT c.seq, d.state, ${DOCUMENT} FROM change c JOIN dataset d USING (dataset_key) WHERE c.seq > ? ORDER BY c.seq LIMIT ?`,
    );
    return {
      seq: bounds?.seq ?? 0,
      maxDocumentKey: bounds?.document ?? 0,
      maxDatasetKey: bounds?.dataset ?? 0,
      live: (visit) => {
        for (const [documentKey, datasetKey, publisherKey, createdMicros, changedMicros] of live.iterate())
          visit({ documentKey, datasetKey, publisherKey, createdMicros, changedMicros });
      },
      changes: (sinceSeq, limit) =>
        changes.all(sinceSeq, limit).map((row) => ({
          seq: row.seq,
          datasetKey: row.dataset_key,
          ...(row.state === 'live' && { document: toDocument(row) }),
        })),
      ordered: (by) => prepareOrder(database, by).iterate(),
      close: () => {
        database.exec('COMMIT');
      },
    };
  }

  ordered(by: DocumentOrder): readonly number[] {
    return prepareOrder(this.#database, by).all();
  }

  *keysFrom(by: 'id' | 'name', from: string): Iterable<{ value: string; datasetKey: number }> {
    const column = KEY_COLUMN[by];
    yield* this.#database
      .prepare<[string], { value: string; datasetKey: number }>(
        `SELECT ${column} AS value, dataset_key AS datasetKey FROM dataset WHERE ${column} >= ? ORDER BY ${column}`,
      )
      .iterate(from);
  }

  findDataset(by: 'id' | 'name', value: string): number | undefined {
    return this.#findBy[by].get(value);
  }

  publisherKey(by: 'id' | 'name', value: string): number | undefined {
    return this.#findPublisherBy[by].get(value);
  }

  publisherName(publisherKey: number): string {
    return this.#publisher(publisherKey).name;
  }

  publisherId(publisherKey: number): string {
    return this.#publisher(publisherKey).publisher_id;
  }

  sourceTitles(): ReadonlyMap<string, string> {
    const rows = this.#database
      .prepare<[], { source_id: string; title: string }>('SELECT source_id, title FROM source')
      .all();
    return new Map(rows.map(({ source_id: sourceId, title }) => [sourceId, title]));
  }

  #publisher(publisherKey: number): { readonly name: string; readonly publisher_id: string } {
    const row = this.#findPublisher.get(publisherKey);
    if (row === undefined) throw new StorageError(`store: publisher ${publisherKey} is missing`);
    return row;
  }
}

function prepareOrder(database: Database, by: DocumentOrder): Statement<[], number> {
  return database
    .prepare<[], number>(
      `SELECT dataset_key FROM dataset ${by === 'title' ? "WHERE state = 'live'" : ''} ORDER BY ${ORDER[by]}`,
    )
    .pluck();
}

function toDocument(row: DocumentRow): PublishedDocument {
  return {
    documentKey: row.document_key,
    datasetKey: row.dataset_key,
    publisherKey: row.publisher_key,
    createdMicros: row.created_us,
    changedMicros: row.changed_us,
  };
}
