import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';

/** `value` in lower case. */
export interface ResourceTerm {
  readonly field: string;
  readonly value: string;
}

export interface ResourceSearch {
  readonly terms: readonly ResourceTerm[];
  readonly orderBy: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

const MAX_LIMIT = 1000;
const FIELDS: ReadonlySet<string> = new Set([
  'id',
  'package_id',
  'name',
  'description',
  'url',
  'url_type',
  'format',
  'cn_format_raw',
  'mimetype',
  'mimetype_inner',
  'resource_type',
  'size',
  'hash',
  'created',
  'last_modified',
  'metadata_modified',
  'cache_url',
  'cache_last_updated',
  'position',
  'state',
]);

export function readResourceSearch(parameters: Parameters): ResourceSearch {
  const read = createParameterReader(parameters);
  const terms: ResourceTerm[] = [];
  const queries = read.texts('query');
  if (queries.length === 0) read.complain('query', 'Missing value');
  for (const query of queries) {
    const colon = query.indexOf(':');
    const field = query.slice(0, colon);
    if (colon < 0) read.complain('query', 'Must be `<field>:<value>` pair(s)');
    else if (!FIELDS.has(field)) read.complain('query', unknownField(field));
    else terms.push({ field, value: query.slice(colon + 1).toLowerCase() });
  }
  const orderBy = read.text('order_by');
  if (orderBy !== undefined && !FIELDS.has(orderBy)) read.complain('order_by', unknownField(orderBy));
  const limit = Math.min(read.natural('limit') ?? MAX_LIMIT, MAX_LIMIT);
  const offset = read.natural('offset') ?? 0;
  read.check();
  return { terms, orderBy, limit, offset };
}

function unknownField(field: string): string {
  return `Field "${field}" not recognised in resource_search.`;
}
