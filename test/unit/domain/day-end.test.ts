import { endOfDay, minuteIn, momentText } from '../../../src/domain/day.js';

describe('the end of a day', () => {
  it.each([
    ['Asia/Shanghai', '2026-11-22', '2026-11-22T15:59:59.999Z'],
    ['UTC', '2026-11-22', '2026-11-22T23:59:59.999Z'],
    ['America/New_York', '2026-11-01', '2026-11-02T04:59:59.999Z'],
    ['Europe/Berlin', '2026-03-29', '2026-03-29T21:59:59.999Z'],
  ])('in %s of %s is %s', (timezone, day, end) => {
    expect(new Date(endOfDay(timezone, day)).toISOString()).toBe(end);
    expect(momentText(timezone, day)).toBe(end);
    expect(minuteIn(timezone, Date.parse(end))).toBe(`${day} 23:59`);
  });

  it('is none for what is no date, and a moment is left as it is', () => {
    expect(endOfDay('UTC', '2026-13-01')).toBeNaN();
    expect(momentText('Asia/Shanghai', '2026-11-22T01:00:00Z')).toBe('2026-11-22T01:00:00Z');
  });
});
