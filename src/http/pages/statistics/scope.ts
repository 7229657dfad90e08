import type { PilotScope } from '../../../domain/pilot/report.js';
import { chooseScope } from '../../../domain/pilot/scope.js';
import { publisherCalled } from '../../../serialise/catalog-part.js';
import type { ActionContext } from '../../ckan/action.js';
import type { LinkParameters } from '../links.js';

type Surroundings = Pick<ActionContext, 'datasets' | 'harvest'>;

/** `?region=`, `?source=` or `?publisher=`; a field of the form that was left empty is not meant. */
export function readScope(query: URLSearchParams, { datasets, harvest }: Surroundings): PilotScope {
  const of = (key: string): readonly string[] => query.getAll(key).filter((value) => value !== '');
  const [region] = of('region');
  const [publisher] = of('publisher');
  return chooseScope(
    {
      sources: of('source'),
      ...(region !== undefined && { region }),
      ...(publisher !== undefined && { publisher }),
    },
    harvest.sources,
    (key) => publisherCalled(key, datasets.publishers()).name,
  );
}

/** What a page's address says of the scope. */
export function scopeParameters(scope: PilotScope): LinkParameters {
  if (scope.of === 'region') return [['region', scope.name]];
  if (scope.of === 'publisher') return [['publisher', scope.name]];
  return scope.of === 'sources' ? scope.ids.map((id) => ['source', id] as const) : [];
}

/** What the API calls it. */
export function apiScopeParameters(scope: PilotScope): LinkParameters {
  return scope.of === 'sources' ? [['sources', scope.ids.join(',')]] : scopeParameters(scope);
}

/** Undefined: everybody's. */
export function scopeTitle(scope: PilotScope, { datasets, harvest }: Surroundings): string | undefined {
  if (scope.of === 'all') return undefined;
  if (scope.of === 'region') return scope.name;
  if (scope.of === 'publisher') return datasets.findPublisher(scope.name)?.title ?? scope.name;
  return scope.ids.map((id) => harvest.sources.find((source) => source.id === id)?.title ?? id).join(', ');
}
