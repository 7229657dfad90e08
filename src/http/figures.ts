import type { PublishedPublisher } from '../domain/published.js';
import type { DatasetReader, SearchIndex } from '../pipeline/store-ports.js';
import { perSeq } from './per-seq.js';

export type CountedPublisher = PublishedPublisher & { readonly datasets: number };

/** Counts over the whole catalogue, made once for each published state. */
export interface Figures {
  total(): number;
  publishers(): readonly CountedPublisher[];
  publisherTitles(): ReadonlyMap<string, string>;
  /** Group name → datasets. */
  groups(): ReadonlyMap<string, number>;
  /** Names of all tags, sorted. */
  tags(): readonly string[];
}

export function createFigures(datasets: DatasetReader, search: SearchIndex): Figures {
  const overview = perSeq(search, () =>
    search.search({
      q: '',
      fq: [],
      sort: '',
      start: 0,
      rows: 0,
      facets: { fields: ['groups'], limit: -1, minCount: 1 },
    }),
  );
  const tags = perSeq(search, () => {
    const facets = { fields: ['tags'], limit: -1, minCount: 1 };
    const result = search.search({ q: '', fq: [], sort: '', start: 0, rows: 0, facets });
    return [...(result.facets.get('tags')?.keys() ?? [])].sort();
  });
  const publishers = perSeq(search, () => datasets.publishers());
  const publisherTitles = perSeq(search, () => new Map(publishers().map(({ name, title }) => [name, title])));
  return {
    total: () => overview().count,
    publishers,
    publisherTitles,
    groups: () => overview().facets.get('groups') ?? new Map<string, number>(),
    tags,
  };
}
