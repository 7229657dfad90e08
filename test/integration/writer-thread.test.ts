import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as remoteWriter from '../../src/app/remote-writer.js';
import type * as writerThread from '../../src/app/writer-thread.js';
import { NO_COUNTS } from '../../src/domain/job.js';
import { openForReading } from '../../src/storage/database.js';
import { SqliteCatalogReader } from '../../src/storage/reader/sqlite-catalog-reader.js';
import type { PreparedRunWriter, RunStart } from '../../src/storage/writer/prepared.js';

/** Threads are started from built modules; `npm test` builds first. */
const DIST = join(import.meta.dirname, '../../dist/src/app');
const { WriterThread } = (await import(join(DIST, 'writer-thread.js'))) as typeof writerThread;
const { RemoteWriter } = (await import(join(DIST, 'remote-writer.js'))) as typeof remoteWriter;

const NOW = new Date(Date.UTC(2026, 8, 2));

function runStart(jobId: string): RunStart {
  return {
    jobId,
    sourceId: 'jichuan',
    sourceTitle: 't',
    origin: 'portal',
    mode: 'full',
    startedAt: NOW.toISOString(),
  };
}

/** The closing of a port and a call over another one arrive in any order; each try is a turn of the thread. */
async function openWhenFree(open: () => Promise<PreparedRunWriter>): Promise<PreparedRunWriter> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await open();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'source-busy') || tries > 100)
        throw error;
    }
  }
}

describe('the writer thread', () => {
  it('ends the runs of a harvest thread that ended, so that its sources can be harvested again', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'lianmu-test-'));
    const writer = new WriterThread({ dataDir, background: false });
    try {
      const broken = new RemoteWriter(writer.connect());
      const next = new RemoteWriter(writer.connect());
      await broken.openRun(runStart('first'), NOW);
      await expect(next.openRun(runStart('second'), NOW)).rejects.toMatchObject({ code: 'source-busy' });
      // A thread that ends, however it does, closes its ports.
      await broken.close();
      const run = await openWhenFree(() => next.openRun(runStart('second'), NOW));
      const database = openForReading(dataDir);
      expect(await new SqliteCatalogReader(database).findJob('first')).toMatchObject({
        state: 'failed',
        error: { code: 'interrupted' },
      });
      database.close();
      expect(await run.findEvident('test/1', 10)).toEqual([]);
      await run.abort({ outcome: 'aborted', counts: NO_COUNTS, error: { code: 'x', message: 'x' } }, NOW);
      await next.close();
    } finally {
      await writer.close();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});
