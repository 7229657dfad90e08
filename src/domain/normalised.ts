import type { Adjustment, DatasetDraft, DatasetElements } from './dataset.js';
import type { Problem } from './problem.js';

/** The elements before validation: each is absent or of its type, and what the publishable bar asks may be missing. */
export interface UncheckedElements extends Omit<DatasetElements, 'title' | 'publisher'> {
  readonly title?: string;
  readonly publisher?: DatasetElements['publisher'];
}

/** What normalise makes of a draft. */
export interface NormalisedDraft {
  readonly elements: UncheckedElements;
  readonly adjustments: readonly Adjustment[];
  readonly problems: readonly Problem[];
}

/** The stage normalise for one source. Never throws for what a portal wrote. */
export interface Normaliser {
  /** Changes whenever the same draft would be normalised differently: rules, crosswalks, settings of the source. */
  readonly version: string;
  normalise(draft: DatasetDraft, datasetId: string): NormalisedDraft;
}
