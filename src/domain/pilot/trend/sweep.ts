import { THEMES } from '../../code-lists.js';
import { dayBefore } from '../../day.js';
import { DOMAIN_THRESHOLD } from '../measures.js';
import { STATEMENTS } from '../statements.js';
import { SET_READINGS, SETS, type SetName } from './sets.js';
import type { ConnectionPoint, TrendFigure, TrendMoment, TrendPoint } from './trend.js';
import type { Version } from './version-book.js';

const TIMELY = SETS.indexOf('timely');
const THEME_PLACE = SETS.length;
const ROWS = SETS.length + THEMES.length;

/**
 * Counts at many moments in one pass: a version adds itself to its sets at the first moment that it lives at and takes itself
 * away at the first one after; of the timely it takes itself away on the day that its update is due, whether anything happens
 * then or not.
 */
export class Sweep {
  readonly #moments: readonly TrendMoment[];
  readonly #tolerance: number;
  /** By set, then by moment: how many come and go there. */
  readonly #changes: Int32Array;
  /** Of a cycle's length: the date that an update must not be older than, at each moment. */
  readonly #bounds = new Map<number, readonly string[]>();

  /** `moments` rise; `tolerance`: share of a cycle by which an update may be late. */
  constructor(moments: readonly TrendMoment[], tolerance: number) {
    this.#moments = moments;
    this.#tolerance = tolerance;
    this.#changes = new Int32Array(ROWS * (moments.length + 1));
  }

  add({ start, end, sets, themes, days, modified }: Version): void {
    if (sets === 0) return;
    const from = this.firstAtOrAfter(start);
    const until = end === Infinity ? this.#moments.length : this.firstAtOrAfter(end);
    if (from >= until) return;
    for (let row = 0, bits = sets; bits !== 0; row += 1, bits >>>= 1) {
      if ((bits & 1) === 0) continue;
      this.#count(row, from, row === TIMELY ? Math.min(until, this.#dueAt(modified, days)) : until);
    }
    for (let row = THEME_PLACE, bits = themes; bits !== 0; row += 1, bits >>>= 1)
      if ((bits & 1) === 1) this.#count(row, from, until);
  }

  /** `connectionAt`: what else is counted of the moments, by their places. */
  points(connectionAt: (place: number) => ConnectionPoint): readonly TrendPoint[] {
    const sums = new Int32Array(ROWS);
    return this.#moments.map((moment, place) => {
      for (let row = 0; row < ROWS; row += 1)
        sums[row] = (sums[row] ?? 0) + (this.#changes[row * (this.#moments.length + 1) + place] ?? 0);
      return toPoint(moment, sums, connectionAt(place));
    });
  }

  #count(row: number, from: number, until: number): void {
    if (from >= until) return;
    const base = row * (this.#moments.length + 1);
    this.#changes[base + from] = (this.#changes[base + from] ?? 0) + 1;
    this.#changes[base + until] = (this.#changes[base + until] ?? 0) - 1;
  }

  /** Place of the first moment that sees what happened then: a moment sees what happened in its own millisecond. */
  firstAtOrAfter(micros: number): number {
    return firstPlace(this.#moments.length, (place) => this.#momentAt(place) * 1000 >= micros);
  }

  #momentAt(place: number): number {
    return this.#moments[place]?.milliseconds ?? Infinity;
  }

  /** The first moment at which the update is late; the filter of `measuresOn` compares the same texts. */
  #dueAt(modified: string, days: number): number {
    const bounds = this.#boundsOf(days);
    return firstPlace(bounds.length, (place) => (bounds[place] ?? '') > modified);
  }

  #boundsOf(days: number): readonly string[] {
    const known = this.#bounds.get(days);
    if (known !== undefined) return known;
    const late = Math.floor(days * (1 + this.#tolerance));
    const made = this.#moments.map(({ day }) => dayBefore(day, late));
    this.#bounds.set(days, made);
    return made;
  }
}

/** The first place where it holds, of places where it holds from some place on. */
function firstPlace(length: number, holds: (place: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function toPoint(
  { milliseconds, day }: TrendMoment,
  sums: Int32Array,
  connection: ConnectionPoint,
): TrendPoint {
  const of = (name: SetName): number => sums[SETS.indexOf(name)] ?? 0;
  const figuresOf = (code: keyof typeof SET_READINGS): readonly TrendFigure[] =>
    SET_READINGS[code].map(({ code: reading, numerator, denominator }) => {
      const above = of(numerator);
      if (denominator === undefined) return { code: reading, numerator: above, value: above };
      const below = of(denominator);
      return {
        ...{ code: reading, numerator: above, denominator: below },
        ...(below > 0 && { value: above / below }),
      };
    });
  const domains = [...sums.subarray(THEME_PLACE)];
  const entries = of('opened');
  const most = STATEMENTS.length * entries;
  const stated = STATEMENTS.reduce((sum, { code }) => sum + entries - of(`lacks-${code}`), 0);
  const narrower = stated - of('lacks-class') + of('lacks-attributes');
  return {
    ...{ at: new Date(milliseconds).toISOString(), day },
    measures: {
      total: figuresOf('total'),
      machine_readable: figuresOf('machine_readable'),
      api: figuresOf('api'),
      realtime: figuresOf('realtime'),
      timely: figuresOf('timely'),
    },
    domains: {
      full: domains.filter((count) => count >= DOMAIN_THRESHOLD.datasets).length,
      started: domains.filter((count) => count > 0).length,
    },
    completeness: {
      entries,
      ...(most > 0 && { value: stated / most, narrow: narrower / most }),
    },
    connection,
  };
}
