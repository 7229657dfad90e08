import type { Dataset } from '../../domain/dataset.js';
import { StorageError } from '../../domain/errors.js';
import { identifyPublisher, sha256Hex } from '../../domain/identifiers.js';
import type { PublishedDataset } from '../../domain/published.js';
import type { DatasetHistory, LoggedForm, PastReader } from '../../pipeline/read-ports.js';
import { translate } from '../database.js';
import type { Database } from '../database.js';
import { readHubId } from '../hub-id.js';
import { readBody } from '../stored-body.js';
import { microsOf } from '../time.js';
import { createPastPublishers, PAST_PUBLISHER_ROWS } from './past-publishers.js';
import type { PastPublisherRow } from './past-publishers.js';
import { toPublishedDataset, toPublishedPublisher } from './published-rows.js';
import type { PublishedRow } from './published-rows.js';

/** Names looked at in one step: a few milliseconds. */
const STEP = 500;

/** The change of a dataset that counted at a position: its last one until then. */
const CHANGE_THEN = `(SELECT c.seq FROM change c WHERE c.dataset_key = d.dataset_key AND c.seq <= ? ORDER BY c.seq DESC LIMIT 1)`;

/** Of what may not be shown any more nothing is shown of the past either. */
const COLUMNS = `d.name, d.created_us, c.time_us AS changed_us, d.code_seq, d.publisher_key, 0 AS document_key, b.bytes,
  s.title AS source_title, s.portal, j.job_id`;
const FORM_THEN = `JOIN change c ON c.seq = ${CHANGE_THEN} JOIN body b ON b.body_key = c.after_key
  JOIN source s ON s.source_key = d.source_key JOIN job j ON j.job_key = c.job_key`;
const SHOWN = "d.outcome <> 'refused'";

interface FormRow {
  readonly seq: number;
  readonly time_us: number;
  readonly dataset_key: number;
  readonly bytes: Buffer | null;
}

/** Reads the change log and the contents that it refers to. */
export class SqliteDatasetHistory implements DatasetHistory {
  readonly #database: Database;
  readonly #changeFrom;
  readonly #publisher;
  readonly #forms;
  readonly #publisherAt;
  #hubId: string | undefined;
  #revision: { readonly dataVersion: unknown; readonly text: string } | undefined;

  constructor(database: Database) {
    this.#database = database;
    this.#publisherAt = createPastPublishers(database);
    this.#publisher = database.prepare<[string], PastPublisherRow>(
      `${PAST_PUBLISHER_ROWS} WHERE p.publisher_id = ?`,
    );
    this.#forms = database.prepare<[number, number], FormRow>(
      `SELECT c.seq, c.time_us, c.dataset_key, b.bytes FROM change c LEFT JOIN body b ON b.body_key = c.after_key
       WHERE c.seq > ? ORDER BY c.seq LIMIT ?`,
    );
    this.#changeFrom = database.prepare<[number], { seq: number; time_us: number }>(
      'SELECT seq, time_us FROM change WHERE seq >= ? ORDER BY seq LIMIT 1',
    );
  }

  /** Times rise with positions, so that halving finds it without an index. */
  seqAt(time: Date): number {
    const micros = microsOf(time);
    return translate(() => {
      let low = 0;
      let high = this.#lastSeq();
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        const row = this.#changeFrom.get(middle);
        if (row !== undefined && row.time_us <= micros) low = row.seq;
        else high = middle - 1;
      }
      return low;
    });
  }

  at(seq: number): PastReader {
    const database = this.#database;
    const byKey = database.prepare<[number, string, string], PublishedRow>(
      `SELECT ${COLUMNS} FROM dataset d ${FORM_THEN} WHERE (d.dataset_id = ? OR d.name = ?) AND ${SHOWN}`,
    );
    const ofDocument = database.prepare<[number, number], PublishedRow>(
      `SELECT ${COLUMNS} FROM document o JOIN dataset d USING (dataset_key) ${FORM_THEN}
       WHERE o.document_key = ? AND ${SHOWN}`,
    );
    const step = database.prepare<[number, string, number], { name: string; live: number }>(
      `SELECT d.name, (SELECT c.after_key IS NOT NULL FROM change c WHERE c.seq = ${CHANGE_THEN}) AND ${SHOWN} AS live
       FROM dataset d WHERE d.name > ? ORDER BY d.name LIMIT ?`,
    );
    const toPublished = (row: PublishedRow): PublishedDataset => this.#toPublished(row, seq);
    function byDocuments(documents: readonly number[]): readonly PublishedDataset[] {
      const rows = translate(() => documents.flatMap((document) => ofDocument.get(seq, document) ?? []));
      return rows.map(toPublished);
    }
    function* names(): Iterable<string> {
      for (let last = ''; ;) {
        const rows = translate(() => step.all(seq, last, STEP));
        for (const row of rows) if (row.live === 1) yield row.name;
        const end = rows.at(-1);
        if (end === undefined) return;
        last = end.name;
      }
    }
    return {
      find(key) {
        const row = translate(() => byKey.get(seq, key, key));
        return row === undefined ? undefined : toPublished(row);
      },
      byDocuments,
      labelsOf: (documents) =>
        byDocuments(documents).map(({ name, dataset: { identifier, title } }) => ({
          identifier,
          name,
          title,
        })),
      *names({ limit = Infinity, offset = 0 }) {
        let place = 0;
        for (const name of names()) {
          if (place >= offset + limit) return;
          if (place >= offset) yield name;
          place += 1;
        }
      },
    };
  }

  #lastSeq(): number {
    return (
      this.#database.prepare<[], { seq: number | null }>('SELECT max(seq) AS seq FROM change').get()?.seq ?? 0
    );
  }

  revision(): string {
    return translate(() => {
      const dataVersion = this.#database.pragma('data_version', { simple: true });
      const known = this.#revision;
      if (known !== undefined && known.dataVersion === dataVersion) return known.text;
      const text = this.#readRevision();
      this.#revision = { dataVersion, text };
      return text;
    });
  }

  formsAfter(seq: number, limit: number): readonly LoggedForm[] {
    const rows = translate(() => this.#forms.all(seq, limit));
    return rows.map(({ seq: at, time_us: micros, dataset_key: datasetKey, bytes }) => ({
      ...{ seq: at, micros, datasetKey },
      // It was a Dataset when it was stored.
      ...(bytes !== null && { dataset: readBody(bytes) as unknown as Dataset }),
    }));
  }

  withheld(): ReadonlySet<number> {
    const keys = this.#database
      .prepare<[], number>("SELECT dataset_key FROM dataset WHERE outcome = 'refused' AND state = 'removed'")
      .pluck();
    return new Set(translate(() => keys.all()));
  }

  #readRevision(): string {
    const withheld = this.#database
      .prepare(
        `SELECT count(*), total(dataset_key), total(dataset_key * dataset_key) FROM dataset
         WHERE state = 'removed' AND outcome = 'refused'`,
      )
      .raw()
      .get();
    const sources = this.#database
      .prepare('SELECT source_id, title, portal FROM source ORDER BY source_key')
      .raw()
      .all();
    return sha256Hex(JSON.stringify([withheld, sources])).slice(0, 12);
  }

  #toPublished(row: PublishedRow, seq: number): PublishedDataset {
    // It was a Dataset when it was stored.
    const dataset = readBody(row.bytes) as unknown as Dataset;
    const known = this.#publisher.get(identifyPublisher(dataset));
    if (known === undefined) throw new StorageError(`store: a form of ${row.name} has no publisher`);
    const then = this.#publisherAt(known, seq) ?? known;
    this.#hubId ??= readHubId(this.#database);
    return toPublishedDataset(row, toPublishedPublisher(then), this.#hubId);
  }
}
