import { suggest } from '../../../src/config/suggest.js';

describe('suggest', () => {
  it.each([
    ['prot', 'port'],
    ['time_zone', 'timezone'],
    ['Retries', 'retries'],
    ['removeShare', 'removedShare'],
  ])('takes %s for %s', (written, meant) => {
    expect(suggest(written, ['port', 'host', 'timezone', 'retries', 'removedShare'])).toBe(meant);
  });

  it('suggests nothing when nothing is near', () => {
    expect(suggest('colour', ['port', 'host'])).toBeUndefined();
    expect(suggest('x', [])).toBeUndefined();
  });
});
