import type { Problem } from './problem.js';

/**
 * `publishable`: published, but with problems below the conformant bar. `failed`: could not be read at all. `duplicate`: a
 * record that is listed once more, and counts as one.
 */
export type Verdict = 'conformant' | 'publishable' | 'rejected' | 'refused' | 'failed' | 'duplicate';

/** What would become of a record, without anything being stored. */
export interface RecordReport {
  readonly remoteId: string;
  readonly title?: string;
  readonly verdict: Verdict;
  readonly problems: readonly Problem[];
}
