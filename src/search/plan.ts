import type { DocumentSet } from './document-set.js';
import type { Clause, Query } from './language/ast.js';
import type { LeafPlanner } from './leaf-plan.js';

/** How a query is answered. Parts that ask nothing (`title:"!"`) have no plan: they are left out of what they stand in. */
export type Plan = LeafPlan | BooleanPlan | WeightedPlan;

export interface LeafPlan {
  readonly type: 'leaf';
  readonly found: Find;
  /** What of it counts for the score by itself; without any, whatever matches is worth the same. */
  readonly parts: readonly RankedPart[];
}

/** Found by an FTS5 expression, or else worked out. */
export type Find = string | (() => DocumentSet);

/** A word of a search, or another part that makes a document better by where it stands there. */
export interface RankedPart {
  /** What it weighs beside the others, besides being rare. */
  readonly share: number;
  /** FTS5 expression of the part in any place. */
  readonly anywhere: string;
  /** From the best to the last; who has it nowhere else has it in the last. */
  readonly places: readonly Place[];
  /** Says nothing where more documents have it than not: left out then. */
  readonly weak?: true;
}

export interface Place {
  readonly found: Find;
  /** Share of the part's weight that it is worth to stand here, 0 to 1. */
  readonly gain: number;
  /** The title is among the fields. */
  readonly isTitle: boolean;
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
