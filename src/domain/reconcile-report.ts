import type { FollowedCounts } from './federation.js';

/**
 * `whole`: all is there, in its version. `behind`: the one above has not read all changes yet, so that nothing can be compared.
 * `lost`: it has read all and does not have all, or has what there is not. `silent`: the one below does not answer, or the one
 * above has never read it whole.
 */
export type HopStatus = 'whole' | 'behind' | 'lost' | 'silent';

/** A record in which two hubs differ. */
export interface DifferingRecord {
  readonly identifier: string;
  readonly fault: 'lost' | 'surplus' | 'version';
}

/** Two hubs of which one follows the other. */
export interface Hop {
  /** Title of the hub that follows, and of the followed one; ids where nothing better is known. */
  readonly above: string;
  readonly below: string;
  /** What the hub above calls the one below. */
  readonly source: string;
  readonly status: HopStatus;
  /** What the one below has. */
  readonly datasets?: number;
  /** What became of it above. */
  readonly counts: FollowedCounts;
  /** Changes that the one above has not read. */
  readonly behind?: number;
  readonly completedAt?: string;
  /** When the one below said what it has, where it was not asked now. */
  readonly asOf?: string;
  readonly reason?: string;
  /** The first of those that differ, where the two can be compared record by record. */
  readonly records: readonly DifferingRecord[];
}

/** One record on its way from hub to hub. */
export interface CanaryWay {
  readonly identifier: string;
  readonly title: string;
  readonly steps: readonly {
    readonly hub: string;
    /** When the hub had this version: naive UTC. */
    readonly changed: string;
    /** After the one before; absent for the first, and where this hub had the same content before. */
    readonly seconds?: number;
  }[];
}

export interface ReconcileReport {
  readonly hub: string;
  readonly hops: readonly Hop[];
  readonly canaries: readonly CanaryWay[];
}
