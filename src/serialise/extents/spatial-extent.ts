import type { Extra } from '../../domain/dataset.js';
import { toExtent, type Extent } from '../../domain/extent.js';
import { isJsonObject, parseJson } from '../../domain/json-values.js';
import { geojsonExtent } from './geojson.js';
import { wktExtent } from './wkt.js';

/** Extras with a shape, the best first: of CKAN and ckanext-dcat, of data.json, and of DCAT. */
const SHAPES = ['spatial', 'spatial_bbox', 'dct_spatial', 'spatial_centroid'] as const;
/** Those of ckanext-spatial. */
const EDGES = ['bbox-west-long', 'bbox-south-lat', 'bbox-east-long', 'bbox-north-lat'] as const;
const KEYS: ReadonlySet<string> = new Set([...SHAPES, ...EDGES]);

/** Where a place has its shape: GeoJSON's features, DCAT's locations. */
const HOLDERS = [
  ...['dcat:bbox', 'locn:geometry', 'dcat:centroid'],
  ...['bbox', 'geometry', 'centroid', '@value'],
] as const;
const MAX_DEPTH = 6;

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const BETWEEN = /\s*,\s*|\s+/;
/** Longer text is no four numbers. */
const MAX_BOX_LENGTH = 200;

/**
 * The box that a dataset is about, from what its portal says: a shape in GeoJSON or WKT, `west,south,east,north`, or four
 * edges. Undefined where nothing of it can be read. Portals write anything at all here; nothing of it throws.
 */
export function spatialExtent(extras: readonly Extra[]): Extent | undefined {
  let found: Map<string, string> | undefined;
  for (const { key, value } of extras) {
    if (!KEYS.has(key)) continue;
    found ??= new Map<string, string>();
    if (!found.has(key)) found.set(key, value);
  }
  if (found === undefined) return undefined;
  for (const key of SHAPES) {
    const text = found.get(key);
    const extent = text === undefined ? undefined : shapeExtent(text, MAX_DEPTH);
    if (extent !== undefined) return extent;
  }
  return boxExtent(EDGES.map((key) => found.get(key) ?? ''));
}

function shapeExtent(text: string, depth: number): Extent | undefined {
  const start = text.trimStart().charAt(0);
  if (start === '{' || start === '[') return jsonExtent(parseJson(text), depth);
  const edges = text.length > MAX_BOX_LENGTH ? [] : text.trim().split(BETWEEN);
  return edges.length === 4 ? (boxExtent(edges) ?? wktExtent(text)) : wktExtent(text);
}

function jsonExtent(value: unknown, depth: number): Extent | undefined {
  if (depth === 0) return undefined;
  if (typeof value === 'string') return shapeExtent(value, depth - 1);
  if (Array.isArray(value)) {
    return value.length === 4 && value.every((edge) => typeof edge === 'number')
      ? boxExtent(value.map(String))
      : firstExtent(value, depth - 1);
  }
  if (!isJsonObject(value)) return undefined;
  return geojsonExtent(value) ?? firstExtent(HOLDERS.map((key) => value[key]).filter(isThere), depth - 1);
}

function firstExtent(values: readonly unknown[], depth: number): Extent | undefined {
  for (const value of values) {
    const extent = jsonExtent(value, depth);
    if (extent !== undefined) return extent;
  }
  return undefined;
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** West, south, east, north as text. */
function boxExtent(edges: readonly string[]): Extent | undefined {
  const [west = NaN, south = NaN, east = NaN, north = NaN] = edges.map((edge) =>
    edge.length <= MAX_BOX_LENGTH && NUMBER.test(edge.trim()) ? Number(edge) : NaN,
  );
  // Else it is not in degrees.
  if (Math.max(Math.abs(west), Math.abs(east)) > 360 || Math.max(Math.abs(south), Math.abs(north)) > 90)
    return undefined;
  return toExtent({ west, south, east, north });
}
