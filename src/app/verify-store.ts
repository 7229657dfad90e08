import { setImmediate as nextTurn } from 'node:timers/promises';
import type { VerifyReport, VerifyRequest } from '../cli/requests.js';
import type { Disagreement } from '../domain/disagreement.js';
import { searchRoom } from '../search/search-room.js';
import { createIndexVerifier } from '../search/verify-index.js';
import { openForReading, translate } from '../storage/database.js';
import type { Database } from '../storage/database.js';
import { prepareStore } from '../storage/prepare-store.js';
import { verifyDocuments, verifyHashes } from '../storage/verify/verify-contents.js';
import { damageOf, verifyTables } from '../storage/verify/verify-store.js';

const CACHE_MEGABYTES = 128;

/** See `Application.verify`. All of it reads one state, which a read transaction holds still. */
export async function verifyStore(dataDir: string, request: VerifyRequest): Promise<VerifyReport> {
  prepareStore(dataDir, searchRoom);
  const database = openForReading(dataDir, CACHE_MEGABYTES);
  try {
    database.exec('BEGIN');
    return await verifySnapshot(database, request);
  } finally {
    database.close();
  }
}

async function verifySnapshot(database: Database, request: VerifyRequest): Promise<VerifyReport> {
  let disagreements = 0;
  async function report(found: Iterable<Disagreement>): Promise<void> {
    for (const one of found) {
      disagreements += 1;
      await request.found(one);
    }
  }
  /** Steps of a part; one that cannot be read ends its part only. */
  async function inTurns(steps: () => Iterable<Iterable<Disagreement>>): Promise<void> {
    try {
      for (const found of steps()) {
        await report(found);
        await nextTurn();
        request.signal.throwIfAborted();
      }
    } catch (error) {
      if (request.signal.aborted) throw error;
      await report([damageOf(error)]);
    }
  }
  const count = (sql: string): number =>
    translate(() => database.prepare<[], number>(sql).pluck().get() ?? 0);

  const total = count('SELECT count(*) FROM document');
  const counts = {
    datasets: count("SELECT count(*) FROM dataset WHERE state = 'live'"),
    changes: count('SELECT count(*) FROM change'),
  };
  let [tokens, documents, contents] = [0, 0, 0];
  await inTurns(() => verifyTables(database));
  await inTurns(function* () {
    const index = createIndexVerifier(database);
    for (tokens of index.read()) yield [];
    const steps = verifyDocuments(database, ({ key, dataset }, content) =>
      index
        .check(key, content)
        .map(({ code, facts }) => ({ code, facts: { document: key, dataset, ...facts } })),
    );
    for (const { done, found } of steps) {
      documents += done;
      request.onProgress?.({ done: documents, total });
      yield found;
    }
    yield index.unknown();
  });
  await inTurns(function* () {
    for (const { done, found } of verifyHashes(database)) {
      contents += done;
      yield found;
    }
  });
  return { ...counts, documents, tokens, contents: documents + contents, disagreements };
}
