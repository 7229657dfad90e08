import type { MeasureCode } from '../measures.js';
import type { PilotScope } from '../report.js';

export type TrendStep = 'day' | 'week' | 'month';

/** A share with both its numbers; `value` is absent where there is nothing to divide by, and the number itself without a denominator. */
export interface TrendFigure {
  readonly code: string;
  readonly numerator: number;
  readonly denominator?: number;
  readonly value?: number;
}

/** Portals with a complete run that began within seven days before, of those that were harvested at all by then. */
export interface ConnectionPoint {
  readonly connected: number;
  readonly sources: number;
}

/** The figures as `lianmu report pilot --as-of` has them at that moment. */
export interface TrendPoint {
  /** ISO UTC: the end of a day of the hub's time zone, or the present. */
  readonly at: string;
  readonly day: string;
  readonly measures: Readonly<Record<MeasureCode, readonly TrendFigure[]>>;
  readonly domains: { readonly full: number; readonly started: number };
  readonly completeness: { readonly entries: number; readonly value?: number; readonly narrow?: number };
  readonly connection: ConnectionPoint;
}

export interface PilotTrend {
  /** Position of the change log up to which it is counted. */
  readonly seq: number;
  readonly scope: PilotScope;
  readonly step: TrendStep;
  readonly points: readonly TrendPoint[];
}

/** A moment at which the figures are counted. */
export interface TrendMoment {
  readonly milliseconds: number;
  readonly day: string;
}
