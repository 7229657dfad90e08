import { MILLISECONDS_A_DAY, formatCkanTime } from './dates.js';
import { hasFault } from './faults.js';
import type { City } from './province.js';
import { mix, unit } from './random.js';
import { revisionOf } from './timeline.js';
import type { Revision } from './timeline.js';

const SALT = { time: 0x2001 } as const;

const MICROSECONDS_A_DAY = 86_400_000_000;

/** A point in time: a day counted from day 0, and the microsecond of it. */
export interface Moment {
  readonly day: number;
  readonly microsecond: number;
}

/** The dates of a dataset as they stand on one day. */
export interface Moments {
  readonly created: Moment;
  /** What the portal claims as its last change. */
  readonly modified: Moment;
  readonly revision: Revision;
}

export function momentsOf(key: number, created: number, day: number): Moments {
  const revision = revisionOf(key, created, day);
  const first = momentOfRevision(key, { number: 0, day: created });
  const unmoved = revision.number === 0 || hasFault(key, 'silent-change');
  return { created: first, modified: unmoved ? first : momentOfRevision(key, revision), revision };
}

function momentOfRevision(key: number, revision: Revision): Moment {
  const drawn = unit(mix(key, SALT.time), revision.number);
  return { day: revision.day, microsecond: Math.floor(drawn * MICROSECONDS_A_DAY) };
}

export function ckanTime(city: City, moment: Moment): string {
  return formatCkanTime(city.startDay + moment.day, moment.microsecond);
}

/** Milliseconds since 1970, with microseconds as a fraction. */
export function epochMilliseconds(city: City, moment: Moment): number {
  return (city.startDay + moment.day) * MILLISECONDS_A_DAY + moment.microsecond / 1000;
}
