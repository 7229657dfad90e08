import type { Query } from './ast.js';
import { combine } from './combine.js';
import type { WrittenClause } from './combine.js';
import { createLeafMaker, exists, wildcard } from './leaves.js';
import { DEFAULT_FIELD } from './query-options.js';
import type { QueryOptions } from './query-options.js';
import { MAX_CLAUSES, MAX_DEPTH, faultAt } from './query-text.js';
import type { QueryText } from './query-text.js';
import { describe, scanTokens } from './scan-tokens.js';
import type { BoostToken, Mark, TildeToken, Token } from './tokens.js';

/** Fields by which Solr would be told to run another parser. */
const MAGIC_FIELDS: readonly string[] = ['_query_', '_val_'];

/** Lucene's classic syntax, as Solr has it, with the default operator AND. `docs/query-language.md` has the grammar. */
export function parseLucene(source: QueryText, options: QueryOptions): Query {
  const tokens = scanTokens(source);
  const leaves = createLeafMaker(source, options);
  const defaultField = options.df ?? DEFAULT_FIELD;
  const strict = options.strict === true;
  let next = 0;
  let values = 0;

  function peek(): Token {
    return tokens[next] ?? { kind: 'end', from: source.text.length };
  }

  function skip(mark: Mark): boolean {
    if (peek().kind !== mark) return false;
    next += 1;
    return true;
  }

  function unexpected(): Error {
    const { from } = peek();
    return faultAt(source, from, `${describe(source.text, from)} is not expected here`);
  }

  /** `field` is the one that a group is in; undefined while nobody named one. */
  function parseClauses(field: string | undefined, depth: number): Query {
    if (depth > MAX_DEPTH) throw faultAt(source, peek().from, `groups nest deeper than ${MAX_DEPTH}`);
    const written: WrittenClause[] = [];
    do {
      const joint = written.length === 0 ? undefined : readJoint();
      const sign = readSign();
      written.push({ joint, sign, query: parseClause(field, depth) });
    } while (peek().kind !== 'close' && peek().kind !== 'end');
    return combine(written, { strict, whole: depth === 0 });
  }

  function readJoint(): WrittenClause['joint'] {
    if (skip('and')) return 'and';
    return skip('or') ? 'or' : undefined;
  }

  function readSign(): WrittenClause['sign'] {
    if (skip('plus')) return 'required';
    return skip('minus') || skip('not') ? 'excluded' : undefined;
  }

  function parseClause(outer: string | undefined, depth: number): Query {
    const position = peek().from;
    const field = readField() ?? outer;
    if (field !== undefined && MAGIC_FIELDS.includes(field)) {
      throw faultAt(source, position, `nested queries in '${field}' are not supported`);
    }
    const { kind, from } = peek();
    if (!skip('open') && !skip('filter')) return parseValue(field, position);
    const inner = parseClauses(field, depth + 1);
    if (!skip('close')) throw faultAt(source, from, 'the parenthesis is not closed');
    // filter(…) is kept apart by Solr for its cache; it scores nothing by itself.
    return boosted(
      kind === 'open' ? inner : { type: 'constant', query: inner, score: 1, position },
      takeBoost(),
    );
  }

  function readField(): string | undefined {
    const token = peek();
    if (tokens[next + 1]?.kind !== 'colon') return undefined;
    const named = token.kind === 'term' && token.bare === undefined ? token.text : undefined;
    const field = token.kind === 'star' ? '*' : named;
    if (field !== undefined) next += 2;
    return field;
  }

  function parseValue(explicit: string | undefined, position: number): Query {
    const token = peek();
    values += 1;
    if (values > MAX_CLAUSES) throw faultAt(source, token.from, `more than ${MAX_CLAUSES} boolean clauses`);
    const place = { field: explicit ?? defaultField, position };
    next += 1;
    switch (token.kind) {
      case 'term':
      case 'phrase':
        return withTilde((tilde) => leaves.text(place, token, tilde));
      case 'star':
        return withTilde(() => (explicit === undefined ? { type: 'all', position } : exists(place)));
      case 'wild':
        return withTilde(() => wildcard(place, token.pattern));
      case 'range':
        return boosted(leaves.range(place, token), takeBoost());
      default:
        next -= 1;
        throw unexpected();
    }
  }

  /** `~` and `^`, in either order. */
  function withTilde(make: (tilde: TildeToken | undefined) => Query): Query {
    const early = takeTilde();
    const boost = takeBoost();
    const late = early === undefined && boost !== undefined ? takeTilde() : undefined;
    return boosted(make(early ?? late), boost);
  }

  function takeTilde(): TildeToken | undefined {
    const token = peek();
    if (token.kind !== 'tilde') return undefined;
    next += 1;
    return token;
  }

  function takeBoost(): BoostToken | undefined {
    const token = peek();
    if (token.kind !== 'boost') return undefined;
    next += 1;
    return token;
  }

  if (peek().kind === 'end') throw unexpected();
  const query = parseClauses(undefined, 0);
  if (peek().kind !== 'end') throw unexpected();
  return query;
}

function boosted(query: Query, boost: BoostToken | undefined): Query {
  if (boost === undefined) return query;
  const { position } = query;
  if (!boost.constant) return { type: 'boost', query, factor: boost.factor, position };
  // Solr keeps what is constant already: only its score changes.
  return {
    type: 'constant',
    query: query.type === 'constant' ? query.query : query,
    score: boost.factor,
    position,
  };
}
