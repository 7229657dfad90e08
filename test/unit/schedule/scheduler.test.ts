import { jest } from '@jest/globals';
import { isCron, startSchedules } from '../../../src/schedule/scheduler.js';
import { testSource } from '../../support/source.js';

const EACH_SECOND = '* * * * * *';
const network = testSource().network;

/** Until it is so; the tests' own time-out ends what never is. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('schedules', () => {
  it.each([
    ['10 3 * * *', true],
    [EACH_SECOND, true],
    ['nightly', false],
  ])('know a cron expression: %s', (expression, known) => {
    expect(isCron(expression)).toBe(known);
  });

  it('run what is due, one run of a source at a time, and tell what broke', async () => {
    const failed = jest.fn();
    const ends: (() => void)[] = [];
    let started = 0;
    const sources = [
      testSource({ id: 'busy', schedule: EACH_SECOND }),
      testSource({ id: 'broken', schedule: EACH_SECOND }),
      testSource({ id: 'disabled', schedule: EACH_SECOND, enabled: false }),
      testSource({ id: 'by-hand' }),
    ];
    const schedules = startSchedules(sources, {
      run(sourceId) {
        if (sourceId === 'broken') return Promise.reject(new Error('broke'));
        started += 1;
        return new Promise<void>((resolve) => ends.push(resolve));
      },
      failed,
    });
    try {
      expect([...schedules.next().keys()]).toEqual(['busy', 'broken']);
      await until(() => failed.mock.calls.length >= 3);
      expect(started).toBe(1);
      expect(failed).toHaveBeenCalledWith('broken', new Error('broke'));
      ends[0]?.();
      await until(() => started === 2);
    } finally {
      await schedules.stop();
      for (const end of ends) end();
    }
  });

  it('wait for the hours of the portal', async () => {
    const waits: number[] = [];
    let open = (): void => undefined;
    const run = jest.fn(() => Promise.resolve());
    const source = testSource({
      schedule: EACH_SECOND,
      timezone: 'Asia/Shanghai',
      network: { ...network, windows: ['22:00-06:00'] },
    });
    const schedules = startSchedules([source], {
      run,
      failed: jest.fn(),
      now: () => new Date('2026-11-22T21:30:00+08:00'),
      wait: (milliseconds) =>
        new Promise((resolve) => {
          waits.push(milliseconds);
          open = resolve;
        }),
    });
    try {
      await until(() => waits.length === 1);
      expect(waits).toEqual([30 * 60_000]);
      expect(run).not.toHaveBeenCalled();
      open();
      await until(() => run.mock.calls.length === 1);
    } finally {
      await schedules.stop();
      open();
    }
  });

  it('start nothing any more once they are stopped', async () => {
    const run = jest.fn(() => Promise.resolve());
    const failed = jest.fn();
    let asked = 0;
    const source = testSource({ schedule: EACH_SECOND, network: { ...network, windows: ['22:00-06:00'] } });
    const schedules = startSchedules([source], {
      run,
      failed,
      now() {
        asked += 1;
        return new Date('2026-11-22T12:00:00+08:00');
      },
    });
    await until(() => asked === 1);
    await schedules.stop();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(run).not.toHaveBeenCalled();
    expect(failed).not.toHaveBeenCalled();
  });
});
