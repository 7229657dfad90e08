import { isJsonObject } from '../../src/domain/json-values.js';
import { gatherProblem, type Problem } from '../../src/domain/problem.js';
import type { GatherGap, GatherNotice } from '../../src/pipeline/ports.js';
import type { CkanPackage } from './package.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id of a listed element; some portals write numbers. Undefined where none can be read. */
export function packageId(element: unknown): string | undefined {
  if (!isJsonObject(element)) return undefined;
  const id = element['id'];
  if (typeof id === 'string' && id !== '') return id;
  return typeof id === 'number' ? String(id) : undefined;
}

/** An element that is a package as far as its id goes. */
export function asPackage(element: unknown): CkanPackage | undefined {
  const id = packageId(element);
  if (id === undefined || !isJsonObject(element)) return undefined;
  return element['id'] === id ? (element as CkanPackage) : { ...element, id };
}

export function looksLikePackageId(key: string): boolean {
  return UUID.test(key);
}

/** Whatever cannot be listed makes the run partial; what exactly, the problem says. */
export function gap(
  code: string,
  facts: { pointer?: string; value?: unknown; detail?: string; bar?: Problem['bar']; remoteId?: string },
): GatherGap {
  const problem = gatherProblem(code, facts);
  return { type: 'gap', problem, ...(facts.remoteId === undefined ? {} : { remoteId: facts.remoteId }) };
}

/** Something odd that hides nothing: the run stays whole. */
export function notice(
  code: string,
  facts: { value: unknown; detail: string; records: number },
): GatherNotice {
  const { records, ...about } = facts;
  return { type: 'notice', problem: gatherProblem(code, { ...about, bar: 'advice' }), records };
}
