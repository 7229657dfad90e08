import { InvalidRequestError, StorageError } from '../../domain/errors.js';
import { identifyPublisher } from '../../domain/identifiers.js';
import type { PublishedDataset, PublishedPublisher } from '../../domain/published.js';
import type { Withheld } from '../../domain/snapshot.js';
import { translate } from '../database.js';
import type { Database } from '../database.js';
import { readHubId } from '../hub-id.js';
import { naiveUtc } from '../time.js';
import { createPastPublishers, PAST_PUBLISHER_ROWS } from './past-publishers.js';
import type { PastPublisherRow } from './past-publishers.js';
import { toPublishedDataset, toPublishedPublisher } from './published-rows.js';
import type { PublishedRow } from './published-rows.js';

/** Datasets that are read at a time. */
const STEP = 200;

const CHANGE_THEN = `(SELECT c.seq FROM change c WHERE c.dataset_key = d.dataset_key AND c.seq <= ? ORDER BY c.seq DESC LIMIT 1)`;

/**
 * The whole catalogue as it was published at one position, however often and whenever it is gone through: what is published
 * meanwhile is not in it. Only what is refused meanwhile is missing from then on, which `withheld` tells.
 */
export interface PublishedState {
  readonly hubId: string;
  readonly seq: number;
  /** Of the change at the position, naive UTC with microseconds; absent before the first. */
  readonly time?: string;
  /** Good enough to tell how far one has got: what was refused since is counted as well. */
  readonly datasets: number;
  withheld(): Withheld;
  /** Ordered by identifier; no read holds the store still for longer than a step. */
  all(): Iterable<PublishedDataset>;
}

/** `seq` absent: the present one. `InvalidRequestError` for a position that there is not. */
export function openPublishedState(database: Database, seq?: number): PublishedState {
  const latest = translate(
    () => database.prepare<[], number | null>('SELECT max(seq) FROM change').pluck().get() ?? 0,
  );
  const at = seq ?? latest;
  if (at > latest) {
    throw new InvalidRequestError(`there is no position ${at} of the change log yet: the last is ${latest}`);
  }
  const time = translate(() =>
    database.prepare<[number], number>('SELECT time_us FROM change WHERE seq = ?').pluck().get(at),
  );
  return {
    hubId: readHubId(database),
    seq: at,
    ...(time !== undefined && { time: naiveUtc(time) }),
    datasets: countLive(database, at),
    withheld: () => readWithheld(database, at),
    all: () => readAll(database, at),
  };
}

/** Position after the last change until then, which is ISO UTC with milliseconds or microseconds; 0 before the first. */
export function positionAt(database: Database, time: string): number {
  const [toMillis, rest] = [time.slice(0, 23), time.slice(23, -1)];
  const micros = Date.parse(`${toMillis}Z`) * 1000 + Number(rest.padEnd(3, '0'));
  return translate(
    () =>
      // Times rise with positions.
      database
        .prepare<[number], number>('SELECT seq FROM change WHERE time_us <= ? ORDER BY seq DESC LIMIT 1')
        .pluck()
        .get(micros) ?? 0,
  );
}

function countLive(database: Database, seq: number): number {
  const count = database
    .prepare<[string, number], number>('SELECT count(*) FROM change WHERE kind = ? AND seq <= ?')
    .pluck();
  const of = (kind: string): number => count.get(kind, seq) ?? 0;
  return translate(() => of('added') + of('restored') - of('removed'));
}

/** What of the state at a position may not be shown any more. */
export function readWithheld(database: Database, seq: number): Withheld {
  const row = translate(() =>
    database
      .prepare<[number], Withheld>(
        `SELECT count(*) AS datasets,
                coalesce(max((SELECT max(o.seq) FROM change o WHERE o.dataset_key = d.dataset_key)), 0) AS seq
         FROM dataset d WHERE d.state = 'removed' AND d.outcome = 'refused'
           AND (SELECT t.after_key FROM change t WHERE t.seq = ${CHANGE_THEN}) IS NOT NULL`,
      )
      .get(seq),
  );
  return row ?? { datasets: 0, seq: 0 };
}

function* readAll(database: Database, seq: number): Generator<PublishedDataset> {
  // The order of the joins is that of the identifiers, whatever the tables hold.
  const step = database.prepare<[number, string, number], PublishedRow & { readonly dataset_id: string }>(
    `SELECT d.dataset_id, d.name, d.created_us, c.time_us AS changed_us, d.code_seq, d.publisher_key, 0 AS document_key, b.bytes,
            s.title AS source_title, s.portal, j.job_id
     FROM dataset d CROSS JOIN change c ON c.seq = ${CHANGE_THEN} CROSS JOIN body b ON b.body_key = c.after_key
       CROSS JOIN source s ON s.source_key = d.source_key CROSS JOIN job j ON j.job_key = c.job_key
     WHERE d.dataset_id > ? AND d.outcome <> 'refused' ORDER BY d.dataset_id LIMIT ?`,
  );
  const publisherOf = createPublishers(database, seq);
  const hubId = readHubId(database);
  for (let last = ''; ;) {
    const rows = translate(() => step.all(seq, last, STEP));
    for (const row of rows) {
      const published = toPublishedDataset(row, NOBODY, hubId);
      yield { ...published, publisher: publisherOf(identifyPublisher(published.dataset)) };
    }
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end.dataset_id;
  }
}

/** Until it is known whose the dataset is. */
const NOBODY: PublishedPublisher = {
  identifier: '',
  name: '',
  title: '',
  description: '',
  imageUrl: '',
  created: '',
  sourceId: '',
};

/** Publishers as they were then; few, and each is looked for once. */
function createPublishers(database: Database, seq: number): (identifier: string) => PublishedPublisher {
  const find = database.prepare<[string], PastPublisherRow>(
    `${PAST_PUBLISHER_ROWS} WHERE p.publisher_id = ?`,
  );
  const publisherAt = createPastPublishers(database);
  const known = new Map<string, PublishedPublisher>();
  return (identifier) => {
    const found = known.get(identifier);
    if (found !== undefined) return found;
    const publisher = translate(() => {
      const row = find.get(identifier);
      return row && toPublishedPublisher(publisherAt(row, seq) ?? row);
    });
    if (publisher === undefined) throw new StorageError(`store: there is no publisher ${identifier}`);
    known.set(identifier, publisher);
    return publisher;
  };
}
