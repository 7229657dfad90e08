import type { Text } from '../dataset.js';
import type { DatasetFilter, Measure } from './measures.js';
import type { Statement } from './statements.js';

/**
 * Whose figures: everybody's, those of one or several harvested portals, of a city (the portals that have it as their region),
 * or a publisher's.
 */
export type PilotScope =
  | { readonly of: 'all' }
  | { readonly of: 'sources'; readonly ids: readonly string[] }
  | { readonly of: 'region'; readonly name: string }
  | { readonly of: 'publisher'; readonly name: string };

/** Some datasets: how many, and the filters that find these very ones. */
export interface CountedDatasets {
  readonly count: number;
  readonly filter: DatasetFilter;
}

/** `value` is the share, 0 to 1, or the number where there is no denominator; absent where there is nothing to divide by. */
export interface ReadingFigure {
  readonly code: string;
  readonly title: Text;
  readonly formula: Text;
  readonly numerator: CountedDatasets;
  readonly denominator?: CountedDatasets;
  readonly value?: number;
}

export interface MeasureFigure extends Pick<Measure, 'code' | 'title' | 'threshold'> {
  /** Of the first reading; absent without a threshold. */
  readonly isReached?: boolean;
  readonly readings: readonly ReadingFigure[];
}

export interface DomainFigures {
  /** Domains with as many datasets as the plan asks for, domains with any, and how many the plan asks for. */
  readonly full: number;
  readonly started: number;
  readonly threshold: number;
  readonly isReached: boolean;
  /** All 21, in the plan's order; a dataset of several counts in each. */
  readonly domains: readonly (CountedDatasets & {
    readonly code: string;
    readonly title: Text;
    readonly isFull: boolean;
  })[];
}

export interface CompletenessFigures {
  /** Of each statement of the plan: entries that make it, and those that do not. */
  readonly statements: readonly {
    readonly code: Statement;
    readonly title: Text;
    readonly stated: number;
    readonly missing: CountedDatasets;
  }[];
  readonly entries: CountedDatasets;
  /** Statements made ÷ (7 × entries); absent without entries. `narrow`: 数据属性 read as the class of the resource. */
  readonly value?: number;
  readonly narrow?: number;
}

export type OpenKind = 'unconditional' | 'conditional' | 'not_open' | 'unstated';

export interface OpenKindFigure extends CountedDatasets {
  readonly code: OpenKind;
  readonly title: Text;
  /** Those that state their basis or condition; none is asked of what is open to all. */
  readonly withBasis?: CountedDatasets;
}

export interface ConnectionFigures {
  readonly connected: number;
  readonly sources: readonly {
    readonly sourceId: string;
    readonly title: string;
    readonly isConnected: boolean;
    /** Start of the last complete run until then, ISO UTC. */
    readonly lastComplete?: string;
    readonly datasets: number;
  }[];
}

/** One line of a league: the values of the measures' first readings, by their codes; absent where there is nothing to divide by. */
export interface LeagueRow {
  readonly id: string;
  readonly title: string;
  readonly values: Readonly<Partial<Record<Measure['code'], number>>>;
}

/** The pilot plan's figures at one position of the change log and on one day; the same whenever they are asked for. */
export interface PilotReport {
  readonly seq: number;
  /** The moment that the figures are of, ISO UTC, and its day. */
  readonly at: string;
  readonly day: string;
  readonly scope: PilotScope;
  readonly measures: readonly MeasureFigure[];
  readonly domains: DomainFigures;
  readonly completeness: CompletenessFigures;
  readonly openKinds: readonly OpenKindFigure[];
  readonly connection: ConnectionFigures;
  readonly league: { readonly sources: readonly LeagueRow[]; readonly publishers: readonly LeagueRow[] };
}
