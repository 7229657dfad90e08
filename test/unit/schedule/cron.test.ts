import fc from 'fast-check';
import { cronTimes, isCron } from '../../../src/schedule/cron.js';

const HOUR_MS = 3_600_000;

function localMinute(at: Date, timeZone: string): { hour: number; minute: number } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value);
  return { hour: part('hour'), minute: part('minute') };
}

describe('times of a cron expression', () => {
  it.each([
    ['10 3 * * *', true],
    ['* * * * * *', true],
    ['nightly', false],
  ])('are known: %s', (expression, known) => {
    expect(isCron(expression)).toBe(known);
  });

  it.each([
    ['10 3 * * *', 'Asia/Shanghai', '2026-11-22T00:00:00Z', '2026-11-22T19:10:00.000Z'],
    ['10 3 * * *', 'Asia/Shanghai', '2026-11-22T19:10:00Z', '2026-11-23T19:10:00.000Z'],
    ['*/15 * * * *', 'UTC', '2026-11-22T00:01:00Z', '2026-11-22T00:15:00.000Z'],
    ['*/10 * * * * *', 'UTC', '2026-11-22T00:00:01Z', '2026-11-22T00:00:10.000Z'],
    ['0 2 * * 0', 'Asia/Shanghai', '2026-11-22T00:00:00Z', '2026-11-28T18:00:00.000Z'],
    ['0 0 29 2 *', 'UTC', '2026-11-22T00:00:00Z', '2028-02-29T00:00:00.000Z'],
    // The hour begins at half past.
    ['5 9 * * *', 'Asia/Kolkata', '2026-11-22T00:00:00Z', '2026-11-22T03:35:00.000Z'],
    // The clock goes from 02:00 to 03:00 in this night: there is no 02:30.
    ['30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z', '2026-03-30T00:30:00.000Z'],
  ])('are found: %s in %s after %s', (expression, timezone, after, next) => {
    expect(cronTimes(expression, timezone)(new Date(after))?.toISOString()).toBe(next);
  });

  it('end where none comes for years', () => {
    expect(cronTimes('0 0 * 2 1#5', 'UTC')(new Date('2026-11-22T00:00:00Z'))).toBeUndefined();
  });

  it('are the first minute that fits, whatever the moment, hour, minute and zone', () => {
    const zones = ['Asia/Shanghai', 'UTC', 'Asia/Kolkata', 'Asia/Kathmandu', 'America/St_Johns'];
    fc.assert(
      fc.property(
        fc.nat(23),
        fc.nat(59),
        fc.constantFrom(...zones),
        fc.nat(365 * 24 * 3600),
        (hour, minute, timezone, second) => {
          const after = new Date(Date.UTC(2026, 0, 1) + second * 1000);
          const next = cronTimes(`${minute} ${hour} * * *`, timezone)(after)!;
          expect(next.getTime()).toBeGreaterThan(after.getTime());
          expect(next.getTime() - after.getTime()).toBeLessThanOrEqual(25 * HOUR_MS);
          expect(localMinute(next, timezone)).toEqual({ hour, minute });
        },
      ),
      { numRuns: 60 },
    );
  });
});
