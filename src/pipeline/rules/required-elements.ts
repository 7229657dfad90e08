import type { UncheckedElements } from '../../domain/normalised.js';
import type { Problem } from '../../domain/problem.js';
import type { ProfileElement } from '../../domain/profile.js';
import { missingProblem } from '../../domain/rules.js';

/** A mandatory element with the way to it, split once. */
export interface RequiredElement {
  readonly element: ProfileElement;
  readonly path: readonly string[];
}

export function requiredElements(elements: readonly ProfileElement[]): readonly RequiredElement[] {
  return elements
    .filter(({ required }) => required)
    .map((element) => ({ element, path: element.pointer.slice(1).split('/') }));
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
  for (const { element, path } of required) {
    if (valueAt(elements, path) !== undefined) continue;
    const { pointer } = element;
    if (reported.has(pointer) || gone.has(`/${path[0] ?? ''}`)) continue;
    gone.add(pointer);
    missing.push(missingProblem(element));
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
