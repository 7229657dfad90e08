import type { DocumentSet } from './document-set.js';
import type { Clause, Query } from './language/ast.js';
import type { LeafPlanner } from './leaf-plan.js';

/** How a query is answered. Parts that ask nothing (`title:"!"`) have no plan: they are left out of what they stand in. */
export type Plan = LeafPlan | BooleanPlan | WeightedPlan;

export interface LeafPlan {
  readonly type: 'leaf';
  /** FTS5 finds it by this expression, or else it is worked out. */
  readonly found: string | (() => DocumentSet);
  /** What it is worth when it matches, 1 at least, and what some documents get more by these expressions; the best first. */
  readonly score: number;
  readonly better: readonly BetterMatch[];
}

export interface BetterMatch {
  readonly expression: string;
  readonly score: number;
}

export interface BooleanPlan {
  readonly type: 'boolean';
  readonly must: readonly Plan[];
  readonly should: readonly Plan[];
  readonly mustNot: readonly Plan[];
  /** Less than the number of `should`. */
  readonly minimum: number;
}

/** Multiplies what matches scores, or (`constant`) replaces it. */
export interface WeightedPlan {
  readonly type: 'weighted';
  readonly plan: Plan;
  readonly factor: number;
  readonly constant: boolean;
}

export function planQuery(query: Query, leaves: LeafPlanner): Plan | undefined {
  switch (query.type) {
    case 'boolean':
      return planBoolean(query.clauses, query.minimumShouldMatch, leaves);
    case 'boost':
    case 'constant': {
      const plan = planQuery(query.query, leaves);
      const constant = query.type === 'constant';
      const factor = constant ? query.score : query.factor;
      return plan === undefined ? undefined : { type: 'weighted', plan, factor, constant };
    }
    default:
      return leaves(query);
  }
}

function planBoolean(
  clauses: readonly Clause[],
  minimumShouldMatch: number,
  leaves: LeafPlanner,
): Plan | undefined {
  const [must, should, mustNot] = (['must', 'should', 'mustNot'] as const).map((occur) =>
    clauses
      .filter((clause) => clause.occur === occur)
      .map(({ query }) => planQuery(query, leaves))
      .filter((plan) => plan !== undefined),
  ) as [Plan[], Plan[], Plan[]];
  if (must.length === 0 && should.length === 0) {
    const asked = clauses.some(({ occur }) => occur !== 'mustNot');
    return asked ? undefined : leaves({ type: 'nothing', position: 0 });
  }
  const minimum = Math.min(Math.max(minimumShouldMatch, must.length === 0 ? 1 : 0), should.length);
  if (minimum > 0 && minimum === should.length)
    return { type: 'boolean', must: [...must, ...should], should: [], mustNot, minimum: 0 };
  return { type: 'boolean', must, should, mustNot, minimum };
}
