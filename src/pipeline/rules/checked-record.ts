import type { Visibility } from '../../domain/dataset.js';
import type { UncheckedElements } from '../../domain/normalised.js';
import type { Problem } from '../../domain/problem.js';

/** What a rule across elements sees of a record. */
export interface CheckedRecord {
  readonly elements: UncheckedElements;
  readonly visibility: Visibility;
  /** Today in the source's time zone, CCYY-MM-DD. */
  readonly today: string;
  /** Share of its cycle that data may be late. */
  readonly overdueTolerance: number;
}

/** A rule across elements: pure, and silent about what it cannot judge. */
export type RecordRule = (record: CheckedRecord) => readonly Problem[];

export const NO_PROBLEMS: readonly Problem[] = [];
