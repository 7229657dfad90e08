import type { Passing } from './feed-position.js';
import type { PublishedDataset } from './published.js';

/** How a dataset stands since its last change: with the record as it is now, or gone. `time` is naive UTC with microseconds. */
export type LastChange = LivePut | Deletion;

interface At {
  readonly seq: number;
  readonly time: string;
}

export interface LivePut extends At {
  readonly kind: 'put';
  readonly publication: PublishedDataset;
  /** When the hubs that it has passed had this version, as far as they said it. */
  readonly passed: readonly Passing[];
}

export interface Deletion extends At {
  readonly kind: 'delete';
  readonly identifier: string;
  /** What it was called; absent where nothing may be shown of it any more. */
  readonly name?: string;
  readonly title?: string;
}
