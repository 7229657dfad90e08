import type { Dataset, Publisher } from '../domain/dataset.js';
import { canonicalJson } from '../domain/identifiers.js';
import type { PublishedDataset } from '../domain/published.js';
import { visibleDistributions } from '../domain/visibility.js';
import { withoutHalves } from './plain-text.js';

/**
 * The national record as it may leave the hub: the elements as they are stored, the files that may be seen, and what the hub
 * gave the dataset. It follows from the version alone, never from what else the hub has learnt since: the title of the source
 * or of the publisher in another dataset changes no record.
 */
export interface NationalRecord extends Omit<Dataset, 'adjustments' | 'validated' | 'publisher'> {
  /** The hub's own notes, which are in no output. */
  readonly adjustments: undefined;
  readonly validated: undefined;
  readonly name: string;
  /** Naive UTC with microseconds; `changed` is different for every version that the hub ever had. */
  readonly created: string;
  readonly changed: string;
  readonly publisher: Publisher & {
    /** The hub's id and name of it. */
    readonly identifier: string;
    readonly hubName: string;
  };
}

export function toNationalRecord(publication: PublishedDataset): NationalRecord {
  const { dataset, name, created, changed, publisher } = publication;
  return {
    ...dataset,
    ...{ adjustments: undefined, validated: undefined },
    ...{ name, created, changed },
    publisher: { ...dataset.publisher, identifier: publisher.identifier, hubName: publisher.name },
    distributions: visibleDistributions(dataset),
  };
}

/** Its canonical JSON; a line of the full dump is this and a line feed. */
export function toNationalRecordJson(publication: PublishedDataset): string {
  return withoutHalves(canonicalJson(toNationalRecord(publication)));
}
