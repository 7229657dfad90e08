import type { CodeEntry, CodeList } from './code-list.js';

/** 更新周期 */
export type UpdateCycle =
  | 'realtime'
  | 'minutely'
  | 'hourly'
  | 'daily'
  | 'weekly'
  | 'tenday'
  | 'monthly'
  | 'quarterly'
  | 'semiannual'
  | 'annual'
  | 'biennial'
  | 'irregular'
  | 'on_demand'
  | 'static'
  | 'other';

export interface UpdateCycleEntry extends CodeEntry {
  /** Name in the EU frequency list that DCAT's accrualPeriodicity uses. */
  readonly frequency: string;
  /** Days after which periodic data is due again; absent for cycles without a period. */
  readonly days?: number;
}

/**
 * Source: the six values of guide §1.9 (实时 每日 每周 每月 每季度 每年) and the further ones met in portals; codes and
 * frequency names after §1.10, days after §5.2. An unknown cycle is an absent one, so the list has no such code.
 */
export const UPDATE_CYCLES = [
  { code: 'realtime', zh: '实时', en: 'Real time', frequency: 'CONT', days: 1 },
  { code: 'minutely', zh: '分钟级', en: 'Every few minutes', frequency: 'CONT', days: 1 },
  { code: 'hourly', zh: '小时级', en: 'Hourly', frequency: 'HOURLY', days: 1 },
  { code: 'daily', zh: '每日', en: 'Daily', frequency: 'DAILY', days: 1 },
  { code: 'weekly', zh: '每周', en: 'Weekly', frequency: 'WEEKLY', days: 7 },
  { code: 'tenday', zh: '每旬', en: 'Every ten days', frequency: 'OTHER', days: 10 },
  { code: 'monthly', zh: '每月', en: 'Monthly', frequency: 'MONTHLY', days: 31 },
  { code: 'quarterly', zh: '每季度', en: 'Quarterly', frequency: 'QUARTERLY', days: 92 },
  { code: 'semiannual', zh: '每半年', en: 'Every six months', frequency: 'ANNUAL_2', days: 184 },
  { code: 'annual', zh: '每年', en: 'Annual', frequency: 'ANNUAL', days: 366 },
  { code: 'biennial', zh: '每两年', en: 'Every two years', frequency: 'BIENNIAL', days: 731 },
  { code: 'irregular', zh: '不定期', en: 'Irregular', frequency: 'IRREG' },
  { code: 'on_demand', zh: '按需', en: 'As needed', frequency: 'AS_NEEDED' },
  { code: 'static', zh: '不更新', en: 'Not updated', frequency: 'NEVER' },
  { code: 'other', zh: '其他', en: 'Other', frequency: 'OTHER' },
] as const satisfies CodeList<UpdateCycleEntry>;

const DAYS: ReadonlyMap<string, number> = new Map(
  UPDATE_CYCLES.flatMap((entry) => ('days' in entry ? [[entry.code, entry.days] as const] : [])),
);
const CODES: ReadonlySet<string> = new Set(UPDATE_CYCLES.map((entry) => entry.code));

/** The period of a cycle in days; undefined for irregular, on-demand, static and other ones. */
export function cycleDays(cycle: UpdateCycle): number | undefined {
  return DAYS.get(cycle);
}

export function isUpdateCycle(code: string): code is UpdateCycle {
  return CODES.has(code);
}
