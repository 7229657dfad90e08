import { sha256Hex } from '../../../src/domain/identifiers.js';
import { RunningCounts } from '../../../src/pipeline/counts.js';
import { Gaps } from '../../../src/pipeline/gaps.js';
import type { RecordRef } from '../../../src/pipeline/ports.js';
import { BatchLine, fetchProblem, unreadParts } from '../../../src/pipeline/run-batch.js';
import {
  fakeChecker,
  fakeHarvester,
  FakeRun,
  listeningReporter,
  liveRecord,
  portalFault,
  record,
} from './fake-run.js';

function setUp(run: FakeRun) {
  const tools = {
    sourceId: 'fixture',
    harvester: fakeHarvester([]),
    checker: fakeChecker,
    mappingVersion: 'fake/1',
    run,
    counts: new RunningCounts(),
    reporter: listeningReporter(),
    gaps: new Gaps(),
  };
  return { tools, line: (signal = new AbortController().signal) => new BatchLine(tools, signal) };
}

async function runAll(run: FakeRun, ...batches: readonly (readonly RecordRef[])[]) {
  const { tools, line } = setUp(run);
  const batchLine = line();
  for (const batch of batches) await batchLine.add(batch);
  await batchLine.end();
  return tools;
}

describe('BatchLine', () => {
  it('stages new records with their raw form and awaits a record that is fetched', async () => {
    const run = new FakeRun();
    const { counts } = await runAll(run, [record('a'), record('b', Promise.resolve({ title: 'b' }))]);
    expect(counts.current).toMatchObject({ seen: 2, added: 2 });
    const text = JSON.stringify({ title: 'b' });
    expect(run.raws[1]).toEqual({ text, hash: sha256Hex(text) });
    expect(run.staged).toMatchObject([{ type: 'upsert', kind: 'added' }, { dataset: { title: 'b' } }]);
  });

  it('maps nothing of a record that is known, and counts it as it was', async () => {
    const rawHash = sha256Hex(JSON.stringify({ title: 'r' }));
    const known = { rawHash, mappingVersion: 'fake/1', problemCount: 3 };
    const run = new FakeRun([
      liveRecord('r1', known),
      liveRecord('r2', { ...known, lastOutcome: 'rejected', state: 'set-aside' }),
    ]);
    const refs = ['r1', 'r2'].map((id) => record(id, { title: 'r' }));
    const { counts } = await runAll(run, refs);
    expect(counts.current).toMatchObject({ seen: 2, unchanged: 1, rejected: 1, problems: 6 });
    expect(run.staged).toEqual([]);
    expect([...run.met]).toEqual([2, 3]);
  });

  it('sets rejected and refused records aside; of a refused one neither title nor raw form is kept', async () => {
    const run = new FakeRun();
    const { reporter } = await runAll(run, [
      record('a', { title: 'rejected' }),
      record('b', { title: 'refused' }),
    ]);
    expect(run.staged).toMatchObject([
      { type: 'set-aside', outcome: 'rejected', title: 'rejected', rawHash: expect.any(String) },
      { type: 'set-aside', outcome: 'refused' },
    ]);
    expect(run.staged[1]).not.toHaveProperty('title');
    expect(run.staged[1]).not.toHaveProperty('rawHash');
    expect(run.raws).toHaveLength(1);
    expect(reporter.events).toEqual(['rejected a', 'refused b']);
  });

  it('counts a record that the portal did not bring as failed, and the run has a gap', async () => {
    const run = new FakeRun([liveRecord('r1')]);
    const { counts, gaps } = await runAll(run, [record('r1', portalFault())]);
    expect(counts.current).toMatchObject({ seen: 1, failed: 1 });
    expect(gaps.count).toBe(1);
    expect(run.staged).toMatchObject([{ outcome: 'failed', problems: [{ code: 'fetch-failed' }] }]);
  });

  it('rejects a record whose depth exhausts the stack, and the run has no gap', async () => {
    const run = new FakeRun();
    const { counts, gaps } = await runAll(run, [
      record('a', new RangeError('Maximum call stack size exceeded')),
    ]);
    expect(counts.current).toMatchObject({ rejected: 1, failed: 0 });
    expect(gaps.count).toBe(0);
    expect(run.staged).toMatchObject([{ outcome: 'rejected', problems: [{ code: 'nested-too-deep' }] }]);
  });

  it('throws what is no fault of the portal', async () => {
    const bug = new TypeError('x is not a function');
    await expect(runAll(new FakeRun(), [record('a', bug)])).rejects.toBe(bug);
  });

  it('takes a record once, though it comes again in the same batch, the next or a later one', async () => {
    const run = new FakeRun();
    const batch = [record('a'), record('a')];
    const { counts } = await runAll(run, batch, [record('a'), record('b')], [record('c')], [record('a')]);
    expect(counts.current).toMatchObject({ seen: 3, added: 3, problems: 3 });
    expect(run.staged).toHaveLength(3);
  });

  it('stops with the reason of its signal', async () => {
    const { line } = setUp(new FakeRun());
    const stopped = line(AbortSignal.abort(new Error('enough')));
    await stopped.add([record('a')]);
    await expect(stopped.end()).rejects.toThrow('enough');
  });

  it.each(['stage', 'find'])('fails when the store fails to %s', async (what) => {
    const run = new FakeRun();
    if (what === 'stage') run.failsAt = 'stage';
    else run.findLive = () => Promise.reject(new Error('the disk is full'));
    await expect(runAll(run, [record('a')], [record('b')])).rejects.toThrow('the disk is full');
  });
});

describe('problems of fetch and map', () => {
  it('names the record and what the portal did', () => {
    expect(fetchProblem('a'.repeat(300), portalFault())).toEqual({
      stage: 'fetch',
      code: 'fetch-failed',
      bar: 'publishable',
      pointer: '',
      value: `${'a'.repeat(199)}…`,
      detail: 'the answer is empty',
    });
  });

  it('makes advice of what map could not read', () => {
    const draft = { origin: { remoteId: 'a' } };
    expect(unreadParts(draft)).toEqual([]);
    const unread = [
      { pointer: '/tags/0', reason: 'no word can be read from it', value: '{}' },
      { pointer: '/extras', reason: 'not a list' },
    ];
    expect(unreadParts({ ...draft, unread })).toEqual([
      {
        stage: 'map',
        code: 'unread-part',
        bar: 'advice',
        pointer: '/tags/0',
        detail: 'no word can be read from it',
        value: '{}',
      },
      { stage: 'map', code: 'unread-part', bar: 'advice', pointer: '/extras', detail: 'not a list' },
    ]);
  });
});
