import { NO_COUNTS } from '../../../src/domain/job.js';
import type { JobOrigin } from '../../../src/domain/job.js';
import type { Problem } from '../../../src/domain/problem.js';
import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';
import { TempHub } from '../../support/temp-hub.js';

const source = makeSource();
const other = makeSource({ id: 'other' });
const CODES = ['unknown-theme', 'date-unreadable'];
let hub: TempHub;
beforeEach(() => {
  hub = new TempHub();
});
afterEach(async () => {
  await hub.close();
});

function quoting(code: string, value?: string): Problem {
  return {
    stage: 'normalise',
    code,
    bar: 'conformant',
    pointer: '/themes',
    ...(value !== undefined && { value }),
  };
}

function upsert(remoteId: string, problems: readonly Problem[], title = remoteId, sourceId = source.id) {
  return { ...makeUpsert(makeDataset(remoteId, { title }, sourceId)), problems };
}

describe('SqliteProblemReader', () => {
  it('counts live datasets by source, code and quoted value', async () => {
    await hub.publish(source, [
      upsert('1', [
        quoting('unknown-theme', '民生'),
        quoting('unknown-theme', '民生'),
        quoting('unknown-theme', '魔法'),
      ]),
      upsert('2', [
        quoting('unknown-theme', '民生'),
        quoting('unknown-theme'),
        quoting('missing-title', 'x'),
      ]),
      upsert('3', []),
    ]);
    await hub.publish(other, [upsert('1', [quoting('date-unreadable', '民生')], '1', other.id)]);
    expect(await hub.reading.problems.countQuoted(CODES)).toEqual([
      { sourceId: 'jiangcheng', code: 'unknown-theme', word: '民生', datasets: 2 },
      { sourceId: 'jiangcheng', code: 'unknown-theme', word: '魔法', datasets: 1 },
      { sourceId: 'other', code: 'date-unreadable', word: '民生', datasets: 1 },
    ]);
    expect(await hub.reading.problems.countQuoted([])).toEqual([]);
  });

  it('tells of the version that is live only', async () => {
    const word = (value: string) => [quoting('unknown-theme', value)];
    await hub.publish(source, [
      upsert('updated', word('before')),
      upsert('removed', word('gone')),
      upsert('rejected', word('kept')),
    ]);
    await hub.publish(
      source,
      [
        upsert('updated', word('after'), 'new title'),
        {
          type: 'set-aside',
          outcome: 'rejected',
          remoteId: 'rejected',
          mappingVersion: 'test/1',
          problems: word('of a version that nobody sees'),
        },
      ],
      true,
    );
    const run = await hub.open(other);
    await run.stage([run.prepare(upsert('staged', word('staged'), 'x', other.id))]);
    const words = (await hub.reading.problems.countQuoted(CODES)).map((row) => row.word);
    expect(words).toEqual(['after', 'kept']);
    await run.abort({ outcome: 'aborted', counts: NO_COUNTS, error: { code: 'test', message: '' } });
  });
});

describe('SqliteCatalogReader', () => {
  async function finish(
    jobId: string,
    outcome: 'complete' | 'partial',
    origin: JobOrigin = 'portal',
  ): Promise<void> {
    const startedAt = hub.now().toISOString();
    const run = await hub.writer.openRun({ jobId, origin, source, mode: 'full', startedAt, now: hub.now });
    await run.commit({ outcome, counts: NO_COUNTS });
  }
  const lastStart = () => hub.reading.catalog.findLastCompleteStart(source.id);

  it('lets no incremental run follow upon files that were handed in', async () => {
    expect(await lastStart()).toBeUndefined();
    await finish('one', 'complete');
    const first = await lastStart();
    expect(first).toBeDefined();
    await finish('two', 'partial');
    expect(await lastStart()).toBe(first);
    await finish('three', 'partial', 'files');
    expect(await lastStart()).toBeUndefined();
    await finish('four', 'complete');
    expect(await lastStart()).toMatch(/^2026/);
    await finish('five', 'complete', 'files');
    expect(await lastStart()).toBeUndefined();
  });

  it('lets one follow upon a replay of the latest records, and none upon one of the past', async () => {
    await finish('one', 'complete');
    const first = await lastStart();
    await finish('two', 'complete', 'store');
    expect(await lastStart()).toBe(first);
    await finish('three', 'complete', 'past');
    expect(await lastStart()).toBeUndefined();
  });
});
