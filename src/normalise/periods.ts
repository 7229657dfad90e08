/** 每 with a number and a unit: 每3个月, 每 2 日, 每1年, 每10分鐘 (blanks and width are folded before). */
const PERIOD = /^每(\d{1,4})[个個]?(分钟|分鐘|分|小时|小時|时|時|日|天|周|週|星期|旬|月|季度|季|年)$/u;

/** What a unit counts in; units of a fixed length count in minutes, those of the calendar in months. */
const UNITS: Readonly<Record<string, { readonly minutes: number } | { readonly months: number }>> = {
  分钟: { minutes: 1 },
  分鐘: { minutes: 1 },
  分: { minutes: 1 },
  小时: { minutes: 60 },
  小時: { minutes: 60 },
  时: { minutes: 60 },
  時: { minutes: 60 },
  日: { minutes: 1440 },
  天: { minutes: 1440 },
  旬: { minutes: 14_400 },
  周: { minutes: 10_080 },
  週: { minutes: 10_080 },
  星期: { minutes: 10_080 },
  月: { months: 1 },
  季: { months: 3 },
  季度: { months: 3 },
  年: { months: 12 },
};

/** Lengths that have a word of their own in the table of cycles. */
const BY_MINUTES: ReadonlyMap<number, string> = new Map([
  [60, '小时级'],
  [1440, '每日'],
  [10_080, '每周'],
  [14_400, '每旬'],
]);
const BY_MONTHS: ReadonlyMap<number, string> = new Map([
  [1, '每月'],
  [3, '每季度'],
  [6, '每半年'],
  [12, '每年'],
  [24, '每两年'],
]);

/**
 * The word of the list of cycles (guide §1.9) for a period that is written with a number: 每12月 is 每年; a period between
 * the cycles of the list is 其他. Undefined where the word is no period, or one of no length.
 */
export function periodOf(word: string): string | undefined {
  const [, digits, name] = PERIOD.exec(word) ?? [];
  const count = Number(digits);
  const unit = name === undefined ? undefined : UNITS[name];
  if (unit === undefined || count === 0) return undefined;
  if ('months' in unit) return BY_MONTHS.get(count * unit.months) ?? '其他';
  const minutes = count * unit.minutes;
  return minutes < 60 ? '分钟级' : (BY_MINUTES.get(minutes) ?? '其他');
}
