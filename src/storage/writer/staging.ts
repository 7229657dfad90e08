import type { Change, SetAsideChange, TouchChange, UpsertChange } from '../../domain/change.js';
import { datasetIdentifier, publisherIdentifier } from '../../domain/identifiers.js';
import type { Problem } from '../../domain/problem.js';
import type { IndexWriter, RawRecord } from '../../pipeline/ports.js';
import { toSearchDocument } from '../../serialise/search-document.js';
import { toSlug } from '../../serialise/slug.js';
import type { Database } from '../database.js';
import { createContentStore } from './content-store.js';
import type { Counter } from './counters.js';
import type { PublisherBook } from './publisher-book.js';
import type { SeenSet } from './seen-set.js';

interface KnownRow {
  readonly dataset_key: number;
  readonly name: string | null;
}

export interface StagingContext {
  readonly database: Database;
  readonly index: IndexWriter;
  readonly documents: Counter;
  readonly publishers: PublisherBook;
  readonly seen: SeenSet;
  readonly jobKey: number;
  readonly sourceKey: number;
  readonly sourceId: string;
}

/**
 * Prepares changes where no reader looks: contents by hash, index documents under keys that are not yet current, and one
 * `staged` row each. All of one call is one transaction. A record staged twice in one run keeps its first form.
 */
export function createStaging(
  context: StagingContext,
): (changes: readonly Change[], raws: readonly RawRecord[]) => void {
  const { database, index, documents, publishers, seen, jobKey, sourceKey, sourceId } = context;
  const raw = createContentStore(database, 'raw');
  const body = createContentStore(database, 'body');
  const findDataset = database.prepare<[number, string], KnownRow>(
    'SELECT dataset_key, name FROM dataset WHERE source_key = ? AND remote_id = ?',
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

  let mapping: { readonly version: string; readonly key: number } | undefined;
  function mappingKey(version: string): number {
    if (mapping?.version !== version) {
      const found = findMapping.get(version)?.mapping_key;
      mapping = { version, key: found ?? Number(insertMapping.run(version).lastInsertRowid) };
    }
    return mapping.key;
  }

  function datasetRow(remoteId: string): KnownRow {
    const found = findDataset.get(sourceKey, remoteId);
    if (found !== undefined) return found;
    const inserted = insertDataset.run(datasetIdentifier(sourceId, remoteId), sourceKey, remoteId);
    return { dataset_key: Number(inserted.lastInsertRowid), name: null };
  }

  function stageUpsert(change: UpsertChange, rawKey: number | null): void {
    const { dataset } = change;
    const row = datasetRow(dataset.origin.remoteId);
    if (seen.has(row.dataset_key)) return;
    seen.add(row.dataset_key);
    const documentKey = documents.next();
    index.add(documentKey, toSearchDocument(dataset));
    const bodyKey = body.put(Buffer.from(change.contentHash, 'hex'), change.body);
    insertDocument.run(documentKey, row.dataset_key, bodyKey);
    const publisherId = publisherIdentifier({ ...dataset.publisher, sourceId });
    publishers.note(publisherId, dataset.publisher);
    insertStaged.run(
      jobKey,
      row.dataset_key,
      'upsert',
      change.kind,
      'good',
      row.name === null ? toSlug(dataset.title) : null,
      dataset.title,
      bodyKey,
      rawKey,
      mappingKey(change.mappingVersion),
      documentKey,
      publisherId,
      dataset.code === undefined ? 0 : 1,
      change.problems.length,
      problemsJson(change.problems),
    );
  }

  function stageOther(change: TouchChange | SetAsideChange, rawKey: number | null): void {
    const row = datasetRow(change.remoteId);
    if (seen.has(row.dataset_key)) return;
    seen.add(row.dataset_key);
    const setAside = change.type === 'set-aside';
    insertStaged.run(
      jobKey,
      row.dataset_key,
      change.type,
      null,
      setAside ? change.outcome : 'good',
      null,
      setAside ? (change.title ?? null) : null,
      null,
      rawKey,
      mappingKey(change.mappingVersion),
      null,
      null,
      null,
      change.problems.length,
      problemsJson(change.problems),
    );
  }

  const stage = database.transaction((changes: readonly Change[], raws: readonly RawRecord[]) => {
    const rawKeys = new Map(
      raws.map((record) => [record.hash, raw.put(Buffer.from(record.hash, 'hex'), record.text)]),
    );
    const keyOf = (hash: string | undefined): number | null =>
      hash === undefined ? null : (rawKeys.get(hash) ?? null);
    for (const change of changes) {
      if (change.type === 'upsert') stageUpsert(change, keyOf(change.rawHash));
      else stageOther(change, keyOf(change.rawHash));
    }
    documents.save();
  });
  return (changes, raws) => {
    stage.immediate(changes, raws);
  };
}

function problemsJson(problems: readonly Problem[]): string | null {
  return problems.length === 0 ? null : JSON.stringify(problems);
}
