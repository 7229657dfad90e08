import fc from 'fast-check';
import { spatialExtent } from '../../../../src/serialise/extents/spatial-extent.js';

function extentOf(extras: Readonly<Record<string, string>>): readonly number[] | undefined {
  const extent = spatialExtent(Object.entries(extras).map(([key, value]) => ({ key, value })));
  return extent && [extent.west, extent.south, extent.east, extent.north];
}

function ofSpatial(value: unknown): readonly number[] | undefined {
  return extentOf({ spatial: typeof value === 'string' ? value : JSON.stringify(value) });
}

const RING = [
  [120, 30],
  [121, 30],
  [121, 31],
  [120, 31],
  [120, 30],
];
const CITY = [120, 30, 121, 31];

describe('where a dataset is about', () => {
  it.each([
    ['a polygon', { type: 'Polygon', coordinates: [RING] }, CITY],
    ['a point', { type: 'Point', coordinates: [118.5, 32] }, [118.5, 32, 118.5, 32]],
    ['a point with its height', { type: 'Point', coordinates: [118.5, 32, 9000] }, [118.5, 32, 118.5, 32]],
    ['points', { type: 'MultiPoint', coordinates: [RING[0], RING[2]] }, CITY],
    ['a line', { type: 'LineString', coordinates: [RING[1], RING[3]] }, CITY],
    ['polygons', { type: 'MultiPolygon', coordinates: [[RING], [[[110, 20]]]] }, [110, 20, 121, 31]],
    [
      'a feature',
      { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [RING] } },
      CITY,
    ],
    [
      'a collection',
      {
        type: 'GeometryCollection',
        geometries: [
          { type: 'Point', coordinates: [120, 31] },
          { type: 'Point', coordinates: [121, 30] },
        ],
      },
      CITY,
    ],
    [
      'features',
      {
        type: 'FeatureCollection',
        features: [{ type: 'Feature', geometry: { type: 'Polygon', coordinates: [RING] } }],
      },
      CITY,
    ],
    ['two corners', { type: 'envelope', coordinates: [RING[3], RING[1]] }, CITY],
    [
      'two sides of the antimeridian',
      {
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [172, -40],
              [180, -40],
              [180, -30],
            ],
          ],
          [
            [
              [-180, -40],
              [-176, -30],
            ],
          ],
        ],
      },
      [172, -40, 184, -30],
    ],
    [
      'longitudes beyond the antimeridian',
      {
        type: 'LineString',
        coordinates: [
          [177, 0],
          [183, 1],
        ],
      },
      [177, 0, 183, 1],
    ],
    [
      'nearly all the way round in one piece',
      {
        type: 'LineString',
        coordinates: [
          [-170, 0],
          [170, 1],
        ],
      },
      [-170, 0, 170, 1],
    ],
    ['a box as data.json has it', '120,30,121,31', CITY],
    ['one with blanks', ' 120.0 30 121 +31 ', CITY],
    ['a list of edges', [120, 30, 121, 31], CITY],
    ['WKT', 'POLYGON((120 30, 121 30, 121 31, 120 30))', CITY],
    ['WKT with heights', 'POLYGON Z ((120 30 5, 121 30 5, 121 31 5, 120 30 5))', CITY],
    [
      'WKT in parts',
      'MULTIPOLYGON(((172 -40, 180 -40, 180 -30)), ((-180 -40, -176 -30)))',
      [172, -40, 184, -30],
    ],
    ['WKT with its system', 'SRID=4326;POINT(118.5 32)', [118.5, 32, 118.5, 32]],
    ["Solr's box", 'ENVELOPE(120, 121, 31, 30)', CITY],
    ['a location of DCAT', [{ '@type': ['dct:Location'], 'dcat:bbox': ['POLYGON((120 30,121 31))'] }], CITY],
    [
      'a location of DCAT-US',
      { '@type': 'Location', geometry: { type: 'Polygon', coordinates: [RING] } },
      CITY,
    ],
    [
      'a location with a text of GeoJSON',
      { 'locn:geometry': [JSON.stringify({ type: 'Polygon', coordinates: [RING] })] },
      CITY,
    ],
  ])('is read from %s', (_case, value, expected) => {
    expect(ofSpatial(value)).toEqual(expected);
  });

  it.each([
    ['words', '江城市'],
    ['nothing', ''],
    ['broken JSON', '{"type":"Point","coordinates":[1,'],
    ['null', 'null'],
    ['a type that is none', { type: 'Blob', coordinates: [1, 2] }],
    ['a geometry without coordinates', { type: 'Point' }],
    ['an empty polygon', { type: 'Polygon', coordinates: [] }],
    ['text for numbers', { type: 'Point', coordinates: ['120', '30'] }],
    ['no number at all', '{"type":"Point","coordinates":[NaN,30]}'],
    ['numbers beyond all', '{"type":"Point","coordinates":[1e999,30]}'],
    ['metres', { type: 'Point', coordinates: [830000, 820000] }],
    ['latitude first', { type: 'Point', coordinates: [30, 120] }],
    [
      'half a shape',
      {
        type: 'MultiPoint',
        coordinates: [
          [120, 30],
          [120, 'x'],
        ],
      },
    ],
    ['numbers a list too deep', { type: 'MultiPolygon', coordinates: [[[[[120, 30]]]]] }],
    ['a feature without a shape', { type: 'Feature', geometry: null }],
    ['three edges', '120,30,121'],
    ['edges upside down', '120,31,121,30'],
    ['edges that are none', '120,30,x,31'],
    ['a place by its address', 'https://data.example.org/place/a,b,c,d'],
    ['WKT in a system of its own', '<http://www.opengis.net/def/crs/EPSG/0/4490> POINT(30 120)'],
    ['WKT without numbers', 'POLYGON((a b, c d))'],
    ['GML', '<gml:Envelope><gml:lowerCorner>1 2</gml:lowerCorner></gml:Envelope>'],
  ])('is nowhere: %s', (_case, value) => {
    expect(ofSpatial(value)).toBeUndefined();
  });

  it('is nowhere for what would take a hostile portal nothing to write and others long to read', () => {
    const hostile = [
      '['.repeat(300_000),
      '['.repeat(300_000) + ']'.repeat(300_000),
      `{"type":"Polygon","coordinates":${'['.repeat(100_000)}1,2${']'.repeat(100_000)}}`,
      '{"type":"GeometryCollection","geometries":['.repeat(10_000) + ']}'.repeat(10_000),
      '{"geometry":'.repeat(100_000) + '1' + '}'.repeat(100_000),
      `POLYGON${' '.repeat(300_000)}x`,
      `POINT(${') '.repeat(150_000)}x`,
      `${'1'.repeat(300_000)}x`,
      `${' '.repeat(300_000)}x`,
      `<${'/CRS84'.repeat(50_000)}`,
      `1,${' '.repeat(300_000)},2,3`,
    ];
    const start = process.cpuUsage();
    for (const value of hostile) expect(ofSpatial(value)).toBeUndefined();
    // What grows with the square of the length takes minutes.
    expect(process.cpuUsage(start).user).toBeLessThan(10_000_000);
  });

  it('never throws, and is a box where it is anything', () => {
    const edge = fc.oneof(fc.integer({ min: -400, max: 400 }), fc.double(), fc.string(), fc.constant(null));
    const { list } = fc.letrec<{ list: unknown }>((tie) => ({
      list: fc.oneof({ maxDepth: 5 }, edge, fc.array(tie('list'), { maxLength: 4 })),
    }));
    const type = fc.constantFrom('Point', 'Polygon', 'MultiPolygon', 'MultiPoint', 'Feature', 'x');
    const value = fc.oneof(
      fc.json(),
      fc.record({ type, coordinates: list, geometry: list }).map((shape) => JSON.stringify(shape)),
      fc.array(edge, { maxLength: 5 }).map((edges) => edges.join(',')),
      fc
        .array(fc.constantFrom('POLYGON', 'MULTI', 'ENVELOPE', '(', ')', ',', ' ', '1', '-2.5', 'e'), {
          maxLength: 20,
        })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(value, (text) => {
        const [west, south, east, north] = ofSpatial(text) ?? [0, 0, 0, 0];
        expect(west! <= east! && south! <= north!).toBe(true);
        expect(west! >= -180 && west! <= 180 && south! >= -90 && north! <= 90).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('is read from four edges, also over the antimeridian', () => {
    const edges = {
      'bbox-west-long': '120',
      'bbox-south-lat': '30.0',
      'bbox-east-long': ' 121 ',
      'bbox-north-lat': '31',
    };
    expect(extentOf(edges)).toEqual(CITY);
    expect(extentOf({ ...edges, 'bbox-west-long': '170', 'bbox-east-long': '-170' })).toEqual([
      170, 30, 190, 31,
    ]);
    expect(extentOf({ ...edges, 'bbox-north-lat': '' })).toBeUndefined();
    expect(extentOf({ ...edges, 'bbox-north-lat': '95' })).toBeUndefined();
  });

  it('is the shape before the edges, and the first that can be read', () => {
    const point = JSON.stringify({ type: 'Point', coordinates: [1, 2] });
    const edges = {
      'bbox-west-long': '120',
      'bbox-south-lat': '30',
      'bbox-east-long': '121',
      'bbox-north-lat': '31',
    };
    expect(extentOf({ spatial: point, ...edges })).toEqual([1, 2, 1, 2]);
    expect(extentOf({ spatial: '江城市', ...edges })).toEqual(CITY);
    expect(extentOf({ spatial: '江城市', dct_spatial: `["x", {"dcat:bbox": "POINT(1 2)"}]` })).toEqual([
      1, 2, 1, 2,
    ]);
    expect(extentOf({ title: point })).toBeUndefined();
  });
});
