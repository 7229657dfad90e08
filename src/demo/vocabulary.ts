/** What the province's portals mean, whatever words each of them uses for it (guide §1.7–1.9, §2.2). */
export type Cycle =
  | 'realtime'
  | 'daily'
  | 'weekly'
  | 'monthly'
  | 'quarterly'
  | 'semiannual'
  | 'annual'
  | 'biennial'
  | 'irregular'
  | 'on_demand'
  | 'static'
  | 'other';

export type OpenType = 'unconditional' | 'conditional' | 'not_open';

export type ShareType = 'unconditional' | 'conditional' | 'not_shared';

/** Days between two revisions of a dataset's content; a cycle without a period is never revised. */
export const CYCLE_DAYS: Readonly<Partial<Record<Cycle, number>>> = {
  realtime: 1,
  daily: 1,
  weekly: 7,
  monthly: 30,
  quarterly: 91,
  semiannual: 182,
  annual: 365,
  biennial: 730,
  irregular: 120,
};

/** Whether a dataset of the cycle can be late. */
export function isPeriodic(cycle: Cycle): boolean {
  return cycle !== 'irregular' && CYCLE_DAYS[cycle] !== undefined;
}

/** How often each cycle is stated; near the distribution of guide §2.6, with fewer real-time ones. */
export const CYCLE_WEIGHTS: readonly (readonly [Cycle, number])[] = [
  ['realtime', 0.012],
  ['daily', 0.018],
  ['weekly', 0.025],
  ['monthly', 0.09],
  ['quarterly', 0.07],
  ['semiannual', 0.05],
  ['annual', 0.52],
  ['biennial', 0.015],
  ['irregular', 0.08],
  ['on_demand', 0.02],
  ['static', 0.05],
  ['other', 0.05],
];

export const OPEN_WEIGHTS: readonly (readonly [OpenType, number])[] = [
  ['unconditional', 0.77],
  ['conditional', 0.21],
  ['not_open', 0.02],
];
