import { InvalidRequestError, SearchSyntaxError } from '../domain/errors.js';

export const DEFAULT_SORT = 'score desc, metadata_modified desc';

/** Orders in which no two documents are equal. */
export type TotalOrder = 'id' | 'name' | 'title' | 'changed' | 'created';

export interface SortKey {
  readonly field: string;
  readonly descending: boolean;
}

const TOTAL_ORDERS: ReadonlyMap<string, TotalOrder> = new Map([
  ['id', 'id'],
  ['name', 'name'],
  ['title', 'title'],
  ['title_string', 'title'],
  ['metadata_modified', 'changed'],
  ['indexed_ts', 'changed'],
  ['metadata_created', 'created'],
] as const);

const MANY_VALUES = /^(?:tags|groups|res_.*|vocab_.*)$/su;
const WORDS = /^(?:text|notes|title_ngram|name_ngram|urls|extras_.*|res_extras_.*|author|maintainer)$/su;
const NAME = /^[^\s(){}[\]"',:]+$/u;

/** The order that a field gives by itself; what follows it in a sort says nothing more. */
export function totalOrder(field: string): TotalOrder | undefined {
  return TOTAL_ORDERS.get(field);
}

/** Reads `field asc|desc, …`; empty and `rank` mean the default. */
export function parseSort(sort: string): readonly SortKey[] {
  const text = sort.trim() === '' || sort.trim() === 'rank' ? DEFAULT_SORT : sort;
  return text.split(',').map((part) => {
    const [field = '', written = '', ...rest] = part.trim().split(/\s+/);
    const direction = written.toLowerCase();
    if ((direction !== 'asc' && direction !== 'desc') || rest.length > 0) {
      throw new InvalidRequestError(`Search Query is invalid: Invalid sort parameter: '${part.trim()}'`, {
        sort: [part],
      });
    }
    const fault = faultOf(field);
    if (fault !== undefined) {
      const complaint = `SOLR returned an error running query: can not sort on ${fault}: ${field.slice(0, 60)}`;
      throw new SearchSyntaxError(complaint, 'sort', Math.max(text.indexOf(field), 0));
    }
    return { field, descending: direction === 'desc' };
  });
}

function faultOf(field: string): string | undefined {
  if (MANY_VALUES.test(field)) return 'multivalued field';
  if (WORDS.test(field)) return 'a field of words';
  return NAME.test(field) ? undefined : 'unknown field';
}
