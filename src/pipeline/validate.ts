import type { Adjustment, Dataset, Origin, Visibility } from '../domain/dataset.js';
import type { UncheckedElements } from '../domain/normalised.js';
import type { Problem } from '../domain/problem.js';
import { problemOf } from '../domain/rules.js';
import type { SchemaCheck } from '../domain/schema-fault.js';
import type { Source } from '../domain/source.js';
import { decideVisibility } from '../domain/visibility.js';
import type { ValidationResult } from './ports.js';
import { accessRules } from './rules/access-rules.js';
import type { CheckedRecord, RecordRule } from './rules/checked-record.js';
import { dateRules } from './rules/date-rules.js';
import { findMissing, type RequiredElement } from './rules/required-elements.js';
import { resourceRules } from './rules/resource-rules.js';

const RULES: readonly RecordRule[] = [accessRules, dateRules, resourceRules];

/** A normalised record on its way to be a Dataset. */
export interface Candidate {
  readonly identifier: string;
  readonly origin: Origin;
  readonly elements: UncheckedElements;
  readonly adjustments: readonly Adjustment[];
  /** What map and normalise had to say. */
  readonly problems: readonly Problem[];
  /** Of a record that another hub has made: what that decided. */
  readonly visibility?: Visibility;
}

export interface ValidationContext {
  readonly source: Pick<Source, 'id' | 'strict' | 'visibility'>;
  readonly required: readonly RequiredElement[];
  /** Checks against `schemas/dataset.schema.json`. */
  readonly schemaFaults: SchemaCheck;
  readonly today: string;
  readonly overdueTolerance: number;
}

/**
 * The only maker of a Dataset. Visibility decides first: of a refused record nothing but the reason is told. Below the
 * publishable bar (and, for a strict source, below the conformant one) the record is rejected with all its problems.
 */
export function validate(candidate: Candidate, context: ValidationContext): ValidationResult {
  const visibility = decideVisibility(candidate.elements, context.source.visibility, candidate.visibility);
  if (typeof visibility === 'object') {
    return { ok: false, outcome: 'refused', problems: [problemOf(visibility.refused)] };
  }
  const problems = [
    ...candidate.problems,
    ...identityProblems(candidate.origin),
    ...ruleProblems(candidate, visibility, context),
  ];
  const reported = new Set(problems.map(({ pointer }) => pointer));
  problems.push(...findMissing(candidate.elements, context.required, reported));
  const dataset = mergeInOrder(candidate.elements, {
    adjustments: candidate.adjustments,
    identifier: candidate.identifier,
    origin: candidate.origin,
    sourceId: context.source.id,
    validated: true,
    visibility,
  });
  problems.push(...schemaProblems(dataset, problems, context.schemaFaults));
  return isBelowBar(problems, context.source.strict)
    ? { ok: false, outcome: 'rejected', problems }
    : { ok: true, dataset: dataset as Dataset, problems };
}

/** Both have their members in order, and so has what comes of them: its canonical form is written in one go. */
function mergeInOrder<A extends object, B extends object>(elements: A, others: B): A & B {
  const merged: Record<string, unknown> = {};
  const waiting = Object.entries(others);
  let next = 0;
  for (const key in elements) {
    for (let first = waiting[next]; first !== undefined && first[0] < key; first = waiting[(next += 1)])
      merged[first[0]] = first[1];
    merged[key] = elements[key];
  }
  for (const [key, value] of waiting.slice(next)) merged[key] = value;
  return merged as A & B;
}

function identityProblems({ remoteId }: Origin): readonly Problem[] {
  return remoteId.trim() === '' ? [problemOf('missing-identity')] : [];
}

function ruleProblems(
  { elements }: Candidate,
  visibility: Visibility,
  { today, overdueTolerance }: ValidationContext,
): readonly Problem[] {
  const record: CheckedRecord = { elements, visibility, today, overdueTolerance };
  return RULES.flatMap((rule) => rule(record));
}

/** What breaks the schema and is not reported yet under its own rule. */
function schemaProblems(
  dataset: unknown,
  problems: readonly Problem[],
  schemaFaults: SchemaCheck,
): readonly Problem[] {
  const faults = schemaFaults(dataset);
  if (faults.length === 0) return [];
  const publishable = problems.filter(({ bar }) => bar === 'publishable').map(({ pointer }) => pointer);
  return faults
    .filter(({ pointer }) => !publishable.includes(pointer))
    .map(({ pointer, message }) => problemOf('schema-violation', { pointer, detail: message }));
}

function isBelowBar(problems: readonly Problem[], strict: boolean): boolean {
  return problems.some(({ bar }) => bar === 'publishable' || (strict && bar === 'conformant'));
}
