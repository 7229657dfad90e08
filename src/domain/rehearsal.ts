import type { Text } from './dataset.js';
import type { JobCounts } from './job.js';

/** How one run against a portal with one fault ended. */
export interface FaultTrial {
  readonly fault: string;
  readonly title: Text;
  /** Why the fault cannot be shown on this portal; then nothing was tried. */
  readonly skipped?: Text;
  /** `complete`, `partial`, or the outcome and its error's code: `failed: source-response`. */
  readonly end: string;
  /** The ends that are right for this fault and kind. */
  readonly documented: readonly string[];
  /** How the run explained itself. */
  readonly message?: string;
  readonly counts?: JobCounts;
  /** Datasets that were published before and are no more. */
  readonly lost: number;
  /** Datasets that the honest portal does not have like this; none is counted where the fault gives the portal other content. */
  readonly altered: number;
  /** An honest run after it brought back the published state, byte for byte. */
  readonly recovered: boolean;
  readonly seconds: number;
  readonly inTime: boolean;
  /** Most memory that the process took beyond what it had before the run. */
  readonly megabytes: number;
  readonly isFlat: boolean;
}

/** What a rehearsal of one source came to. */
export interface RehearsalReport {
  readonly sourceId: string;
  readonly kind: string;
  /** Published by the honest run that came first. */
  readonly datasets: number;
  /** Different questions that the portal was asked, each once. */
  readonly questions: number;
  readonly trials: readonly FaultTrial[];
}

/** What is wrong with how a trial went; nothing is where it went as documented. */
export type TrialFault = 'lost' | 'altered' | 'undocumented' | 'late' | 'memory' | 'not-recovered';

export function trialFaults(trial: FaultTrial): readonly TrialFault[] {
  if (trial.skipped !== undefined) return [];
  const faults: readonly (readonly [TrialFault, boolean])[] = [
    ['lost', trial.lost > 0],
    ['altered', trial.altered > 0],
    ['undocumented', !trial.documented.includes(trial.end)],
    ['late', !trial.inTime],
    ['memory', !trial.isFlat],
    ['not-recovered', !trial.recovered],
  ];
  return faults.filter(([, isSo]) => isSo).map(([name]) => name);
}
