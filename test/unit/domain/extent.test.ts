import fc from 'fast-check';
import { meets, toExtent, type Extent } from '../../../src/domain/extent.js';

function box(west: number, south: number, east: number, north: number): Extent | undefined {
  return toExtent({ west, south, east, north });
}

describe('a box on the globe', () => {
  it.each([
    ['as it is', [120, 30, 121, 31], [120, 30, 121, 31]],
    ['a point', [0, 0, 0, 0], [0, 0, 0, 0]],
    ['the world', [-180, -90, 180, 90], [-180, -90, 180, 90]],
    ['wider than the world', [-500, -95, 500, 95], [-180, -90, 180, 90]],
    ['one turn further', [480, 30, 481, 31], [120, 30, 121, 31]],
    ['turns back', [-600, 30, -599, 31], [120, 30, 121, 31]],
    ['over the antimeridian by its edges', [170, -20, -170, -10], [170, -20, 190, -10]],
    ['over the antimeridian by numbers beyond it', [170, -20, 190, -10], [170, -20, 190, -10]],
    ['over it from the other side', [-190, -20, -170, -10], [170, -20, 190, -10]],
    ['up to it', [-190, 0, -180, 1], [170, 0, 180, 1]],
    ['from it', [180, 0, 190, 1], [180, 0, 190, 1]],
  ] as const)('%s', (_case, [west, south, east, north], expected) => {
    const extent = box(west, south, east, north);
    expect(extent && [extent.west, extent.south, extent.east, extent.north]).toEqual(expected);
  });

  it.each([
    ['no numbers', [NaN, 0, 1, 1]],
    ['no end', [0, 0, Infinity, 1]],
    ['upside down', [0, 31, 1, 30]],
    ['beyond the north pole', [30, 120, 31, 121]],
    ['beyond the south pole', [0, -95, 1, -91]],
  ] as const)('is none: %s', (_case, [west, south, east, north]) => {
    expect(box(west, south, east, north)).toBeUndefined();
  });

  it.each([
    ['an edge', [0, 0, 10, 10], [10, 10, 20, 20], true],
    ['a hair beside', [0, 0, 10, 10], [10.000001, 0, 20, 10], false],
    ['above each other', [0, 0, 10, 10], [0, 11, 10, 20], false],
    ['one in the other', [0, 0, 10, 10], [4, 4, 5, 5], true],
    ['over the antimeridian and east of it', [170, 0, -170, 1], [-175, 0, -174, 1], true],
    ['over the antimeridian and west of it', [170, 0, -170, 1], [175, 0, 176, 1], true],
    ['over the antimeridian and away from it', [170, 0, -170, 1], [-10, 0, 10, 1], false],
    ['both over the antimeridian', [170, 0, -170, 1], [179, 0, -100, 1], true],
    ['the antimeridian by both its names', [180, 0, 180, 1], [-180, 0, -170, 1], true],
    ['the world', [-180, -90, 180, 90], [179, 0, -179, 1], true],
  ] as const)('meets: %s', (_case, one, other, expected) => {
    const [a, b] = [one, other].map(([west, south, east, north]) => box(west, south, east, north));
    expect(meets(a!, b!)).toBe(expected);
    expect(meets(b!, a!)).toBe(expected);
  });

  it('meets what has a point in common with it, on whatever turn it was written', () => {
    const degree = fc.integer({ min: -720, max: 720 });
    const latitude = fc.integer({ min: -90, max: 90 });
    const written = fc.record({
      west: degree,
      width: fc.integer({ min: 0, max: 400 }),
      south: latitude,
      height: fc.integer({ min: 0, max: 30 }),
    });
    fc.assert(
      fc.property(written, written, (a, b) => {
        const [one, other] = [a, b].map(({ west, width, south, height }) =>
          box(west, south, west + width, south + height),
        );
        // Edges are whole degrees: two boxes that meet have a whole degree in common.
        const has = ({ west, width }: typeof a, longitude: number): boolean =>
          (((longitude - west) % 360) + 360) % 360 <= width;
        const longitudes = Array.from({ length: 360 }, (_, index) => index);
        const across = longitudes.some((longitude) => has(a, longitude) && has(b, longitude));
        const along = a.south <= b.south + b.height && b.south <= a.south + a.height;
        expect(meets(one!, other!)).toBe(across && along);
      }),
    );
  });
});
