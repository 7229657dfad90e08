import type { Columns } from './columns.js';
import { atLeastOf, intersect, isEmpty, scratchCopy, scratchSet, subtract, unite } from './document-set.js';
import type { DocumentSet } from './document-set.js';
import type { Matcher } from './matcher.js';
import type { BooleanPlan, Find, Plan } from './plan.js';
import type { Scorer } from './ranking.js';
import type { TimeBudget } from './time-budget.js';

/** Expressions that FTS5 intersects by itself in one go; a longer run could not be stopped in time. */
const CONJUNCTION = 8;
/** Answers of FTS5 that are kept for the rest of a search. */
const KNOWN = 8;

export interface Runner {
  /** The documents of a plan, also such that are not live. The set belongs to the caller. */
  run(plan: Plan): DocumentSet;
  readonly find: (how: Find) => DocumentSet;
  /**
   * Adds up what each of these documents is worth, all of which the plan finds. True: by words alone, which is exact enough
   * for levels.
   */
  score(plan: Plan, documents: DocumentSet, scorer: Scorer): boolean;
}

export function createRunner(parts: {
  readonly columns: Columns;
  readonly matcher: Matcher;
  readonly budget: TimeBudget;
}): Runner {
  const { columns, matcher, budget } = parts;

  /** A word's documents are asked for again when they are ranked. */
  const known = new Map<string, DocumentSet>();
  function find(how: Find): DocumentSet {
    if (typeof how !== 'string') return how();
    const found = known.get(how) ?? matcher.match(how);
    if (known.size < KNOWN) known.set(how, found);
    return scratchCopy(found);
  }

  function run(plan: Plan): DocumentSet {
    budget.check(0);
    if (plan.type === 'leaf') return find(plan.found);
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

  /** What is in memory first; FTS5 is asked for several expressions at once, but for what ranking asks for by itself as well. */
  function runAll(plans: readonly Plan[]): DocumentSet {
    const ranked = plans.filter(isRanked);
    const byThemselves = ranked.length <= KNOWN ? ranked : [];
    const expressions = plans.flatMap((plan) =>
      byThemselves.includes(plan) ? [] : (expressionOf(plan) ?? []),
    );
    const others = plans.filter((plan) => byThemselves.includes(plan) || expressionOf(plan) === undefined);
    const steps = [...others.map((plan) => () => run(plan))];
    for (let from = 0; from < expressions.length; from += CONJUNCTION) {
      const together = expressions.slice(from, from + CONJUNCTION);
      const [only = '', ...others] = together;
      const joined = together.map((expression) => `(${expression})`).join(' AND ');
      steps.push(() => find(others.length === 0 ? only : joined));
    }
    let set: DocumentSet | undefined;
    for (const step of steps) {
      budget.check(0);
      const found = step();
      if (set === undefined) set = found;
      else intersect(set, found);
      if (isEmpty(set)) return set;
    }
    return set ?? scratchSet(columns.capacity);
  }

  function runSome(plans: readonly Plan[], minimum: number): DocumentSet {
    if (minimum > 1) return atLeastOf(minimum, eachOf(plans), columns.capacity);
    const set = scratchSet(columns.capacity);
    for (const plan of plans) unite(set, run(plan));
    return set;
  }

  /** One at a time: a thousand sets at once would be much memory. */
  function* eachOf(plans: readonly Plan[]): Iterable<DocumentSet> {
    for (const plan of plans) yield run(plan);
  }

  return {
    run,
    find,
    score(plan, documents, scorer) {
      let byWords = true;
      addScores(plan, documents, { factor: 1, even: true });
      return byWords;

      /** `even`: all documents of the whole result get it, so that what is the same for each may be left out. */
      function addScores(
        part: Plan,
        within: DocumentSet,
        weight: { readonly factor: number; readonly even: boolean },
      ): void {
        if (part.type === 'boolean') {
          for (const must of part.must) addScores(must, within, weight);
          for (const should of part.should) {
            const some = run(should);
            intersect(some, within);
            addScores(should, some, { ...weight, even: false });
          }
        } else if (part.type === 'weighted') {
          byWords = false;
          const factor = weight.factor * part.factor;
          if (!part.constant) addScores(part.plan, within, { ...weight, factor });
          else addFlat(within, { ...weight, factor });
        } else if (part.parts.length === 0) addFlat(within, weight);
        else for (const ranked of part.parts) scorer.addPart(ranked, within, weight.factor);
      }

      function addFlat(
        within: DocumentSet,
        { factor, even }: { readonly factor: number; readonly even: boolean },
      ): void {
        if (even) return;
        byWords = false;
        scorer.addFlat(within, factor);
      }
    },
  };
}

/** One word: ranking asks where it stands at all. */
function isRanked(plan: Plan): boolean {
  if (plan.type === 'weighted') return isRanked(plan.plan);
  return plan.type === 'leaf' && plan.parts.some(({ anywhere }) => anywhere === plan.found);
}

function expressionOf(plan: Plan): string | undefined {
  if (plan.type === 'weighted') return expressionOf(plan.plan);
  return plan.type === 'leaf' && typeof plan.found === 'string' ? plan.found : undefined;
}
