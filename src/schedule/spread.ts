import { sha256Hex } from '../domain/identifiers.js';
import type { RequestHours } from '../domain/request-hours.js';

const MINUTE_MS = 60_000;

/** The place of a source among all others, from 0 to below 1: always the same, and even over many sources. */
export function placeOf(sourceId: string): number {
  return Number.parseInt(sha256Hex(sourceId).slice(0, 8), 16) / 2 ** 32;
}

export interface Spread {
  /** See `placeOf`. */
  readonly place: number;
  /** Room over which starts are spread. */
  readonly milliseconds: number;
  readonly hours: RequestHours | undefined;
}

/** When a run that is due begins: as soon as its portal may be asked, later by its place, and before the portal closes. */
export function startFor(due: Date, { place, milliseconds, hours }: Spread): Date {
  if (hours === undefined) return new Date(due.getTime() + Math.floor(place * milliseconds));
  const opening = hours.nextOpening(due);
  return new Date(opening.getTime() + Math.floor(place * roomWithin(opening, milliseconds, hours)));
}

function roomWithin(opening: Date, milliseconds: number, hours: RequestHours): number {
  // Hours begin and end with a minute.
  const firstMinute = MINUTE_MS - (opening.getTime() % MINUTE_MS);
  for (let room = firstMinute; room < milliseconds; room += MINUTE_MS) {
    if (!hours.isOpen(new Date(opening.getTime() + room))) return room;
  }
  return milliseconds;
}
