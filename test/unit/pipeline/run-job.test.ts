import {
  SourceBusyError,
  SourceClosedError,
  SourceUnavailableError,
  WriterBusyError,
} from '../../../src/domain/errors.js';
import type { Gathered, GatherGap, JobReport } from '../../../src/pipeline/ports.js';
import { type JobRequest, type JobTools, runJob } from '../../../src/pipeline/run-job.js';
import type { CatalogWriter } from '../../../src/pipeline/store-ports.js';
import { testSource } from '../../support/source.js';
import {
  rawText,
  fakeChecker,
  fakeHarvester,
  FakeRun,
  fakeWriter,
  listeningReporter,
  liveRecord,
  portalFault,
  record,
} from './fake-run.js';

const LIMITS = testSource().limits;
/** Absent once is absent. */
const NO_GRACE = { runs: 1, days: 0 };

interface Setting {
  readonly items?: Iterable<Gathered> | (() => AsyncIterable<Gathered>);
  readonly run?: FakeRun;
  readonly writer?: CatalogWriter;
  readonly request?: Partial<JobRequest>;
  readonly tools?: Partial<JobTools>;
  readonly signal?: AbortSignal;
}

async function start(setting: Setting) {
  const run = setting.run ?? new FakeRun();
  const reporter = listeningReporter();
  let time = Date.UTC(2026, 10, 21);
  const request: JobRequest = {
    jobId: 'job-1',
    source: testSource(),
    origin: 'portal',
    mode: 'full',
    dryRun: false,
    ...setting.request,
  };
  const tools: JobTools = {
    harvester: fakeHarvester(setting.items ?? []),
    checker: fakeChecker,
    mappingVersion: 'fake/1',
    writer: setting.writer ?? fakeWriter(run),
    reporter,
    now: () => new Date((time += 1_500)),
    ...setting.tools,
  };
  const outcome: { report?: JobReport; error?: unknown } = {};
  try {
    outcome.report = await runJob(request, tools, setting.signal ?? new AbortController().signal);
  } catch (error) {
    outcome.error = error;
  }
  return { ...outcome, run, reporter };
}

function records(count: number): readonly Gathered[] {
  return Array.from({ length: count }, (_, index) => record(`r${index}`));
}

function liveRecords(count: number): FakeRun {
  return new FakeRun(Array.from({ length: count }, (_, index) => liveRecord(`r${index}`)));
}

const GAP: GatherGap = {
  type: 'gap',
  remoteId: 'r1',
  problem: { stage: 'gather', code: 'fetch-failed', bar: 'publishable', pointer: '/', value: 'r1' },
};

async function* breakingAfter(count: number, error: Error): AsyncIterable<Gathered> {
  yield* records(count);
  await Promise.resolve();
  throw error;
}

describe('runJob', () => {
  it('publishes what the portal lists, once, and tells the reporter in order', async () => {
    const { report, run, reporter } = await start({ items: [{ type: 'total', total: 2 }, ...records(2)] });
    expect(report).toMatchObject({
      jobId: 'job-1',
      sourceId: 'fixture',
      mode: 'full',
      outcome: 'complete',
      counts: { seen: 2, added: 2, removed: 0 },
      seconds: expect.any(Number),
    });
    expect(report?.seconds).toBeGreaterThan(0);
    expect(run.staged).toHaveLength(2);
    for (const change of run.staged) expect(rawText(change)).toMatch(/^\{.*\}$/);
    expect(run.ends).toEqual([{ outcome: 'complete', absent: NO_GRACE, counts: report?.counts }]);
    expect(reporter.events).toEqual(['jobStarted', 'progress 2', 'publishing', 'jobFinished']);
  });

  it('works in batches of 500 and counts a record that comes twice once, in whichever batch', async () => {
    const items = [...records(1_100), ...records(3), ...records(1_100).slice(498, 502)];
    const { report, run, reporter } = await start({ items });
    expect(report?.counts).toMatchObject({ seen: 1_100, added: 1_100, problems: 7 });
    expect(run.staged).toHaveLength(1_100);
    expect(reporter.events.filter((event) => event === 'progress ?')).toHaveLength(3);
  });

  it('tells the harvester since when, and opens the run with the start', async () => {
    const harvester = fakeHarvester(records(1));
    const writer = fakeWriter(new FakeRun());
    await start({
      writer,
      request: { mode: 'delta', since: '2026-11-20T00:00:00.000Z' },
      tools: { harvester },
    });
    expect(harvester.requests).toEqual([{ mode: 'delta', since: '2026-11-20T00:00:00.000Z' }]);
    expect(writer.opened).toMatchObject([
      { jobId: 'job-1', mode: 'delta', startedAt: '2026-11-21T00:00:01.500Z' },
    ]);
  });

  it.each([
    [8, 2],
    [10, 0],
  ])('removes what a complete full run of %i of 10 did not see', async (listed, removed) => {
    const { report, run } = await start({ items: records(listed), run: liveRecords(10) });
    expect(report).toMatchObject({ outcome: 'complete', counts: { removed, missing: 0 } });
    expect(run.ends).toMatchObject([{ absent: NO_GRACE }]);
  });

  it('keeps what is absent for less than its grace, and counts it', async () => {
    const source = testSource({ limits: { ...LIMITS, missingRuns: 3, missingDays: 7 } });
    const { report, run } = await start({ items: records(9), run: liveRecords(10), request: { source } });
    expect(report).toMatchObject({ outcome: 'complete', counts: { removed: 0, missing: 1 } });
    expect(run.ends).toMatchObject([{ absent: { runs: 3, days: 7 } }]);
  });

  it('waits for a decision beyond the limit of removals', async () => {
    const { report, run, reporter } = await start({ items: records(7), run: liveRecords(10) });
    const message = 'the run waits for a decision: 3 of 10 are not listed any more, more than 20 %';
    expect(report).toMatchObject({
      outcome: 'held',
      error: { code: 'held', message },
      counts: { removed: 3 },
    });
    expect(run.ends).toMatchObject([
      { outcome: 'complete', absent: NO_GRACE, alarms: [{ code: 'removed', records: 3, live: 10 }] },
    ]);
    expect(reporter.events).not.toContain('publishing');
  });

  it('waits for a shrink at once, whatever grace single records have', async () => {
    const source = testSource({ limits: { ...LIMITS, missingRuns: 3 } });
    const { report } = await start({ items: records(7), run: liveRecords(10), request: { source } });
    expect(report).toMatchObject({ outcome: 'held', counts: { removed: 0, missing: 3 } });
  });

  it.each([
    [{ held: false, jobId: 'job-0' }, 'held-already'],
    [{ held: false, jobId: 'job-0', decision: 'rejected' }, 'rejected-before'],
  ] as const)('is not held for what another run would change: %j', async (held, code) => {
    const run = liveRecords(10);
    run.held = held;
    const { report } = await start({ items: records(7), run });
    expect(report).toMatchObject({
      outcome: 'aborted',
      error: { code, message: expect.stringContaining('job-0') },
    });
  });

  it('says in a dry run that it would be held', async () => {
    const { report, run } = await start({
      items: records(7),
      run: liveRecords(10),
      request: { dryRun: true },
    });
    expect(report).toMatchObject({ outcome: 'held', error: { code: 'held' } });
    expect(run.ends).toMatchObject([{ outcome: 'aborted', error: { code: 'dry-run' } }]);
  });

  it('waits where the portal changed one element everywhere', async () => {
    const run = liveRecords(30);
    run.altered = new Map([
      ['license', 30],
      ['title', 5],
      ['extras', 30],
    ]);
    const { report } = await start({ items: records(30), run });
    expect(report).toMatchObject({
      outcome: 'held',
      error: { message: 'the run waits for a decision: license changed in 30 of 30, more than 90 %' },
    });
  });

  it.each([
    [0.29, 100, 71],
    [0.07, 100, 93],
    [0.57, 100, 43],
    [0, 10, 10],
    [1, 10, 1],
  ])('publishes at exactly the limit of %d', async (removedShare, live, listed) => {
    const source = testSource({ limits: { ...LIMITS, removedShare } });
    const { report } = await start({ items: records(listed), run: liveRecords(live), request: { source } });
    expect(report).toMatchObject({ outcome: 'complete', counts: { removed: live - listed } });
  });

  it('removes nothing in a delta run', async () => {
    const { report, run } = await start({
      items: records(1),
      run: liveRecords(10),
      request: { mode: 'delta' },
    });
    expect(report).toMatchObject({ outcome: 'complete', counts: { removed: 0, missing: 0 } });
    expect(run.ends[0]).not.toHaveProperty('absent');
  });

  it('takes an empty delta for nothing new and an empty full gather for a fault', async () => {
    const delta = await start({ run: liveRecords(3), request: { mode: 'delta' } });
    expect(delta.report).toMatchObject({ outcome: 'complete', counts: { seen: 0 } });
    const full = await start({ run: liveRecords(3) });
    expect(full.report).toMatchObject({ outcome: 'aborted', error: { code: 'empty-gather' } });
    expect(full.run.ends).toMatchObject([{ outcome: 'aborted' }]);
  });

  it('is partial with a gap, keeps what the gap is about and removes nothing', async () => {
    const { report, run } = await start({ items: [record('r0'), GAP, GAP], run: liveRecords(10) });
    expect(report).toMatchObject({
      outcome: 'partial',
      counts: { seen: 2, updated: 1, failed: 1, removed: 0 },
      error: { code: 'incomplete', message: '2 part(s) not brought, first: fetch-failed (r1)' },
    });
    expect(run.ends).toMatchObject([{ outcome: 'partial', error: { code: 'incomplete' } }]);
    expect(run.ends[0]).not.toHaveProperty('absent');
    expect(run.staged.map(({ type }) => type)).toEqual(['upsert', 'set-aside']);
  });

  it('counts a notice and stays complete', async () => {
    const { report } = await start({ items: [{ ...GAP, type: 'notice' }, ...records(1)] });
    expect(report).toMatchObject({ outcome: 'complete', counts: { seen: 1, problems: 1 } });
  });

  it.each([
    ['complete', records(2)],
    ['partial', [...records(2), GAP]],
  ])('publishes nothing in a dry run that would be %s', async (outcome, items) => {
    const { report, run, reporter } = await start({ items, request: { dryRun: true } });
    expect(report).toMatchObject({ outcome, counts: { added: 2 } });
    expect(run.ends).toMatchObject([{ outcome: 'aborted', error: { code: 'dry-run' } }]);
    expect(reporter.events).not.toContain('publishing');
  });

  it.each([
    [
      'source-unavailable',
      new SourceUnavailableError('no answer', { url: 'https://x.example', retryable: true }),
    ],
    ['source-response', portalFault()],
  ])('ends as failed with %s when the portal breaks down on the way', async (code, error) => {
    const { report, run } = await start({ items: () => breakingAfter(700, error), run: liveRecords(3) });
    expect(report).toMatchObject({ outcome: 'failed', error: { code, message: error.message } });
    expect(run.ends).toMatchObject([{ outcome: 'failed', error: { code } }]);
  });

  it('publishes what came before the hours of the portal were over, and removes nothing', async () => {
    const closed = new SourceClosedError({
      url: 'https://x.example',
      hours: '22:00-06:00 (UTC)',
      opensAt: new Date('2026-11-21T22:00:00Z'),
    });
    const broken = await start({ items: () => breakingAfter(700, closed), run: liveRecords(710) });
    expect(broken.report).toMatchObject({
      outcome: 'partial',
      counts: { seen: 700, removed: 0 },
      error: { code: 'incomplete', message: expect.stringContaining('next at 2026-11-21T22:00:00.000Z') },
    });
    expect(broken.run.ends).toMatchObject([{ outcome: 'partial' }]);
    expect(broken.run.ends[0]).not.toHaveProperty('absent');
    const refused = await start({ items: () => breakingAfter(0, closed), run: liveRecords(3) });
    expect(refused.report).toMatchObject({ outcome: 'failed', error: { code: 'source-unavailable' } });
  });

  it('fails when it takes longer than it may, and publishes nothing', async () => {
    const source = testSource({ limits: { ...LIMITS, hours: 0.05 / 3600 } });
    async function* endless(): AsyncIterable<Gathered> {
      for (let index = 0; ; index += 1) {
        yield record(`r${index}`);
        await new Promise(setImmediate);
      }
    }
    const { report, run } = await start({ items: endless, request: { source } });
    expect(report).toMatchObject({ outcome: 'failed', error: { code: 'too-long' } });
    expect(run.ends).toMatchObject([{ outcome: 'failed', error: { code: 'too-long' } }]);
  });

  it.each(['stage', 'commit'] as const)(
    'aborts and throws when our own store fails at %s',
    async (failsAt) => {
      const run = new FakeRun();
      run.failsAt = failsAt;
      const { error, reporter } = await start({ items: records(700), run });
      expect(error).toMatchObject({ message: 'the disk is full' });
      expect(run.ends).toMatchObject([{ outcome: 'failed', error: { code: 'internal' } }]);
      expect(reporter.reports).toMatchObject([{ outcome: 'failed', error: { message: 'the disk is full' } }]);
    },
  );

  it('keeps the words of what is thrown even when it is no error', async () => {
    async function* items(): AsyncIterable<Gathered> {
      await Promise.resolve();
      yield record('r0');
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- a harvester's library may do so
      throw 'a text';
    }
    const { error, run } = await start({ items });
    expect(error).toBe('a text');
    expect(run.ends).toMatchObject([{ error: { code: 'internal', message: 'a text' } }]);
  });

  it('ends as cancelled when its signal is aborted, at once or on the way', async () => {
    const abort = new AbortController();
    async function* items(): AsyncIterable<Gathered> {
      yield* records(600);
      await Promise.resolve();
      abort.abort();
    }
    for (const signal of [abort.signal, AbortSignal.abort()]) {
      const { report, run } = await start({ items, signal });
      expect(report).toMatchObject({ outcome: 'aborted', error: { code: 'cancelled' } });
      expect(run.ends).toMatchObject([{ outcome: 'aborted', error: { code: 'cancelled' } }]);
    }
  });

  it.each([
    ['source-busy', new SourceBusyError('fixture')],
    ['writer-busy', new WriterBusyError()],
  ])('is a failed report when another run is in the way: %s', async (code, error) => {
    const { report, reporter } = await start({ writer: fakeWriter(error) });
    expect(report).toMatchObject({ outcome: 'failed', error: { code } });
    expect(reporter.events).toEqual(['jobStarted', 'jobFinished']);
  });

  it('tells a cancelled start from a broken one', async () => {
    const writer = fakeWriter(new Error('broken'));
    expect((await start({ writer })).error).toMatchObject({ message: 'broken' });
    const { report } = await start({ writer, signal: AbortSignal.abort() });
    expect(report).toMatchObject({ outcome: 'aborted', error: { code: 'cancelled' } });
  });

  it('does not abort a run that was published when the reporter breaks afterwards', async () => {
    const run = new FakeRun();
    const reporter = {
      jobFinished: (): never => {
        throw new Error('no terminal');
      },
    };
    const { error } = await start({ items: records(1), run, tools: { reporter } });
    expect(error).toMatchObject({ message: 'no terminal' });
    expect(run.ends).toMatchObject([{ outcome: 'complete' }]);
  });
});

describe('a full run that is an audit', () => {
  const SINCE = '2026-11-21T00:00:00.000Z';

  /** A portal that has changed `r0` and says so to nobody. */
  function auditing(setting: { readonly gap?: true; readonly request?: Partial<JobRequest> } = {}) {
    const run = new FakeRun();
    run.evident = ['r0'];
    const asked: unknown[] = [];
    const harvester = {
      ...fakeHarvester([]),
      async *gather(request: { readonly mode: string }): AsyncIterable<Gathered> {
        asked.push(request);
        if (request.mode === 'full') yield* [...records(2), ...(setting.gap ? [GAP] : [])];
        await Promise.resolve();
      },
    };
    const request = { auditSince: SINCE, ...setting.request };
    return start({ run, request, tools: { harvester } }).then((ended) => ({ ...ended, asked }));
  }

  it('asks for the changes after it has everything, and keeps what they lack', async () => {
    const { report, run, asked } = await auditing();
    const hidden = { hidden: 1, remoteIds: ['r0'] };
    expect(report).toMatchObject({ outcome: 'complete', hidden });
    expect(run.ends).toMatchObject([{ outcome: 'complete', hidden }]);
    expect(asked).toEqual([
      { mode: 'full' },
      { mode: 'delta', since: '2026-11-20T23:59:59.000Z' },
      { mode: 'full' },
    ]);
  });

  it('keeps it also when the run is held', async () => {
    const { report, run } = await auditing({ request: { review: true } });
    expect(report).toMatchObject({ outcome: 'held', hidden: { hidden: 1 } });
    expect(run.ends).toMatchObject([{ alarms: [{ code: 'review' }], hidden: { hidden: 1 } }]);
  });

  it.each([
    ['partial', { gap: true as const }],
    ['only tried', { request: { dryRun: true } }],
    ['no audit', { request: { auditSince: undefined } }],
  ])('finds nothing where the run is %s', async (_name, setting) => {
    const { report, run, asked } = await auditing(setting as Parameters<typeof auditing>[0]);
    expect([report, ...run.ends].filter((end) => end !== undefined && 'hidden' in end)).toEqual([]);
    expect(asked).toHaveLength(1);
  });
});
