import type { Extent } from '../../domain/extent.js';
import { geojsonExtent } from './geojson.js';

/** The order of coordinates in other systems is not to be told. */
const SYSTEM = /^\s*(?:<[^>]*\/CRS84>|SRID=4326\s*;)?\s*/i;
const SHAPE = /^(MULTI)?(?:POINT|LINESTRING|POLYGON) ?(?:ZM?|M)? ?(\([-+\d.,e()\s]*\))\s*$/i;
const ENVELOPE = /^(?:ENVELOPE|BBOX) ?\(([-+\d.,e\s]*)\)\s*$/i;
/** In a text between brackets, where the next part of a shape begins. */
const BETWEEN_PARTS = /\)\s*,\s*\(/;

/** The box around a shape in WKT, longitude first, or a Solr `ENVELOPE(west, east, north, south)`. */
export function wktExtent(text: string): Extent | undefined {
  const shape = text.replace(SYSTEM, '');
  const envelope = ENVELOPE.exec(shape)?.[1]?.split(',').map(numberOf);
  if (envelope?.length === 4) {
    const [west, east, north, south] = envelope;
    return geojsonExtent({
      type: 'Envelope',
      coordinates: [
        [west, north],
        [east, south],
      ],
    });
  }
  const [, multi, body] = SHAPE.exec(shape) ?? [];
  if (body === undefined) return undefined;
  const parts = multi === undefined ? [body] : body.split(BETWEEN_PARTS);
  return geojsonExtent({ type: 'MultiPolygon', coordinates: parts.map(positionsIn) });
}

function positionsIn(part: string): readonly (readonly unknown[])[] {
  return part
    .split(',')
    .map((position) => position.replaceAll(/[()]/g, ' ').trim().split(/\s+/).map(numberOf));
}

/** Text that is no number is none in a position either. */
function numberOf(text: string): number {
  return text.trim() === '' ? NaN : Number(text);
}
