import type { Dataset, OriginLink } from './dataset.js';

/** A published dataset with what the hub adds to it. `created` and `changed` are naive UTC with microseconds. */
export interface PublishedDataset {
  readonly dataset: Dataset;
  /** Unique over the hub, stable. */
  readonly name: string;
  readonly created: string;
  readonly changed: string;
  readonly publisher: PublishedPublisher;
  readonly sourceTitle: string;
  /** Job that brought this version. */
  readonly jobId: string;
  /** Every place that the record has passed, from its first to this hub. */
  readonly chain: readonly OriginLink[];
}

/** `created` is naive UTC with microseconds. */
export interface PublishedPublisher {
  /** UUID v5 */
  readonly identifier: string;
  /** Unique slug over the hub. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly imageUrl: string;
  readonly created: string;
  readonly sourceId: string;
  readonly code?: string;
}
