import type { HarvestRequest } from '../../../src/cli/requests.js';
import { NotFoundError } from '../../../src/domain/errors.js';
import type { JobReport } from '../../../src/pipeline/ports.js';
import { report, run, Screen, SOURCE, start } from './fake-world.js';

function harvesting(reports: readonly JobReport[], seen: HarvestRequest[] = []) {
  return {
    harvest: (request: HarvestRequest) => {
      seen.push(request);
      return Promise.resolve(reports);
    },
  };
}

describe('lianmu harvest', () => {
  it('prints one JSON object per source with the documented keys first', async () => {
    const counts = {
      seen: 9,
      added: 3,
      updated: 2,
      unchanged: 1,
      restored: 1,
      rejected: 1,
      refused: 1,
      removed: 4,
      problems: 7,
    };
    const { out, code } = await run(['harvest', '--json'], {
      application: harvesting([
        report('complete', counts),
        report('failed', {}, { code: 'storage', message: 'disk full' }),
      ]),
    });
    const [first = '', second = ''] = out.trimEnd().split('\n');
    expect(Object.keys(JSON.parse(first) as object)).toEqual([
      'source',
      'outcome',
      'seen',
      'added',
      'updated',
      'unchanged',
      'removed',
      'rejected',
      'problems',
      'restored',
      'refused',
      'failed',
      'duplicates',
      'missing',
      'refederated',
      'seconds',
    ]);
    expect(JSON.parse(first)).toMatchObject({ source: SOURCE.id, outcome: 'complete', ...counts });
    expect(JSON.parse(second)).toMatchObject({
      outcome: 'failed',
      error: { code: 'storage', message: 'disk full' },
    });
    expect(code).toBe(1);
  });

  it('says when a portal was found to hide changes', async () => {
    const hidden = { hidden: 12, remoteIds: ['r1', 'r2'] };
    const application = harvesting([{ ...report('complete'), hidden }]);
    const { out, code } = await run(['harvest'], { application });
    expect(out).toContain('the portal left out 12 (r1, r2); runs are full until sources trust');
    expect(code).toBe(0);
    expect(JSON.parse((await run(['harvest', '--json'], { application })).out)).toMatchObject({ hidden });
  });

  it('hands names and switches on', async () => {
    const seen: HarvestRequest[] = [];
    const { opened, closed } = await run(['harvest', 'a', 'b', '--dry-run', '--full', '--config', 'else'], {
      application: harvesting([], seen),
    });
    expect(seen).toMatchObject([{ sources: ['a', 'b'], dryRun: true, full: true }]);
    expect(opened).toEqual([{ configDir: 'else', language: 'en', quiet: false }]);
    expect(closed).toBe(1);
  });

  it.each([
    ['fine', [report('complete', { problems: 5, refused: 1 })], 0],
    ['a rejected record', [report('complete', { rejected: 1 })], 1],
    ['a record that was not brought', [report('partial', { failed: 1 })], 1],
    ['a failed job', [report('complete'), report('failed', {}, { code: 'empty-gather', message: '' })], 1],
    [
      'an unavailable source beside another failure',
      [
        report('failed', {}, { code: 'storage', message: '' }),
        report('failed', {}, { code: 'source-unavailable', message: '' }),
      ],
      3,
    ],
  ])('ends with the right exit code: %s', async (_name, reports, expected) => {
    expect((await run(['harvest'], { application: harvesting(reports) })).code).toBe(expected);
  });

  it('prints a table with sums and the reason of a failure, without colour codes when nobody watches', async () => {
    const reports = [
      report('complete', { seen: 1200 }),
      report('failed', { seen: 34 }, { code: 'storage', message: 'disk full' }),
    ];
    const { out, err } = await run(['harvest'], { application: harvesting(reports) });
    expect(out).toMatch(/jiangcheng-city +complete +1,200/);
    expect(out).toMatch(/total +1,234/);
    expect(out).toContain('✗ jiangcheng-city: disk full (storage)');
    expect(out + err).not.toContain('\u001b');
  });

  it('counts duplicates where there are any, and has no column for them elsewhere', async () => {
    const none = report('complete', { seen: 10 });
    const some = report('complete', { seen: 2234, duplicates: 2260 });
    const counted = await run(['harvest'], { application: harvesting([none, some]) });
    expect(counted.out).toMatch(/ duplicates /);
    expect(counted.out).toMatch(/complete +2,234 .* 2,260 /);
    const plain = await run(['harvest'], { application: harvesting([none]) });
    expect(plain.out).not.toContain('duplicates');
  });

  it('speaks Chinese unless the locale is English', async () => {
    const application = harvesting([report('complete')]);
    expect((await run(['harvest'], { application, env: { LANG: 'C.UTF-8' } })).out).toContain('完成');
    expect((await run(['harvest', '--lang', 'zh'], { application })).out).toContain('完成');
    expect((await run(['--lang=en', 'harvest'], { application, env: {} })).out).toContain('complete');
  });

  it('colours on a terminal, and not with NO_COLOR', async () => {
    const application = harvesting([report('complete')]);
    const coloured = await run(['harvest'], { application, terminal: true });
    expect(coloured.out).toContain('\u001b[32m');
    expect(coloured.opened).toMatchObject([{ quiet: true }]);
    const plain = await run(['harvest'], { application, terminal: true, env: { LANG: 'en', NO_COLOR: '1' } });
    expect(plain.out).not.toContain('\u001b');
  });

  it('draws a bar per source on a terminal', async () => {
    const harvest = ({ reporter }: HarvestRequest) => {
      const counts = report('complete', { seen: 50 }).counts;
      reporter.jobStarted?.({ jobId: 'job-1', source: SOURCE, mode: 'full' });
      reporter.progress?.({ sourceId: SOURCE.id, total: 100, counts });
      reporter.publishing?.({ sourceId: SOURCE.id, counts });
      reporter.jobFinished?.(report('complete', { seen: 50 }));
      return Promise.resolve([report('complete')]);
    };
    const { err } = await run(['harvest'], { application: { harvest }, terminal: true });
    expect(err).toContain('江城市公共数据开放平台');
    expect(err).toContain('█');
    expect((await run(['harvest'], { application: { harvest } })).err).toBe('');
  });

  it('ends with 2 when it is asked for a source that is not there', async () => {
    const harvest = () => Promise.reject(new NotFoundError('there is no source x'));
    const { code, err, closed } = await run(['harvest', 'x'], { application: { harvest } });
    expect(code).toBe(2);
    expect(err).toBe('Error: there is no source x (not-found)\n');
    expect(closed).toBe(1);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('%s aborts the work, prints what there is and ends with %i', async (name, expected) => {
    let aborted = false;
    const started = start(['harvest'], {
      application: {
        harvest: ({ signal }) =>
          new Promise((resolve) => {
            signal.addEventListener('abort', () => {
              aborted = true;
              resolve([report('aborted', {}, { code: 'aborted', message: 'interrupted' })]);
            });
            queueMicrotask(() => started.signals.emit(name));
          }),
      },
    });
    const { code, out, closed } = await started.result;
    expect({ code, aborted, closed }).toEqual({ code: expected, aborted: true, closed: 1 });
    expect(out).toContain('aborted');
    expect(started.signals.listenerCount(name)).toBe(0);
  });

  it('keeps a hostile message from steering the terminal', async () => {
    const { out } = await run(['harvest'], {
      application: harvesting([
        report('failed', {}, { code: 'storage', message: 'a\u001b]0;owned\u0007\nb' }),
      ]),
    });
    expect(out).not.toMatch(/[\u001b\u0007]/);
  });

  it('ends quietly when nobody reads the output any more', async () => {
    class Gone extends Screen {
      override _write(_chunk: string, _encoding: string, done: (error?: Error) => void): void {
        done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
      }
    }
    const reports = Array.from({ length: 20_000 }, () => report('complete'));
    const { code, err } = await run(['harvest', '--json'], {
      application: harvesting(reports),
      stdout: new Gone(false),
    });
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });
});
