import { dayIn } from '../../day.js';
import type { TrendMoment, TrendStep } from './trend.js';

const DAY_MS = 86_400_000;
/** More points than these are not told apart in a chart. */
const MOST_POINTS = 400;

/** The widest step that leaves a line to look at: days for five weeks, weeks for a year. */
export function stepFor(from: number, until: number): TrendStep {
  const days = (until - from) / DAY_MS;
  if (days <= 35) return 'day';
  return days <= 366 ? 'week' : 'month';
}

/**
 * The ends of days, weeks (Sundays) or months from the first change until the present, which is the last; at most so many, the
 * latest ones.
 */
export function momentsBetween(
  from: number,
  until: number,
  { step, timezone }: { readonly step: TrendStep; readonly timezone: string },
): readonly TrendMoment[] {
  const moments: TrendMoment[] = [{ milliseconds: until, day: dayIn(timezone, until) }];
  for (let day = dayIn(timezone, until); moments.length < MOST_POINTS;) {
    day = shifted(day, -1);
    const end = startOfDay(shifted(day, 1), timezone) - 1;
    if (end < from) break;
    if (isLast(day, step) && end < until) moments.push({ milliseconds: end, day });
  }
  return moments.reverse();
}

function isLast(day: string, step: TrendStep): boolean {
  if (step === 'day') return true;
  if (step === 'month') return shifted(day, 1).endsWith('-01');
  return new Date(day).getUTCDay() === 0;
}

/** The first moment that falls on a day there; twice, since the offset of the guess may be that of the day before. */
function startOfDay(day: string, timezone: string): number {
  const midnight = Date.parse(day);
  let guess = midnight;
  for (let tried = 0; tried < 2; tried += 1) guess = midnight - offsetAt(guess, timezone);
  return guess;
}

function offsetAt(milliseconds: number, timezone: string): number {
  let formatter = formatters.get(timezone);
  if (formatter === undefined) {
    // Swedish writes dates as ISO does.
    formatter = new Intl.DateTimeFormat('sv-SE', {
      timeZone: timezone,
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    formatters.set(timezone, formatter);
  }
  const whole = Math.floor(milliseconds / 1000) * 1000;
  return Date.parse(`${formatter.format(whole).replace(' ', 'T')}Z`) - whole;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function shifted(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}
