import { dayIn } from '../../../domain/day.js';
import { SearchSyntaxError } from '../../../domain/errors.js';
import type { PublishedDataset } from '../../../domain/published.js';
import type { PageContext } from '../page.js';
import { SORTS, toggled, type Filter, type SearchAddress } from './address.js';
import { toFilterQueries } from './filter-query.js';
import { regionCounts } from './regions.js';

export const PAGE_SIZE = 20;
/** Values of a facet that a page may list. */
export const MOST_VALUES = 500;

/** Value → datasets, the most frequent first. */
export type FacetCounts = ReadonlyMap<string, number>;

export interface FoundDatasets {
  readonly count: number;
  readonly datasets: readonly PublishedDataset[];
  readonly facets: ReadonlyMap<string, FacetCounts>;
}

/** One condition less, and what is found then. */
export interface Hint {
  /** Absent: the words. */
  readonly dropped?: Filter;
  readonly address: SearchAddress;
  readonly count: number;
}

type SearchParts = Pick<PageContext, 'search' | 'harvest'>;

const FACETS = [
  'groups',
  'harvest_source_id',
  'organization',
  'res_format',
  'cn_open_type',
  'cn_update_cycle',
  'tags',
  'license_id',
] as const;

/** The page and all facets by one search. Rejects with `SearchSyntaxError` for a query that cannot be read. */
export async function findDatasets(address: SearchAddress, parts: SearchParts): Promise<FoundDatasets> {
  const { count, datasets, facets } = await parts.search.search(
    {
      ...queryOf(address, parts),
      sort: SORTS[address.sort],
      start: (address.page - 1) * PAGE_SIZE,
      rows: PAGE_SIZE,
      facets: { fields: FACETS, limit: MOST_VALUES, minCount: 1 },
    },
    'datasets',
  );
  const regions = regionCounts(facets.get('harvest_source_id') ?? new Map(), parts.harvest.sources);
  return { count, datasets, facets: new Map([...facets, ['region', regions]]) };
}

const MOST_HINTS = 8;

/** What each condition by itself takes away, where together they leave nothing; the most helpful first. */
export async function findHints(address: SearchAddress, parts: SearchParts): Promise<readonly Hint[]> {
  const { q, filters } = address;
  const without: readonly Omit<Hint, 'count'>[] = [
    ...(q === '' ? [] : [{ address: { ...address, q: '', page: 1 } }]),
    ...filters.map((filter) => ({ dropped: filter, address: toggled(address, filter) })),
  ];
  const hints: Hint[] = [];
  for (const hint of without.slice(0, MOST_HINTS)) {
    const { count } = await parts.search.search({
      ...queryOf(hint.address, parts),
      ...{ sort: '', start: 0, rows: 0, facets: { fields: [], limit: 0, minCount: 1 } },
    });
    if (count > 0) hints.push({ ...hint, count });
  }
  return hints.sort((one, other) => one.count - other.count);
}

/** A search of a query that cannot be read is a value: the page says what is wrong with it. */
export async function findOrFault(
  address: SearchAddress,
  parts: SearchParts,
): Promise<FoundDatasets | SearchSyntaxError> {
  try {
    return await findDatasets(address, parts);
  } catch (error) {
    if (error instanceof SearchSyntaxError) return error;
    throw error;
  }
}

/** Words and filters in the language of the index. */
export function queryOf(
  { q, filters }: SearchAddress,
  { harvest }: Pick<PageContext, 'harvest'>,
): { readonly q: string; readonly fq: readonly string[] } {
  const today = dayIn(harvest.timezone, harvest.now().getTime());
  return { q, fq: toFilterQueries(filters, { sources: harvest.sources, today }) };
}
