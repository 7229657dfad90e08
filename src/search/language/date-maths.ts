import { daysInMonth } from '../../domain/day.js';

const DATE = /^([+-]?\d{4,6})-(\d{1,2})-(\d{1,2})T(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{0,9}))?Z/i;
const STEP = /(?:\/([A-Z]+)|([+-]\d{1,9})([A-Z]+))/y;

const UNITS: Readonly<Record<string, Unit>> = {
  YEAR: 'year',
  YEARS: 'year',
  MONTH: 'month',
  MONTHS: 'month',
  DAY: 'day',
  DAYS: 'day',
  DATE: 'day',
  HOUR: 'hour',
  HOURS: 'hour',
  MINUTE: 'minute',
  MINUTES: 'minute',
  SECOND: 'second',
  SECONDS: 'second',
  MILLI: 'millisecond',
  MILLIS: 'millisecond',
  MILLISECOND: 'millisecond',
  MILLISECONDS: 'millisecond',
};
type Unit = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'millisecond';

const LENGTHS: Readonly<Record<Exclude<Unit, 'year' | 'month'>, number>> = {
  day: 86_400_000,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};

/**
 * Solr's dates: `NOW` or `2026-01-31T08:00:00.123456Z` (fractions are cut to milliseconds), then steps from left to right:
 * `-7DAYS`, `+1MONTH`, `/DAY` (down to the beginning of the day, UTC). Undefined for anything else.
 */
export function readDate(text: string, now: number): number | undefined {
  const date = DATE.exec(text);
  let length = 3;
  let time: number | undefined = now;
  if (date !== null) {
    length = date[0].length;
    time = toTime(date);
  } else if (!text.startsWith('NOW')) return undefined;
  for (let position = length; position < text.length && time !== undefined; position = STEP.lastIndex) {
    STEP.lastIndex = position;
    const step = STEP.exec(text);
    if (step === null) return undefined;
    const [, floor, amount = '0', unit = ''] = step;
    time = floor === undefined ? add(time, Number(amount), UNITS[unit]) : roundDown(time, UNITS[floor]);
  }
  return time;
}

function toTime(parts: RegExpExecArray): number | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number);
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const milliseconds = Number((parts[7] ?? '').slice(0, 3).padEnd(3, '0'));
  return checked(utc(year, month - 1, day) + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds);
}

/** `Date.UTC` takes the years 0 to 99 for 1900 to 1999. */
function utc(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month, day);
}

function add(time: number, amount: number, unit: Unit | undefined): number | undefined {
  if (unit === undefined) return undefined;
  if (unit !== 'year' && unit !== 'month') return checked(time + amount * LENGTHS[unit]);
  const date = new Date(time);
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth() + amount * (unit === 'year' ? 12 : 1);
  const year = Math.floor(months / 12);
  const month = months - year * 12;
  // The 31st of a shorter month is its last day.
  const day = Math.min(date.getUTCDate(), daysInMonth(year, month + 1));
  return checked(utc(year, month, day) + (time - roundedToDay(time)));
}

function roundDown(time: number, unit: Unit | undefined): number | undefined {
  if (unit === undefined) return undefined;
  const date = new Date(time);
  if (unit === 'year') return checked(utc(date.getUTCFullYear(), 0, 1));
  if (unit === 'month') return checked(utc(date.getUTCFullYear(), date.getUTCMonth(), 1));
  return checked(Math.floor(time / LENGTHS[unit]) * LENGTHS[unit]);
}

function roundedToDay(time: number): number {
  return Math.floor(time / LENGTHS.day) * LENGTHS.day;
}

/** Undefined for what no date can say. */
function checked(time: number): number | undefined {
  return Math.abs(time) <= 8.64e15 ? time : undefined;
}
