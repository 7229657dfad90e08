import { InvalidRequestError, NotFoundError } from '../errors.js';
import type { Source } from '../source.js';
import type { PilotScope } from './report.js';

export type RegionalSource = Pick<Source, 'id' | 'region'>;

/** A scope as people name it: at most one of the three. */
export interface ScopeRequest {
  readonly sources?: readonly string[];
  /** A city by its full name, as sources have it. */
  readonly region?: string;
  readonly publisher?: string;
}

/**
 * Throws `InvalidRequestError` for several at once and `NotFoundError` for what there is not. `nameOf`: a publisher's name in the
 * hub; throws where there is none.
 */
export function chooseScope(
  { sources: ids = [], region, publisher }: ScopeRequest,
  sources: readonly RegionalSource[],
  nameOf: (publisher: string) => string,
): PilotScope {
  const named = [ids.length > 0, region !== undefined, publisher !== undefined].filter(Boolean);
  if (named.length > 1) {
    throw new InvalidRequestError('Validation error', {
      scope: ['The figures are of sources, of a region or of a publisher, not of several at once'],
    });
  }
  if (publisher !== undefined) return { of: 'publisher', name: nameOf(publisher) };
  if (region !== undefined) {
    if (sources.every((source) => source.region !== region))
      throw new NotFoundError(`no source belongs to ${region}`);
    return { of: 'region', name: region };
  }
  for (const id of ids)
    if (sources.every((source) => source.id !== id)) throw new NotFoundError(`there is no source ${id}`);
  return ids.length === 0 ? { of: 'all' } : { of: 'sources', ids };
}

/** The sources that a scope is made of; undefined where sources do not bound it. */
export function sourcesWithin(
  scope: PilotScope,
  sources: readonly RegionalSource[],
): readonly string[] | undefined {
  if (scope.of === 'sources') return scope.ids;
  if (scope.of !== 'region') return undefined;
  return sources.filter(({ region }) => region === scope.name).map(({ id }) => id);
}
