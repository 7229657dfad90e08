import type { Clause, Query } from './ast.js';

/** A clause as it is written: what joins it to the one before, and the sign in front of it. */
export interface WrittenClause {
  readonly joint: 'and' | 'or' | undefined;
  readonly sign: 'required' | 'excluded' | undefined;
  readonly query: Query;
}

export interface CombineRules {
  readonly strict: boolean;
  /** A whole query, not a group within one. */
  readonly whole: boolean;
}

/** `clauses` is never empty. */
export function combine(clauses: readonly WrittenClause[], rules: CombineRules): Query {
  return toBoolean(rules.strict ? occurrences(clauses) : clausesOfChains(clauses), rules);
}

/**
 * Clauses that `AND` and `OR` join are a chain. Chains side by side are all required, and a chain with an `OR` in it is a
 * group of its own: `organization:a OR organization:b date:x` means what it says.
 */
function clausesOfChains(clauses: readonly WrittenClause[]): Clause[] {
  const chains = toChains(clauses);
  return chains.flatMap((chain) => {
    const inside = occurrences(chain);
    const grouped = chains.length > 1 && inside.some(({ occur }) => occur === 'should');
    return grouped ? [{ occur: 'must', query: toBoolean(inside, GENTLE) } as const] : inside;
  });
}

export function toChains(clauses: readonly WrittenClause[]): WrittenClause[][] {
  const chains: WrittenClause[][] = [];
  for (const clause of clauses) {
    if (clause.joint === undefined) chains.push([clause]);
    else chains.at(-1)?.push(clause);
  }
  return chains;
}

/**
 * Lucene's classic rule with the default operator AND: `AND` requires both its neighbours, `OR` makes both optional even
 * where another operator or a `+` says otherwise, and the operator read last wins. There is no precedence.
 */
export function occurrences(clauses: readonly WrittenClause[]): Clause[] {
  return clauses.map(({ joint, sign, query }, index) => {
    if (sign === 'excluded') return { occur: 'mustNot', query };
    const decisive = clauses[index + 1]?.joint ?? joint;
    return { occur: decisive === 'or' ? 'should' : 'must', query };
  });
}

export const GENTLE: CombineRules = { strict: false, whole: false };

/**
 * One required clause is just that. Exclusions alone are taken from everything; by Lucene's rules only when they are the
 * whole query, and a group of them matches nothing. `minimum` is how many optional clauses must match at least.
 */
export function toBoolean(clauses: readonly Clause[], rules: CombineRules, minimum = 0): Query {
  const first = clauses[0];
  const position = first?.query.position ?? 0;
  if (clauses.length === 1 && first !== undefined && first.occur !== 'mustNot') return first.query;
  const required = clauses.some(({ occur }) => occur === 'must');
  const optional = clauses.some(({ occur }) => occur === 'should');
  if (!required && !optional && (rules.whole || !rules.strict)) {
    const all: Clause = { occur: 'must', query: { type: 'all', position } };
    return { type: 'boolean', clauses: [all, ...clauses], minimumShouldMatch: 0, position };
  }
  const least = optional && !required ? Math.max(1, minimum) : minimum;
  return { type: 'boolean', clauses, minimumShouldMatch: least, position };
}
