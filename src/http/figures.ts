import type { PublishedPublisher } from '../domain/published.js';
import type { DatasetReader, SearchIndex } from '../pipeline/read-ports.js';
import { perSeq } from './per-seq.js';

export type CountedPublisher = PublishedPublisher & { readonly datasets: number };

/** Counts over the whole catalogue, made once for each published state. */
export interface Figures {
  total(): number;
  publishers(): readonly CountedPublisher[];
  publisherTitles(): ReadonlyMap<string, string>;
  /** Group name → datasets. */
  groups(): ReadonlyMap<string, number>;
  /** Format → datasets, the most frequent first. */
  formats(): ReadonlyMap<string, number>;
  /** Names of all tags, sorted. */
  tags(): readonly string[];
  /** Names of the tags that hold all of these texts, in any case, sorted. */
  tagsWith(texts: readonly string[]): readonly string[];
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
  const tags = perSeq(search, () => {
    const facets = { fields: ['tags'], limit: -1, minCount: 1 };
    const result = search.search({ q: '', fq: [], sort: '', start: 0, rows: 0, facets });
    return [...(result.facets.get('tags')?.keys() ?? [])].sort();
  });
  const tagsInLowerCase = perSeq(search, () => tags().map((name) => name.toLowerCase()));
  const publishers = perSeq(search, () => datasets.publishers());
  const publisherTitles = perSeq(search, () => new Map(publishers().map(({ name, title }) => [name, title])));
  return {
    total: () => overview().count,
    publishers,
    publisherTitles,
    groups: () => overview().facets.get('groups') ?? new Map<string, number>(),
    formats: () => overview().facets.get('res_format') ?? new Map<string, number>(),
    tags,
    tagsWith(texts) {
      const wanted = texts.map((text) => text.toLowerCase());
      if (wanted.every((text) => text === '')) return tags();
      const lower = tagsInLowerCase();
      return tags().filter((_name, index) => wanted.every((text) => lower[index]?.includes(text)));
    },
  };
}
