import type { OriginLink } from '../../domain/dataset.js';
import { sha256Hex } from '../../domain/identifiers.js';
import { originalOf } from '../../domain/origin-chain.js';
import type { IndexWriter } from '../../pipeline/store-ports.js';
import { toSlug } from '../../serialise/slug.js';
import type { Database } from '../database.js';
import { createContentStore } from './content-store.js';
import type { Counter } from './counters.js';
import type {
  PreparedAside,
  PreparedBatch,
  PreparedContent,
  PreparedCopy,
  PreparedRemoval,
  PreparedUpsert,
} from './prepared.js';
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
  readonly hubId: string;
}

/**
 * Writes changes where no reader looks: contents by hash, index documents under keys that are not yet current, and one
 * `staged` row each. All of one call is one transaction. A record staged twice in one run keeps its first form.
 */
export function createStaging(context: StagingContext): (batch: PreparedBatch) => void {
  const { database, index, documents, publishers, seen, jobKey, sourceKey, hubId } = context;
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
                        document_key, publisher_id, has_code, problem_count, problems, fingerprint, original, hops, copy_of, passed)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);

  function mappingKey(version: string): number {
    return findMapping.get(version)?.mapping_key ?? Number(insertMapping.run(version).lastInsertRowid);
  }

  /** Key of the record's dataset row; undefined when this run has met the record already. */
  function meet(change: PreparedContent): number | undefined {
    const key =
      findDataset.get(sourceKey, change.remoteId)?.dataset_key ??
      Number(insertDataset.run(change.datasetId, sourceKey, change.remoteId).lastInsertRowid);
    if (seen.has(key)) return undefined;
    seen.add(key);
    return key;
  }

  function meetAll(batch: PreparedBatch): readonly Row[] {
    const mappings = new Map<string, number>();
    return batch.flatMap((change): Row[] => {
      if (change.type === 'withdrawn') return [];
      const datasetKey = meet(change);
      if (datasetKey === undefined) return [];
      const mapping = mappings.get(change.mappingVersion) ?? mappingKey(change.mappingVersion);
      mappings.set(change.mappingVersion, mapping);
      const fingerprint = change.fingerprint === undefined ? null : Buffer.from(change.fingerprint, 'hex');
      return [{ change, datasetKey, mapping, fingerprint }];
    });
  }

  function stageUpsert(row: Row<PreparedUpsert>, keys: UpsertKeys): void {
    const { kind, title, publisherId, hasCode, problemCount, problems } = row.change;
    // A dataset that was published before has its name for good.
    const slug = kind === 'added' ? toSlug(title) : null;
    insertStaged.run(
      ...[jobKey, row.datasetKey, 'upsert', kind, 'good', slug, title, keys.body, keys.raw, row.mapping],
      ...[keys.document, publisherId, hasCode ? 1 : 0, problemCount, problems, row.fingerprint],
      ...[...originOf(row.change.chain), null, row.change.passed ?? null],
    );
  }

  function originOf(chain: readonly OriginLink[] | undefined): readonly [string | null, number] {
    return chain === undefined ? [null, 0] : [originalOf(chain, hubId) ?? null, chain.length];
  }

  /** To whoever decides on a run, a copy that was live until now is a removal. */
  function stageCopy(row: Row<PreparedCopy>, rawKey: number | null): void {
    const { wasLive, title, chain, copyOf, problemCount, problems } = row.change;
    insertStaged.run(
      ...[jobKey, row.datasetKey, wasLive ? 'remove' : 'set-aside', null, 'refederated', null, title, null],
      ...[rawKey, row.mapping, null, null, null, problemCount, problems, row.fingerprint],
      ...[...originOf(chain), copyOf, row.change.passed ?? null],
    );
  }

  function stageAside(row: Row<PreparedAside>, rawKey: number | null): void {
    const { type, outcome, title, problemCount, problems } = row.change;
    insertStaged.run(
      ...[jobKey, row.datasetKey, type, null, outcome, null, title, null, rawKey, row.mapping],
      ...[
        null,
        null,
        null,
        problemCount,
        problems,
        row.fingerprint,
        null,
        0,
        null,
        row.change.passed ?? null,
      ],
    );
  }

  /** What was never published is no more than forgotten. */
  function stageRemoval({ remoteId, wasLive }: PreparedRemoval): void {
    const key = findDataset.get(sourceKey, remoteId)?.dataset_key;
    if (key === undefined || seen.has(key)) return;
    seen.add(key);
    const [type, outcome] = wasLive ? ['remove', 'good'] : ['set-aside', 'withdrawn'];
    insertStaged.run(
      ...[jobKey, key, type, null, outcome, null, null, null, null, null],
      ...[null, null, null, 0, null, null, null, 0, null, null],
    );
  }

  function putRaw({ change }: Row): number | null {
    return change.raw === undefined ? null : raw.put(sha256Hex(change.raw), change.raw);
  }

  function stageUpserts(rows: readonly Row<PreparedUpsert>[]): void {
    const raws = rows.map((row) => ({ row, raw: putRaw(row) }));
    const bodies = raws.map((keys) => ({
      ...keys,
      body: body.put(keys.row.change.contentHash, keys.row.change.body),
    }));
    const documented = bodies.map((keys) => ({ ...keys, document: documents.next() }));
    for (const { row, body: bodyKey, document } of documented) {
      insertDocument.run(document, row.datasetKey, bodyKey);
      publishers.note(row.change.publisherId, row.change.publisher);
    }
    for (const { row, document } of documented) index.add(document, row.change.document);
    for (const { row, ...keys } of documented) stageUpsert(row, keys);
  }

  // One table after the other: its pages, and the code for them, are still in the processor's cache at the next row.
  const stage = database.transaction((batch: PreparedBatch) => {
    const rows = meetAll(batch);
    stageUpserts(rows.filter(isUpsert));
    for (const row of rows) if (isAside(row)) stageAside(row, putRaw(row));
    for (const row of rows) if (isCopy(row)) stageCopy(row, putRaw(row));
    for (const change of batch) if (change.type === 'withdrawn') stageRemoval(change);
    documents.save();
  });
  return (batch) => {
    stage.immediate(batch);
  };
}

/** A change that this run meets for the first time. */
interface Row<C extends PreparedContent = PreparedContent> {
  readonly change: C;
  readonly datasetKey: number;
  readonly mapping: number;
  readonly fingerprint: Buffer | null;
}

interface UpsertKeys {
  readonly raw: number | null;
  readonly body: number;
  readonly document: number;
}

function isUpsert(row: Row): row is Row<PreparedUpsert> {
  return row.change.type === 'upsert';
}

function isAside(row: Row): row is Row<PreparedAside> {
  return row.change.type === 'touch' || row.change.type === 'set-aside';
}

function isCopy(row: Row): row is Row<PreparedCopy> {
  return row.change.type === 'refederated';
}
