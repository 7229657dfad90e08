import { sha256Hex } from '../../../src/domain/identifiers.js';
import { fetchProblem } from '../../../src/pipeline/fetch-record.js';
import type { RecordRef } from '../../../src/pipeline/ports.js';
import { BatchLine, unreadParts } from '../../../src/pipeline/run-batch.js';
import { FakeRun, fakeTools, liveRecord, portalFault, rawText, record, sentRecord } from './fake-run.js';

async function runAll(run: FakeRun, ...batches: readonly (readonly RecordRef[])[]) {
  const tools = fakeTools(run);
  const batchLine = new BatchLine(tools, new AbortController().signal);
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
    expect(rawText(run.staged[1])).toBe(text);
    expect(run.staged[1]).toHaveProperty('fingerprint', sha256Hex(text));
    expect(run.staged).toMatchObject([{ type: 'upsert', kind: 'added' }, { dataset: { title: 'b' } }]);
  });

  it('maps nothing of a record that is known, and counts it as it was', async () => {
    const fingerprint = sha256Hex(JSON.stringify({ title: 'r' }));
    const known = { fingerprint, mappingVersion: 'fake/1', problemCount: 3 };
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
      { type: 'set-aside', outcome: 'rejected', title: 'rejected', fingerprint: expect.any(String) },
      { type: 'set-aside', outcome: 'refused' },
    ]);
    expect(run.staged[1]).not.toHaveProperty('title');
    expect(run.staged[1]).not.toHaveProperty('fingerprint');
    expect(run.staged.map(rawText)).toEqual(['{"title":"rejected"}', undefined]);
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
    const stopped = new BatchLine(fakeTools(new FakeRun()), AbortSignal.abort(new Error('enough')));
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

describe('BatchLine with records that the list brought as bytes', () => {
  const json = '{ "title": "r1" }';

  it('never reads one whose bytes are known', async () => {
    const known = { fingerprint: sha256Hex(json), mappingVersion: 'fake/1' };
    const run = new FakeRun([liveRecord('r1', known)]);
    const ref = sentRecord('r1', json, { fault: new Error('a known record is not read') });
    const { counts } = await runAll(run, [ref]);
    expect(counts.current).toMatchObject({ seen: 1, unchanged: 1 });
    expect(ref.reads).toEqual([]);
    expect(run.staged).toEqual([]);
    expect([...run.met]).toEqual([2]);
  });

  it.each([
    ['sent otherwise than before', { fingerprint: sha256Hex('{"title":"r1"}'), mappingVersion: 'fake/1' }],
    ['mapped by another version', { fingerprint: sha256Hex(json), mappingVersion: 'fake/0' }],
    ['of no fingerprint', { mappingVersion: 'fake/1' }],
  ])('reads one that is %s', async (_, live) => {
    const run = new FakeRun([liveRecord('r1', live)]);
    const ref = sentRecord('r1', json);
    await runAll(run, [ref]);
    expect(ref.reads).toEqual(['r1']);
    expect(run.staged).toMatchObject([{ fingerprint: sha256Hex(json), mappingVersion: 'fake/1' }]);
  });

  it('keeps the bytes that fetch gives as the raw form, and tells the record by those that were sent', async () => {
    const run = new FakeRun();
    const sent = '{"title":"r1","author":"张三"}';
    const kept = '{"title":"r1","author":null}';
    await runAll(run, [sentRecord('r1', sent, { withheld: kept })]);
    expect(rawText(run.staged[0])).toBe(kept);
    expect(run.staged).toMatchObject([{ type: 'upsert', kind: 'added', fingerprint: sha256Hex(sent) }]);
  });

  it('writes the raw form out where fetch gives no bytes', async () => {
    const run = new FakeRun();
    await runAll(run, [sentRecord('r1', json)]);
    expect(rawText(run.staged[0])).toBe('{"title":"r1"}');
    expect(run.staged).toMatchObject([{ fingerprint: sha256Hex(json) }]);
  });

  it('fails one that is no JSON, and goes on with the next', async () => {
    const run = new FakeRun([liveRecord('r1')]);
    const { counts, gaps } = await runAll(run, [
      sentRecord('r1', '{"title":}', { fault: portalFault() }),
      sentRecord('r2', '{"title":"r2"}'),
    ]);
    expect(counts.current).toMatchObject({ seen: 2, failed: 1, added: 1 });
    expect(gaps.count).toBe(1);
    expect(run.staged).toMatchObject([
      { type: 'set-aside', outcome: 'failed', remoteId: 'r1', problems: [{ code: 'fetch-failed' }] },
      { type: 'upsert', kind: 'added' },
    ]);
    expect(run.staged[0]).not.toHaveProperty('fingerprint');
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
