import type { Dataset } from '../../domain/dataset.js';
import { InvalidRequestError } from '../../domain/errors.js';
import { identifyPublisher } from '../../domain/identifiers.js';
import { toSearchDocument } from '../../serialise/search-document.js';
import { openBesideStore, openForReading, translate } from '../database.js';
import type { Database } from '../database.js';
import type { IndexRoom } from '../index-room.js';
import { migrate } from '../migrate.js';
import { readBody } from '../stored-body.js';
import { createPastPublishers, PAST_PUBLISHER_ROWS } from './past-publishers.js';
import type { PastPublisherRow } from './past-publishers.js';

export interface PastStoreRequest {
  readonly dataDir: string;
  /** Position of the change log, no later than its last one. */
  readonly seq: number;
  readonly room: IndexRoom;
  /** A state with more datasets is refused. */
  readonly mostDatasets: number;
  /** Lets others have a turn; awaited every few milliseconds. */
  readonly turn: () => Promise<unknown>;
}

/** What became of a dataset last, until then. */
interface VersionRow {
  readonly dataset_key: number;
  readonly dataset_id: string;
  readonly source_key: number;
  readonly remote_id: string;
  readonly name: string;
  readonly code_seq: number | null;
  readonly created_us: number;
  readonly withheld: number;
  readonly changed_us: number;
  readonly job_key: number;
  readonly after_key: number | null;
  readonly body_key: number;
  readonly bytes: Buffer;
}

/** Datasets put in one turn. */
const STEP = 50;

/**
 * The store as it was at one position, with an index of its own: tables under the names that the readers of the store and
 * the search index know, so that these answer of the past as they do of the present. What has not changed since is taken as
 * it lies in the store, index and all; only the rest is read and indexed.
 */
export async function buildPastStore(request: PastStoreRequest): Promise<Database> {
  const store = openForReading(request.dataDir, 8);
  try {
    if (countLive(store, request.seq) > request.mostDatasets) {
      throw new InvalidRequestError('Validation error', {
        as_of: [
          `The catalogue had more than ${request.mostDatasets} datasets then, too many to be searched; package_show and package_list answer`,
        ],
      });
    }
    const past = openBesideStore(request.dataDir);
    try {
      await fill(past, store, request);
    } catch (error) {
      past.close();
      throw error;
    }
    return past;
  } finally {
    store.close();
  }
}

/** Good enough for a limit: what was refused since is counted as well. */
function countLive(store: Database, seq: number): number {
  const count = store
    .prepare<[string, number], number>('SELECT count(*) FROM change WHERE kind = ? AND seq <= ?')
    .pluck();
  const of = (kind: string): number => count.get(kind, seq) ?? 0;
  return translate(() => of('added') + of('restored') - of('removed'));
}

async function fill(past: Database, store: Database, { seq, room, turn }: PastStoreRequest): Promise<void> {
  translate(() => {
    past.exec(tablesAt(seq));
    migrate(past, 'search', room.migrations);
    fillPublishers(past, store, seq);
    // One transaction over all turns: it sees one state of the store, nobody else has this database, and FTS5 writes a
    // segment of its index at each commit.
    past.exec('BEGIN');
    room.copy(past, 'store');
  });
  await turn();
  const putSome = translate(() => {
    past.exec(UNCHANGED);
    return createCopier(past, room);
  });
  for (let last: number | undefined = 0; last !== undefined;) {
    await turn();
    const after: number = last;
    last = translate(() => putSome(after));
  }
  translate(() => {
    past.exec(`COMMIT; ${INDEXES}`);
  });
}

/** Only a view of the connection's own may look into another database. */
function tablesAt(seq: number): string {
  return `
    CREATE TEMP VIEW change AS SELECT * FROM store.change WHERE seq <= ${seq};
    CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
    INSERT INTO counter VALUES ('time_us', coalesce((SELECT time_us FROM store.change WHERE seq = ${seq}), 0));
    CREATE TABLE publisher (
      publisher_key INTEGER PRIMARY KEY, publisher_id TEXT NOT NULL, name TEXT NOT NULL, title TEXT NOT NULL,
      description TEXT NOT NULL, image_url TEXT NOT NULL, code TEXT, source_key INTEGER NOT NULL, created_us INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE dataset (
      dataset_key INTEGER PRIMARY KEY, dataset_id TEXT NOT NULL, source_key INTEGER NOT NULL, remote_id TEXT NOT NULL,
      name TEXT NOT NULL, title TEXT, code_seq INTEGER, state TEXT NOT NULL, outcome TEXT NOT NULL, body_key INTEGER,
      document_key INTEGER, publisher_key INTEGER, job_key INTEGER NOT NULL, created_us INTEGER, changed_us INTEGER NOT NULL
    ) STRICT;
    CREATE VIEW document AS SELECT document_key, dataset_key, body_key FROM dataset WHERE state = 'live';
  `;
}

/**
 * Datasets whose last change of all was before: they are live in the very form that they had then. The last changes are worked
 * out for all at once: one by one they take three times as long.
 */
const UNCHANGED = `
  WITH last AS MATERIALIZED (SELECT max(seq) AS seq FROM store.change GROUP BY dataset_key)
  INSERT INTO dataset
  SELECT d.dataset_key, d.dataset_id, d.source_key, d.remote_id, d.name, d.title, d.code_seq, 'live', 'good',
         o.body_key, d.document_key, d.publisher_key, c.job_key, d.created_us, c.time_us
  FROM last
  JOIN temp.change c USING (seq)
  JOIN store.dataset d USING (dataset_key)
  JOIN store.document o ON o.document_key = d.document_key AND o.body_key = c.after_key
  WHERE d.state = 'live' AND d.outcome <> 'refused'
    AND d.publisher_key IN (SELECT publisher_key FROM publisher)
    AND d.document_key IN (SELECT document_key FROM search_document);
`;

const INDEXES = `
  CREATE UNIQUE INDEX dataset_by_id ON dataset (dataset_id);
  CREATE UNIQUE INDEX dataset_by_name ON dataset (name);
  CREATE UNIQUE INDEX dataset_by_document ON dataset (document_key);
  CREATE INDEX dataset_by_publisher ON dataset (publisher_key) WHERE state = 'live';
`;

function fillPublishers(past: Database, store: Database, seq: number): void {
  const publisherAt = createPastPublishers(store);
  const insert = past.prepare(
    `INSERT INTO publisher VALUES (@publisher_key, @publisher_id, @name, @title, @description, @image_url, @code, @source_key, @created_us)`,
  );
  past.transaction(() => {
    for (const row of store.prepare<[], PastPublisherRow>(PAST_PUBLISHER_ROWS).all()) {
      const then = publisherAt(row, seq);
      if (then !== undefined) insert.run(then);
    }
  })();
}

/** Puts some of the datasets that are not there yet, behind a key; gives the last of them, undefined when there was none. */
function createCopier(past: Database, room: IndexRoom): (after: number) => number | undefined {
  const versions = past.prepare<[number, number], VersionRow>(
    `SELECT d.dataset_key, d.dataset_id, d.source_key, d.remote_id, d.name, d.code_seq, d.created_us, d.outcome = 'refused' AS withheld,
            c.time_us AS changed_us, c.job_key, c.after_key, b.body_key, b.bytes
     FROM store.dataset d
     JOIN temp.change c ON c.seq = (SELECT max(o.seq) FROM temp.change o WHERE o.dataset_key = d.dataset_key)
     JOIN store.body b ON b.body_key = coalesce(c.after_key, c.before_key)
     WHERE d.dataset_key > ? AND NOT EXISTS (SELECT 1 FROM main.dataset u WHERE u.dataset_key = d.dataset_key)
     ORDER BY d.dataset_key LIMIT ?`,
  );
  const publisherKey = past
    .prepare<[string], number>('SELECT publisher_key FROM publisher WHERE publisher_id = ?')
    .pluck();
  const insert = past.prepare(
    `INSERT INTO dataset VALUES (@dataset_key, @dataset_id, @source_key, @remote_id, @name, @title, @code_seq, @state, @outcome,
                                 @body_key, @document_key, @publisher_key, @job_key, @created_us, @changed_us)`,
  );
  const index = room.createWriter(past);
  const publishers = new Map<string, number | null>();
  // The index has documents of the store that were not there then, which no dataset of this one has.
  let document =
    past
      .prepare<[], number | null>(
        'SELECT max(document_key) FROM (SELECT document_key FROM store.document UNION ALL SELECT document_key FROM search_document)',
      )
      .pluck()
      .get() ?? 0;

  function keyOf(dataset: Dataset): number | null {
    const id = identifyPublisher(dataset);
    const known = publishers.get(id) ?? publisherKey.get(id) ?? null;
    publishers.set(id, known);
    return known;
  }

  /** Of what is withheld since nothing is there but its identifier, as if it had been removed before. */
  function put(row: VersionRow): void {
    const { bytes, withheld, after_key: after, ...kept } = row;
    // It was a Dataset when it was stored.
    const dataset = readBody(bytes) as unknown as Dataset;
    const isLive = after !== null && withheld === 0;
    if (isLive) document += 1;
    insert.run({
      ...kept,
      title: withheld === 1 ? null : dataset.title,
      state: isLive ? 'live' : 'removed',
      outcome: withheld === 1 ? 'refused' : 'good',
      document_key: isLive ? document : null,
      publisher_key: keyOf(dataset),
    });
    if (isLive) index.add(document, toSearchDocument(dataset));
  }

  return (after) => {
    const rows = versions.all(after, STEP);
    for (const row of rows) put(row);
    return rows.at(-1)?.dataset_key;
  };
}
