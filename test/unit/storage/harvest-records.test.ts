import type { Change } from '../../../src/domain/change.js';
import { NO_COUNTS } from '../../../src/domain/job.js';
import type { Problem } from '../../../src/domain/problem.js';
import type { Source } from '../../../src/domain/source.js';
import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';
import { TempHub } from '../../support/temp-hub.js';

const CITY = makeSource();
const DISTRICT = makeSource({ id: 'district' });
const PROBLEM: Problem = { stage: 'validate', code: 'missing-title', bar: 'publishable', pointer: '/title' };

let hub: TempHub;
beforeEach(() => {
  hub = new TempHub();
});
afterEach(async () => {
  await hub.close();
});

function rejected(remoteId: string): Change {
  return {
    ...{ type: 'set-aside', outcome: 'rejected', remoteId, mappingVersion: 'test/1', problems: [PROBLEM] },
    raw: Buffer.from(`{"id":"${remoteId}"}`),
  };
}

async function run(changes: readonly Change[], source: Source = CITY): Promise<void> {
  const open = await hub.open(source);
  await open.stage(changes.map((change) => open.prepare(change)));
  await open.commit({ outcome: 'complete', counts: NO_COUNTS });
}

function added(remoteId: string, title = remoteId, sourceId = 'jiangcheng'): Change {
  return makeUpsert(makeDataset(remoteId, { title }, sourceId));
}

describe('the records of jobs', () => {
  it('are found one by one', async () => {
    await run([added('a'), rejected('b')]);
    const { catalog } = hub.reading;
    const { identifier } = makeDataset('b');
    expect(await catalog.findHarvestRecord('job-1', identifier)).toMatchObject({
      ...{ jobId: 'job-1', sourceId: 'jiangcheng', remoteId: 'b', datasetId: identifier },
      ...{ outcome: 'rejected', problems: [PROBLEM] },
    });
    expect(await catalog.findHarvestRecord('job-2', identifier)).toBeUndefined();
    expect(await catalog.findHarvestRecord('job-1', makeDataset('c').identifier)).toBeUndefined();
  });

  it('are read in steps, of which each may have none that was set aside', async () => {
    const many = Array.from({ length: 2000 }, (_, index) => added(`good-${index}`));
    await run([...many, rejected('bad')]);
    const { catalog } = hub.reading;
    const first = await catalog.listSetAside('job-1');
    expect(first.records).toEqual([]);
    const second = await catalog.listSetAside('job-1', first.next);
    expect(second.records.map(({ remoteId }) => remoteId)).toEqual(['bad']);
    expect(second.next).toBeUndefined();
    expect(await catalog.listSetAside('nothing')).toEqual({ records: [] });
  });

  it('are listed as they are now, and as all jobs left them, of one source or of all', async () => {
    await run([added('a'), added('b'), rejected('c')]);
    await run([makeUpsert(makeDataset('b', { title: 'newer' }), 'updated')]);
    await run([added('a', 'a', 'district')], DISTRICT);
    const { catalog } = hub.reading;
    const keys = (which: 'current' | 'all', sourceId?: string) =>
      [...catalog.recordKeys(which, sourceId)].map(({ jobId, datasetId }) => `${jobId} ${datasetId}`).sort();
    const [a, b, c] = ['a', 'b', 'c'].map((remoteId) => makeDataset(remoteId).identifier);
    const other = makeDataset('a', {}, 'district').identifier;
    expect(keys('current')).toEqual([`job-1 ${a}`, `job-2 ${b}`, `job-3 ${other}`]);
    expect(keys('current', 'jiangcheng')).toEqual([`job-1 ${a}`, `job-2 ${b}`]);
    expect(keys('all', 'jiangcheng')).toEqual(
      [`job-1 ${a}`, `job-1 ${b}`, `job-1 ${c}`, `job-2 ${b}`].sort(),
    );
    expect(keys('all')).toHaveLength(5);
    expect(keys('current', 'nowhere')).toEqual([]);
  });

  it('belong to jobs, which are counted by source', async () => {
    await run([added('a')]);
    await run([]);
    await run([added('a', 'a', 'district')], DISTRICT);
    const { catalog } = hub.reading;
    expect(await Promise.all(['jiangcheng', 'district', 'x'].map((id) => catalog.countJobs(id)))).toEqual([
      ...[2, 1, 0],
    ]);
  });
});
