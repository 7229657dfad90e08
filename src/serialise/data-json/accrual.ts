import type { UpdateCycle } from '../../domain/code-lists.js';

/** Frequencies of DCAT-US 1.1 (ISO 8601, section 4.5). Cycles that are no period have none there. */
const PERIODS: Partial<Record<UpdateCycle, string>> = {
  realtime: 'R/PT1S',
  minutely: 'R/PT1M',
  hourly: 'R/PT1H',
  daily: 'R/P1D',
  weekly: 'R/P1W',
  tenday: 'R/P0.33M',
  monthly: 'R/P1M',
  quarterly: 'R/P3M',
  semiannual: 'R/P6M',
  annual: 'R/P1Y',
  biennial: 'R/P2Y',
  irregular: 'irregular',
};

export function toAccrualPeriodicity(cycle: UpdateCycle | undefined): string | undefined {
  return cycle === undefined ? undefined : PERIODS[cycle];
}
