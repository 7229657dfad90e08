import type { Source } from './source.js';

/** Changes that a portal did not list when it was asked for all changes since a time. */
export interface HiddenChanges {
  readonly hidden: number;
  /** A few of them. */
  readonly remoteIds: readonly string[];
}

/** Why a source's portal is not asked for its changes any more: all its runs are full until somebody trusts it again. */
export interface FilterFinding extends HiddenChanges {
  /** The run that found them. */
  readonly jobId: string;
  /** ISO UTC */
  readonly foundAt: string;
}

/** Whether the source wants to be asked for its changes only. */
export function isIncremental({ options }: Pick<Source, 'options'>): boolean {
  return options['incremental'] === true;
}
