import type { SearchRequest } from '../pipeline/read-ports.js';
import { foldText } from './analysis/fold.js';
import { planCoverage } from './coverage-plan.js';
import { addKey, countOf, emptySet, forEachKey, intersect, isEmpty } from './document-set.js';
import type { DocumentSet } from './document-set.js';
import type { Query } from './language/ast.js';
import { parseFilters, parseQuery } from './language/parse-query.js';
import { createLeafPlanner } from './leaf-plan.js';
import type { LeafParts } from './leaf-plan.js';
import { planQuery } from './plan.js';
import type { BooleanPlan, Plan, RankedPart } from './plan.js';
import { createScorer } from './ranking.js';
import type { AskedTitle } from './ranking.js';
import { createRunner } from './run-plan.js';
import type { Runner } from './run-plan.js';
import { hasIdeograph } from './text-expression.js';
import { phraseOf } from './tokens.js';
import { planLoosely } from './words-plan.js';

/** What a document has to have of the weight of a search that nothing answers as a whole. */
const LOOSE_SHARE = 0.25;

export interface FoundDocuments {
  /** Live ones; not to be changed. */
  readonly documents: DocumentSet;
  readonly count: number;
  /** By document key; to be asked once. Undefined when all are equal. */
  readonly scores: () => Float32Array | undefined;
}

/** Reads `q` and the filters and finds what matches all of them. */
export function findDocuments(
  request: SearchRequest,
  parts: LeafParts & { readonly now: number },
): FoundDocuments {
  const { columns } = parts;
  const { q, query, filters } = readQueries(request, parts.now);
  const coverage = planCoverage(request.coverage ?? {}, columns, parts.now);
  if (coverage.length === 0 && [query, ...filters].every(({ type }) => type === 'all'))
    return { documents: columns.live, count: columns.count, scores: () => undefined };
  const plan = planQuery(query, createLeafPlanner(parts));
  const filterPlans = filters.map((filter) => planQuery(filter, createLeafPlanner(parts)));
  // What holds nothing that can be searched finds nothing.
  if (plan === undefined || filterPlans.includes(undefined))
    return { documents: emptySet(columns.capacity), count: 0, scores: () => undefined };
  const runner = createRunner(parts);
  const inFilters = [...coverage, ...filterPlans.filter((one) => one !== undefined)];
  const documents = liveOf(allOf([...inFilters, plan]));
  // Judged by the query alone: a filter narrows what is found without it, and nothing else.
  const isUnanswered = isEmpty(documents) && (inFilters.length === 0 || isEmpty(liveOf(plan)));
  const loose = isUnanswered && request.reading?.strict !== true ? looseParts(query, parts) : [];
  const asked = { q, documents };
  if (loose.length > 0) return findLoosely(asked, { ...parts, runner, loose, filters: allOf(inFilters) });
  return {
    documents,
    count: countOf(documents),
    scores: () => (isEmpty(documents) ? undefined : scoresOf(asked, { ...parts, runner, plan })),
  };

  function liveOf(part: Plan): DocumentSet {
    const set = runner.run(part);
    intersect(set, columns.live);
    return set;
  }
}

function allOf(must: readonly Plan[]): BooleanPlan {
  return { type: 'boolean', must, should: [], mustNot: [], minimum: 0 };
}

interface Asked {
  readonly q: string;
  readonly documents: DocumentSet;
}

type RankingParts = LeafParts & { readonly runner: Runner };

function scoresOf({ q, documents }: Asked, parts: RankingParts & { readonly plan: Plan }): Float32Array {
  const scorer = createScorer({ ...parts, find: parts.runner.find });
  const byWords = parts.runner.score(parts.plan, documents, scorer);
  return byWords ? scorer.levels(documents, askedTitle(q, parts)) : scorer.sums;
}

/** Of Chinese, whose words nobody separates, those documents that have enough of it. */
function findLoosely(
  { q, documents }: Asked,
  parts: RankingParts & { readonly loose: readonly RankedPart[]; readonly filters: BooleanPlan },
): FoundDocuments {
  const { columns, loose, filters, runner } = parts;
  const within = columns.live.slice();
  if (filters.must.length > 0) intersect(within, runner.run(filters));
  const scorer = createScorer({ ...parts, find: runner.find, counting: 'covered' });
  for (const part of loose) scorer.addPart(part, within, 1);
  forEachKey(within, (key) => {
    if (scorer.covered(key) > 0 && scorer.covered(key) >= scorer.whole * LOOSE_SHARE) addKey(documents, key);
  });
  const scores = (): Float32Array => scorer.levels(documents, askedTitle(q, parts));
  return { documents, count: countOf(documents), scores };
}

/** The parts of a simple search that says of no word that it must occur, and has Chinese ones; of others none. */
function looseParts(query: Query, parts: LeafParts): readonly RankedPart[] {
  const clauses = query.type === 'boolean' ? query.clauses : [{ occur: 'should', query } as const];
  const words = clauses.map(({ occur, query: clause }) =>
    occur === 'should' && clause.type === 'words' && !clause.quoted ? clause : undefined,
  );
  const plain = words.filter((word) => word !== undefined);
  if (plain.length < words.length || !plain.some(({ text }) => hasIdeograph(text))) return [];
  return plain.flatMap((word) => planLoosely(word, parts));
}

function askedTitle(q: string, { matcher, columns }: RankingParts): AskedTitle {
  const phrase = phraseOf(q);
  return {
    length: foldText(q).length,
    beginning: () =>
      phrase === undefined ? emptySet(columns.capacity) : matcher.match(`title : ^ ${phrase}`),
  };
}

function readQueries(
  request: SearchRequest,
  now: number,
): { readonly q: string; readonly query: Query; readonly filters: readonly Query[] } {
  const options = { ...request.reading, now };
  return {
    q: request.q.trim(),
    query: parseQuery(request.q, options),
    filters: [
      ...parseFilters(request.fq, options),
      ...parseFilters(request.fqList ?? [], { ...options, parameter: 'fq_list' }),
    ],
  };
}
