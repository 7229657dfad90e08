import type { Bound, Clause, Query } from './ast.js';
import { escapeTerm, quote } from './escapes.js';
import { printPattern } from './wildcard-pattern.js';

/**
 * A query in its plain form, for messages and tests: read again, it is the same query. A simple search prints as one,
 * everything else in Lucene's syntax with all fields named.
 */
export function printQuery(query: Query): string {
  if (query.type !== 'boolean') return printPart(query);
  if (isSimple(query)) {
    return isChain(query.clauses, query.minimumShouldMatch)
      ? printClauses(query.clauses)
      : printSigns(query.clauses);
  }
  // Exclusions alone are a group that matches nothing; as a whole query they would be taken from everything.
  const excludes = query.clauses.every(({ occur }) => occur === 'mustNot');
  return excludes ? `(${printClauses(query.clauses)})` : printClauses(query.clauses);
}

function printPart(query: Query): string {
  switch (query.type) {
    case 'all':
      return '*:*';
    case 'nothing':
      return '"';
    case 'words':
      return query.quoted ? `"${query.text}"` : query.text;
    case 'term':
      return `${escapeTerm(query.field)}:${escapeTerm(query.text)}`;
    case 'phrase':
      return `${escapeTerm(query.field)}:${quote(query.text)}${query.slop === 0 ? '' : `~${query.slop}`}`;
    case 'prefix':
      return `${escapeTerm(query.field)}:${escapeTerm(query.text)}*`;
    case 'wildcard':
      return `${escapeTerm(query.field)}:${printPattern(query.pattern)}`;
    case 'fuzzy':
      return `${escapeTerm(query.field)}:${escapeTerm(query.text)}~${query.edits}`;
    case 'exists':
      return `${escapeTerm(query.field)}:*`;
    case 'range':
      return `${escapeTerm(query.field)}:${printRange(query.lower, query.upper)}`;
    case 'boost':
      return `(${printQuery(query.query)})^${printNumber(query.factor)}`;
    case 'constant':
      return `(${printQuery(query.query)})^=${printNumber(query.score)}`;
    case 'boolean':
      // The groups of a simple search are chains of words, which need no parentheses.
      return isSimple(query) ? printClauses(query.clauses) : `(${printQuery(query)})`;
  }
}

function isSimple(query: Query): boolean {
  return (
    query.type === 'words' || (query.type === 'boolean' && query.clauses.some((part) => isSimple(part.query)))
  );
}

function printRange(lower: Bound | undefined, upper: Bound | undefined): string {
  const from = lower === undefined ? '*' : quote(lower.text);
  const to = upper === undefined ? '*' : quote(upper.text);
  return `${lower?.inclusive === false ? '{' : '['}${from} TO ${to}${upper?.inclusive === false ? '}' : ']'}`;
}

/** Whether a simple search is words joined by `OR`, not words side by side of which some must match. */
function isChain(clauses: readonly Clause[], minimum: number): boolean {
  if (clauses.some(({ query }) => query.type === 'boolean')) return false;
  const required = clauses.some(({ occur }) => occur === 'must');
  return clauses.some(({ occur }) => occur === 'should') && minimum === (required ? 0 : 1);
}

const SIGNS = { must: '+', should: '', mustNot: '-' } as const;

function printSigns(clauses: readonly Clause[]): string {
  return clauses
    .filter(({ query }) => query.type !== 'all')
    .map(({ occur, query }) => SIGNS[occur] + printPart(query))
    .join(' ');
}

/** By Lucene's rule the joint behind a clause has the last word on it, for the last clause the one before. */
function printClauses(clauses: readonly Clause[]): string {
  const optional = clauses.some(({ occur }) => occur === 'should');
  return clauses
    .map(({ occur, query }, index) => {
      const part = `${occur === 'mustNot' ? '-' : ''}${printPart(query)}`;
      return optional ? jointBefore(clauses, index) + part : part;
    })
    .join(' ');
}

function jointBefore(clauses: readonly Clause[], index: number): string {
  const before = clauses[index - 1]?.occur;
  const own = clauses[index]?.occur;
  if (before === undefined) return '';
  if (before === 'must') return 'AND ';
  if (before === 'mustNot') return own === 'should' ? 'OR ' : 'AND ';
  // Only strict reading has a required clause beside the end of a chain.
  return own === 'must' && index === clauses.length - 1 ? '' : 'OR ';
}

/** Without an exponent, which the syntax does not have. */
function printNumber(value: number): string {
  if (value >= 1e21) return BigInt(value).toString();
  return value >= 1e-6 || value === 0 ? String(value) : value.toFixed(100).replace(/0+$/, '');
}
