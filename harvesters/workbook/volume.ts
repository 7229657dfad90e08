import type { UnreadParts } from '../../src/domain/unread-parts.js';

export interface VolumeValue {
  /** Its label, for messages. */
  readonly key: string;
  readonly text: string;
}

export interface VolumeValues {
  readonly gigabytes?: VolumeValue | undefined;
  readonly tenThousands?: VolumeValue | undefined;
  readonly bytes?: VolumeValue | undefined;
  readonly records?: VolumeValue | undefined;
}

const GIGABYTE = 1024 ** 3;
const TEN_THOUSAND = 10_000;
const NUMBER = /^\d+(?:\.\d+)?$/;

/** 数据量 from columns whose labels give the unit; the guide's workbook writes 0 where it is not known (guide §1.2). */
export function volumeOf(
  values: VolumeValues,
  unread: UnreadParts,
): { readonly records?: number; readonly bytes?: number } | undefined {
  const bytes = amount(values.gigabytes, GIGABYTE, unread) ?? amount(values.bytes, 1, unread);
  const records = amount(values.tenThousands, TEN_THOUSAND, unread) ?? amount(values.records, 1, unread);
  if (bytes === undefined && records === undefined) return undefined;
  return { ...(records !== undefined && { records }), ...(bytes !== undefined && { bytes }) };
}

function amount(value: VolumeValue | undefined, unit: number, unread: UnreadParts): number | undefined {
  if (value === undefined) return undefined;
  const digits = value.text.normalize('NFKC').replace(/[\s,]/g, '');
  if (!NUMBER.test(digits)) {
    unread.add(`/${value.key}`, 'no number', value.text);
    return undefined;
  }
  const number = Math.round(Number(digits) * unit);
  return number === 0 ? undefined : number;
}
