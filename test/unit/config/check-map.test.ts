import { isMapFault, readMap } from '../../../src/config/check-map.js';

const SQUARE = [
  [110, 30],
  [111, 30],
  [111, 31],
  [110, 31],
  [110, 30],
];

function feature(properties: object, coordinates: unknown = [SQUARE], type = 'Polygon'): object {
  return { type: 'Feature', properties, geometry: { type, coordinates } };
}

function collection(...features: readonly object[]): string {
  return JSON.stringify({ type: 'FeatureCollection', features });
}

describe('the map of a province', () => {
  it('has the cities as sources call them, with all their parts and no finer corners than can be seen', () => {
    const fine = SQUARE.flatMap(([x = 0, y = 0]) => [
      [x, y],
      [x + 1e-6, y + 1e-6],
    ]);
    const map = readMap(
      collection(
        feature({ name: '江城', region: '江城市' }, [fine]),
        feature({ name: '湖滨市' }, [[SQUARE], [SQUARE]], 'MultiPolygon'),
      ),
    );
    if (isMapFault(map)) throw new Error(map.message);
    expect(map.map(({ name, polygons }) => [name, polygons.length])).toEqual([
      ['江城市', 1],
      ['湖滨市', 2],
    ]);
    expect(map[0]?.polygons[0]?.[0]).toHaveLength(SQUARE.length);
  });

  it.each([
    ['is no map', '{'],
    ['is no map', '[]'],
    ['has 0 features', collection()],
    ['feature 1 has no name', collection(feature({ adcode: 1 }))],
    ['"江城市" is there twice', collection(feature({ name: '江城市' }), feature({ name: '江城市' }))],
    ['the shape of "江城市" cannot be read', collection(feature({ name: '江城市' }, [110, 30], 'Point'))],
    ['the shape of "江城市" cannot be read', collection(feature({ name: '江城市' }, [[[1, 2]]]))],
    [
      'the shape of "江城市" cannot be read',
      collection(feature({ name: '江城市' }, [SQUARE.map(([x = 0, y = 0]) => [x * 1000, y])])),
    ],
  ])('is refused when it %s', (message, text) => {
    expect(readMap(text)).toMatchObject({ message, allowed: expect.any(String) });
  });
});
