import type { Change } from '../../../src/domain/change.js';
import type { Dataset } from '../../../src/domain/dataset.js';
import { NO_COUNTS } from '../../../src/domain/job.js';
import type { GatherMode, JobOrigin } from '../../../src/domain/job.js';
import type { RunWriter } from '../../../src/pipeline/store-ports.js';
import { giveTrust } from '../../../src/storage/writer/trust.js';
import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';
import { TempHub } from '../../support/temp-hub.js';

const source = makeSource();
const VERSION = 'test/1';
const HIDDEN = { hidden: 7, remoteIds: ['a', 'b'] };
const COMPLETE = { outcome: 'complete' as const, counts: NO_COUNTS };

let hub: TempHub;
beforeEach(async () => {
  hub = new TempHub();
  await hub.publish(source, ['a', 'b', 'c'].map(added));
});
afterEach(async () => {
  await hub.close();
});

function added(remoteId: string): Change {
  return makeUpsert(makeDataset(remoteId));
}

function updated(remoteId: string, changes: Partial<Dataset>, version = VERSION): Change {
  return makeUpsert(makeDataset(remoteId, changes), 'updated', version);
}

function rejected(remoteId: string): Change {
  const problems = [{ stage: 'validate', code: 'missing-title', bar: 'publishable', pointer: '/' }] as const;
  return { type: 'set-aside', outcome: 'rejected', remoteId, mappingVersion: VERSION, problems };
}

async function staged(changes: readonly Change[]): Promise<RunWriter> {
  const run = await hub.open(source);
  await run.stage(changes.map((change) => run.prepare(change)));
  return run;
}

async function evidentOf(changes: readonly Change[], { version = VERSION, limit = 100 } = {}) {
  const run = await staged(changes);
  const found = await run.findEvident(version, limit);
  await run.abort({ outcome: 'aborted', counts: NO_COUNTS, error: { code: 'dry-run', message: '' } });
  return [...found].sort();
}

describe('what a portal has evidently changed', () => {
  it('is what was never known, whatever became of it, and what somebody wrote anew', async () => {
    const changes = [added('d'), rejected('e'), updated('a', { title: '新名称' })];
    expect(await evidentOf(changes)).toEqual(['a', 'd', 'e']);
    expect(await evidentOf(changes, { limit: 2 })).toHaveLength(2);
  });

  it('is nothing that many records share, nor a counter', async () => {
    const publisher = { name: '江城市数据局', localId: 'jtj' };
    const extras = [{ key: '浏览次数', value: '8' }];
    expect(await evidentOf([updated('a', { publisher }), updated('b', { extras })])).toEqual([]);
  });

  it('is not what was known already: rejected, removed, or in an earlier form', async () => {
    await hub.publish(source, [rejected('d'), updated('a', { title: '新名称' }), added('c')], true);
    const changes = [added('d'), makeUpsert(makeDataset('b'), 'restored'), updated('a', {})];
    expect(await evidentOf(changes)).toEqual([]);
    expect(await evidentOf([...changes.slice(0, 2), updated('a', { title: '又一名称' })])).toEqual(['a']);
  });

  it('is not what was rejected until now, because nobody knows since when', async () => {
    await hub.publish(source, [rejected('a')]);
    expect(await evidentOf([updated('a', { title: '新名称' })])).toEqual([]);
  });

  it('is not told while records are live that another version mapped, unless they are missing', async () => {
    const changes = [added('d'), updated('a', { title: '新名称' }, 'test/2')];
    expect(await evidentOf(changes, { version: 'test/2' })).toEqual([]);
    const run = await staged(['a', 'b'].map((id) => updated(id, { title: id }, 'test/2')));
    await run.commit({ ...COMPLETE, absent: { runs: 3, days: 0 } });
    expect(await evidentOf([updated('a', { title: '新' }, 'test/2')], { version: 'test/2' })).toEqual(['a']);
  });
});

describe('a finding', () => {
  async function findings() {
    const { finding } = await hub.reading.catalog.auditState(source.id);
    const [summary] = await hub.reading.catalog.sourceSummaries();
    expect(summary?.finding).toEqual(finding);
    return finding;
  }

  it('is kept with its source until somebody trusts the portal again', async () => {
    expect(await findings()).toBeUndefined();
    const run = await staged([]);
    await run.commit({ ...COMPLETE, hidden: HIDDEN });
    const finding = await findings();
    expect(finding).toEqual({ jobId: 'job-2', foundAt: expect.any(String), ...HIDDEN });
    const again = await staged([]);
    await again.commit({ ...COMPLETE, hidden: { hidden: 1, remoteIds: ['x'] } });
    expect(await findings()).toEqual(finding);
    const open = await staged([]);
    expect(giveTrust(hub.dataDir, [source.id, 'unknown'])).toEqual([source.id]);
    expect(giveTrust(hub.dataDir, [source.id])).toEqual([]);
    await open.commit(COMPLETE);
    expect(await findings()).toBeUndefined();
  });

  it('is about the portal, also when the run is held or is the same as one that is', async () => {
    const alarms = [{ code: 'added' as const, records: 1, live: 3, message: '1 of 3 would be added' }];
    const hold = { ...COMPLETE, alarms, hidden: HIDDEN };
    expect(await (await staged([added('d')])).hold(hold)).toEqual({ held: true });
    expect(await findings()).toMatchObject({ jobId: 'job-2', ...HIDDEN });
    giveTrust(hub.dataDir, [source.id]);
    expect(await (await staged([added('d')])).hold(hold)).toMatchObject({ held: false });
    expect(await findings()).toMatchObject({ jobId: 'job-3' });
  });
});

describe('incremental runs', () => {
  let jobs = 0;

  async function run(
    mode: GatherMode,
    end: 'complete' | 'partial' | 'failed' | 'dry-run' | 'cancelled',
    origin: JobOrigin = 'portal',
  ): Promise<number> {
    jobs += 1;
    const open = await hub.writer.openRun({
      ...{ jobId: `run-${jobs}`, source, origin, mode, startedAt: hub.now().toISOString(), now: hub.now },
    });
    if (end === 'complete' || end === 'partial') await open.commit({ outcome: end, counts: NO_COUNTS });
    else await open.abort({ outcome: 'failed', counts: NO_COUNTS, error: { code: end, message: '' } });
    return (await hub.reading.catalog.auditState(source.id)).incrementalRuns;
  }

  it('are counted from the last full one, however it ended, that somebody let end', async () => {
    expect(await run('delta', 'complete')).toBe(1);
    expect(await run('delta', 'partial')).toBe(2);
    expect(await run('delta', 'failed')).toBe(2);
    expect(await run('delta', 'complete', 'files')).toBe(2);
    expect(await run('full', 'dry-run')).toBe(2);
    expect(await run('full', 'cancelled')).toBe(2);
    expect(await run('full', 'complete', 'files')).toBe(2);
    expect(await run('full', 'failed')).toBe(0);
    expect(await run('delta', 'complete')).toBe(1);
    expect(await run('full', 'complete')).toBe(0);
  });

  it('of a source that never ran are none', async () => {
    expect(await hub.reading.catalog.auditState('unknown')).toEqual({ incrementalRuns: 0 });
  });
});
