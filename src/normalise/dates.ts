import { dayIn, daysInMonth } from '../domain/day.js';
import type { Notes } from './notes.js';
import { remember } from './remember.js';
import { isNullWord } from './words.js';

/** 2023-6-16, 2023/6/16, 2023.6.16, 2023年6月16日, each perhaps with a time and a zone, or without day or month. */
const WRITTEN =
  /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?|年(?:(\d{1,2})月(?:(\d{1,2})日)?)?)(?:[T ]+(?:[上下]午 ?)?(\d{1,2})(?:[:时](\d{1,2}))(?:[:分](\d{1,2})(?:[.,]\d+)?秒?|分)?(?: ?[AP]M| ?(Z|[+-]\d{2}:?\d{2}))?)?$/i;
/** Date and time that lost the blank between them when a page's markup was taken off: 2021-07-0603:25:19, 6月16日10:11. */
const JOINED = /^(\d{4}-\d{2}-\d{2}|\d{4}年\d{1,2}月\d{1,2}日)(?=\d{1,2}[:时])/u;
/** How Java and JavaScript print a moment: Fri Jun 16 10:11:12 CST 2023, Fri Jun 16 2023 10:11:12 GMT+0800 (…). */
const PRINTED =
  /^[a-z]{3} ([a-z]{3}) (\d{1,2}) (?:(\d{4}) )?(\d{2}:\d{2}:\d{2})(?: ([a-z]{3,4})([+-]\d{4})?)?(?: (\d{4})| \(.*\))?$/i;
const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';
/** yyyyMM, yyyyMMdd, yyyyMMddHHmm, yyyyMMddHHmmss, the last perhaps with milliseconds. */
const COMPACT = /^(\d{4})(\d{2})(?:(\d{2})(?:\d{4}|\d{6}|\d{9})?)?$/;
const EPOCH_SECONDS = /^\d{9,10}$/;
const EPOCH_MILLISECONDS = /^\d{12,13}$/;

const FIRST_YEAR = 1000;
const LAST_YEAR = 2999;

/**
 * A date as portals write dates → CCYY-MM-DD, or CCYY-MM and CCYY where it says no more; undefined where it is none.
 * A moment with a zone, or an epoch, is the day in the source's time zone; one without a zone is the day it names.
 */
export function parseDate(value: string | number, timezone: string): string | undefined {
  let read = readers.get(timezone);
  if (read === undefined) {
    read = remember((text) => readDate(text, timezone));
    readers.set(timezone, read);
  }
  return read(String(value));
}

/** By time zone: the days of a catalogue are few. */
const readers = new Map<string, (text: string) => string | undefined>();

function readDate(given: string, timezone: string): string | undefined {
  const text = reprinted(given.normalize('NFKC').trim().replace(JOINED, '$1 '));
  const written = WRITTEN.exec(text);
  if (written !== null) return fromWritten(written, timezone);
  if (/^\d{4}$/.test(text)) return calendarDate(Number(text));
  const compact = COMPACT.exec(text);
  const asCalendar = compact === null ? undefined : fromParts(compact[1], compact[2], compact[3]);
  if (asCalendar !== undefined) return asCalendar;
  if (EPOCH_MILLISECONDS.test(text)) return inRange(dayIn(timezone, Number(text)));
  if (EPOCH_SECONDS.test(text)) return inRange(dayIn(timezone, Number(text) * 1000));
  return undefined;
}

function fromWritten(match: RegExpExecArray, timezone: string): string | undefined {
  const [, year, month1, day1, month2, day2, hour, minute, second, zone] = match;
  const date = fromParts(year, month1 ?? month2, day1 ?? day2);
  if (date === undefined || zone === undefined || date.length < 10) return date;
  const local = Date.parse(`${date}T${(hour ?? '0').padStart(2, '0')}:${minute ?? '00'}:${second ?? '00'}Z`);
  return Number.isNaN(local) ? undefined : dayIn(timezone, local - offsetOf(zone));
}

/** A printed moment in the order of the written ones. A zone by its name (CST) is the portal's own, so that it says nothing. */
function reprinted(text: string): string {
  const [, name, day, before, time, zone, offset, after] = PRINTED.exec(text) ?? [];
  const year = before ?? after;
  if (name === undefined || day === undefined || time === undefined || year === undefined) return text;
  const month = MONTHS.indexOf(name.toLowerCase()) / 3 + 1;
  const isUtc = zone !== undefined && /^(?:utc|gmt)$/i.test(zone);
  return `${year}-${month}-${day} ${time}${isUtc ? (offset ?? 'Z') : ''}`;
}

function offsetOf(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

function fromParts(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): string | undefined {
  return calendarDate(Number(year), month && Number(month), day && Number(day));
}

function calendarDate(year: number, month?: number | '', day?: number | ''): string | undefined {
  if (year < FIRST_YEAR || year > LAST_YEAR) return undefined;
  const yearText = String(year);
  if (month === undefined || month === '') return yearText;
  if (month < 1 || month > 12) return undefined;
  const monthText = `${yearText}-${String(month).padStart(2, '0')}`;
  if (day === undefined || day === '') return monthText;
  if (day < 1 || day > daysInMonth(year, month)) return undefined;
  return `${monthText}-${String(day).padStart(2, '0')}`;
}

function inRange(day: string): string | undefined {
  const year = Number(day.slice(0, 4));
  return year >= FIRST_YEAR && year <= LAST_YEAR ? day : undefined;
}

/** A date element: absent with a problem where it cannot be read, an adjustment where it is written otherwise. */
export function toDate(value: unknown, pointer: string, notes: Notes, timezone: string): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string' && typeof value !== 'number') {
    notes.report('wrong-type', { pointer, value });
    return undefined;
  }
  if (typeof value === 'string' && isNullWord(value.trim())) {
    if (value.trim() !== '') notes.adjust(pointer, 'null-word', value);
    return undefined;
  }
  const date = parseDate(value, timezone);
  if (date === undefined) notes.report('date-unreadable', { pointer, value });
  else if (date !== value) notes.adjust(pointer, 'date', value);
  return date;
}
