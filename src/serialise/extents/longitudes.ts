export interface Longitudes {
  readonly west: number;
  readonly east: number;
}

/**
 * The longitudes of a shape in parts. One that is cut in two at the antimeridian (as GeoJSON asks) lies on both ends of the
 * scale; counted from 0 to 360 it is one piece, which is what counts where that is narrower. `west` is beyond `east` where
 * there is no part.
 */
export function spanOf(parts: readonly Longitudes[]): Longitudes {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const asWritten = around(parts);
  // A part on both sides of 0 would be torn apart there.
  if (parts.some(({ west, east }) => west < 0 && east > 0)) return asWritten;
  const fromZero = around(
    parts.map(({ west, east }) => (west < 0 ? { west: west + 360, east: east + 360 } : { west, east })),
  );
  return fromZero.east - fromZero.west < asWritten.east - asWritten.west ? fromZero : asWritten;
}

function around(parts: readonly Longitudes[]): Longitudes {
  let west = Infinity;
  let east = -Infinity;
  for (const part of parts) {
    if (part.west < west) west = part.west;
    if (part.east > east) east = part.east;
  }
  return { west, east };
}
