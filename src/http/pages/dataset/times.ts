import type { Language } from '../../../domain/dataset.js';
import { dayIn } from '../../../domain/day.js';

/** Naive UTC, as the hub keeps times, in milliseconds. */
export function millisOf(naive: string): number {
  return Date.parse(naive.endsWith('Z') ? naive : `${naive.slice(0, 'CCYY-MM-DDThh:mm:ss.mmm'.length)}Z`);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** A time of the hub's (naive UTC, or ISO UTC) to the minute, in the hub's zone. */
export function minuteIn(timezone: string, time: string): string {
  let clock = clocks.get(timezone);
  if (clock === undefined) {
    // Swedish writes dates as ISO does.
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'short' });
    clocks.set(timezone, clock);
  }
  return clock.format(millisOf(time));
}

export function dayOf(timezone: string, time: string): string {
  return dayIn(timezone, millisOf(time));
}

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** A date for prose, as far as it is known: 2026年11月21日, 21 November 2026. */
export function proseDay(date: string, language: Language): string {
  const [year = '', month, day] = date.split('-');
  const name = MONTHS[Number(month) - 1];
  if (name === undefined) return language === 'zh' ? `${year}年` : year;
  if (language === 'zh') {
    return `${year}年${Number(month)}月${day === undefined ? '' : `${Number(day)}日`}`;
  }
  return `${day === undefined ? '' : `${Number(day)} `}${name} ${year}`;
}

/**
 * A moment (for `as_of`) at which the version of `time` stood: the next full second, which reads well, unless it was
 * replaced (`until`) before that; then the position itself.
 */
export function momentOf({ time, seq }: Version, until?: string): string {
  const second = new Date(Math.floor(millisOf(time) / 1000) * 1000 + 1000)
    .toISOString()
    .slice(0, 'CCYY-MM-DDThh:mm:ss'.length);
  return until !== undefined && `${second}.000000` >= until ? String(seq) : `${second}Z`;
}

interface Version {
  /** Naive UTC with microseconds. */
  readonly time: string;
  readonly seq: number;
}
