/** How the numbers of a format are to be read. */
export type NumberKind =
  | { readonly kind: 'plain' }
  | { readonly kind: 'date'; readonly precision: 'year' | 'month' | 'day' | 'time' }
  | { readonly kind: 'clock' }
  /** Codes that are kept as numbers and shown with leading zeros. */
  | { readonly kind: 'padded'; readonly width: number };

/** The parts of a date as the spreadsheet counts it. */
export interface DateParts {
  readonly y: number;
  readonly m: number;
  readonly d: number;
  readonly H: number;
  readonly M: number;
  readonly S: number;
}

/** Digits of a number that a spreadsheet shows; behind them is only what binary fractions leave. */
const SHOWN_DIGITS = 15;

/** A number as digits, never with an exponent: resource codes are long. */
export function numberText(value: number): string {
  if (Number.isInteger(value)) return Math.abs(value) < 1e21 ? String(value) : BigInt(value).toString();
  const shown = Number(value.toPrecision(SHOWN_DIGITS));
  const text = String(shown);
  return text.includes('e') ? shown.toFixed(20).replace(/0+$/, '') : text;
}

const QUOTED = /"[^"]*"|\\.|_.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi;

/** `isDate`: what the vendor says of the format. */
export function numberKind(format: string, isDate: boolean): NumberKind {
  if (/^0{2,}$/.test(format)) return { kind: 'padded', width: format.length };
  if (!isDate) return { kind: 'plain' };
  // Formats of the reader's own language name no part.
  const parts = format.replace(QUOTED, '').toLowerCase();
  const hasTime = /[hs]/.test(parts);
  if (parts.includes('d') || (parts.includes('y') && hasTime)) {
    return { kind: 'date', precision: hasTime ? 'time' : 'day' };
  }
  if (!parts.includes('y')) return hasTime ? { kind: 'clock' } : { kind: 'date', precision: 'day' };
  return { kind: 'date', precision: parts.includes('m') ? 'month' : 'year' };
}

/** A date as ISO, without a time that is midnight. */
export function dateText(date: DateParts, precision: 'year' | 'month' | 'day' | 'time'): string {
  const year = String(date.y).padStart(4, '0');
  if (precision === 'year') return year;
  const month = `${year}-${two(date.m)}`;
  if (precision === 'month') return month;
  const day = `${month}-${two(date.d)}`;
  const isMidnight = date.H === 0 && date.M === 0 && date.S === 0;
  return precision === 'day' || isMidnight ? day : `${day} ${clockText(date)}`;
}

export function clockText({ H, M, S }: DateParts): string {
  return `${two(H)}:${two(M)}:${two(S)}`;
}

function two(part: number): string {
  return String(part).padStart(2, '0');
}
