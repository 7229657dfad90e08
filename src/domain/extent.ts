/**
 * A box on the globe, in degrees. `west` is from -180 to 180, `east` at least that and less than 360 degrees on, or all of
 * the way round from -180 to 180: an `east` beyond 180 lies behind the antimeridian.
 */
export interface Extent {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

const TURN = 360;

/**
 * A box of longitudes in any turn and latitudes, which end at the poles. A `west` above `east` means the way over the
 * antimeridian. Undefined where it is no box, or none on the globe.
 */
export function toExtent({ west, south, east, north }: Extent): Extent | undefined {
  if (![west, south, east, north].every(Number.isFinite)) return undefined;
  if (south > north || south > 90 || north < -90) return undefined;
  const latitudes = { south: Math.max(south, -90), north: Math.min(north, 90) };
  if (east - west >= TURN) return { west: -180, east: 180, ...latitudes };
  const from = west - turnsOf(west);
  // Moved as one, so that a box keeps its width.
  const to = east - turnsOf(east >= west ? west : east);
  return { west: from, east: to < from ? to + TURN : to, ...latitudes };
}

/** The full turns that lie between a longitude and the same one from -180 to 180. */
function turnsOf(longitude: number): number {
  return Math.abs(longitude) <= 180 ? 0 : Math.floor((longitude + 180) / TURN) * TURN;
}

/** Whether two boxes have a point in common; their edges belong to them. */
export function meets(one: Extent, other: Extent): boolean {
  if (one.south > other.north || one.north < other.south) return false;
  // One turn on, what reaches beyond the antimeridian lies on the other side of it.
  return overlap(one, other, 0) || overlap(one, other, TURN) || overlap(one, other, -TURN);
}

function overlap(one: Extent, other: Extent, turn: number): boolean {
  return one.west <= other.east + turn && one.east >= other.west + turn;
}
