import { JobHistory } from '../../../src/app/job-history.js';
import { NO_COUNTS } from '../../../src/domain/job.js';
import type { Job } from '../../../src/domain/job.js';

const START = Date.parse('2026-11-22T12:00:00Z');

function job(number: number, changes: Partial<Job> = {}): Job {
  return {
    jobId: `job-${number}`,
    sourceId: number % 2 === 0 ? 'even' : 'odd',
    origin: 'portal',
    mode: 'full',
    state: 'complete',
    startedAt: new Date(START + number * 60_000).toISOString(),
    finishedAt: new Date(START + number * 60_000 + 5000).toISOString(),
    counts: NO_COUNTS,
    ...changes,
  };
}

function world(jobs: Job[]) {
  let pages = 0;
  const history = new JobHistory({
    listJobs: ({ limit, before }) => {
      pages += 1;
      const latest = jobs.toReversed();
      const start = before === undefined ? 0 : latest.findIndex(({ jobId }) => jobId === before) + 1;
      return Promise.resolve(latest.slice(start, start + limit));
    },
    findJob: (id) => Promise.resolve(jobs.find(({ jobId }) => jobId === id)),
  });
  return { history, pages: () => pages };
}

describe('the history of jobs', () => {
  it('reads all pages at first, and then what is new only', async () => {
    const jobs = Array.from({ length: 1200 }, (_, number) => job(number));
    const { history, pages } = world(jobs);
    await history.refresh();
    expect(pages()).toBe(3);
    expect(history.of('odd').slice(0, 2)).toEqual([job(1199), job(1197)]);
    expect(history.of('odd')).toHaveLength(200);
    jobs.push(job(1201));
    await history.refresh();
    expect(pages()).toBe(4);
    expect(history.of('odd')[0]).toEqual(job(1201));
  });

  it('looks again at what was under way or held', async () => {
    const jobs = [
      job(1, { state: 'held' }),
      ...Array.from({ length: 600 }, (_, number) => job(2 * number + 2)),
    ];
    const { history } = world(jobs);
    await history.refresh();
    expect(history.of('odd')[0]?.state).toBe('held');
    jobs[0] = job(1);
    await history.refresh();
    expect(history.of('odd')[0]?.state).toBe('complete');
  });

  it('knows when a source was asked last, and how long that took', async () => {
    const { history } = world([
      job(1),
      job(3, { mode: 'delta' }),
      job(5, { state: 'failed', mode: 'delta' }),
      job(7, { error: { code: 'dry-run', message: '' }, state: 'aborted' }),
      job(9, { origin: 'files' }),
      job(11, { origin: 'store' }),
      job(13, { origin: 'past' }),
    ]);
    await history.refresh();
    expect(history.lastStarts('odd')).toEqual({ any: job(5).startedAt, full: job(1).startedAt });
    expect(history.lastSeconds('odd')).toBe(5);
    expect(history.lastStarts('unknown')).toEqual({});
    expect(history.lastSeconds('unknown')).toBeUndefined();
  });
});
