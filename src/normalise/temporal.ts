import { compact } from './compact.js';
import { parseDate } from './dates.js';
import type { Notes } from './notes.js';
import { isNullWord } from './words.js';

export interface Temporal {
  readonly start?: string;
  readonly end?: string;
}

const POINTER = '/temporal';
/** Between two dates: TO, 至, 到, ~, an em dash, or a slash or hyphen that stands apart or between whole dates or years. */
const BETWEEN =
  /\s+TO\s+|至|到|~|—+|–|\s[-/]\s|(?<=\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?)\/(?=\d{4})|(?<=^\d{4})[-/](?=\d{4}$)/iu;
const INTERVAL_WITHOUT_DATES = /^R?\d*\/?P[0-9T]/i;

/** 数据时间范围 in the shapes met: `[… TO …]`, `a/b`, `a至b`, a list of two, `{ start, end }`, or one date that is both ends. */
export function toTemporal(value: unknown, notes: Notes, timezone: string): Temporal | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const ends = endsOf(value);
  if (ends === undefined) {
    notes.report('wrong-type', { pointer: POINTER, value });
    return undefined;
  }
  const [start, end] = ends.map((text) => (text === undefined ? undefined : parseDate(text, timezone)));
  const unread = ends.some((text, i) => text !== undefined && (i === 0 ? start : end) === undefined);
  if (unread) notes.report('date-unreadable', { pointer: POINTER, value });
  const temporal = compact<Temporal>({ end, start });
  if (temporal !== undefined && typeof value !== 'object') notes.adjust(POINTER, 'temporal', value);
  return temporal;
}

type End = string | number | undefined;

function endsOf(value: unknown): readonly [End, End] | undefined {
  if (typeof value === 'number') return [value, value];
  if (typeof value === 'string') return endsOfText(value);
  if (Array.isArray(value)) return [toEnd(value[0]), toEnd(value[1])];
  if (typeof value !== 'object' || value === null) return undefined;
  return [toEnd('start' in value ? value.start : undefined), toEnd('end' in value ? value.end : undefined)];
}

function endsOfText(value: string): readonly [End, End] {
  const text = value
    .trim()
    .replace(/^\[|\]$/g, '')
    .trim();
  if (isNullWord(text) || INTERVAL_WITHOUT_DATES.test(text)) return [undefined, undefined];
  const parts = text.split(BETWEEN);
  return parts.length === 2 ? [toEnd(parts[0]), toEnd(parts[1])] : [text, text];
}

function toEnd(value: unknown): End {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return text === '*' || isNullWord(text) ? undefined : text;
}
