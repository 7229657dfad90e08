import { areCities, regionCounts } from '../../../../../src/http/pages/search/regions.js';

const ONE = { id: 'one', region: '江城市' };
const TWO = { id: 'two', region: '江城市' };
const OTHER = { id: 'other', region: '河城市' };
const OFFICE = { id: 'office' };

describe('cities', () => {
  it('are counted by their portals, the largest first', () => {
    const bySource = new Map([
      ['one', 1],
      ['two', 2],
      ['other', 5],
      ['office', 9],
      ['gone', 4],
    ]);
    expect([...regionCounts(bySource, [ONE, TWO, OTHER, OFFICE])]).toEqual([
      ['河城市', 5],
      ['江城市', 3],
    ]);
    expect(regionCounts(new Map(), [ONE])).toEqual(new Map());
  });

  it('say all that portals say where each portal is a city’s only one', () => {
    expect(areCities([ONE, OTHER])).toBe(true);
    expect(areCities([ONE, TWO])).toBe(false);
    expect(areCities([ONE, OFFICE])).toBe(false);
  });
});
