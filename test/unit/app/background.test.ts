import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBackground } from '../../../src/app/background.js';
import { PauseBook } from '../../../src/app/pauses.js';
import { NO_COUNTS } from '../../../src/domain/job.js';
import type { Job } from '../../../src/domain/job.js';
import { createLogger } from '../../../src/observe/logger.js';
import type { CatalogReader } from '../../../src/pipeline/read-ports.js';
import { testSource } from '../../support/source.js';

const JOB: Job = {
  jobId: 'job-1',
  sourceId: 'missed',
  origin: 'portal',
  mode: 'full',
  state: 'complete',
  startedAt: '2020-01-01T00:00:00.000Z',
  finishedAt: '2020-01-01T00:00:07.000Z',
  counts: NO_COUNTS,
};

describe('what serve does beside answering', () => {
  it('makes up for what was missed, knows how long runs take, and leaves paused sources alone', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'lianmu-background-'));
    new PauseBook(dataDir).pause(['paused'], { now: new Date() });
    const jobs = [JOB, { ...JOB, jobId: 'job-2', sourceId: 'paused' }];
    const catalog: Pick<CatalogReader, 'listJobs' | 'findJob' | 'sourceSummaries' | 'openHolds'> = {
      listJobs: () => Promise.resolve(jobs),
      findJob: () => Promise.resolve(undefined),
      sourceSummaries: () => Promise.resolve([]),
      openHolds: () => Promise.resolve([]),
    };
    const expected: unknown[] = [];
    const runs: unknown[] = [];
    let ran = (): void => undefined;
    const first = new Promise<void>((resolve) => {
      ran = resolve;
    });
    const background = await startBackground({
      hub: { dataDir, schedule: { jitterSeconds: 0 } },
      sources: ['missed', 'paused'].map((id) => testSource({ id, every: '1d' })),
      catalog: catalog as CatalogReader,
      channels: new Map(),
      logger: { error: (facts) => runs.push(facts) },
      alarmLogger: createLogger('silent'),
      run(sourceId, options) {
        runs.push([sourceId, options]);
        ran();
        return Promise.resolve();
      },
      expect: (...given) => expected.push(given),
      lookAfterStore: () => Promise.resolve(),
    });
    try {
      await first;
    } finally {
      await background.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
    expect(runs).toEqual([['missed', { full: false }]]);
    expect(expected).toEqual([
      ['missed', 7],
      ['paused', 7],
    ]);
  });
});
