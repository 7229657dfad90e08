import type { Statement } from 'better-sqlite3';
import { StorageError } from '../../domain/errors.js';
import type { FederationState } from '../../domain/federation.js';
import type { Passing } from '../../domain/feed-position.js';
import type { LastChange } from '../../domain/last-change.js';
import type { PublishedPublisher } from '../../domain/published.js';
import type { ChangeFeed, DatasetVersion, VersionList } from '../../pipeline/feed-ports.js';
import { still, translate } from '../database.js';
import type { Database } from '../database.js';
import { readHubId } from '../hub-id.js';
import { naiveUtc } from '../time.js';
import { followedSources } from './followed-reader.js';
import { PUBLISHED_COLUMNS, toPublishedDataset, toPublishedPublisher } from './published-rows.js';
import type { PublishedRow, PublisherRow } from './published-rows.js';

/** `changed_us` is the time of the dataset's last row in the log, and times rise with positions: its index is the log without what was superseded. */
const ENTRY = `SELECT d.dataset_id, d.state, d.outcome, d.title,
    (SELECT max(c.seq) FROM change c WHERE c.dataset_key = d.dataset_key) AS seq, d.passed, ${PUBLISHED_COLUMNS}
  FROM dataset d JOIN source s USING (source_key) JOIN job j ON j.job_key = d.job_key
  LEFT JOIN body b ON b.body_key = d.body_key AND d.state = 'live'`;

type EntryRow = Omit<PublishedRow, 'bytes'> & {
  readonly dataset_id: string;
  readonly state: string;
  readonly outcome: string;
  readonly title: string;
  readonly seq: number;
  readonly bytes: Buffer | null;
  readonly passed: string | null;
};

interface VersionRow {
  readonly dataset_id: string;
  readonly changed_us: number;
}

/** See `ChangeFeed`. Lists of versions are read on connections of their own, which `openAnother` opens. */
export class SqliteChangeFeed implements ChangeFeed {
  readonly #database: Database;
  readonly #openAnother: () => Database;
  readonly #open = new Set<VersionList>();
  readonly #head: Statement<[], number | null>;
  readonly #live: Statement<[], number | null>;
  readonly #timeOf: Statement<[number], number>;
  readonly #nth: Statement<[number, number], number>;
  readonly #after: Statement<[number, number, number], EntryRow>;
  readonly #before: Statement<[number, number], EntryRow>;
  readonly #publisher: Statement<[number], Omit<PublisherRow, 'datasets'>>;

  constructor(database: Database, openAnother: () => Database) {
    this.#database = database;
    this.#openAnother = openAnother;
    this.#head = database.prepare<[], number | null>('SELECT max(seq) FROM change').pluck();
    this.#live = database.prepare<[], number | null>('SELECT sum(live) FROM source').pluck();
    this.#timeOf = database
      .prepare<[number], number>('SELECT time_us FROM change WHERE seq <= ? ORDER BY seq DESC LIMIT 1')
      .pluck();
    this.#nth = database
      .prepare<[number, number], number>(
        `SELECT (SELECT max(c.seq) FROM change c WHERE c.dataset_key = d.dataset_key)
         FROM dataset d WHERE d.changed_us > ? ORDER BY d.changed_us LIMIT 1 OFFSET ?`,
      )
      .pluck();
    this.#after = database.prepare<[number, number, number], EntryRow>(
      `${ENTRY} WHERE d.changed_us > ? AND d.changed_us <= ? ORDER BY d.changed_us LIMIT ?`,
    );
    this.#before = database.prepare<[number, number], EntryRow>(
      `${ENTRY} WHERE d.changed_us <= ? ORDER BY d.changed_us DESC LIMIT ?`,
    );
    this.#publisher = database.prepare<[number], Omit<PublisherRow, 'datasets'>>(
      `SELECT p.publisher_key, p.publisher_id, p.name, p.title, p.description, p.image_url, p.code, s.source_id, p.created_us
       FROM publisher p JOIN source s USING (source_key) WHERE p.publisher_key = ?`,
    );
  }

  hubId(): string {
    return translate(() => readHubId(this.#database));
  }

  latestSeq(): number {
    return translate(() => this.#head.get() ?? 0);
  }

  pageEnd(since: number, limit: number): { readonly end: number; readonly head: number } {
    return still(this.#database, () => {
      const head = this.#head.get() ?? 0;
      return { end: this.#nth.get(this.#micros(since), limit - 1) ?? head, head };
    });
  }

  after(range: { readonly since: number; readonly until: number }, limit: number): readonly LastChange[] {
    return still(this.#database, () =>
      this.#entries(this.#after.all(this.#micros(range.since), this.#micros(range.until), limit)),
    );
  }

  before(position: number, limit: number): readonly LastChange[] {
    return still(this.#database, () => this.#entries(this.#before.all(this.#micros(position - 1), limit)));
  }

  federation(): Omit<FederationState, 'title'> {
    return still(this.#database, () => {
      const hub = readHubId(this.#database);
      const seq = this.#head.get() ?? 0;
      const datasets = this.#live.get() ?? 0;
      return { hub, seq, datasets, sources: followedSources(this.#database, hub) };
    });
  }

  openVersions(): VersionList {
    const database = this.#openAnother();
    return translate(() => {
      // Held open until `close`: all pieces are of one state.
      database.exec('BEGIN');
      const seq = database.prepare<[], number | null>('SELECT max(seq) FROM change').pluck().get() ?? 0;
      const step = database.prepare<[string, number], VersionRow>(
        `SELECT dataset_id, changed_us FROM dataset WHERE state = 'live' AND dataset_id > ? ORDER BY dataset_id LIMIT ?`,
      );
      let last = '';
      const list: VersionList = {
        seq,
        next: (limit) =>
          translate(() => {
            const versions = step.all(last, limit).map(toVersion);
            last = versions.at(-1)?.identifier ?? last;
            return versions;
          }),
        close: () => {
          database.close();
          this.#open.delete(list);
        },
      };
      this.#open.add(list);
      return list;
    });
  }

  close(): void {
    for (const list of this.#open) list.close();
  }

  #micros(seq: number): number {
    return this.#timeOf.get(seq) ?? 0;
  }

  #entries(rows: readonly EntryRow[]): readonly LastChange[] {
    const hubId = readHubId(this.#database);
    const publishers = new Map<number, PublishedPublisher>();
    return rows.map((row) => {
      const at = { seq: row.seq, time: naiveUtc(row.changed_us) };
      const { bytes } = row;
      if (bytes === null) return { ...at, kind: 'delete', ...toDeletion(row) };
      const publisher = publishers.get(row.publisher_key) ?? this.#publisherOf(row);
      publishers.set(row.publisher_key, publisher);
      const publication = toPublishedDataset({ ...row, bytes }, publisher, hubId);
      return { ...at, kind: 'put', publication, passed: passedOf(row) };
    });
  }

  #publisherOf(row: EntryRow): PublishedPublisher {
    const publisher = this.#publisher.get(row.publisher_key);
    if (publisher === undefined) throw new StorageError(`store: dataset ${row.dataset_id} has no publisher`);
    return toPublishedPublisher(publisher);
  }
}

function passedOf({ passed }: EntryRow): readonly Passing[] {
  return passed === null ? [] : (JSON.parse(passed) as readonly Passing[]);
}

/** Of what was refused only the identifier is known to anybody: the name is made of the title. */
function toDeletion(row: EntryRow): {
  readonly identifier: string;
  readonly name?: string;
  readonly title?: string;
} {
  const identifier = row.dataset_id;
  return row.outcome === 'refused' ? { identifier } : { identifier, name: row.name, title: row.title };
}

function toVersion(row: VersionRow): DatasetVersion {
  return { identifier: row.dataset_id, changed: naiveUtc(row.changed_us) };
}
