import {
  nextOrder,
  orderParameters,
  readOrder,
  sortLeague,
} from '../../../../../src/http/pages/statistics/league-order.js';

const CODES = ['total', 'api'] as const;
const ROWS = [
  { id: 'a', title: '乙', values: { total: 3, api: 0.5 } },
  { id: 'b', title: '甲', values: { total: 3 } },
  { id: 'c', title: '丙', values: { total: 9, api: 0.1 } },
];

function sorted(query: string): string {
  return sortLeague(ROWS, readOrder(new URLSearchParams(query), CODES))
    .map(({ id }) => id)
    .join('');
}

describe('the order of a league', () => {
  it.each([
    ['', 'cba'],
    ['sort=total&order=asc', 'bac'],
    ['sort=api', 'acb'],
    ['sort=api&order=asc', 'cab'],
    ['sort=timely', 'cba'],
  ])('by "%s" has who has no value last and equal ones by name: %s', (query, ids) => {
    expect(sorted(query)).toBe(ids);
  });

  it('by name is the same backwards', () => {
    const backwards = sorted('sort=name&order=desc').split(/(?=.)/).toReversed();
    expect(backwards.join('')).toBe(sorted('sort=name'));
  });

  it('is what its address says', () => {
    for (const by of [...CODES, 'name'] as const)
      for (const isRising of [true, false]) {
        const order = { by, isRising };
        const pairs = orderParameters(order).flatMap(([key, value]) =>
          value === undefined ? [] : [[key, String(value)]],
        );
        expect(readOrder(new URLSearchParams(pairs), CODES)).toEqual(order);
      }
  });

  it('turns round where it is that already', () => {
    const order = { by: 'api', isRising: false } as const;
    expect(nextOrder(order, 'api')).toEqual({ by: 'api', isRising: true });
    expect(nextOrder(order, 'total')).toEqual({ by: 'total', isRising: false });
    expect(nextOrder(order, 'name')).toEqual({ by: 'name', isRising: true });
  });
});
