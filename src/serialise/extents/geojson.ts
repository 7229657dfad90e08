import { toExtent, type Extent } from '../../domain/extent.js';
import { isJsonObject } from '../../domain/json-values.js';
import { spanOf, type Longitudes } from './longitudes.js';

/** Lists within lists: a polygon has rings, which have positions. */
const MAX_DEPTH = 3;
/** Collections of collections. */
const MAX_NESTING = 8;
const MAX_LONGITUDE = 360;
const MAX_LATITUDE = 90;

const SHAPE = /^(multi)?(?:point|linestring|polygon|envelope)$/i;

/** The box around a GeoJSON value; undefined for anything that is none, or that is not in degrees of longitude and latitude. */
export function geojsonExtent(value: unknown): Extent | undefined {
  const parts = partsOf(value, 0);
  if (parts === undefined) return undefined;
  const longitudes: Longitudes[] = [];
  let south = Infinity;
  let north = -Infinity;
  for (const part of parts) {
    const box = boxOf(part);
    if (box === undefined) return undefined;
    longitudes.push(box);
    south = Math.min(south, box.south);
    north = Math.max(north, box.north);
  }
  const { west, east } = spanOf(longitudes);
  return toExtent({ west, south, east, north });
}

/** The coordinates of all that is in one piece; undefined where anything cannot be read: half a shape is another one. */
function partsOf(value: unknown, nesting: number): readonly unknown[] | undefined {
  if (!isJsonObject(value) || nesting > MAX_NESTING) return undefined;
  const { type, coordinates } = value;
  if (type === 'FeatureCollection') return partsOfAll(value['features'], nesting);
  if (type === 'GeometryCollection') return partsOfAll(value['geometries'], nesting);
  if (type === 'Feature') return partsOf(value['geometry'], nesting + 1);
  const shape = typeof type === 'string' ? SHAPE.exec(type) : null;
  if (shape === null || !Array.isArray(coordinates)) return undefined;
  return shape[1] === undefined ? [coordinates] : (coordinates as readonly unknown[]);
}

function partsOfAll(members: unknown, nesting: number): readonly unknown[] | undefined {
  if (!Array.isArray(members)) return undefined;
  const all: unknown[] = [];
  for (const member of members) {
    const parts = partsOf(member, nesting + 1);
    if (parts === undefined) return undefined;
    for (const part of parts) all.push(part);
  }
  return all;
}

/** The box around the positions of one part. */
function boxOf(part: unknown): Extent | undefined {
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;

  function add(value: unknown, depth: number): boolean {
    if (!Array.isArray(value) || depth === 0) return false;
    const list: readonly unknown[] = value;
    const x = list[0];
    if (typeof x !== 'number') {
      for (const member of list) if (!add(member, depth - 1)) return false;
      return true;
    }
    const y = list[1];
    if (typeof y !== 'number' || !(Math.abs(x) <= MAX_LONGITUDE && Math.abs(y) <= MAX_LATITUDE)) return false;
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < south) south = y;
    if (y > north) north = y;
    return true;
  }

  return add(part, MAX_DEPTH) && west <= east ? { west, south, east, north } : undefined;
}
