import fc from 'fast-check';
import { requestHours } from '../../../src/domain/request-hours.js';
import { gapsOf, longestPause, readInterval, rhythmOf } from '../../../src/schedule/rhythm.js';
import { placeOf, startFor } from '../../../src/schedule/spread.js';

const MINUTE_MS = 60_000;
const timezone = 'Asia/Shanghai';
const due = new Date('2026-11-22T03:10:00+08:00');

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

describe('the spread of starts', () => {
  it('gives 200 sources of one minute places all over the room, the same each time', () => {
    const starts = Array.from({ length: 200 }, (_, number) =>
      startFor(due, { place: placeOf(`source-${number}`), milliseconds: 300_000, hours: undefined }),
    );
    const seconds = starts.map((start) => Math.floor((start.getTime() - due.getTime()) / 1000));
    const perSecond = new Map<number, number>();
    for (const second of seconds) perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
    expect(Math.max(...perSecond.values())).toBeLessThanOrEqual(6);
    expect(Math.min(...seconds)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...seconds)).toBeLessThan(300);
    // A tenth of the room has about a tenth of the sources.
    expect(seconds.filter((second) => second < 30).length).toBeLessThan(40);
    expect(placeOf('source-7')).toBe(placeOf('source-7'));
  });

  it('stays within the hours of the portal, whatever they are', () => {
    const minuteOfDay = fc.nat(1439);
    fc.assert(
      fc.property(
        minuteOfDay,
        minuteOfDay,
        fc.nat(86_399_999),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (opens, closes, later, place) => {
          const hours = requestHours([`${clock(opens)}-${clock(closes)}`], timezone)!;
          const at = new Date(due.getTime() + later);
          const start = startFor(at, { place, milliseconds: 3 * 60 * MINUTE_MS, hours });
          expect(hours.isOpen(start)).toBe(true);
          expect(start.getTime()).toBeGreaterThanOrEqual(at.getTime());
        },
      ),
    );
  });

  it('spreads what waits for one opening', () => {
    const hours = requestHours(['22:00-06:00'], timezone);
    const noon = new Date('2026-11-22T12:00:00+08:00');
    const start = startFor(noon, { place: 0.5, milliseconds: 10 * MINUTE_MS, hours });
    expect(start.toISOString()).toBe('2026-11-22T14:05:00.000Z');
  });
});

describe('a rhythm', () => {
  it.each([
    ['30m', 1_800_000],
    ['6h', 21_600_000],
    ['1d', 86_400_000],
  ])('is read: %s', (text, milliseconds) => {
    expect(readInterval(text)).toBe(milliseconds);
  });

  it.each(['0h', 'h', '6', '6w'])('is refused: %s', (text) => {
    expect(() => readInterval(text)).toThrow('is not an interval');
  });

  it('knows its shortest and its longest pause', () => {
    const rhythm = rhythmOf({ schedule: '0 3 * * 1-5', timezone })!;
    expect(gapsOf(rhythm, due)).toEqual({ shortest: 86_400_000, longest: 3 * 86_400_000 });
    expect(longestPause({ every: '6h', timezone }, due)).toBe(6 * 3_600_000);
    expect(longestPause({ fullSchedule: '0 2 * * 0', timezone }, due)).toBe(7 * 86_400_000);
    expect(longestPause({ timezone }, due)).toBeUndefined();
  });
});
