import { requestHours } from '../../../src/domain/request-hours.js';

const SHANGHAI = 'Asia/Shanghai';
/** 2026-11-22 in Shanghai, which is eight hours ahead. */
function shanghai(time: string): Date {
  return new Date(`2026-11-22T${time}+08:00`);
}

describe('hours in which a portal may be asked', () => {
  it('are all of them where no window is set', () => {
    expect(requestHours([], SHANGHAI)).toBeUndefined();
  });

  it.each([
    ['08:00-18:00', '07:59:59', false],
    ['08:00-18:00', '08:00:00', true],
    ['08:00-18:00', '17:59:59', true],
    ['08:00-18:00', '18:00:00', false],
    ['22:00-06:00', '23:30:00', true],
    ['22:00-06:00', '00:00:00', true],
    ['22:00-06:00', '05:59:59', true],
    ['22:00-06:00', '06:00:00', false],
    ['20:00-24:00', '23:59:59', true],
    ['20:00-24:00', '00:00:00', false],
    ['08:00-08:00', '03:00:00', true],
  ])('%s at %s: %s', (window, time, open) => {
    expect(requestHours([window], SHANGHAI)?.isOpen(shanghai(time))).toBe(open);
  });

  it('may be several stretches, and are told in words', () => {
    const hours = requestHours(['00:00-06:00', '12:00-13:00'], SHANGHAI);
    expect(hours?.text).toBe('00:00-06:00, 12:00-13:00 (Asia/Shanghai)');
    expect(hours?.isOpen(shanghai('12:30:00'))).toBe(true);
    expect(hours?.nextOpening(shanghai('06:00:01'))).toEqual(shanghai('12:00:00'));
    expect(hours?.nextOpening(shanghai('12:30:05'))).toEqual(shanghai('12:30:05'));
    expect(hours?.nextOpening(shanghai('13:00:00'))).toEqual(new Date('2026-11-23T00:00:00+08:00'));
  });

  it('follow the clock of the zone where it is put forward or back', () => {
    const hours = requestHours(['02:00-03:00'], 'Europe/Berlin');
    // On the last Sunday of March there is no such hour, on that of October it is there twice.
    expect(hours?.nextOpening(new Date('2026-03-29T00:30:00Z'))).toEqual(new Date('2026-03-30T00:00:00Z'));
    expect(hours?.isOpen(new Date('2026-10-25T00:30:00Z'))).toBe(true);
    expect(hours?.isOpen(new Date('2026-10-25T01:30:00Z'))).toBe(true);
    expect(hours?.isOpen(new Date('2026-10-25T02:30:00Z'))).toBe(false);
  });
});
