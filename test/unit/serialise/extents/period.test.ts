import { periodOf } from '../../../../src/serialise/extents/period.js';

const DAY_MS = 86_400_000;
const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / DAY_MS;

describe('when a dataset is about', () => {
  it.each([
    [{ start: '2024-02-01', end: '2024-02-03' }, day('2024-02-01'), day('2024-02-03')],
    [{ start: '2024-02', end: '2024-02' }, day('2024-02-01'), day('2024-02-29')],
    [{ start: '2023', end: '2024' }, day('2023-01-01'), day('2024-12-31')],
    [{ start: '1949-10-01', end: '1949-10-01' }, day('1949-10-01'), day('1949-10-01')],
    [{ start: '2023' }, day('2023-01-01'), Infinity],
    [{ end: '2023' }, -Infinity, day('2023-12-31')],
    [{ start: '2025-06-01', end: '2024-01-01' }, day('2024-01-01'), day('2025-06-01')],
  ])('%j', (temporal, from, to) => {
    expect(periodOf(temporal)).toEqual({ from, to });
  });

  it('is not told', () => {
    expect(periodOf(undefined)).toBeUndefined();
    expect(periodOf({})).toBeUndefined();
    expect(periodOf({ start: 'soon' })).toBeUndefined();
  });
});
