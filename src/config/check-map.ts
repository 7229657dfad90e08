import type { CityShape, Corner, ProvinceMap } from '../domain/province-map.js';
import { isRecord } from './pointer.js';

/** What is wrong with a map, and what it should be. */
export interface MapFault {
  readonly message: string;
  readonly allowed: string;
}

const MAX_CITIES = 200;
/** Steps of the longer side: finer than what a chart shows. */
const GRID = 700;
const GEOJSON = 'GeoJSON: a FeatureCollection of Polygons or MultiPolygons in degrees';
const NAMED = 'each feature with a property `region` or `name` that says what sources have as `region`';

/** A map of a province from GeoJSON, no finer than it is drawn; or the first thing that is wrong with it. */
export function readMap(text: string): ProvinceMap | MapFault {
  const features = featuresOf(text);
  if (features === undefined) return { message: 'is no map', allowed: GEOJSON };
  if (features.length === 0 || features.length > MAX_CITIES)
    return { message: `has ${features.length} features`, allowed: `1 to ${MAX_CITIES}, one a city` };
  const shapes: CityShape[] = [];
  for (const [place, feature] of features.entries()) {
    const name = nameOf(feature);
    if (name === undefined) return { message: `feature ${place + 1} has no name`, allowed: NAMED };
    if (shapes.some((shape) => shape.name === name))
      return {
        message: `"${name}" is there twice`,
        allowed: 'one feature a city, a MultiPolygon where it has parts',
      };
    const polygons = polygonsOf(feature);
    if (polygons === undefined) return { message: `the shape of "${name}" cannot be read`, allowed: GEOJSON };
    shapes.push({ name, polygons });
  }
  return coarse(shapes);
}

export function isMapFault(map: ProvinceMap | MapFault): map is MapFault {
  return 'message' in map;
}

function featuresOf(text: string): readonly unknown[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (!isRecord(value) || value['type'] !== 'FeatureCollection') return undefined;
  return Array.isArray(value['features']) ? (value['features'] as readonly unknown[]) : undefined;
}

function nameOf(feature: unknown): string | undefined {
  const properties = isRecord(feature) ? feature['properties'] : undefined;
  if (!isRecord(properties)) return undefined;
  return [properties['region'], properties['name']].find(
    (name): name is string => typeof name === 'string' && name.trim() !== '',
  );
}

function polygonsOf(feature: unknown): CityShape['polygons'] | undefined {
  const geometry = isRecord(feature) ? feature['geometry'] : undefined;
  if (!isRecord(geometry)) return undefined;
  const { type, coordinates } = geometry;
  const polygons: unknown = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : [];
  const isRing = (ring: unknown): ring is readonly Corner[] =>
    Array.isArray(ring) && ring.length >= 4 && ring.every(isCorner);
  const isPolygon = (rings: unknown): rings is readonly (readonly Corner[])[] =>
    Array.isArray(rings) && rings.length > 0 && rings.every(isRing);
  return Array.isArray(polygons) && polygons.length > 0 && polygons.every(isPolygon) ? polygons : undefined;
}

function isCorner(value: unknown): value is Corner {
  if (!Array.isArray(value) || value.length < 2) return false;
  const [longitude, latitude] = value as readonly unknown[];
  return isWithin(longitude, 180) && isWithin(latitude, 90);
}

function isWithin(value: unknown, most: number): boolean {
  return typeof value === 'number' && Math.abs(value) <= most;
}

/** Corners on a grid, so that neighbours still share their border; what is smaller than a cell is left out. */
function coarse(shapes: readonly CityShape[]): ProvinceMap {
  const bounds = { west: Infinity, east: -Infinity, south: Infinity, north: -Infinity };
  for (const [longitude, latitude] of shapes.flatMap(({ polygons }) => polygons.flat(2))) {
    bounds.west = Math.min(bounds.west, longitude);
    bounds.east = Math.max(bounds.east, longitude);
    bounds.south = Math.min(bounds.south, latitude);
    bounds.north = Math.max(bounds.north, latitude);
  }
  const cell = Math.max(bounds.east - bounds.west, bounds.north - bounds.south) / GRID || 1;
  const snapped = (value: number): number => Number((Math.round(value / cell) * cell).toFixed(5));
  const ringOf = (ring: readonly Corner[]): readonly Corner[] => {
    const corners = ring.map(([longitude, latitude]): Corner => [snapped(longitude), snapped(latitude)]);
    return corners.filter(
      ([longitude, latitude], place) =>
        place === 0 || longitude !== corners[place - 1]?.[0] || latitude !== corners[place - 1]?.[1],
    );
  };
  return shapes.map(({ name, polygons }) => {
    const kept = polygons.flatMap((rings) => {
      const [outline, ...holes] = rings.map(ringOf).map((ring) => (ring.length < 4 ? undefined : ring));
      return outline === undefined ? [] : [[outline, ...holes.filter((hole) => hole !== undefined)]];
    });
    return { name, polygons: kept.length === 0 ? polygons.slice(0, 1) : kept };
  });
}
