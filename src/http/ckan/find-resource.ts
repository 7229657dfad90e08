import { toCkanPackage } from '../../serialise/ckan/package.js';
import type { CkanResource } from '../../serialise/ckan/resource.js';
import type { ActionContext } from './action.js';

const RESOURCE_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** By the hub's id of the resource; the index knows which dataset has it. */
export async function findResource(
  id: string,
  { search }: Pick<ActionContext, 'search'>,
): Promise<CkanResource | undefined> {
  if (!RESOURCE_ID.test(id)) return undefined;
  const facets = { fields: [], limit: 0, minCount: 1 };
  const request = { q: '', fq: [`res_id:"${id}"`], sort: '', start: 0, rows: 1, facets };
  const { datasets } = await search.search(request, 'datasets');
  const resources = datasets.flatMap((found) => toCkanPackage(found).resources);
  return resources.find((resource) => resource.id === id);
}
