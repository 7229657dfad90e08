import { SearchSyntaxError } from '../domain/errors.js';

/** What a query asks, whatever it was written in: the evaluator's whole language. */
export type Query =
  | { readonly type: 'all' }
  | { readonly type: 'words'; readonly text: string }
  | { readonly type: 'term'; readonly field: string; readonly value: string }
  | { readonly type: 'not'; readonly query: Query }
  | { readonly type: 'and'; readonly queries: readonly Query[] };

const FIELDED = /(?:^|\s)[+-]?[A-Za-z_][\w.-]*:(?=[^\s/])/;

/**
 * `q`: empty or `*:*` is everything; words, all of which must occur; or, as soon as a `field:value` stands in it, the
 * language of filters, as CKAN changes parsers at a colon. A colon within a word or an address does not count.
 */
export function parseWords(q: string): Query {
  const text = q.trim();
  if (text === '' || text === '*:*' || text === '""' || text === "''") return { type: 'all' };
  return FIELDED.test(text) ? parseFilter(text, 'q') : { type: 'words', text };
}

const CLAUSE =
  /\s*(?<sign>[+-])?(?:(?<field>[^\s:"()[\]{}]+):(?:"(?<quoted>(?:[^"\\]|\\.)*)"|\((?<group>[^\s()":]+)\)|(?<bare>[^\s"()[\]{}]+)))/y;
const CONJUNCTION = /\s+(?:AND|&&)(?=\s)/y;

/**
 * `fq`: `field:value` clauses, all required, side by side or joined by AND; `-` excludes. `*:*` is everything.
 * Ranges, wildcards, OR and groups belong to the full query language and are refused with their place, never misread.
 */
export function parseFilter(fq: string, parameter = 'fq'): Query {
  const text = fq.trim();
  if (text === '') return { type: 'all' };
  const queries: Query[] = [];
  for (let position = 0; position < text.length;) {
    CONJUNCTION.lastIndex = position;
    const joined = queries.length > 0 ? CONJUNCTION.exec(text) : null;
    if (joined !== null) position = CONJUNCTION.lastIndex;
    CLAUSE.lastIndex = position;
    const clause = CLAUSE.exec(text);
    if (clause === null) throw unreadable(text, parameter, position);
    position = CLAUSE.lastIndex;
    if (position < text.length && !/\s/.test(text.charAt(position)))
      throw unreadable(text, parameter, position);
    queries.push(toQuery(clause.groups ?? {}, parameter, clause.index));
  }
  return queries.length === 1 && queries[0] !== undefined ? queries[0] : { type: 'and', queries };
}

function toQuery(
  groups: Readonly<Record<string, string | undefined>>,
  parameter: string,
  position: number,
): Query {
  const field = groups['field'] ?? '';
  const plain = groups['bare'] ?? groups['group'];
  if (plain !== undefined && !(field === '*' && plain === '*') && /(?<!\\)[*?~^]/.test(plain)) {
    throw new SearchSyntaxError(
      `wildcards, fuzzy terms and boosts are not supported yet: ${field}:${plain}`,
      parameter,
      position,
    );
  }
  const value = (groups['quoted'] ?? plain ?? '').replaceAll(/\\(.)/g, '$1');
  const query: Query = field === '*' && value === '*' ? { type: 'all' } : { type: 'term', field, value };
  return groups['sign'] === '-' ? { type: 'not', query } : query;
}

function unreadable(text: string, parameter: string, position: number): SearchSyntaxError {
  const near = text.slice(position, position + 30).trim();
  return new SearchSyntaxError(
    `Cannot parse '${text}' at position ${position}: '${near}'`,
    parameter,
    position,
  );
}
