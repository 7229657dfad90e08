import type { Clause, Query } from './ast.js';
import { GENTLE, occurrences, toBoolean, toChains } from './combine.js';
import type { WrittenClause } from './combine.js';
import { scanWords } from './dismax-words.js';
import { minimumMatch } from './minimum-match.js';
import { parseQueryFields } from './query-fields.js';
import { DEFAULT_FIELD, DEFAULT_MINIMUM_MATCH, DEFAULT_QUERY_FIELDS, DEFAULT_TIE } from './query-options.js';
import type { QueryOptions } from './query-options.js';
import { MAX_CLAUSES, faultAt, localParameters } from './query-text.js';
import type { QueryText } from './query-text.js';

/** Solr's simple search: words over several fields, of which `mm` must match. It has no syntax errors. */
export function parseDismax(source: QueryText, options: QueryOptions): Query {
  const strict = options.strict === true;
  const named = parseQueryFields(options.qf ?? DEFAULT_QUERY_FIELDS);
  const fields = named.length > 0 ? named : [{ field: options.df ?? DEFAULT_FIELD, boost: 1 }];
  const tie = options.tie ?? DEFAULT_TIE;
  const words = scanWords(source.text, strict);
  const excess = words[MAX_CLAUSES];
  if (excess !== undefined)
    throw faultAt(source, excess.position, `more than ${MAX_CLAUSES} boolean clauses`);
  const commands = words.find(({ text, quoted }) => !quoted && text.includes('{!'));
  if (commands !== undefined) throw localParameters(source, commands.position + commands.text.indexOf('{!'));
  const only = words.length === 1 && !strict ? words[0] : undefined;
  // Whoever types nothing but an asterisk wants everything; Solr looks for the character.
  if (only?.text === '*' && !only.quoted && only.sign !== 'excluded')
    return { type: 'all', position: only.position };
  const written = words.map(({ joint, sign, text, quoted, position }) => {
    return { joint, sign, query: { type: 'words', text, quoted, fields, tie, position } } as const;
  });
  const clauses = strict ? optionalOccurrences(written) : clausesOfChains(written);
  if (clauses.length === 0) return { type: 'nothing', position: 0 };
  const optional = clauses.filter(({ occur }) => occur === 'should').length;
  const minimum = minimumMatch(options.mm ?? DEFAULT_MINIMUM_MATCH, optional);
  return toBoolean(clauses, { strict, whole: !strict }, minimum);
}

/** Words side by side are optional and counted by `mm`; words that an `OR` joins count as one. */
function clausesOfChains(written: readonly WrittenClause[]): Clause[] {
  return toChains(written).flatMap((chain) => {
    if (chain.length === 1) return optionalOccurrences(chain);
    const inside = occurrences(chain);
    if (inside.every(({ occur }) => occur !== 'should')) return inside;
    return [{ occur: 'should', query: toBoolean(inside, GENTLE) } as const];
  });
}

/** Lucene's rule with the default operator OR: `AND` requires both its neighbours, `OR` says nothing new. */
function optionalOccurrences(written: readonly WrittenClause[]): Clause[] {
  return written.map(({ joint, sign, query }, index) => {
    if (sign === 'excluded') return { occur: 'mustNot', query };
    const required = sign === 'required' || joint === 'and' || written[index + 1]?.joint === 'and';
    return { occur: required ? 'must' : 'should', query };
  });
}
