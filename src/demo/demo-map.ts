import { CITIES } from './places.js';

type Corner = readonly [longitude: number, latitude: number];

/** As a hub reads it from its operator's file. */
type DemoMap = readonly {
  readonly name: string;
  readonly polygons: readonly (readonly (readonly Corner[])[])[];
}[];

/** Degrees; the province lies where there is sea. */
const WEST = 152;
const SOUTH = 24;
const RADIUS = 0.6;
/** Rows from the north: where the first city is, in widths of a city, and how many there are. */
const ROWS = [
  [0.5, 3],
  [0, 4],
  [0.5, 3],
  [1, 1],
] as const;

/** 澜江省 as it would be if its cities were hexagons, with coasts that are worn a little. */
export function demoMap(): DemoMap {
  const centres = ROWS.flatMap(([first, count], row) =>
    Array.from({ length: count }, (_, place): Corner => {
      return [WEST + (first + place) * 2.2 * RADIUS, SOUTH - row * 1.5 * RADIUS];
    }),
  );
  return CITIES.map(({ name }, place) => {
    const [longitude, latitude] = centres[place] ?? [WEST, SOUTH];
    return { name, polygons: [[hexagon(longitude, latitude)]] };
  });
}

/** Neighbours share their corners. */
function hexagon(longitude: number, latitude: number): readonly Corner[] {
  const corners = Array.from({ length: 7 }, (_, place): Corner => {
    const angle = ((place % 6) * 60 + 30) * (Math.PI / 180);
    const [x, y] = [Math.cos(angle), Math.sin(angle)];
    return worn(longitude + (x * 1.1 * RADIUS) / Math.cos(Math.PI / 6), latitude + y * RADIUS);
  });
  return corners;
}

/** Moves a corner by what follows from where it is. */
function worn(longitude: number, latitude: number): Corner {
  const [across, down] = [Math.round(longitude * 10), Math.round(latitude * 10)];
  const east = Math.sin(across * 1.7 + down * 2.3) * 0.14;
  const north = Math.cos(across * 2.9 + down * 1.3) * 0.14;
  return [Number((longitude + east).toFixed(3)), Number((latitude + north).toFixed(3))];
}
