import type { Grade } from './judged-queries.js';

/** Places that people look at. */
export const DEPTH = 10;

type Grades = ReadonlyMap<string, Grade>;

/**
 * Normalised discounted cumulative gain of the first ten: 2^grade − 1 for a document, halved and less the further down it
 * stands, of what the best order of all that was judged would have. What nobody has judged gains nothing.
 */
export function ndcg(found: readonly string[], grades: Grades): number {
  const ideal = [...grades.values()].sort((a, b) => b - a);
  return gain(found.map((document) => grades.get(document) ?? 0)) / gain(ideal);
}

/** Share of the relevant documents that stand among the first ten; of ten of them where there are more. */
export function recall(found: readonly string[], grades: Grades): number {
  const isRelevant = (document: string): boolean => (grades.get(document) ?? 0) > 0;
  const relevant = [...grades.keys()].filter(isRelevant).length;
  return found.slice(0, DEPTH).filter(isRelevant).length / Math.min(relevant, DEPTH);
}

/** Share of the first ten that somebody has looked at. */
export function judgedShare(found: readonly string[], grades: Grades): number {
  const seen = found.slice(0, DEPTH);
  return seen.length === 0 ? 1 : seen.filter((document) => grades.has(document)).length / seen.length;
}

function gain(grades: readonly number[]): number {
  return grades
    .slice(0, DEPTH)
    .reduce((sum, grade, place) => sum + (2 ** grade - 1) / Math.log2(place + 2), 0);
}
