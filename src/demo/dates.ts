/** Days are counted from 1970-01-01 (UTC); a portal writes them in the style it is used to. */
export type DateStyle =
  'dashes' | 'unpadded' | 'slashes' | 'compact' | 'chinese' | 'with-time' | 'milliseconds';

export const MILLISECONDS_A_DAY = 86_400_000;

/** The day number of an ISO date. Throws for anything else. */
export function dayNumber(isoDate: string): number {
  const time = Date.parse(`${isoDate}T00:00:00Z`);
  if (Number.isNaN(time)) throw new RangeError(`not a date: ${isoDate}`);
  return time / MILLISECONDS_A_DAY;
}

interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly date: number;
}

export function civilDate(day: number): CivilDate {
  const date = new Date(day * MILLISECONDS_A_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, date: date.getUTCDate() };
}

function padded(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** A day as a portal of that style writes it; `secondOfDay` matters to the styles with a time. */
export function formatDay(day: number, style: DateStyle, secondOfDay = 0): string {
  if (style === 'milliseconds') return String(day * MILLISECONDS_A_DAY + secondOfDay * 1000);
  const { year, month, date } = civilDate(day);
  switch (style) {
    case 'dashes':
      return `${year}-${padded(month)}-${padded(date)}`;
    case 'unpadded':
      return `${year}-${month}-${date}`;
    case 'slashes':
      return `${year}/${month}/${date}`;
    case 'compact':
      return `${year}${padded(month)}${padded(date)}`;
    case 'chinese':
      return `${year}年${month}月${date}日`;
    case 'with-time':
      return `${year}-${padded(month)}-${padded(date)} ${clockTime(secondOfDay)}`;
  }
}

function clockTime(secondOfDay: number): string {
  const minutes = Math.floor(secondOfDay / 60);
  return `${padded(Math.floor(minutes / 60))}:${padded(minutes % 60)}:${padded(secondOfDay % 60)}`;
}

/** CKAN's naive timestamp with microseconds, e.g. `2026-09-01T08:30:00.123456`. */
export function formatCkanTime(day: number, microsecondOfDay: number): string {
  const second = Math.floor(microsecondOfDay / 1_000_000);
  const fraction = String(microsecondOfDay % 1_000_000).padStart(6, '0');
  return `${formatDay(day, 'dashes')}T${clockTime(second)}.${fraction}`;
}
