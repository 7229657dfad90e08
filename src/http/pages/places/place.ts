import type { PublishedDataset } from '../../../domain/published.js';
import type { LinkParameters } from '../links.js';
import type { PageContext } from '../page.js';
import type { Region } from './regions.js';

/** A part of the catalogue that has a page: a domain, a city, a publisher. */
export interface Place {
  /** Filters that its datasets pass, all of them. */
  readonly filters: readonly string[];
  /** The same in the address of the search page. */
  readonly address: LinkParameters;
}

/** What is in a place, of one published state. */
export interface PlaceContent {
  readonly count: number;
  /** The last changed. */
  readonly newest: readonly PublishedDataset[];
  /** Value → datasets, the most frequent first. */
  by(field: PlaceField): ReadonlyMap<string, number>;
}

export type PlaceField = (typeof FIELDS)[number];

const FIELDS = ['groups', 'organization', 'harvest_source_id', 'res_format', 'cn_open_type'] as const;
const NEWEST = 10;

export async function findContent(place: Place, { search }: PageContext): Promise<PlaceContent> {
  const { count, datasets, facets } = await search.search(
    {
      q: '',
      fq: place.filters,
      sort: 'metadata_modified desc',
      start: 0,
      rows: NEWEST,
      facets: { fields: FIELDS, limit: -1, minCount: 1 },
    },
    'datasets',
  );
  return { count, newest: datasets, by: (field) => facets.get(field) ?? new Map<string, number>() };
}

export function domainPlace(name: string): Place {
  return { filters: [`groups:${quoted(name)}`], address: [['groups', name]] };
}

export function publisherPlace(name: string): Place {
  return { filters: [`organization:${quoted(name)}`], address: [['organization', name]] };
}

export function cityPlace({ name, sources }: Region): Place {
  const ids = sources.map(({ id }) => quoted(id));
  const value = ids.length === 1 ? (ids[0] ?? '') : `(${ids.join(' OR ')})`;
  return { filters: [`harvest_source_id:${value}`], address: [['region', name]] };
}

/** Filters as one query for the search box. */
export function asQuery(filters: readonly string[]): string {
  return filters.length === 1 ? (filters[0] ?? '') : filters.map((filter) => `(${filter})`).join(' AND ');
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
