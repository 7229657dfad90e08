import type { RunOptions } from '../../../src/app/harvest-runner.js';
import { RunDesk } from '../../../src/app/run-desk.js';
import { NO_COUNTS } from '../../../src/domain/job.js';
import type { HarvestReporter, JobReport } from '../../../src/pipeline/ports.js';

interface Run {
  readonly sourceId: string;
  readonly options: RunOptions;
  readonly reporter: HarvestReporter;
  readonly signal: AbortSignal;
  end(outcome?: JobReport['outcome']): void;
  break(error: Error): void;
}

let runs: Run[];
let failures: unknown[];
let desk: RunDesk;

beforeEach(() => {
  runs = [];
  failures = [];
  let ids = 0;
  desk = new RunDesk({
    run: (sourceId, request) =>
      new Promise((resolve, reject) => {
        const about = { sourceId, mode: 'full', counts: { ...NO_COUNTS, added: 3 }, seconds: 1 } as const;
        const { jobId = '' } = request.options;
        runs.push({
          ...{ sourceId, ...request, break: reject },
          end: (outcome = 'complete') => {
            resolve({ ...about, jobId, outcome });
          },
        });
      }),
    failed: (...facts) => failures.push(facts),
    now: () => new Date('2026-11-22T00:00:00Z'),
    newJobId: () => `job-${(ids += 1)}`,
  });
});

async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

function begin(sourceId = 'city'): string {
  const { jobId } = desk.create({ sourceId, origin: 'portal' });
  desk.start(jobId);
  return jobId;
}

function stateOf(jobId: string): string | undefined {
  return desk.jobs().find((job) => job.jobId === jobId)?.state;
}

describe('the desk of runs', () => {
  it('knows a job from its creation to its end', async () => {
    const { jobId } = desk.create({ sourceId: 'city', origin: 'portal' });
    expect([stateOf(jobId), runs.length]).toEqual(['new', 0]);
    desk.start(jobId);
    desk.start(jobId);
    expect([stateOf(jobId), runs.length]).toEqual(['new', 1]);
    const [run] = runs;
    expect(run!.options).toEqual({ jobId, dryRun: false, full: false });
    run!.reporter.jobStarted?.({ jobId, mode: 'full' } as never);
    run!.reporter.progress?.({ sourceId: 'city', counts: { ...NO_COUNTS, added: 2 } });
    expect(desk.jobs()).toMatchObject([{ jobId, state: 'running', mode: 'full', counts: { added: 2 } }]);
    run!.end('partial');
    await settled();
    expect(desk.jobs()).toMatchObject([{ jobId, state: 'partial', counts: { added: 3 } }]);
    expect(desk.jobs()[0]?.finishedAt).toBe('2026-11-22T00:00:00.000Z');
  });

  it('maps stored records anew without review', () => {
    desk.start(desk.create({ sourceId: 'city', origin: 'store' }).jobId);
    expect(runs[0]?.options.replay).toEqual({ review: false });
  });

  it('says of a run that broke that it failed', async () => {
    const jobId = begin();
    runs[0]!.break(new Error('a bug'));
    await settled();
    expect([stateOf(jobId), failures.length]).toEqual(['failed', 1]);
  });

  it('ends a job that is under way, or was never begun, and no other', async () => {
    const waiting = desk.create({ sourceId: 'town', origin: 'portal' }).jobId;
    expect([await desk.abort(waiting), stateOf(waiting)]).toEqual([true, 'aborted']);
    const jobId = begin();
    runs[0]!.reporter.jobStarted?.({ jobId, mode: 'full' } as never);
    runs[0]!.signal.addEventListener('abort', () => {
      runs[0]!.end('aborted');
    });
    expect([await desk.abort(jobId), stateOf(jobId)]).toEqual([true, 'aborted']);
    expect([await desk.abort(jobId), await desk.abort('nothing')]).toEqual([false, false]);
  });

  it('lets what is due by schedule wait for the run of its source that somebody has started', async () => {
    begin('city');
    const due = desk.runDue('city', { full: true });
    const other = desk.runDue('town', { full: false });
    expect(runs.map(({ sourceId }) => sourceId)).toEqual(['city', 'town']);
    runs[0]!.end();
    await settled();
    expect(runs[2]).toMatchObject({ sourceId: 'city', options: { full: true } });
    for (const run of runs) run.end();
    await Promise.all([due, other]);
  });

  it('gives the fault of a scheduled run to the scheduler', async () => {
    const due = desk.runDue('city', { full: false });
    runs[0]!.break(new Error('a bug'));
    await expect(due).rejects.toThrow('a bug');
    expect(failures).toEqual([]);
  });

  it('forgets old jobs, but none that is not over', async () => {
    const waiting = desk.create({ sourceId: 'waiting', origin: 'portal' }).jobId;
    for (let index = 0; index < 510; index += 1) {
      begin();
      runs.at(-1)!.end();
      await settled();
    }
    expect(desk.jobs().length).toBeLessThan(510);
    expect(stateOf(waiting)).toBe('new');
  });
});
