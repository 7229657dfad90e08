import type { Volume } from '../domain/dataset.js';
import { compact } from './compact.js';
import type { Notes } from './notes.js';
import { toLine } from './text.js';

const FACTORS: ReadonlyMap<string, number> = new Map([
  ['千', 1e3],
  ['万', 1e4],
  ['亿', 1e8],
]);
const BYTES: ReadonlyMap<string, number> = new Map([
  ...['b', 'byte', 'bytes', '字节'].map((unit) => [unit, 1] as const),
  ...['k', 'kb', 'kib'].map((unit) => [unit, 1024] as const),
  ...['m', 'mb', 'mib', '兆'].map((unit) => [unit, 1024 ** 2] as const),
  ...['g', 'gb', 'gib'].map((unit) => [unit, 1024 ** 3] as const),
  ...['t', 'tb', 'tib'].map((unit) => [unit, 1024 ** 4] as const),
]);
const RECORDS: ReadonlySet<string> = new Set([
  '条',
  '行',
  '项',
  '个',
  '件',
  '记录',
  '条记录',
  'records',
  'rows',
]);

const AMOUNT = /(-?\d[\d,]*(?:\.\d+)?)\s*([千万亿])?\s*([a-z]+|条记录|字节|记录|[条行项个件兆])?/giu;

/** A number that does not say of what. */
const BARE_NUMBER = /^\d+$/;

interface Amount {
  readonly number: number;
  readonly unit: string;
}

function amountsIn(text: string): readonly Amount[] {
  return [...text.normalize('NFKC').matchAll(AMOUNT)].map(([, digits, factor, unit]) => ({
    number: Number((digits ?? '').replaceAll(',', '')) * (FACTORS.get(factor ?? '') ?? 1),
    unit: (unit ?? '').toLowerCase(),
  }));
}

/** 数据量: records or bytes where a unit says which; otherwise the portal's own words. */
export function toVolume(value: unknown, notes: Notes): Volume | undefined {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return fromObject(value, notes);
  const text = typeof value === 'number' ? String(value) : toLine(value, '/volume', notes);
  if (text === undefined) return undefined;
  if (BARE_NUMBER.test(text)) return { text };
  const amounts = amountsIn(text);
  if (amounts.some(({ number }) => number < 0)) {
    notes.report('number-unreadable', { pointer: '/volume', value });
    return undefined;
  }
  const bytes = amounts.find(({ unit }) => BYTES.has(unit));
  const records = amounts.find(({ unit }) => RECORDS.has(unit));
  if (bytes === undefined && records === undefined) return { text };
  notes.adjust('/volume', 'volume', value);
  return compact<Volume>({
    bytes: bytes && Math.round(bytes.number * (BYTES.get(bytes.unit) ?? 1)),
    records: records?.number,
  });
}

function fromObject(value: object, notes: Notes): Volume | undefined {
  const count = (name: string): number | undefined => {
    const member: unknown = Object.entries(value).find(([key]) => key === name)?.[1];
    const number = typeof member === 'string' && BARE_NUMBER.test(member) ? Number(member) : member;
    return typeof number === 'number' && number >= 0 && Number.isFinite(number) ? number : undefined;
  };
  const text = 'text' in value ? toLine(value.text, '/volume/text', notes) : undefined;
  const volume = compact<Volume>({ bytes: count('bytes'), records: count('records'), text });
  if (volume === undefined) notes.report('wrong-type', { pointer: '/volume', value });
  return volume;
}

/** A size in bytes: a number, digits, or digits with a unit. */
export function toBytes(value: unknown, pointer: string, notes: Notes): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  const bytes = typeof value === 'number' ? value : typeof value === 'string' ? bytesIn(value) : undefined;
  if (bytes === undefined || !Number.isFinite(bytes) || bytes < 0 || bytes > Number.MAX_SAFE_INTEGER) {
    notes.report('number-unreadable', { pointer, value });
    return undefined;
  }
  notes.adjust(pointer, 'bytes', value);
  return Math.round(bytes);
}

function bytesIn(text: string): number | undefined {
  const [amount, ...more] = amountsIn(text);
  if (amount === undefined || more.length > 0) return undefined;
  const unit = amount.unit === '' ? 1 : BYTES.get(amount.unit);
  return unit === undefined ? undefined : amount.number * unit;
}

/** A whole number that is not negative, e.g. 数据长度. */
export function toCount(value: unknown, pointer: string, notes: Notes): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const number = typeof value === 'string' ? Number(value.normalize('NFKC').trim()) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 0) return number;
  notes.report('number-unreadable', { pointer, value });
  return undefined;
}
