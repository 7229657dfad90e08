import type { DatasetElements } from '../../domain/dataset.js';
import { lastDayOf } from '../../domain/day.js';
import type { Period } from '../../domain/search-document.js';

const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const FIRST_DAY = '-01-01';

/** The days that a dataset is about; an end that is not told is open. */
export function periodOf(temporal: DatasetElements['temporal']): Period | undefined {
  if (temporal === undefined) return undefined;
  const { start, end } = temporal;
  const from = start === undefined ? -Infinity : dayNumber(firstDayOf(start));
  const to = end === undefined ? Infinity : dayNumber(lastDayOf(end));
  if (Number.isNaN(from) || Number.isNaN(to) || (start === undefined && end === undefined)) return undefined;
  // Portals also write the later end first.
  return { from: Math.min(from, to), to: Math.max(from, to) };
}

/** CCYY and CCYY-MM begin with their first day. */
function firstDayOf(date: string): string {
  return date + FIRST_DAY.slice(date.length - 4);
}

/** NaN where it is no day: JavaScript reads dates in almost any text. */
function dayNumber(day: string): number {
  if (!DAY.test(day)) return NaN;
  return Math.floor(Date.parse(day) / DAY_MS);
}
