import type { Columns } from './columns.js';
import { atLeastOf, emptySet, intersect, isEmpty, subtract, unite } from './document-set.js';
import { forEachKey } from './document-set.js';
import type { DocumentSet } from './document-set.js';
import type { Matcher } from './matcher.js';
import type { BooleanPlan, LeafPlan, Plan } from './plan.js';
import type { TimeBudget } from './time-budget.js';

/** Expressions that FTS5 intersects by itself in one go; a longer run could not be stopped in time. */
const CONJUNCTION = 8;

export interface Runner {
  /** The documents of a plan, also such that are not live. The set belongs to the caller. */
  run(plan: Plan): DocumentSet;
  /** A score for each of these documents, all of which the plan finds; equal parts of all scores may be left out. */
  score(plan: Plan, documents: DocumentSet): Float32Array;
}

export function createRunner(parts: {
  readonly columns: Columns;
  readonly matcher: Matcher;
  readonly budget: TimeBudget;
}): Runner {
  const { columns, matcher, budget } = parts;

  function run(plan: Plan): DocumentSet {
    budget.check(0);
    if (plan.type === 'leaf')
      return typeof plan.found === 'string' ? matcher.match(plan.found) : plan.found();
    return plan.type === 'weighted' ? run(plan.plan) : runBoolean(plan);
  }

  function runBoolean({ must, should, mustNot, minimum }: BooleanPlan): DocumentSet {
    const set = must.length > 0 ? runAll(must) : runSome(should, minimum);
    if (must.length > 0 && minimum > 0 && !isEmpty(set)) intersect(set, runSome(should, minimum));
    for (const plan of mustNot) {
      if (isEmpty(set)) return set;
      subtract(set, run(plan));
    }
    return set;
  }

  /** What is in memory first; FTS5 is asked for several expressions at once. */
  function runAll(plans: readonly Plan[]): DocumentSet {
    const expressions = plans.flatMap((plan) => expressionOf(plan) ?? []);
    const others = plans.filter((plan) => expressionOf(plan) === undefined);
    const steps = [...others.map((plan) => () => run(plan))];
    for (let from = 0; from < expressions.length; from += CONJUNCTION) {
      const together = expressions.slice(from, from + CONJUNCTION);
      steps.push(() => matcher.match(together.map((expression) => `(${expression})`).join(' AND ')));
    }
    let set: DocumentSet | undefined;
    for (const step of steps) {
      budget.check(0);
      const found = step();
      if (set === undefined) set = found;
      else intersect(set, found);
      if (isEmpty(set)) return set;
    }
    return set ?? emptySet(columns.capacity);
  }

  function runSome(plans: readonly Plan[], minimum: number): DocumentSet {
    if (minimum > 1) return atLeastOf(minimum, eachOf(plans), columns.capacity);
    const set = emptySet(columns.capacity);
    for (const plan of plans) unite(set, run(plan));
    return set;
  }

  /** One at a time: a thousand sets at once would be much memory. */
  function* eachOf(plans: readonly Plan[]): Iterable<DocumentSet> {
    for (const plan of plans) yield run(plan);
  }

  return {
    run,
    score(plan, documents) {
      const scores = new Float32Array(columns.capacity);
      addScores(plan, documents, { factor: 1, even: true });
      return scores;

      /** `even`: all documents of the whole result get it, so that what is the same for each may be left out. */
      function addScores(
        part: Plan,
        within: DocumentSet,
        weight: { readonly factor: number; readonly even: boolean },
      ): void {
        if (part.type === 'leaf') addLeaf(part, within, weight);
        else if (part.type === 'boolean') {
          for (const must of part.must) addScores(must, within, weight);
          for (const should of part.should) {
            const some = run(should);
            intersect(some, within);
            if (!isEmpty(some)) addScores(should, some, { ...weight, even: false });
          }
        } else if (!part.constant)
          addScores(part.plan, within, { ...weight, factor: weight.factor * part.factor });
        else if (!weight.even) add(within, weight.factor * part.factor);
      }

      function addLeaf(
        leaf: LeafPlan,
        within: DocumentSet,
        { factor, even }: { readonly factor: number; readonly even: boolean },
      ): void {
        if (!even) add(within, leaf.score * factor);
        if (factor === 0 || leaf.better.length === 0) return;
        const left = within.slice();
        for (const { expression, score } of leaf.better) {
          budget.check(0);
          const best = matcher.match(expression);
          intersect(best, left);
          add(best, (score - leaf.score) * factor);
          subtract(left, best);
        }
      }

      function add(set: DocumentSet, score: number): void {
        forEachKey(set, (key) => {
          scores[key] = (scores[key] ?? 0) + score;
        });
      }
    },
  };
}

function expressionOf(plan: Plan): string | undefined {
  if (plan.type === 'weighted') return expressionOf(plan.plan);
  return plan.type === 'leaf' && typeof plan.found === 'string' ? plan.found : undefined;
}
