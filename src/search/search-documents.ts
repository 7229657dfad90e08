import type { SearchRequest } from '../pipeline/read-ports.js';
import type { Columns } from './columns.js';
import { planCoverage } from './coverage-plan.js';
import { countOf, emptySet, forEachKey, intersect, isEmpty } from './document-set.js';
import type { DocumentSet } from './document-set.js';
import { exactToken } from './exact-token.js';
import type { Query } from './language/ast.js';
import { parseFilters, parseQuery } from './language/parse-query.js';
import { createLeafPlanner } from './leaf-plan.js';
import type { LeafParts } from './leaf-plan.js';
import { planQuery } from './plan.js';
import type { Plan } from './plan.js';
import { createRunner } from './run-plan.js';
import type { Runner } from './run-plan.js';

/** What a title that is the whole search adds to the score: more than any words that are found in it. */
const EXACT_TITLE = 10_000;

export interface FoundDocuments {
  /** Live ones; not to be changed. */
  readonly documents: DocumentSet;
  readonly count: number;
  /** By document key, worked out when it is first asked for; undefined when all are equal. */
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
  const asked = [...filterPlans, plan].filter((one) => one !== undefined);
  // What holds nothing that can be searched finds nothing.
  if (plan === undefined || asked.length <= filters.length)
    return { documents: emptySet(columns.capacity), count: 0, scores: () => undefined };
  const runner = createRunner(parts);
  const documents = runner.run({
    type: 'boolean',
    must: [...coverage, ...asked],
    should: [],
    mustNot: [],
    minimum: 0,
  });
  intersect(documents, columns.live);
  return {
    documents,
    count: countOf(documents),
    scores: () =>
      scoresOf(plan, documents, { runner, matcher: parts.matcher, columns, title: hasWords(query) ? q : '' }),
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

function hasWords(query: Query): boolean {
  if (query.type === 'boolean') return query.clauses.some((clause) => hasWords(clause.query));
  return query.type === 'words';
}

function scoresOf(
  plan: Plan,
  documents: DocumentSet,
  parts: {
    readonly runner: Runner;
    readonly matcher: LeafParts['matcher'];
    readonly columns: Columns;
    readonly title: string;
  },
): Float32Array | undefined {
  if (isEmpty(documents)) return undefined;
  const scores = parts.runner.score(plan, documents);
  if (parts.title !== '') {
    const exact = parts.matcher.match(`exact : "${exactToken('title_string', parts.title)}"`);
    intersect(exact, documents);
    forEachKey(exact, (key) => {
      scores[key] = EXACT_TITLE;
    });
  }
  return scores;
}
