import { lastDayOf } from '../domain/day.js';
import { SearchSyntaxError } from '../domain/errors.js';
import type { Interval } from './coverage.js';
import { readDate } from './language/date-maths.js';

const DAY_MS = 86_400_000;
const DAY = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/;
/** A time without a zone is UTC; Solr's own dates have one, and steps behind it. */
const MOMENT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?(?:([+-])(\d{2}):?(\d{2}))?$/;
const ALWAYS: Interval = { from: -Infinity, before: Infinity };

/** From the beginning of one date to the end of another one, each in the parameter of its name; absent and `*`: no end. */
export function readInterval(
  { start, end }: { readonly start?: string; readonly end?: string },
  now: number,
): Interval {
  const from = start === undefined ? ALWAYS : readSpan(start, 'ext_startdate', now);
  const before = end === undefined ? ALWAYS : readSpan(end, 'ext_enddate', now);
  return { from: from.from, before: before.before };
}

/** A day, a month or a year is all of it, a moment a millisecond. */
function readSpan(written: string, parameter: string, now: number): Interval {
  const text = written.trim();
  if (text === '*') return ALWAYS;
  const span = DAY.test(text) ? daySpan(text) : momentSpan(text, now);
  if (span !== undefined) return span;
  const complaint = `SOLR returned an error running query: Invalid Date String:'${text.slice(0, 60)}'`;
  throw new SearchSyntaxError(complaint, parameter, 0);
}

function daySpan(text: string): Interval | undefined {
  const first = readDate(`${text}${'-01-01'.slice(text.length - 4)}T00:00:00Z`, 0);
  if (first === undefined) return undefined;
  const last = readDate(`${lastDayOf(text)}T00:00:00Z`, 0);
  return last === undefined ? undefined : { from: first, before: last + DAY_MS };
}

function momentSpan(text: string, now: number): Interval | undefined {
  const [, day, minutes, seconds = ':00', sign, hours, rest] = MOMENT.exec(text) ?? [];
  const time = readDate(day === undefined ? text : `${day}T${minutes ?? ''}${seconds}Z`, now);
  if (time === undefined) return undefined;
  const offset = (Number(hours ?? 0) * 60 + Number(rest ?? 0)) * 60_000;
  const from = time - (sign === '-' ? -offset : offset);
  return { from, before: from + 1 };
}
