import { localMoment, momentInWords } from '../../../../src/http/pages/moment-words.js';

const ZONE = 'Asia/Shanghai';

describe('a moment of the past in words', () => {
  it.each([
    [{ text: '2026-11-22', time: Date.UTC(2026, 10, 22, 15, 59, 59, 999) }, undefined, '2026-11-22'],
    [{ text: '2026-11-22T20:00:00Z', time: Date.UTC(2026, 10, 22, 20) }, undefined, '2026-11-23 04:00'],
    [{ text: '310' }, '2026-11-22T20:00:30.123456', '2026-11-23 04:00'],
    [{ text: '0' }, undefined, ''],
  ])('%j is what the clock of the hub shows', (moment, published, local) => {
    expect(localMoment(moment, published, ZONE)).toBe(local);
  });

  it.each([
    ['2026-11-22', '2026年11月22日日终', 'the end of 22 November 2026'],
    ['2026-11-23 04:00', '2026年11月23日 04:00', '23 November 2026, 04:00'],
    ['', '首次发布之前', 'before the first publication'],
  ])('"%s" is "%s" and "%s"', (local, zh, en) => {
    expect([momentInWords({ local }, 'zh'), momentInWords({ local }, 'en')]).toEqual([zh, en]);
  });
});
