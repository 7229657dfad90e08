import type { UncheckedElements } from '../../domain/normalised.js';
import type { Problem } from '../../domain/problem.js';
import type { ProfileElement } from '../../domain/profile.js';
import { missingProblem } from '../../domain/rules.js';

/** A mandatory element: the way to it and what is said where it is missing, both made once. */
export interface RequiredElement {
  readonly pointer: string;
  readonly path: readonly string[];
  readonly problem: Problem;
}

export function requiredElements(elements: readonly ProfileElement[]): readonly RequiredElement[] {
  return elements
    .filter(({ required }) => required)
    .map((element) => ({
      pointer: element.pointer,
      path: element.pointer.slice(1).split('/'),
      problem: missingProblem(element),
    }));
}

/**
 * The mandatory elements that a record lacks. One whose value was given and could not be used is reported already, and
 * parts of a missing element are missing with it.
 */
export function findMissing(
  elements: UncheckedElements,
  required: readonly RequiredElement[],
  reported: ReadonlySet<string>,
): readonly Problem[] {
  const missing: Problem[] = [];
  const gone = new Set<string>();
  for (const { pointer, path, problem } of required) {
    if (valueAt(elements, path) !== undefined) continue;
    if (reported.has(pointer) || gone.has(`/${path[0] ?? ''}`)) continue;
    gone.add(pointer);
    missing.push(problem);
  }
  return missing;
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let here = value;
  for (const name of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Readonly<Record<string, unknown>>)[name];
  }
  return here;
}
