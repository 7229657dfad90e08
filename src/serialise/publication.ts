import type { Dataset } from '../domain/dataset.js';

/**
 * A published dataset as the serialisers need it: the shape of `PublishedDataset` in the ports, told here because
 * serialisers know the domain alone. `created` and `changed` are naive UTC with microseconds.
 */
export interface Publication {
  readonly dataset: Dataset;
  readonly name: string;
  readonly created: string;
  readonly changed: string;
  readonly publisher: PublicationPublisher;
  readonly sourceTitle: string;
  readonly recordId: string;
}

/** The shape of `PublishedPublisher` in the ports. */
export interface PublicationPublisher {
  readonly identifier: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly imageUrl: string;
  readonly created: string;
  readonly sourceId: string;
  readonly code?: string;
}
