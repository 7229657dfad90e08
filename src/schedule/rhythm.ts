import type { Source } from '../domain/source.js';
import { cronTimes } from './cron.js';

/** When a source is due, again and again. */
export interface Rhythm {
  /** `cron`: at its times. `interval`: so long after the run before. */
  readonly kind: 'cron' | 'interval';
  next(after: Date): Date | undefined;
}

type Timed = Pick<Source, 'schedule' | 'every' | 'fullSchedule' | 'timezone'>;

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
/** A week of a daily rhythm, and a weekend in one of working days. */
const GAPS = 8;

/** `30m`, `6h`, `1d` in milliseconds. */
export function readInterval(text: string): number {
  const unit = UNITS[text.slice(-1)];
  const number = Number(text.slice(0, -1));
  if (unit === undefined || !Number.isInteger(number) || number < 1)
    throw new Error(`"${text}" is not an interval`);
  return number * unit;
}

/** The rhythm of a source's ordinary runs; undefined for one that runs on demand only. */
export function rhythmOf({ schedule, every, timezone }: Timed): Rhythm | undefined {
  if (schedule !== undefined) return { kind: 'cron', next: cronTimes(schedule, timezone) };
  if (every === undefined) return undefined;
  const interval = readInterval(every);
  return { kind: 'interval', next: (after) => new Date(after.getTime() + interval) };
}

export function fullRhythmOf({ fullSchedule, timezone }: Timed): Rhythm | undefined {
  return fullSchedule === undefined ? undefined : { kind: 'cron', next: cronTimes(fullSchedule, timezone) };
}

/** The shortest and the longest of the next pauses between two times of a rhythm, in milliseconds. */
export function gapsOf(
  rhythm: Rhythm,
  from: Date,
): { readonly shortest: number; readonly longest: number } | undefined {
  const gaps: number[] = [];
  let before = rhythm.next(from);
  while (before !== undefined && gaps.length < GAPS) {
    const next = rhythm.next(before);
    if (next !== undefined) gaps.push(next.getTime() - before.getTime());
    before = next;
  }
  return gaps.length === 0 ? undefined : { shortest: Math.min(...gaps), longest: Math.max(...gaps) };
}

/** How long a source's longest pause between two runs is, as its configuration has it; for alarms. */
export function longestPause(source: Timed, from: Date): number | undefined {
  const rhythm = rhythmOf(source) ?? fullRhythmOf(source);
  return rhythm === undefined ? undefined : gapsOf(rhythm, from)?.longest;
}
