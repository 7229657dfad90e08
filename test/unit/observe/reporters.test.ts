import { NO_COUNTS } from '../../../src/domain/job.js';
import type { Source } from '../../../src/domain/source.js';
import { combineReporters } from '../../../src/observe/combine-reporters.js';
import { logReporter } from '../../../src/observe/log-reporter.js';
import { createLogger, nameLoggers } from '../../../src/observe/logger.js';
import type { JobReport } from '../../../src/pipeline/ports.js';

function memory() {
  const lines: Record<string, unknown>[] = [];
  return {
    lines,
    write(text: string) {
      lines.push(JSON.parse(text) as Record<string, unknown>);
    },
  };
}

const FINISHED: JobReport = {
  jobId: 'job-1',
  sourceId: 'a',
  mode: 'full',
  outcome: 'complete',
  counts: { ...NO_COUNTS, seen: 3 },
  seconds: 1,
};
const EVENTS = {
  progress: { sourceId: 'a', counts: NO_COUNTS },
  recordSetAside: {
    sourceId: 'a',
    remoteId: 'r',
    outcome: 'rejected',
    problems: [{ stage: 'validate', code: 'missing-title', bar: 'publishable', pointer: '/title' }],
  },
  publishing: { sourceId: 'a', counts: NO_COUNTS },
  jobStarted: { jobId: 'job-1', mode: 'full', source: { id: 'a' } as Source },
} as const;

describe('createLogger', () => {
  it('writes JSON lines with the name of the part, from the level on', () => {
    const sink = memory();
    const { harvest, http } = nameLoggers(createLogger('info', sink));
    harvest.info({ sourceId: 'a' }, 'job started');
    http.debug('not written');
    expect(sink.lines).toEqual([
      { level: 'info', time: expect.any(String), part: 'harvest', sourceId: 'a', msg: 'job started' },
    ]);
  });

  it('never writes a secret', () => {
    const sink = memory();
    createLogger('info', sink).info(
      { token: 'hunter2', request: { token: 'hunter2' }, headers: { authorization: 'hunter2' } },
      'x',
    );
    expect(JSON.stringify(sink.lines)).not.toContain('hunter2');
    expect(sink.lines).toHaveLength(1);
  });
});

describe('logReporter', () => {
  it('logs the start and the end of a job at info and records set aside at debug', () => {
    const sink = memory();
    const reporter = logReporter(createLogger('debug', sink));
    reporter.jobStarted?.(EVENTS.jobStarted);
    reporter.recordSetAside?.(EVENTS.recordSetAside);
    reporter.publishing?.(EVENTS.publishing);
    reporter.jobFinished?.(FINISHED);
    expect(sink.lines.map(({ level, msg }) => [level, msg])).toEqual([
      ['info', 'job started'],
      ['debug', 'record set aside'],
      ['info', 'publishing'],
      ['info', 'job finished'],
    ]);
    expect(sink.lines[1]).toMatchObject({ remoteId: 'r', problems: ['missing-title'] });
    expect(sink.lines[3]).toMatchObject({ sourceId: 'a', jobId: 'job-1', seen: 3 });
  });

  it('warns of a portal that hides changes', () => {
    const sink = memory();
    const hidden = { hidden: 3, remoteIds: ['r1'] };
    logReporter(createLogger('info', sink)).jobFinished?.({ ...FINISHED, hidden });
    expect(sink.lines.map(({ level }) => level)).toEqual(['info', 'warn']);
    expect(sink.lines[1]).toMatchObject({
      sourceId: 'a',
      jobId: 'job-1',
      msg: 'the portal hides changes',
      ...hidden,
    });
  });

  it('warns of a failure of our own store, and of none of a portal', () => {
    const sink = memory();
    const reporter = logReporter(createLogger('info', sink));
    for (const code of ['source-unavailable', 'storage']) {
      reporter.jobFinished?.({ ...FINISHED, outcome: 'failed', error: { code, message: '' } });
    }
    expect(sink.lines.map(({ level }) => level)).toEqual(['info', 'warn']);
  });
});

describe('combineReporters', () => {
  it('tells every reporter every event in order', () => {
    const heard: string[] = [];
    const listener = (name: string) => ({
      jobStarted: () => {
        heard.push(`${name} started`);
      },
      progress: () => {
        heard.push(`${name} progress`);
      },
      recordSetAside: () => {
        heard.push(`${name} set aside`);
      },
      publishing: () => {
        heard.push(`${name} publishing`);
      },
      jobFinished: () => {
        heard.push(`${name} finished`);
      },
    });
    const all = combineReporters([listener('a'), {}, listener('b')], () => undefined);
    all.jobStarted(EVENTS.jobStarted);
    all.progress(EVENTS.progress);
    all.recordSetAside(EVENTS.recordSetAside);
    all.publishing(EVENTS.publishing);
    all.jobFinished(FINISHED);
    expect(heard).toEqual(
      ['started', 'progress', 'set aside', 'publishing', 'finished'].flatMap((event) => [
        `a ${event}`,
        `b ${event}`,
      ]),
    );
  });

  it('goes on without a reporter that throws, and says so once', () => {
    const errors: unknown[] = [];
    let heard = 0;
    const fault = new Error('the terminal is gone');
    const all = combineReporters(
      [
        {
          progress: () => {
            throw fault;
          },
        },
        {
          progress: () => {
            heard += 1;
          },
        },
      ],
      (error) => errors.push(error),
    );
    all.progress(EVENTS.progress);
    all.progress(EVENTS.progress);
    expect({ heard, errors }).toEqual({ heard: 2, errors: [fault] });
  });
});
