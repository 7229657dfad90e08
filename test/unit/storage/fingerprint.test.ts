import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Change } from '../../../src/domain/change.js';
import { sha256Hex } from '../../../src/domain/identifiers.js';
import { NO_COUNTS } from '../../../src/domain/job.js';
import { isKnown } from '../../../src/pipeline/reconcile.js';
import type { CatalogWriter, LiveRecord } from '../../../src/pipeline/store-ports.js';
import { searchRoom } from '../../../src/search/search-room.js';
import { openForWriting } from '../../../src/storage/database.js';
import { migrate } from '../../../src/storage/migrate.js';
import { init } from '../../../src/storage/migrations/001-init.js';
import { PreparingCatalogWriter } from '../../../src/storage/writer/preparing-catalog-writer.js';
import { SqliteCatalogWriter } from '../../../src/storage/writer/sqlite-catalog-writer.js';
import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';

const source = makeSource();
const upsert = makeUpsert(makeDataset('a'));
const sent = sha256Hex('as the portal sent it');
const later = sha256Hex('as the portal sent it later');

let dir: string;
let writer: CatalogWriter;
let jobs: number;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lianmu-fingerprint-'));
  jobs = 0;
});
afterEach(async () => {
  await writer.close();
  rmSync(dir, { recursive: true, force: true });
});

function openWriter(): void {
  writer = new PreparingCatalogWriter(new SqliteCatalogWriter(dir, searchRoom));
}

/** What the store knows of record `a` when a run begins; the run stages the changes and publishes. */
async function run(...changes: readonly Change[]): Promise<LiveRecord | undefined> {
  jobs += 1;
  const now = (): Date => new Date(Date.UTC(2026, 10, 22, jobs));
  const job = {
    jobId: `job-${jobs}`,
    source,
    origin: 'portal',
    mode: 'full',
    startedAt: now().toISOString(),
    now,
  } as const;
  const open = await writer.openRun(job);
  const [live] = await open.findLive(['a']);
  await open.stage(changes.map((change) => open.prepare(change)));
  await open.commit({ outcome: 'complete', counts: NO_COUNTS });
  return live;
}

function touch(fingerprint: string, mappingVersion = 'test/1'): Change {
  const { raw, problems } = upsert;
  return { type: 'touch', remoteId: 'a', raw, fingerprint, mappingVersion, problems };
}

describe('the fingerprint of a record', () => {
  it('is what the change says, and no hash of the raw form', async () => {
    openWriter();
    await run({ ...upsert, fingerprint: sent });
    const live = await run();
    expect(live).toMatchObject({ fingerprint: sent, contentHash: upsert.contentHash });
    expect(sha256Hex(upsert.raw)).not.toBe(sent);
  });

  it('follows a touch', async () => {
    openWriter();
    await run({ ...upsert, fingerprint: sent });
    await run(touch(later, 'test/2'));
    expect(await run()).toMatchObject({ state: 'live', fingerprint: later, mappingVersion: 'test/2' });
  });

  it('follows a rejection, so that the same record is not read again', async () => {
    openWriter();
    await run({ ...upsert, fingerprint: sent });
    const aside = { type: 'set-aside', remoteId: 'a', mappingVersion: 'test/1', problems: [] } as const;
    await run({ ...aside, outcome: 'rejected', raw: upsert.raw, fingerprint: later });
    const live = await run();
    expect(live).toMatchObject({ state: 'live', lastOutcome: 'rejected', fingerprint: later });
    expect(isKnown(live, later, 'test/1')).toBe(true);
    expect(isKnown(live, sent, 'test/1')).toBe(false);
  });

  it('of a refused record is not there, and one that was live before is read again', async () => {
    openWriter();
    const refused = {
      type: 'set-aside',
      outcome: 'refused',
      mappingVersion: 'test/1',
      problems: [],
    } as const;
    await run({ ...refused, remoteId: 'a' });
    const fresh = await run({ ...upsert, fingerprint: sent });
    expect(fresh).toMatchObject({ state: 'set-aside', lastOutcome: 'refused' });
    expect(fresh).not.toHaveProperty('fingerprint');
    await run({ ...refused, remoteId: 'a' });
    const live = await run();
    expect(live).toMatchObject({ state: 'removed', lastOutcome: 'refused' });
    expect(isKnown(live, sent, 'test/1')).toBe(false);
  });

  it('of a record that failed stays, and the record is read again', async () => {
    openWriter();
    await run({ ...upsert, fingerprint: sent });
    const aside = { type: 'set-aside', remoteId: 'a', mappingVersion: 'test/1', problems: [] } as const;
    await run({ ...aside, outcome: 'failed' });
    const live = await run();
    expect(live).toMatchObject({ state: 'live', lastOutcome: 'failed', fingerprint: sent });
    expect(isKnown(live, sent, 'test/1')).toBe(false);
  });
});

describe('a store of the first migration', () => {
  function fillFirstStore(): void {
    const database = openForWriting(dir, 4);
    migrate(database, 'catalog', [init]);
    database.exec(`
      INSERT INTO source VALUES (1, '${source.id}', '${source.title}');
      INSERT INTO mapping VALUES (1, 'test/1');
      INSERT INTO raw VALUES (1, x'${sha256Hex(upsert.raw)}', x'00');
      INSERT INTO body VALUES (1, x'${upsert.contentHash}', x'00');
      INSERT INTO dataset (dataset_key, dataset_id, source_key, remote_id, name, title, state, outcome, body_key, raw_key, mapping_key)
      VALUES (7, '${upsert.dataset.identifier}', 1, 'a', 'ting-che-chang', '停车场', 'live', 'good', 1, 1, 1);
    `);
    database.close();
  }

  function rows(): unknown {
    const database = openForWriting(dir, 4);
    try {
      return database
        .prepare('SELECT dataset_key, name, title, raw_key, fingerprint FROM dataset')
        .raw()
        .all();
    } finally {
      database.close();
    }
  }

  it('keeps its rows, without a fingerprint', () => {
    fillFirstStore();
    openWriter();
    expect(rows()).toEqual([[7, 'ting-che-chang', '停车场', 1, null]]);
  });

  it('reads a record once more, and knows it from then on', async () => {
    fillFirstStore();
    openWriter();
    const before = await run(touch(sent));
    expect(before).toMatchObject({ datasetKey: 7, state: 'live', contentHash: upsert.contentHash });
    expect(before).not.toHaveProperty('fingerprint');
    expect(isKnown(before, sent, 'test/1')).toBe(false);
    const after = await run();
    expect(after).toMatchObject({ datasetKey: 7, state: 'live', fingerprint: sent });
    expect(isKnown(after, sent, 'test/1')).toBe(true);
  });
});
