import type { SearchRequest } from '../../pipeline/read-ports.js';
import { groupTitle } from '../../serialise/ckan/themes.js';
import type { ActionContext } from '../ckan/action.js';
import { pairsOf, readSearchAddress } from '../pages/search/address.js';
import { queryOf } from '../pages/search/find.js';
import { queryText } from './query-text.js';

export const FEED_SIZE = 20;

export type FeedFormat = 'atom' | 'rss';

/** What a feed tells of: all changes, or the datasets that a search finds. */
export type FeedScope =
  | { readonly of: 'all' }
  | {
      readonly of: 'search';
      readonly title: string;
      /** Path and query of the page for people. */
      readonly page: string;
      readonly search: Pick<SearchRequest, 'q' | 'fq'>;
    };

const PATH = /^(.+)\.(atom|rss)$/s;
const ABOUT = /^(organization|group|tag|source)\/(.+)$/s;

/** The path below `/feeds/`; undefined for one that is none. */
export function readFeedPath(
  path: string,
): { readonly name: string; readonly format: FeedFormat } | undefined {
  const [, name, format] = PATH.exec(path) ?? [];
  return name === undefined ? undefined : { name, format: format === 'rss' ? 'rss' : 'atom' };
}

export type FeedContext = Pick<ActionContext, 'datasets' | 'catalog' | 'search' | 'site' | 'harvest'>;

/** Undefined for what the hub has not. */
export async function scopeOf(
  name: string,
  query: unknown,
  catalog: FeedContext,
): Promise<FeedScope | undefined> {
  if (name === 'all' || name === 'dataset') return { of: 'all' };
  if (name === 'custom') return customScope(query, catalog);
  const [, kind = '', key = ''] = ABOUT.exec(name) ?? [];
  switch (kind) {
    case 'organization': {
      const publisher = catalog.datasets.findPublisher(key);
      return publisher && filtered('organization', publisher.name, publisher.title);
    }
    case 'group': {
      const title = groupTitle(key);
      return title === undefined ? undefined : filtered('groups', key, title);
    }
    case 'source': {
      const sources = await catalog.catalog.sourceSummaries();
      return sources.some(({ sourceId }) => sourceId === key)
        ? filtered('harvest_source_id', key, key)
        : undefined;
    }
    case 'tag':
      return filtered('tags', key, key);
    default:
      return undefined;
  }
}

function customScope(query: unknown, context: FeedContext): FeedScope {
  const address = readSearchAddress(pairsOf(query));
  const { q, filters } = address;
  const words = [q, ...filters.map(([, value]) => value)].filter((text) => text !== '');
  return {
    of: 'search',
    title: words.join(' · '),
    page: `/dataset?${queryText(q === '' ? filters : [['q', q], ...filters])}`,
    search: queryOf(address, context),
  };
}

function filtered(field: string, value: string, title: string): FeedScope {
  const page = `/dataset?${queryText([[field, value]])}`;
  return { of: 'search', title, page, search: { q: '', fq: [clause(field, value)] } };
}

function clause(field: string, value: string): string {
  return `${field}:"${value.replace(/["\\]/g, '\\$&')}"`;
}
