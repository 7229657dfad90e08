import type { Cycle, OpenType, ShareType } from './vocabulary.js';

/** The guide's own words for update cycles (guide §1.9 and the values met beyond its six). */
export const GUIDE_CYCLES: Readonly<Record<Cycle, string>> = {
  realtime: '实时',
  daily: '每日',
  weekly: '每周',
  monthly: '每月',
  quarterly: '每季度',
  semiannual: '每半年',
  annual: '每年',
  biennial: '每两年',
  irregular: '不定期',
  on_demand: '按需',
  static: '不更新',
  other: '其他',
};

/** The usual words for how open a dataset is (guide §2.2). */
export const GUIDE_OPEN: Readonly<Record<OpenType, string>> = {
  unconditional: '无条件开放',
  conditional: '有条件开放',
  not_open: '不予开放',
};

/** The guide's words for sharing between departments (guide §1.7). */
export const GUIDE_SHARE: Readonly<Record<ShareType, string>> = {
  unconditional: '无条件共享',
  conditional: '有条件共享',
  not_shared: '不予共享',
};
