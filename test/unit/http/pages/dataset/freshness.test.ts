import type { Dataset } from '../../../../../src/domain/dataset.js';
import { freshnessOf } from '../../../../../src/http/pages/dataset/freshness.js';

function judged(
  record: Pick<Dataset, 'updateCycle' | 'modified'>,
  today: string,
  tolerance = 0,
): ReturnType<typeof freshnessOf> {
  return freshnessOf(record, { today, tolerance });
}

describe('how fresh a dataset is', () => {
  const WEEKLY = { updateCycle: 'weekly', modified: '2026-03-01' } as const;

  it.each([
    ['2026-03-01', { state: 'timely', due: '2026-03-08', days: 7 }],
    ['2026-03-08', { state: 'timely', due: '2026-03-08', days: 0 }],
    ['2026-03-09', { state: 'overdue', due: '2026-03-08', until: '2026-03-08', days: 1 }],
    ['2026-04-08', { state: 'overdue', due: '2026-03-08', until: '2026-03-08', days: 31 }],
    ['2026-02-28', { state: 'future' }],
  ])('is told on %s to the day', (today, expected) => {
    expect(judged(WEEKLY, today)).toEqual(expected);
  });

  it.each([
    ['2026-03-08', { state: 'timely', due: '2026-03-08', days: 0 }],
    ['2026-03-09', { state: 'due', due: '2026-03-08', until: '2026-03-11', days: 1 }],
    ['2026-03-11', { state: 'due', due: '2026-03-08', until: '2026-03-11', days: 3 }],
    ['2026-03-12', { state: 'overdue', due: '2026-03-08', until: '2026-03-11', days: 1 }],
  ])('allows for the tolerance, cut to whole days, on %s', (today, expected) => {
    expect(judged(WEEKLY, today, 0.5)).toEqual(expected);
  });

  it('counts from the last day of a date that is a month or a year', () => {
    expect(judged({ updateCycle: 'monthly', modified: '2024-02' }, '2024-04-01')).toMatchObject({
      state: 'overdue',
      due: '2024-03-31',
      days: 1,
    });
    expect(judged({ updateCycle: 'annual', modified: '2026' }, '2026-05-01')).toMatchObject({
      state: 'timely',
    });
    expect(judged({ updateCycle: 'annual', modified: '2027' }, '2026-05-01')).toEqual({ state: 'future' });
  });

  it.each([
    [{}, 'unstated'],
    [{ modified: '2026-01-01' }, 'unstated'],
    [{ updateCycle: 'irregular', modified: '2020-01-01' }, 'irregular'],
    [{ updateCycle: 'on_demand' }, 'irregular'],
    [{ updateCycle: 'static' }, 'static'],
    [{ updateCycle: 'daily' }, 'undated'],
  ] as const)('of %j is %s', (record, state) => {
    expect(judged(record, '2026-05-01')).toEqual({ state });
  });
});
