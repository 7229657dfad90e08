import type { IndexWriter } from '../../pipeline/ports.js';
import type { Database } from '../database.js';
import { createContentStore } from './content-store.js';
import type { Counter } from './counters.js';
import type { PreparedAside, PreparedBatch, PreparedUpsert } from './prepared.js';
import type { PublisherBook } from './publisher-book.js';
import type { SeenSet } from './seen-set.js';

export interface StagingContext {
  readonly database: Database;
  readonly index: IndexWriter;
  readonly documents: Counter;
  readonly publishers: PublisherBook;
  readonly seen: SeenSet;
  readonly jobKey: number;
  readonly sourceKey: number;
}

/**
 * Writes changes where no reader looks: contents by hash, index documents under keys that are not yet current, and one
 * `staged` row each. All of one call is one transaction. A record staged twice in one run keeps its first form.
 */
export function createStaging(context: StagingContext): (batch: PreparedBatch) => void {
  const { database, index, documents, publishers, seen, jobKey, sourceKey } = context;
  const raw = createContentStore(database, 'raw');
  const body = createContentStore(database, 'body');
  const findDataset = database.prepare<[number, string], { dataset_key: number }>(
    'SELECT dataset_key FROM dataset WHERE source_key = ? AND remote_id = ?',
  );
  const insertDataset = database.prepare<[string, number, string]>(
    "INSERT INTO dataset (dataset_id, source_key, remote_id, state, outcome) VALUES (?, ?, ?, 'staged', 'good')",
  );
  const findMapping = database.prepare<[string], { mapping_key: number }>(
    'SELECT mapping_key FROM mapping WHERE version = ?',
  );
  const insertMapping = database.prepare<[string]>('INSERT INTO mapping (version) VALUES (?)');
  const insertDocument = database.prepare<[number, number, number]>(
    'INSERT INTO document (document_key, dataset_key, body_key) VALUES (?, ?, ?)',
  );
  const insertStaged = database.prepare(`
    INSERT INTO staged (job_key, dataset_key, type, kind, outcome, slug, title, body_key, raw_key, mapping_key,
                        document_key, publisher_id, has_code, problem_count, problems)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);

  function mappingKey(version: string): number {
    return findMapping.get(version)?.mapping_key ?? Number(insertMapping.run(version).lastInsertRowid);
  }

  /** Key of the record's dataset row; undefined when this run has met the record already. */
  function meet(change: PreparedUpsert | PreparedAside): number | undefined {
    const key =
      findDataset.get(sourceKey, change.remoteId)?.dataset_key ??
      Number(insertDataset.run(change.datasetId, sourceKey, change.remoteId).lastInsertRowid);
    if (seen.has(key)) return undefined;
    seen.add(key);
    return key;
  }

  function stageUpsert(change: PreparedUpsert, datasetKey: number, bodyKey: number, keys: ContentKeys): void {
    const documentKey = documents.next();
    index.add(documentKey, change.document);
    insertDocument.run(documentKey, datasetKey, bodyKey);
    publishers.note(change.publisherId, change.publisher);
    const { kind, slug, title, publisherId, hasCode, problemCount, problems } = change;
    insertStaged.run(
      ...[jobKey, datasetKey, 'upsert', kind, 'good', slug, title, bodyKey, keys.raw, keys.mapping],
      ...[documentKey, publisherId, hasCode ? 1 : 0, problemCount, problems],
    );
  }

  function stageAside(change: PreparedAside, datasetKey: number, keys: ContentKeys): void {
    const { type, outcome, title, problemCount, problems } = change;
    insertStaged.run(
      ...[jobKey, datasetKey, type, null, outcome, null, title, null, keys.raw, keys.mapping],
      ...[null, null, null, problemCount, problems],
    );
  }

  const stage = database.transaction((batch: PreparedBatch) => {
    const rawKeys = new Map(batch.raws.map((text) => [text.hash, raw.put(text)]));
    const mappings = new Map<string, number>();
    for (const change of batch.changes) {
      const datasetKey = meet(change);
      if (datasetKey === undefined) continue;
      const mapping = mappings.get(change.mappingVersion) ?? mappingKey(change.mappingVersion);
      mappings.set(change.mappingVersion, mapping);
      const keys = { raw: rawKeys.get(change.rawHash ?? '') ?? null, mapping };
      if (change.type === 'upsert') stageUpsert(change, datasetKey, body.put(change.body), keys);
      else stageAside(change, datasetKey, keys);
    }
    documents.save();
  });
  return (batch) => {
    stage.immediate(batch);
  };
}

interface ContentKeys {
  readonly raw: number | null;
  readonly mapping: number;
}
