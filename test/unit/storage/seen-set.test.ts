import { SeenSet } from '../../../src/storage/writer/seen-set.js';

describe('SeenSet', () => {
  it('knows what was added and nothing else, across its growth', () => {
    const seen = new SeenSet();
    const keys = [0, 1, 7, 8, 8_191, 8_192, 16_384, 1_000_000, 1_000_007];
    for (const key of keys) {
      expect(seen.has(key)).toBe(false);
      seen.add(key);
    }
    for (const key of keys) expect(seen.has(key)).toBe(true);
    for (const key of [2, 6, 9, 8_190, 8_193, 999_999, 1_000_001, 5_000_000])
      expect(seen.has(key)).toBe(false);
  });

  it('is added to twice without harm', () => {
    const seen = new SeenSet();
    seen.add(3);
    seen.add(3);
    expect([seen.has(2), seen.has(3), seen.has(4)]).toEqual([false, true, false]);
  });
});
