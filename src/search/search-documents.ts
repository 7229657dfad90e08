import type { SearchRequest } from '../pipeline/read-ports.js';
import { foldText } from './analysis/fold.js';
import { planCoverage } from './coverage-plan.js';
import {
  addKey,
  countOf,
  forEachKey,
  intersect,
  isEmpty,
  keysOf,
  scratchCopy,
  scratchSet,
} from './document-set.js';
import type { DocumentSet } from './document-set.js';
import { planHolding } from './holding-plan.js';
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
  /** The same, rising. */
  readonly keys: () => Uint32Array;
  /** To be asked once: those of the best `wanted` are right. Undefined when all are equal. */
  readonly scores: (wanted: number) => Scores | undefined;
}

export interface Scores {
  /** By document key. */
  readonly values: Float32Array;
  /** They are whole numbers from 0 to this. */
  readonly most?: number;
  /** Rising: the documents that come before all others, and alone have a score. Absent: all. */
  readonly among?: Uint32Array;
}

/** Reads `q` and the filters and finds what matches all of them. */
export function findDocuments(
  request: SearchRequest,
  parts: LeafParts & { readonly now: number },
): FoundDocuments {
  const { columns } = parts;
  const { q, query, filters } = readQueries(request, parts.now);
  const coverage = planCoverage(request.coverage ?? {}, columns, parts.now);
  const holding = planHolding(request.holding ?? [], parts);
  if (coverage.length + holding.length === 0 && [query, ...filters].every(({ type }) => type === 'all'))
    return foundOf(columns.live, columns.count, () => undefined);
  const plan = planQuery(query, createLeafPlanner(parts));
  const filterPlans = filters.map((filter) => planQuery(filter, createLeafPlanner(parts)));
  // What holds nothing that can be searched finds nothing.
  if (plan === undefined || filterPlans.includes(undefined))
    return foundOf(scratchSet(columns.capacity), 0, () => undefined);
  const runner = createRunner(parts);
  const inFilters = [...coverage, ...holding, ...filterPlans.filter((one) => one !== undefined)];
  const documents = liveOf(
    allOf(query.type === 'all' && inFilters.length > 0 ? inFilters : [...inFilters, plan]),
  );
  const count = countOf(documents);
  // Judged by the query alone: a filter narrows what is found without it, and nothing else.
  const isUnanswered = count === 0 && (inFilters.length === 0 || isEmpty(liveOf(plan)));
  const loose = isUnanswered && request.reading?.strict !== true ? looseParts(query, parts) : [];
  const asked = { q, documents };
  if (loose.length > 0) return findLoosely(asked, { ...parts, runner, loose, filters: allOf(inFilters) });
  return foundOf(documents, count, (keys, wanted) =>
    count === 0 || query.type === 'all'
      ? undefined
      : scoresOf(asked, { ...parts, runner, plan, keys: keys(), wanted }),
  );

  function liveOf(part: Plan): DocumentSet {
    const set = runner.run(part);
    intersect(set, columns.live);
    return set;
  }
}

function foundOf(
  documents: DocumentSet,
  count: number,
  scores: (keys: () => Uint32Array, wanted: number) => Scores | undefined,
): FoundDocuments {
  let known: Uint32Array | undefined;
  const keys = (): Uint32Array => (known ??= keysOf(documents, count));
  return { documents, count, keys, scores: (wanted) => scores(keys, wanted) };
}

function allOf(must: readonly Plan[]): BooleanPlan {
  return { type: 'boolean', must, should: [], mustNot: [], minimum: 0 };
}

interface Asked {
  readonly q: string;
  readonly documents: DocumentSet;
}

type RankingParts = LeafParts & { readonly runner: Runner };

function scoresOf(
  { q, documents }: Asked,
  parts: RankingParts & { readonly plan: Plan; readonly keys: Uint32Array; readonly wanted: number },
): Scores {
  const scorer = createScorer({ ...parts, find: parts.runner.find });
  const byWords = parts.runner.score(parts.plan, documents, scorer);
  const scores: Scores = byWords
    ? scorer.levels(parts.keys, askedTitle(q, parts), parts.wanted)
    : { values: scorer.sums };
  parts.columns.scoredOnly(scores.among ?? parts.keys);
  return scores;
}

/** Of Chinese, whose words nobody separates, those documents that have enough of it. */
function findLoosely(
  { q, documents }: Asked,
  parts: RankingParts & { readonly loose: readonly RankedPart[]; readonly filters: BooleanPlan },
): FoundDocuments {
  const { columns, loose, filters, runner } = parts;
  const within = scratchCopy(columns.live);
  if (filters.must.length > 0) intersect(within, runner.run(filters));
  const scorer = createScorer({ ...parts, find: runner.find, counting: 'covered' });
  for (const part of loose) scorer.addPart(part, within, 1);
  forEachKey(within, (key) => {
    if (scorer.covered(key) > 0 && scorer.covered(key) >= scorer.whole * LOOSE_SHARE) addKey(documents, key);
  });
  return foundOf(documents, countOf(documents), (keys, wanted) =>
    scorer.levels(keys(), askedTitle(q, parts), wanted),
  );
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
      phrase === undefined ? scratchSet(columns.capacity) : matcher.match(`title : ^ ${phrase}`),
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
