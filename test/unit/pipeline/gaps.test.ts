import { Gaps, stageGaps } from '../../../src/pipeline/gaps.js';
import type { GatherGap } from '../../../src/pipeline/ports.js';
import { FakeRun, fakeTools, liveRecord } from './fake-run.js';

function gap(facts: Partial<GatherGap['problem']> = {}, remoteId?: string): GatherGap {
  return {
    type: 'gap',
    problem: { stage: 'gather', code: 'fetch-failed', bar: 'publishable', pointer: '/', ...facts },
    ...(remoteId !== undefined && { remoteId }),
  };
}

function gapsOf(...items: readonly GatherGap[]): Gaps {
  const gaps = new Gaps();
  for (const item of items) gaps.add(item);
  return gaps;
}

describe('Gaps', () => {
  it('explains nothing when nothing is missing', () => {
    expect(gapsOf().error()).toBeUndefined();
  });

  it.each([
    [{}, '2 part(s) not brought, first: fetch-failed'],
    [{ value: 'a' }, '2 part(s) not brought, first: fetch-failed (a)'],
    [{ detail: 'gone' }, '2 part(s) not brought, first: fetch-failed (gone)'],
    [{ value: 'a', detail: 'gone' }, '2 part(s) not brought, first: fetch-failed (a: gone)'],
  ])('counts them and tells the first: %j', (facts, message) => {
    const error = gapsOf(gap(facts), gap({ code: 'list-shifted' })).error();
    expect(error).toEqual({ code: 'incomplete', message });
  });

  it('keeps ten thousand records at most and counts all', () => {
    const gaps = new Gaps();
    for (let index = 0; index < 10_050; index += 1) gaps.add(gap({}, `r${index}`));
    expect([gaps.records.length, gaps.count]).toEqual([10_000, 10_050]);
  });
});

describe('stageGaps', () => {
  it('stages nothing when no gap names a record', async () => {
    const run = new FakeRun();
    await stageGaps(gapsOf(gap()), run, fakeTools(run));
    expect(run.staged).toEqual([]);
  });

  it('counts each record that was not brought once, and leaves alone what came after all', async () => {
    const run = new FakeRun([liveRecord('r1'), liveRecord('r2')]);
    run.seen([liveRecord('r2')]);
    const tools = fakeTools(run);
    await stageGaps(gapsOf(gap({}, 'r1'), gap({}, 'r1'), gap({}, 'r2'), gap({}, 'r3')), run, tools);
    expect(tools.counts.current).toMatchObject({ seen: 2, failed: 2, problems: 2 });
    expect(run.staged).toMatchObject([
      { type: 'set-aside', outcome: 'failed', remoteId: 'r1', mappingVersion: 'fake/1' },
      { type: 'set-aside', outcome: 'failed', remoteId: 'r3' },
    ]);
    expect(tools.reporter.events).toEqual(['failed r1', 'failed r3']);
  });
});
