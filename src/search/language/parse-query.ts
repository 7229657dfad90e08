import { SearchSyntaxError } from '../../domain/errors.js';
import type { Query } from './ast.js';
import { parseDismax } from './dismax-parser.js';
import { scanWords } from './dismax-words.js';
import { parseLucene } from './lucene-parser.js';
import type { QueryOptions } from './query-options.js';
import { toQueryText } from './query-text.js';
import type { QueryText } from './query-text.js';

const EVERYTHING: readonly string[] = ['', '""', "''"];
const PARSERS: readonly string[] = ['lucene', 'dismax', 'edismax'];

/**
 * Reads `q`. Empty is everything; without a colon it is a simple search, with one it is Lucene's syntax. Takes time linear
 * in the length of `q`. Throws `SearchSyntaxError` for what cannot be read, and nothing else.
 */
export function parseQuery(q: string, options: QueryOptions): Query {
  const source = toQueryText('q', q);
  if (EVERYTHING.includes(source.text.trim())) return { type: 'all', position: 0 };
  switch (parserOf(source, options)) {
    case 'lucene':
      return parseLucene(source, options);
    case 'edismax':
      return parseLenient(source, options);
    default:
      return parseDismax(source, options);
  }
}

/**
 * Reads what `fq` or `fq_list` hold, each a query in Lucene's syntax of its own; documents must match all of them. Blank
 * ones are left out. `strict` reads `fq` as a CKAN does, which puts it between its own required clauses, so that
 * `a:b OR c:d` filters nothing; `fq_list` it leaves alone.
 */
export function parseFilters(
  filters: readonly string[],
  options: QueryOptions & { readonly parameter?: 'fq' | 'fq_list' | undefined },
): Query[] {
  const parameter = options.parameter ?? 'fq';
  return filters
    .filter((filter) => filter.trim() !== '')
    .map((filter) => {
      const query = parseLucene(toQueryText(parameter, filter), options);
      return options.strict === true && parameter === 'fq' ? besideRequired(query) : query;
    });
}

/** Beside something that is required nothing optional is needed any more. */
function besideRequired(query: Query): Query {
  if (query.type !== 'boolean' || query.minimumShouldMatch === 0) return query;
  return {
    ...query,
    clauses: [{ occur: 'must', query: { type: 'all', position: query.position } }, ...query.clauses],
    minimumShouldMatch: 0,
  };
}

function parserOf(source: QueryText, options: QueryOptions): string {
  const named = options.defType?.trim() ?? '';
  if (named !== '') {
    if (PARSERS.includes(named)) return named;
    throw new SearchSyntaxError(
      `SOLR returned an error running query: Unknown query parser '${named.slice(0, 60)}'`,
      'defType',
      0,
    );
  }
  const { text } = source;
  if (options.strict === true) return text.includes(':') ? 'lucene' : 'dismax';
  return namesField(text) ? 'lucene' : 'dismax';
}

/** An address, a time of day or a scale (1:10000) has a colon and names no field. */
const NO_FIELD = /^(?:[A-Za-z][A-Za-z0-9+.-]*:\/\/|\d+:\d)/;

function namesField(text: string): boolean {
  if (!text.includes(':')) return false;
  return scanWords(text, false).some((word) => {
    return !word.quoted && word.text.includes(':') && !NO_FIELD.test(word.text);
  });
}

/** Solr's extended parser takes for words what it cannot read. */
function parseLenient(source: QueryText, options: QueryOptions): Query {
  if (!source.text.includes(':')) return parseDismax(source, options);
  try {
    return parseLucene(source, options);
  } catch (error) {
    if (!(error instanceof SearchSyntaxError)) throw error;
    return parseDismax(source, options);
  }
}
