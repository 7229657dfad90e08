import { requestHours } from '../domain/request-hours.js';
import type { Source } from '../domain/source.js';
import { fullRhythmOf, gapsOf, rhythmOf } from './rhythm.js';
import type { Rhythm } from './rhythm.js';
import { placeOf, startFor } from './spread.js';
import type { Spread } from './spread.js';

/** When the last runs of a source began, ISO UTC: any, and a full one. */
export interface LastStarts {
  readonly any?: string;
  readonly full?: string;
}

/** One row of times of a source, and the next of them. */
interface Course {
  readonly rhythm: Rhythm;
  /** When it is due by its rhythm; undefined when no time comes any more. */
  due: Date | undefined;
  /** When it begins. */
  start: Date | undefined;
}

/** A start may take no more of a rhythm than this. */
const MOST_OF_RHYTHM = 0.1;

/** The times of one source: of its ordinary runs, and of those that are full. */
export class SourcePlan {
  readonly #regular: Course | undefined;
  readonly #full: Course | undefined;
  readonly #spread: Spread;

  constructor(
    source: Source,
    { now, last, jitterMs }: { readonly now: Date; readonly last: LastStarts; readonly jitterMs: number },
  ) {
    const regular = rhythmOf(source);
    const full = fullRhythmOf(source);
    const gaps = [regular, full].flatMap((rhythm) =>
      rhythm === undefined ? [] : (gapsOf(rhythm, now)?.shortest ?? []),
    );
    this.#spread = {
      place: placeOf(source.id),
      milliseconds: Math.min(jitterMs, ...gaps.map((gap) => gap * MOST_OF_RHYTHM)),
      hours: requestHours(source.network.windows, source.timezone),
    };
    this.#regular = regular && this.#begin(regular, now, last.any);
    this.#full = full && this.#begin(full, now, last.full);
  }

  /** When the next run begins. */
  get next(): Date | undefined {
    const starts = [this.#regular?.start, this.#full?.start].filter((start) => start !== undefined);
    return starts.length === 0 ? undefined : new Date(Math.min(...starts.map(Number)));
  }

  /** The run that begins now, if one does; its course goes on to the next time. A full one takes the ordinary one along. */
  take(now: Date): { readonly full: boolean } | undefined {
    this.#reopen(now);
    const isDue = { regular: startsBy(this.#regular, now), full: startsBy(this.#full, now) };
    if (isDue.regular) this.#advance(this.#regular, now);
    if (isDue.full) this.#advance(this.#full, now);
    return isDue.regular || isDue.full ? { full: isDue.full } : undefined;
  }

  /** Passes over an ordinary run that is due; a full one stays due, because its next may be weeks away. */
  skip(now: Date): void {
    if (startsBy(this.#regular, now)) this.#advance(this.#regular, now);
  }

  /** Gives what is due a start anew, spread as if it became due now: after a pause many sources are due at once. */
  resume(now: Date): void {
    for (const course of [this.#regular, this.#full]) {
      if (course !== undefined && startsBy(course, now)) course.start = startFor(now, this.#spread);
    }
  }

  #begin(rhythm: Rhythm, now: Date, last: string | undefined): Course {
    // One without any run waits for its time; an interval has none, so it begins now.
    const due =
      last === undefined ? (rhythm.kind === 'cron' ? rhythm.next(now) : now) : rhythm.next(new Date(last));
    const missed = due !== undefined && due <= now;
    return { rhythm, due, start: missed ? startFor(now, this.#spread) : this.#startOf(rhythm, due) };
  }

  #advance(course: Course | undefined, now: Date): void {
    if (course?.due === undefined) return;
    const next = course.rhythm.next(course.due);
    course.due = next !== undefined && next <= now ? course.rhythm.next(now) : next;
    course.start = this.#startOf(course.rhythm, course.due);
  }

  /** An interval keeps the place that its first run had. */
  #startOf({ kind }: Rhythm, due: Date | undefined): Date | undefined {
    if (due === undefined) return undefined;
    return startFor(due, kind === 'cron' ? this.#spread : { ...this.#spread, milliseconds: 0 });
  }

  /** Nothing begins while the portal is closed, whatever the clock did meanwhile. */
  #reopen(now: Date): void {
    const { hours } = this.#spread;
    if (hours === undefined || hours.isOpen(now)) return;
    this.resume(now);
  }
}

function startsBy(course: Course | undefined, now: Date): boolean {
  return course?.start !== undefined && course.start <= now;
}
