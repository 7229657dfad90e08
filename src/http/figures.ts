import type { PublishedPublisher } from '../domain/published.js';
import type { DatasetReader, SearchIndex } from '../pipeline/read-ports.js';
import { perSeq } from './per-seq.js';

export type CountedPublisher = PublishedPublisher & { readonly datasets: number };

/** Counts over the whole catalogue, made once for each published state. */
export interface Figures {
  total(): Promise<number>;
  publishers(): readonly CountedPublisher[];
  /** Group name → datasets. */
  groups(): Promise<ReadonlyMap<string, number>>;
  /** Format → datasets, the most frequent first. */
  formats(): Promise<ReadonlyMap<string, number>>;
  /** Names of all tags, sorted. */
  tags(): Promise<readonly string[]>;
  /** Names of the tags that hold all of these texts, in any case, sorted. */
  tagsWith(texts: readonly string[]): Promise<readonly string[]>;
}

export function createFigures(datasets: DatasetReader, search: SearchIndex): Figures {
  const overview = perSeq(search, () =>
    search.search({
      q: '',
      fq: [],
      sort: '',
      start: 0,
      rows: 0,
      facets: { fields: ['groups', 'res_format'], limit: -1, minCount: 1 },
    }),
  );
  const tags = perSeq(search, () => search.values('tags', []));
  const countsOf = async (field: string): Promise<ReadonlyMap<string, number>> =>
    (await overview()).facets.get(field) ?? new Map<string, number>();
  return {
    total: async () => (await overview()).count,
    publishers: () => datasets.publishers(),
    groups: () => countsOf('groups'),
    formats: () => countsOf('res_format'),
    tags,
    tagsWith: (texts) => (texts.every((text) => text === '') ? tags() : search.values('tags', texts)),
  };
}
