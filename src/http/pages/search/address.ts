/** What the address of the search page says; everything on the page follows from it. */
export interface SearchAddress {
  readonly q: string;
  readonly filters: readonly Filter[];
  readonly sort: SortName;
  /** 1-based. */
  readonly page: number;
  /** Facets of which all values are wanted. */
  readonly expanded: readonly FilterKey[];
}

/** A filter as the address names it; several of one key have to hold all. */
export type Filter = readonly [key: FilterKey, value: string];

/** The parameters of CKAN's page, and the hub's own: city, days since the data was updated. */
export const FILTER_KEYS = [
  'groups',
  'region',
  'harvest_source_id',
  'organization',
  'res_format',
  'cn_open_type',
  'cn_update_cycle',
  'modified',
  'tags',
  'license_id',
  'cn_visibility',
] as const;
export type FilterKey = (typeof FILTER_KEYS)[number];

/** Days back that `modified` stands for. */
export const MODIFIED_DAYS = { week: 7, month: 31, year: 366 } as const;
export type ModifiedSpan = keyof typeof MODIFIED_DAYS;

/** Values of `sort`, as CKAN's page writes them, the default first. */
export const SORTS = {
  relevance: 'score desc, metadata_modified desc',
  modified: 'cn_modified desc',
  changed: 'metadata_modified desc',
  title: 'title_string asc',
  titleDown: 'title_string desc',
} as const;
export type SortName = keyof typeof SORTS;

const PAGE_NUMBER = /^[1-9]\d{0,5}$/;
/** Nobody clicks as many together; each is a part of the query. */
const MOST_FILTERS = 30;

/** Reads the parameters in their order; what makes no sense is ignored. */
export function readSearchAddress(parameters: Iterable<readonly [string, string]>): SearchAddress {
  const given = [...parameters].filter(([, value]) => value !== '');
  const textsOf = (name: string): readonly string[] =>
    given.flatMap(([key, value]) => (key === name ? [value] : []));
  const [page = ''] = textsOf('page');
  return {
    q: textsOf('q').join(' '),
    filters: FILTER_KEYS.flatMap((key) =>
      [...new Set(textsOf(key))].filter((value) => isFilter(key, value)).map((value): Filter => [key, value]),
    ).slice(0, MOST_FILTERS),
    sort: readSort(textsOf('sort')[0]),
    page: PAGE_NUMBER.test(page) ? Number(page) : 1,
    expanded: FILTER_KEYS.filter((key) => textsOf(`_${key}_limit`).includes('0')),
  };
}

/** Query parameters as the server library gives them: a repeated one is a list. */
export function pairsOf(query: unknown): readonly (readonly [string, string])[] {
  if (typeof query !== 'object' || query === null) return [];
  return Object.entries(query).flatMap(([key, value]: [string, unknown]) =>
    (Array.isArray(value) ? (value as readonly unknown[]) : [value])
      .filter((item): item is string => typeof item === 'string')
      .map((item) => [key, item] as const),
  );
}

/** The parameters of an address, in one order whatever the reader's was. */
export function toParameters({
  q,
  filters,
  sort,
  page,
  expanded,
}: SearchAddress): readonly (readonly [key: string, value: string])[] {
  return [
    ...(q === '' ? [] : [['q', q] as const]),
    ...filters,
    ...(sort === 'relevance' ? [] : [['sort', SORTS[sort]] as const]),
    ...expanded.map((key) => [`_${key}_limit`, '0'] as const),
    ...(page === 1 ? [] : [['page', String(page)] as const]),
  ];
}

/** The same search with one filter more or less, from its first page on. */
export function toggled(address: SearchAddress, [key, value]: Filter): SearchAddress {
  const others = address.filters.filter((filter) => filter[0] !== key || filter[1] !== value);
  const isOn = others.length < address.filters.length;
  return { ...address, page: 1, filters: isOn ? others : [...others, [key, value]] };
}

function isFilter(key: FilterKey, value: string): boolean {
  return key !== 'modified' || Object.hasOwn(MODIFIED_DAYS, value);
}

function readSort(text = ''): SortName {
  const plain = text.trim().replace(/\s+/g, ' ');
  const named = (Object.keys(SORTS) as SortName[]).find((name) => SORTS[name] === plain);
  return named ?? 'relevance';
}
