import { isJsonObject } from '../../src/domain/json-values.js';
import { pair } from '../../src/domain/labelled-draft.js';
import { objectsOf, present, textOf, wordOf } from './words.js';

/** A value as an element takes it, and whether that is all there is to it. */
export interface Read {
  readonly value: unknown;
  readonly isWhole: boolean;
}

export const NOTHING: Read = { value: undefined, isWhole: true };

/** An ISO 8601 interval that is repeated (`R/P1Y`), or a duration alone: a cycle and no date. */
const INTERVAL = /^R?\d*\/?P(?=\d|T)[\dYMWDTHS.,]+$/i;

export function isInterval(value: unknown): boolean {
  return typeof value === 'string' && INTERVAL.test(value.trim());
}

const YEAR_FIRST = /^[+-]?\d{4}/;
const OPEN_END = /^(?:\.\.)?$/;

/** `start/end`, of which one may be open or a duration; or the periods of DCAT-US 3, of which the element takes the first. */
export function readTemporal(given: unknown): Read {
  const value = textOf(given);
  if (typeof value === 'string') return readPeriodText(value);
  const periods = objectsOf(value);
  const [first] = periods;
  if (first === undefined) return { value, isWhole: true };
  const start = textOf(first['startDate'] ?? first['start']);
  const end = textOf(first['endDate'] ?? first['end']);
  const read = pair('start', start, 'end', end);
  return { value: read, isWhole: read !== undefined && periods.length === 1 };
}

function readPeriodText(text: string): Read {
  const parts = text.split('/').map((part) => part.trim());
  const [start, end] = parts;
  const isPeriod = (part: string): boolean =>
    YEAR_FIRST.test(part) || OPEN_END.test(part) || isInterval(part);
  if (parts.length !== 2 || start === undefined || end === undefined || !parts.every(isPeriod)) {
    return { value: text, isWhole: true };
  }
  const read = pair('start', day(start), 'end', day(end));
  return { value: read, isWhole: !parts.some(isInterval) };
}

/** Undefined for an end that is open, or told by its distance from the other. */
function day(part: string): string | undefined {
  return OPEN_END.test(part) || isInterval(part) ? undefined : part;
}

/** Coordinates, GeoJSON, GML or WKT, or a pair of places as a range of numbers. */
const SHAPE = /^\s*(?:[[{<]|(?:MULTI)?(?:POINT|LINESTRING|POLYGON)|ENVELOPE|BBOX)|^[\s\d.,;:+\-°/()]+$/i;

/** The words for a place; shapes and places without a name are no words. */
export function readSpatial(given: unknown): Read {
  const items: readonly unknown[] = Array.isArray(given) ? given : [given];
  const words: string[] = [];
  let isWhole = true;
  for (const item of items) {
    const word = present(placeName(item));
    if (typeof word === 'string' && !SHAPE.test(word)) words.push(word);
    else if (present(item) !== undefined) isWhole = false;
    if (isJsonObject(item)) isWhole = false;
  }
  return { value: words.length === 0 ? undefined : words.join('; '), isWhole };
}

const PLACE_NAMES = ['prefLabel', 'label', 'name', 'title'] as const;

function placeName(place: unknown): unknown {
  const text = textOf(place);
  if (!isJsonObject(text)) return text;
  return PLACE_NAMES.map((name) => wordOf(text[name])).find((word) => word !== undefined);
}
