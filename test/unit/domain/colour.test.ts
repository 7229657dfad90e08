import { contrast, mix, READABLE, readableOn } from '../../../src/domain/colour.js';

describe('contrast', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#767676', '#ffffff', 4.54],
    ['#FF0000', '#ffffff', 4],
    ['#0a0a0a', '#000000', 1.06],
  ])('of %s and %s is %d, whichever is named first', (one, other, ratio) => {
    expect(contrast(one, other)).toBeCloseTo(ratio, 2);
    expect(contrast(other, one)).toBe(contrast(one, other));
  });

  it.each(['red', '#fff', '#12345g', ''])('has no answer for "%s"', (text) => {
    expect(() => contrast(text, '#ffffff')).toThrow('is not a colour');
  });
});

describe('a readable colour', () => {
  it('is the colour itself where that can be read', () => {
    expect(readableOn(['#ffffff'], '#0a5aa8', '#000000')).toBe('#0a5aa8');
  });

  it.each(['#ffcc00', '#ffffff', '#777777', '#00ff00'])(
    'is made of %s for light and dark pages',
    (colour) => {
      const dark = readableOn(['#ffffff', '#f5f6f8'], colour, '#000000');
      expect(contrast(dark, '#f5f6f8')).toBeGreaterThanOrEqual(READABLE);
      expect(contrast(readableOn(['#14171b'], colour, '#ffffff'), '#14171b')).toBeGreaterThanOrEqual(
        READABLE,
      );
    },
  );

  it('is the ink where the grounds leave no other', () => {
    expect(readableOn(['#777777', '#000000'], '#777777', '#ffffff')).toBe('#ffffff');
  });
});

describe('a mixture', () => {
  it('has its share of each channel', () => {
    expect(mix('#000000', '#ffffff', 0.5)).toBe('#808080');
    expect(mix('#123456', '#ffffff', 1)).toBe('#123456');
  });
});
