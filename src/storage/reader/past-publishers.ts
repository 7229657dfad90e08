import type { Dataset } from '../../domain/dataset.js';
import { identifyPublisher } from '../../domain/identifiers.js';
import type { Database } from '../database.js';
import { readBody } from '../stored-body.js';
import type { PublisherRow } from './published-rows.js';

export type PastPublisherRow = Omit<PublisherRow, 'datasets'> & { readonly source_key: number };

/** A publisher as it was at a position of the change log; undefined before its first dataset. */
export type PastPublisher = (row: PastPublisherRow, seq: number) => PastPublisherRow | undefined;

export const PAST_PUBLISHER_ROWS = `SELECT p.publisher_key, p.publisher_id, p.name, p.title, p.description, p.image_url, p.code,
  p.source_key, p.created_us, s.source_id FROM publisher p JOIN source s USING (source_key)`;

/**
 * A publisher has the title, description and image of the dataset that named it last, and every form of a dataset is kept.
 * Of changes from before they knew their publisher a dataset may name another one: then the present form stands in.
 */
export function createPastPublishers(database: Database): PastPublisher {
  const lastOf = (kind: string): string =>
    `coalesce((SELECT max(seq) FROM change WHERE publisher_key = @publisher AND kind = '${kind}' AND seq <= @seq), 0)`;
  const findLast = database
    .prepare<{ publisher: number; seq: number }, number>(
      `SELECT max(${['added', 'updated', 'restored'].map(lastOf).join(', ')})`,
    )
    .pluck();
  const lastNamed = (publisher: number, seq: number): number => findLast.get({ publisher, seq }) ?? 0;
  const formAt = database
    .prepare<[number], Buffer>(
      'SELECT b.bytes FROM change c JOIN body b ON b.body_key = c.after_key WHERE c.seq = ?',
    )
    .pluck();
  const timeAt = database.prepare<[number], number>('SELECT time_us FROM change WHERE seq = ?').pluck();

  return (row, seq) => {
    const last = lastNamed(row.publisher_key, seq);
    if (last === 0) return row.created_us <= (timeAt.get(seq) ?? 0) ? row : undefined;
    // Nothing has named it since: it is what it was, and no form has to be unpacked.
    if (last === lastNamed(row.publisher_key, Number.MAX_SAFE_INTEGER)) return row;
    const bytes = formAt.get(last);
    if (bytes === undefined) return row;
    // It was a Dataset when it was stored.
    const dataset = readBody(bytes) as unknown as Dataset;
    if (identifyPublisher(dataset) !== row.publisher_id) return row;
    const { name: title, description = '', imageUrl = '' } = dataset.publisher;
    return { ...row, title, description, image_url: imageUrl };
  };
}
