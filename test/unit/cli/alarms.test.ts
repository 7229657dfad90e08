import type { Application } from '../../../src/cli/application.js';
import type { SourceAlarm } from '../../../src/domain/source-alarm.js';
import type { Source } from '../../../src/domain/source.js';
import { run, SOURCE } from './fake-world.js';

const ALARM: SourceAlarm = {
  sourceId: SOURCE.id,
  kind: 'failures',
  since: '2026-11-22T03:10:00.000Z',
  message: { zh: '连续 3 次采集失败', en: '3 runs in a row failed' },
};

describe('lianmu alarms', () => {
  const application: Partial<Application> = {
    alarms: () => Promise.resolve({ judgedAt: '2026-11-22T12:00:00.000Z', open: [ALARM] }),
  };

  it('lists what is open and when somebody looked', async () => {
    const { out, code } = await run(['alarms'], { application });
    expect(code).toBe(0);
    expect(out).toMatch(/jiangcheng-city +failures +2026-11-22 03:10Z +3 runs in a row failed/);
    expect(out).toContain('Last looked at 2026-11-22 12:00Z.');
  });

  it('speaks Chinese, and JSON to programs', async () => {
    expect((await run(['alarms', '--lang', 'zh'], { application })).out).toContain('连续 3 次采集失败');
    expect(JSON.parse((await run(['alarms', '--json'], { application })).out)).toEqual(ALARM);
  });

  it('tells silence from nobody looking', async () => {
    const quiet: Partial<Application> = { alarms: () => Promise.resolve({ open: [] }) };
    expect((await run(['alarms'], { application: quiet })).out).toBe(
      'No alarm is open. No serve has looked yet.\n',
    );
  });
});

describe('lianmu sources pause, resume and trust', () => {
  function told() {
    const calls: unknown[] = [];
    const application: Partial<Application> = {
      pauseSources: (ids, reason) => {
        calls.push(['pause', ids, reason]);
        return Promise.resolve(['a', 'b']);
      },
      resumeSources: (ids) => {
        calls.push(['resume', ids]);
        return Promise.resolve(ids);
      },
      trustSources: (ids) => {
        calls.push(['trust', ids]);
        return Promise.resolve(ids);
      },
    };
    return { calls, application };
  }

  it('name sources, or all of them', async () => {
    const { calls, application } = told();
    const paused = await run(['sources', 'pause', 'a', 'b', '--reason', 'moving'], { application });
    expect(paused.out).toContain('2 source(s) paused');
    await run(['sources', 'pause', '--all'], { application });
    await run(['sources', 'resume', 'a'], { application });
    await run(['sources', 'resume', '--all'], { application });
    const trusted = await run(['sources', 'trust', 'a'], { application });
    expect(trusted.out).toContain('1 source(s) trusted again');
    await run(['sources', 'trust', '--all'], { application });
    expect(calls).toEqual([
      ['pause', ['a', 'b'], 'moving'],
      ['pause', [], undefined],
      ['resume', ['a']],
      ['resume', []],
      ['trust', ['a']],
      ['trust', []],
    ]);
  });

  it.each([
    ['sources', 'pause'],
    ['sources', 'resume'],
    ['sources', 'trust'],
    ['sources', 'pause', 'a', '--all'],
  ])('do nothing when it is not clear what is meant: %s %s', async (...line) => {
    const { calls, application } = told();
    const { code, err } = await run(line, { application });
    expect({ code, calls }).toEqual({ code: 2, calls: [] });
    expect(err).toContain('Name sources, or --all');
  });

  it('show whose portal is not trusted, and why', async () => {
    const finding = {
      ...{ jobId: 'job-7', foundAt: '2026-11-22T03:10:00.000Z', hidden: 12, remoteIds: ['r1', 'r2'] },
    };
    const line = { source: SOURCE, datasets: 1, rejected: 0, finding };
    const application: Partial<Application> = {
      sources: () => Promise.resolve([line]),
      source: () => Promise.resolve({ ...line, hasToken: false }),
    };
    expect((await run(['sources', 'list'], { application })).out).toContain('distrusted: full runs');
    const { out } = await run(['sources', 'show', SOURCE.id], { application });
    expect(out).toContain('job job-7 of 2026-11-22 03:10Z found 12 change(s)');
    expect(out).toContain('(r1, r2)');
    const chinese = await run(['sources', 'show', SOURCE.id, '--lang', 'zh'], { application });
    expect(chinese.out).toContain('漏报 12 项变化（r1, r2）');
  });

  it('show in the list of sources', async () => {
    const line = { source: SOURCE, datasets: 1, rejected: 0 };
    const paused = { ...line, paused: { since: '2026-11-22T03:10:00.000Z', reason: 'moving' } };
    const onDemand: Source = Object.fromEntries(
      Object.entries(SOURCE).filter(([key]) => key !== 'schedule'),
    ) as unknown as Source;
    const rhythm = { ...line, source: { ...onDemand, every: '6h', fullSchedule: '0 2 * * 0' } };
    const lines = [paused, rhythm, { ...line, source: onDemand }];
    const { out } = await run(['sources', 'list'], {
      application: { sources: () => Promise.resolve(lines) },
    });
    expect(out).toContain('paused: moving');
    expect(out).toContain('6h, full: 0 2 * * 0 (Asia/Shanghai)');
    expect(out).toContain('on demand');
  });
});
