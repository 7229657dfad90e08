import type { SearchIndex } from '../../pipeline/read-ports.js';
import { PAGE_SIZE, type DatasetList } from './dataset-list.js';

export type ListRequest = Pick<DatasetList, 'q' | 'page' | 'filters'>;

/** Filters of CKAN's dataset page that the address may name. */
const FILTERS = ['organization', 'groups', 'tags', 'res_format', 'license_id'];
const PAGE_NUMBER = /^[1-9]\d{0,5}$/;

/** Reads the address of the list; what makes no sense there is ignored. */
export function readListRequest(query: unknown): ListRequest {
  const given = new Map(typeof query === 'object' && query !== null ? Object.entries(query) : []);
  const page = textsOf(given.get('page'))[0] ?? '';
  return {
    q: textsOf(given.get('q')).join(' '),
    page: PAGE_NUMBER.test(page) ? Number(page) : 1,
    filters: FILTERS.flatMap((key) => textsOf(given.get(key)).map((value) => [key, value] as const)),
  };
}

/** Throws `SearchSyntaxError` for a query that cannot be read. */
export async function findDatasets(request: ListRequest, search: SearchIndex): Promise<DatasetList> {
  const { count, datasets } = await search.search(
    {
      q: request.q,
      fq: request.filters.map(([key, value]) => `${key}:"${value.replace(/["\\]/g, '\\$&')}"`),
      sort: '',
      start: (request.page - 1) * PAGE_SIZE,
      rows: PAGE_SIZE,
      facets: { fields: [], limit: 0, minCount: 1 },
    },
    'datasets',
  );
  return { ...request, count, datasets };
}

function textsOf(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((item): item is string => typeof item === 'string' && item !== '');
}
