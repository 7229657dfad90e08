import { hash } from 'node:crypto';
import type { Dataset } from '../../domain/dataset.js';
import type { Disagreement } from '../../domain/disagreement.js';
import { identifyPublisher } from '../../domain/identifiers.js';
import type { SearchDocument } from '../../domain/search-document.js';
import { toSearchDocument } from '../../serialise/search-document.js';
import { decompressBytes } from '../compression.js';
import type { Database } from '../database.js';

const STEP = 500;

interface ContentRow {
  readonly key: number;
  readonly hash: Buffer;
  readonly bytes: Buffer;
}

interface DocumentRow extends ContentRow {
  readonly document: number;
  readonly dataset: string;
  readonly remote_id: string;
  readonly source_id: string;
  readonly title: string | null;
  readonly publisher_id: string | null;
  readonly is_current: number;
}

/** What is to be looked at of a document besides its content. */
export type CheckDocument = (
  document: { readonly key: number; readonly dataset: string },
  content: SearchDocument,
) => readonly Disagreement[];

/** Contents of all documents, their hashes, and that they are those of their datasets. Each item is a step of some hundred. */
export function* verifyDocuments(
  database: Database,
  check: CheckDocument,
): Iterable<{ readonly done: number; readonly found: readonly Disagreement[] }> {
  const list = database.prepare<[number, number], DocumentRow>(`
    SELECT o.document_key AS document, b.body_key AS key, b.hash, b.bytes, d.dataset_id AS dataset, d.remote_id, s.source_id,
           d.title, p.publisher_id, d.state = 'live' AND d.document_key IS o.document_key AS is_current
    FROM document o JOIN body b USING (body_key) JOIN dataset d ON d.dataset_key = o.dataset_key
         JOIN source s USING (source_key) LEFT JOIN publisher p USING (publisher_key)
    WHERE o.document_key > ? ORDER BY o.document_key LIMIT ?`);
  for (let last = 0; ;) {
    const rows = list.all(last, STEP);
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end.document;
    yield { done: rows.length, found: rows.flatMap((row) => verifyDocument(row, check)) };
  }
}

function verifyDocument(row: DocumentRow, check: CheckDocument): readonly Disagreement[] {
  const read = readContent(row, 'body');
  if (read.bytes === undefined) return read.found;
  let dataset: Dataset;
  try {
    // It was a Dataset when it was stored.
    dataset = JSON.parse(read.bytes.toString()) as Dataset;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return [...read.found, { code: 'content-unreadable', facts: { table: 'body', content: row.key } }];
  }
  const document = { key: row.document, dataset: row.dataset };
  return [...read.found, ...identityFaults(row, dataset), ...check(document, toSearchDocument(dataset))];
}

function identityFaults(row: DocumentRow, dataset: Dataset): readonly Disagreement[] {
  const publisher = identifyPublisher(dataset);
  const pairs: readonly (readonly [element: string, content: string, row: string | null])[] = [
    ['identifier', dataset.identifier, row.dataset],
    ['sourceId', dataset.sourceId, row.source_id],
    ['origin.remoteId', dataset.origin.remoteId, row.remote_id],
    // Of a form that is not published the dataset does not say these yet, or no more.
    ['title', dataset.title, row.is_current === 1 ? row.title : dataset.title],
    ['publisher', publisher, row.is_current === 1 ? row.publisher_id : publisher],
  ];
  return pairs
    .filter(([, content, stated]) => content !== stated)
    .map(([element, content, stated]) => ({
      code: 'content-other',
      facts: { document: row.document, element, content, row: stated },
    }));
}

/** The hashes of all other contents: superseded versions, and raw records. */
export function* verifyHashes(
  database: Database,
): Iterable<{ readonly done: number; readonly found: readonly Disagreement[] }> {
  for (const [table, others] of [
    ['body', 'AND body_key NOT IN (SELECT body_key FROM document)'],
    ['raw', ''],
  ] as const) {
    const list = database.prepare<[number, number], ContentRow>(
      `SELECT ${table}_key AS key, hash, bytes FROM ${table} WHERE ${table}_key > ? ${others} ORDER BY ${table}_key LIMIT ?`,
    );
    for (let last = 0; ;) {
      const rows = list.all(last, STEP);
      const end = rows.at(-1);
      if (end === undefined) break;
      last = end.key;
      yield { done: rows.length, found: rows.flatMap((row) => readContent(row, table).found) };
    }
  }
}

function readContent(
  row: ContentRow,
  table: 'body' | 'raw',
): { readonly bytes?: Buffer; readonly found: readonly Disagreement[] } {
  const facts = { table, content: row.key };
  const bytes = decompressed(row.bytes);
  if (bytes === undefined) return { found: [{ code: 'content-unreadable', facts }] };
  const isSame = hash('sha256', bytes, 'buffer').equals(row.hash);
  return { bytes, found: isSame ? [] : [{ code: 'content-hash', facts }] };
}

/** Undefined for bytes that LZ4 did not write. */
function decompressed(bytes: Buffer): Buffer | undefined {
  try {
    return decompressBytes(bytes);
  } catch (error) {
    const isFailure = typeof error === 'object' && error !== null && 'code' in error;
    if (isFailure && error.code === 'GenericFailure') return undefined;
    throw error;
  }
}
