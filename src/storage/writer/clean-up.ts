import type { IndexWriter } from '../../pipeline/store-ports.js';
import type { Database } from '../database.js';

/**
 * Takes back what a run that did not publish has staged: its documents, its new dataset rows, its contents that nothing
 * else refers to. Called inside a transaction; bounded by what the run staged.
 */
export function discardStaged(database: Database, index: IndexWriter, jobKey: number): void {
  const documents = database.prepare<[number], { document_key: number }>(
    'SELECT document_key FROM staged WHERE job_key = ? AND document_key IS NOT NULL',
  );
  for (const row of documents.all(jobKey)) removeDocument(database, index, row.document_key);
  database
    .prepare(
      `DELETE FROM dataset WHERE state = 'staged' AND dataset_key IN (SELECT dataset_key FROM staged WHERE job_key = ?)
       AND dataset_key NOT IN (SELECT dataset_key FROM staged WHERE job_key <> ?)`,
    )
    .run(jobKey, jobKey);
  database.exec(
    'CREATE TEMP TABLE IF NOT EXISTS dropped_body (key INTEGER PRIMARY KEY); DELETE FROM dropped_body;',
  );
  database
    .prepare(
      'INSERT OR IGNORE INTO dropped_body SELECT body_key FROM staged WHERE job_key = ? AND body_key IS NOT NULL',
    )
    .run(jobKey);
  database.exec(
    'CREATE TEMP TABLE IF NOT EXISTS dropped_raw (key INTEGER PRIMARY KEY); DELETE FROM dropped_raw;',
  );
  database
    .prepare(
      'INSERT OR IGNORE INTO dropped_raw SELECT raw_key FROM staged WHERE job_key = ? AND raw_key IS NOT NULL',
    )
    .run(jobKey);
  database.prepare('DELETE FROM staged WHERE job_key = ?').run(jobKey);
  dropUnreferenced(database, 'body', [
    'body_key FROM dataset',
    'before_key FROM change',
    'after_key FROM change',
    'body_key FROM staged',
  ]);
  dropUnreferenced(database, 'raw', [
    'raw_key FROM dataset',
    'raw_key FROM harvest_record',
    'raw_key FROM staged',
  ]);
}

/** Takes one document out of the index and the store; its key may be given out again. */
export function removeDocument(database: Database, index: IndexWriter, documentKey: number): void {
  index.remove(documentKey);
  database.prepare('DELETE FROM document WHERE document_key = ?').run(documentKey);
  database.prepare('INSERT OR IGNORE INTO free_document (document_key) VALUES (?)').run(documentKey);
}

/** Equal content may belong to another run or an earlier version: only what nobody refers to goes. */
function dropUnreferenced(database: Database, table: 'body' | 'raw', references: readonly string[]): void {
  for (const reference of references) {
    database.exec(`DELETE FROM dropped_${table} WHERE key IN (SELECT ${reference})`);
  }
  database.exec(
    `DELETE FROM ${table} WHERE ${table}_key IN (SELECT key FROM dropped_${table}); DELETE FROM dropped_${table};`,
  );
}
