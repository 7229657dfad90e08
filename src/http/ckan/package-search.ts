import { toCkanPackage, type CkanPackage } from '../../serialise/ckan/package.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { toFacets } from './search-facets.js';
import { readPackageSearch } from './search-parameters.js';

export function packageSearch(parameters: Parameters, context: ActionContext): unknown {
  const { request, keys } = readPackageSearch(parameters);
  const result = context.search.search(request);
  const packages = context.datasets.byDocuments(result.documents).map(toCkanPackage);
  return {
    count: result.count,
    ...toFacets(result, context.figures),
    results: keys === undefined ? packages : packages.map((found) => pick(found, keys)),
    sort: result.sort,
  };
}

/** `fl`: the named keys only; a key that no package has is left out, as in CKAN. */
function pick(found: CkanPackage, keys: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(found).filter(([key]) => keys.includes(key)));
}
