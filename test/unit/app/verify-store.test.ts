import SqliteDatabase from 'better-sqlite3';
import { reindexStore } from '../../../src/app/reindex-store.js';
import { verifyStore } from '../../../src/app/verify-store.js';
import { describeDisagreement } from '../../../src/domain/disagreement.js';
import type { Disagreement, DisagreementCode } from '../../../src/domain/disagreement.js';
import { NO_COUNTS } from '../../../src/domain/job.js';
import { databasePath } from '../../../src/storage/database.js';
import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';
import { TempHub } from '../../support/temp-hub.js';

const source = makeSource();
const { signal } = new AbortController();

let hub: TempHub;
beforeEach(() => {
  hub = new TempHub();
});
afterEach(async () => {
  await hub.close();
});

/** Live, updated, removed and restored datasets, a run that waits, and documents that wait for clean-up. */
async function fill(): Promise<void> {
  const versionOf = (id: string, version: number) =>
    makeDataset(id, {
      title: `停车场 ${id} 第${version}版`,
      keywords: ['交通', `版${version}`],
      extras: [{ key: 'NOTE', value: 'ÀÿéB 全市' }],
    });
  const added = ['a', 'b', 'c', 'd'].map((id) => makeUpsert(versionOf(id, 1)));
  await hub.publish(source, added);
  await hub.publish(source, [makeUpsert(versionOf('a', 2), 'updated')], true);
  await hub.publish(source, [makeUpsert(versionOf('b', 3), 'restored')]);
  const run = await hub.open(source);
  await run.stage([
    run.prepare(makeUpsert(versionOf('e', 1))),
    run.prepare(makeUpsert(versionOf('a', 4), 'updated')),
  ]);
  await run.hold({ outcome: 'complete', counts: NO_COUNTS, alarms: [] });
}

async function verify(): Promise<readonly Disagreement[]> {
  const found: Disagreement[] = [];
  const report = await verifyStore(hub.dataDir, {
    signal,
    found(one) {
      found.push(one);
      return Promise.resolve();
    },
  });
  expect(report.disagreements).toBe(found.length);
  return found;
}

async function codes(): Promise<readonly DisagreementCode[]> {
  return [...new Set((await verify()).map(({ code }) => code))].sort();
}

function plant(sql: string): void {
  const database = new SqliteDatabase(databasePath(hub.dataDir));
  try {
    // The tables of FTS5 may be written, too.
    database.unsafeMode(true);
    database.pragma('foreign_keys = OFF');
    database.exec(sql);
  } finally {
    database.close();
  }
}

const LIVE = "(SELECT document_key FROM dataset WHERE state = 'live' AND remote_id = 'a')";
const HELD = '(SELECT document_key FROM staged WHERE document_key IS NOT NULL LIMIT 1)';

const PLANTED: readonly (readonly [what: string, sql: string, codes: readonly DisagreementCode[]])[] = [
  ['a document that FTS5 lost', `DELETE FROM search_text WHERE rowid = ${LIVE}`, ['index-missing']],
  ['a held document that FTS5 lost', `DELETE FROM search_text WHERE rowid = ${HELD}`, ['index-missing']],
  [
    'a document under the words of another time',
    `DELETE FROM search_text WHERE rowid = ${LIVE};
     INSERT INTO search_text (rowid, title, tags, publisher, text, exact) VALUES (${LIVE}, '停车', '', '', '', '')`,
    ['index-words'],
  ],
  [
    'the words of two documents exchanged',
    `UPDATE document SET body_key =
       (SELECT max(body_key) + min(body_key) FROM document WHERE document_key IN (1, 2)) - body_key WHERE document_key IN (1, 2)`,
    ['content-other', 'dataset-document', 'index-terms', 'index-words', 'staged-document'],
  ],
  [
    'words in FTS5 of a document that is not there',
    `INSERT INTO search_text (rowid, title, tags, publisher, text, exact) VALUES (999, '停车', '', '', '', '')`,
    ['index-unknown'],
  ],
  [
    'the length of a title wrong',
    `UPDATE search_document SET title_length = 1 WHERE document_key = ${LIVE}`,
    ['index-terms'],
  ],
  ['counted terms lost', `DELETE FROM search_document WHERE document_key = ${LIVE}`, ['index-missing']],
  [
    'counted terms of another document',
    `UPDATE search_document SET terms = x'01000000' WHERE document_key = ${LIVE}`,
    ['index-terms'],
  ],
  [
    'a counted term that says something else',
    "UPDATE search_term SET value = '城管' WHERE field = 'tags' AND value = '交通'",
    ['index-terms'],
  ],
  [
    'counted terms of a document that is not there',
    "INSERT INTO search_document (document_key, terms) VALUES (999, x'')",
    ['index-unknown'],
  ],
  [
    'a content that is not what was hashed',
    'UPDATE body SET hash = zeroblob(32) WHERE body_key = 1',
    ['content-hash'],
  ],
  [
    'a raw record that is not what was hashed',
    'UPDATE raw SET hash = zeroblob(32) WHERE raw_key = 1',
    ['content-hash'],
  ],
  [
    'a content cut short',
    'UPDATE raw SET bytes = substr(bytes, 1, 40) WHERE raw_key = 1',
    ['content-unreadable'],
  ],
  [
    'a live dataset without its document',
    `DELETE FROM document WHERE document_key = ${LIVE}`,
    ['dataset-document', 'index-unknown'],
  ],
  [
    'a live dataset without a name',
    "UPDATE dataset SET name = NULL WHERE state = 'live' AND remote_id = 'a'",
    ['dataset-incomplete'],
  ],
  [
    'a title that is not the content’s',
    "UPDATE dataset SET title = '别的' WHERE state = 'live' AND remote_id = 'a'",
    ['content-other'],
  ],
  ['a publisher that is not the content’s', "UPDATE publisher SET publisher_id = 'other'", ['content-other']],
  [
    'a removed dataset with a document',
    "UPDATE dataset SET document_key = 999 WHERE state = 'removed'",
    ['dataset-not-live'],
  ],
  [
    'a published document listed for clean-up',
    `INSERT INTO stale_document VALUES (${LIVE}, 0)`,
    ['document-stale'],
  ],
  ['a document whose number is free', `INSERT INTO free_document VALUES (${LIVE})`, ['document-free']],
  ['a document that nobody will clean up', "DELETE FROM staged WHERE kind = 'updated'", ['document-unused']],
  [
    'staged rows of a job that is over',
    "UPDATE job SET state = 'complete' WHERE state = 'held'",
    ['hold-missing', 'staged-job'],
  ],
  ['a hold that was decided', "UPDATE hold SET decision = 'rejected'", ['hold-missing']],
  [
    'a staged change without its document',
    `UPDATE staged SET document_key = 999 WHERE document_key = ${HELD}`,
    ['document-unused', 'staged-document'],
  ],
  [
    'a staged dataset that no job stages',
    "DELETE FROM staged WHERE kind = 'added'",
    ['dataset-staged', 'document-unused'],
  ],
  [
    'the last change of a dataset lost',
    'DELETE FROM change WHERE seq = (SELECT max(seq) FROM change)',
    ['log-last'],
  ],
  ['a change in the middle lost', 'DELETE FROM change WHERE seq = 1', ['log-chain', 'log-last']],
  ['all changes lost', 'DELETE FROM change', ['log-missing']],
  [
    'a time that is not after the one before',
    'UPDATE change SET time_us = (SELECT min(time_us) FROM change) WHERE seq = 2',
    ['log-last', 'log-order'],
  ],
  ['a counter set back', "UPDATE counter SET value = 0 WHERE name = 'document'", ['counter']],
  ['a source’s counts', 'UPDATE source SET live = live + 1', ['source-counts']],
  [
    'a job lost',
    'DELETE FROM job WHERE job_key = (SELECT max(job_key) FROM harvest_record)',
    ['reference-broken'],
  ],
  [
    'a damaged segment of FTS5',
    `UPDATE search_text_data SET block = zeroblob(length(block)) WHERE id > 1000`,
    ['damaged'],
  ],
];

describe('a store whose parts agree', () => {
  it('is found to do so, empty or with all that runs can leave', async () => {
    expect(await verify()).toEqual([]);
    await fill();
    expect(await verify()).toEqual([]);
    await hub.writer.decide({ jobId: 'job-4', decision: 'release', reason: '试验', now: hub.now() });
    // Cleans up what was superseded.
    await hub.publish(source, []);
    expect(await verify()).toEqual([]);
  });
});

describe('verify', () => {
  it.each(PLANTED)('finds %s', async (_, sql, expected) => {
    await fill();
    plant(sql);
    expect(await codes()).toEqual(expected);
    for (const one of await verify()) {
      for (const language of ['zh', 'en'] as const)
        expect(describeDisagreement(one, language)).not.toMatch(/[{}]/);
    }
  });

  it('finds nothing in an index that was wrong and is made anew', async () => {
    await fill();
    plant(
      `DELETE FROM search_text WHERE rowid = ${LIVE}; UPDATE search_term SET value = '城管' WHERE value = '交通'`,
    );
    expect(await codes()).toEqual(['index-missing', 'index-terms']);
    await reindexStore(hub.dataDir, { signal });
    expect(await verify()).toEqual([]);
  });
});
