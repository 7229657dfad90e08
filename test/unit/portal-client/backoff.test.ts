import { backoffDelay, isTransientStatus, retryAfterDelay } from '../../../src/portal-client/backoff.js';

describe('backoffDelay', () => {
  it('doubles up to half a minute, half of it jitter', () => {
    expect([0, 1, 2, 20].map((attempt) => backoffDelay(attempt, () => 0))).toEqual([250, 500, 1_000, 15_000]);
    expect(backoffDelay(20, () => 0.999)).toBeLessThanOrEqual(30_000);
  });
});

describe('retryAfterDelay', () => {
  const now = new Date('2026-03-01T00:00:00Z');

  it.each([
    ['120', 120_000],
    [' 5 ', 5_000],
    ['Sun, 01 Mar 2026 00:00:30 GMT', 30_000],
    ['Sat, 28 Feb 2026 00:00:00 GMT', 0],
    ['999999999', 300_000],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('reads %j', (header, expected) => {
    expect(retryAfterDelay(header, now, 300_000)).toBe(expected);
  });
});

describe('isTransientStatus', () => {
  it('knows which statuses pass', () => {
    expect([408, 425, 429, 500, 599].every(isTransientStatus)).toBe(true);
    expect([400, 404, 409, 422].some(isTransientStatus)).toBe(false);
  });
});
