import { NO_COUNTS } from '../../../../src/domain/job.js';
import type { Job, JobCounts } from '../../../../src/domain/job.js';
import { judgeSource } from '../../../../src/observe/alarms/judge-source.js';
import type { SourceFacts } from '../../../../src/observe/alarms/judge-source.js';

const NOW = new Date('2026-11-22T12:00:00Z');
const DAY = 86_400_000;
const source = { id: 'a', title: 'A', alarms: { silence: 5, failures: 3, moved: 0.3 } };

/** A run so many days ago. */
function job(
  daysAgo: number,
  changes: Partial<Omit<Job, 'counts'>> & { counts?: Partial<JobCounts> } = {},
): Job {
  const { counts, ...rest } = changes;
  return {
    jobId: `job-${daysAgo}`,
    sourceId: 'a',
    origin: 'portal',
    mode: 'full',
    state: 'complete',
    startedAt: new Date(NOW.getTime() - daysAgo * DAY).toISOString(),
    counts: { ...NO_COUNTS, ...counts },
    ...rest,
  };
}

function failed(daysAgo: number): Job {
  return job(daysAgo, { state: 'failed', error: { code: 'source-unavailable', message: 'no answer' } });
}

function kinds(facts: Partial<SourceFacts>): readonly string[] {
  return judgeSource({ source, rhythm: DAY, jobs: [], live: 100, ...facts }, NOW).map(({ kind }) => kind);
}

const NEW = { counts: { added: 1 } };
/** Runs of `count` days in a row, the latest first, without anything new. */
function quiet(from: number, count: number): readonly Job[] {
  return Array.from({ length: count }, (_, day) => job(from + day));
}

describe('silence', () => {
  it('is nothing new for so many times the rhythm', () => {
    expect(kinds({ jobs: [...quiet(0, 5), job(5, NEW)] })).toEqual(['silence']);
    expect(kinds({ jobs: [...quiet(0, 4), job(4, NEW)] })).toEqual([]);
  });

  it('is measured by the rhythm: a weekly source may be quiet for a month', () => {
    const weekly = [0, 7, 14, 21].map((day) => job(day));
    expect(kinds({ rhythm: 7 * DAY, jobs: [...weekly, job(28, NEW)] })).toEqual([]);
    expect(kinds({ rhythm: 7 * DAY, jobs: [...weekly, job(28), job(35, NEW)] })).toEqual(['silence']);
  });

  it('is not what a hub hears that was down', () => {
    expect(kinds({ jobs: [job(9), job(10, NEW)] })).toEqual([]);
  });

  it('goes on when a run fails in between, and ends with the first change', () => {
    expect(kinds({ jobs: [failed(0), ...quiet(1, 6), job(7, NEW)] })).toEqual(['silence']);
    expect(kinds({ jobs: [job(0, { counts: { updated: 1 } }), ...quiet(1, 9)] })).toEqual([]);
  });

  it('is told of no source on demand, of none that never answered, and of none that switched it off', () => {
    const jobs = quiet(0, 20);
    expect(judgeSource({ source, jobs, live: 1 }, NOW)).toEqual([]);
    expect(kinds({ jobs: [failed(0)] })).toEqual([]);
    expect(kinds({ jobs, source: { ...source, alarms: { ...source.alarms, silence: 0 } } })).toEqual([]);
  });

  it('says since when, in both languages', () => {
    const [finding] = judgeSource({ source, rhythm: DAY, jobs: [...quiet(0, 6), job(6, NEW)], live: 1 }, NOW);
    expect(finding).toEqual({
      sourceId: 'a',
      kind: 'silence',
      message: {
        zh: '门户应答正常，但自 2026-11-16 起（6 天）没有任何新增或变化',
        en: 'the portal answers well and has brought nothing new since 2026-11-16 (6 day(s))',
      },
    });
  });
});

describe('failures', () => {
  it('are so many in a row', () => {
    expect(kinds({ jobs: [failed(0), failed(1), job(2)] })).toEqual([]);
    expect(kinds({ jobs: [failed(0), failed(1), failed(2), job(3)] })).toEqual(['failures']);
    expect(kinds({ jobs: [job(0), failed(1), failed(2), failed(3)] })).toEqual([]);
    expect(kinds({ jobs: [failed(0), failed(1), failed(2)] })).toEqual(['failures']);
  });

  it('count an empty list, and nothing that a person did', () => {
    const empty = (day: number): Job =>
      job(day, { state: 'aborted', error: { code: 'empty-gather', message: '' } });
    const tried = (day: number): Job =>
      job(day, { state: 'aborted', error: { code: 'cancelled', message: '' } });
    expect(kinds({ jobs: [empty(0), tried(1), failed(2), failed(3)] })).toEqual(['failures']);
    expect(kinds({ jobs: [tried(0), tried(1), tried(2)] })).toEqual([]);
  });

  it('do not count a run that is under way or held', () => {
    expect(kinds({ jobs: [job(0, { state: 'running' }), failed(1), failed(2), failed(3)] })).toEqual([
      'failures',
    ]);
    expect(kinds({ jobs: [job(0, { state: 'held' }), failed(1), failed(2), failed(3)] })).toEqual([]);
  });
});

describe('a count that moved', () => {
  it('is far from that before the last run', () => {
    expect(kinds({ live: 60, jobs: [job(0, { counts: { removed: 40 } })] })).toEqual(['moved']);
    expect(kinds({ live: 80, jobs: [job(0, { counts: { removed: 20 } })] })).toEqual([]);
    expect(kinds({ live: 140, jobs: [job(0, { counts: { added: 30, restored: 10 } })] })).toEqual(['moved']);
  });

  it('is far from that a week of runs ago, though no run alone moved it', () => {
    const shrinking = [0, 1, 2, 3, 4].map((day) => job(day, { counts: { removed: 8 } }));
    expect(kinds({ live: 60, jobs: [...shrinking, job(5)] })).toEqual(['moved']);
    const [finding] = judgeSource({ source, rhythm: DAY, jobs: shrinking, live: 60 }, NOW);
    expect(finding?.message.en).toBe('60 live datasets instead of 100 a week ago (-40%)');
  });

  it('forgets what is older than a week', () => {
    const old = [10, 11, 12].map((day) => job(day, { counts: { removed: 15 } }));
    expect(kinds({ live: 60, jobs: [job(0, { counts: { updated: 1 } }), ...old] })).toEqual([]);
  });

  it('is no first harvest, and no handful', () => {
    expect(kinds({ live: 100, jobs: [job(0, { counts: { added: 100 } })] })).toEqual([]);
    expect(kinds({ live: 4, jobs: [job(0, { counts: { removed: 4 } })] })).toEqual([]);
  });
});

describe('a held run', () => {
  it('is told with its reasons', () => {
    const hold = {
      jobId: 'job-7',
      alarms: [{ code: 'removed' as const, records: 40, live: 100, message: 'would remove 40 of 100' }],
    };
    const [finding] = judgeSource({ source, rhythm: DAY, jobs: [], live: 100, hold }, NOW);
    expect(finding).toMatchObject({
      kind: 'held',
      message: { en: 'job job-7 waits for a decision: would remove 40 of 100' },
    });
  });
});

describe('a portal that hides changes', () => {
  it('is told with the run that found it and a few of them', () => {
    const filter = { jobId: 'job-7', foundAt: NOW.toISOString(), hidden: 12, remoteIds: ['r1', 'r2'] };
    const [finding] = judgeSource({ source, rhythm: DAY, jobs: [], live: 100, filter }, NOW);
    expect(finding).toMatchObject({
      kind: 'filter',
      message: {
        en: 'asked for its changes the portal left out 12 (job job-7: r1, r2); all runs are full from now on',
      },
    });
  });
});
