/** Calendar days as text, CCYY-MM-DD, and in parts, CCYY-MM and CCYY. */

const DAY_MS = 86_400_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** The day on which a moment falls in an IANA time zone, CCYY-MM-DD. */
export function dayIn(timezone: string, milliseconds: number): string {
  let formatter = formatters.get(timezone);
  if (formatter === undefined) {
    // Swedish writes dates as ISO does.
    formatter = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' });
    formatters.set(timezone, formatter);
  }
  return formatter.format(milliseconds);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** The minute on which a moment falls in an IANA time zone, `CCYY-MM-DD hh:mm`. */
export function minuteIn(timezone: string, milliseconds: number): string {
  return clockIn(timezone).format(milliseconds).slice(0, 'CCYY-MM-DD hh:mm'.length);
}

/** The last millisecond of a full date in an IANA time zone; NaN for what is no date. */
export function endOfDay(timezone: string, day: string): number {
  const end = Date.parse(`${day}T23:59:59.999Z`);
  if (Number.isNaN(end)) return end;
  // The clock may be put forward or back between the two.
  return end - offsetAt(timezone, end - offsetAt(timezone, end));
}

/** A full date is meant to its end; what tells the time is meant as it is. */
export function momentText(timezone: string, text: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return text;
  return new Date(endOfDay(timezone, text)).toISOString();
}

function offsetAt(timezone: string, milliseconds: number): number {
  const second = Math.floor(milliseconds / 1000) * 1000;
  return Date.parse(`${clockIn(timezone).format(second).replace(' ', 'T')}Z`) - second;
}

function clockIn(timezone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timezone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'medium' });
    clocks.set(timezone, clock);
  }
  return clock;
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The last day that a full or partial date covers: 2023-02 → 2023-02-28. */
export function lastDayOf(date: string): string {
  if (date.length === 4) return `${date}-12-31`;
  if (date.length === 10) return date;
  return `${date}-${daysInMonth(Number(date.slice(0, 4)), Number(date.slice(5, 7)))}`;
}

/** Days from one full date to a later one; negative the other way round. */
export function daysBetween(earlier: string, later: string): number {
  return Math.round((Date.parse(later) - Date.parse(earlier)) / DAY_MS);
}

/** The day so many days before a full date. */
export function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10);
}

/** Whether the first date is later than the second as far as both are precise. */
export function isLater(first: string, second: string): boolean {
  const precision = Math.min(first.length, second.length);
  return first.slice(0, precision) > second.slice(0, precision);
}
