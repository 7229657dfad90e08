import { CKAN } from '../../harvesters/ckan/index.js';
import { fixture } from '../support/fixture-file.js';
import { describeHarvesterContract, type PortalRoutes } from '../support/harvester-contract.js';

const catalogue = fixture('portals/ckan/catalogue.json') as readonly { readonly id: string }[];

/** A CKAN with nothing but `package_search`. */
function searchOf(packages: readonly unknown[]): PortalRoutes {
  return ({ pathname, searchParams }) => {
    if (pathname !== '/api/3/action/package_search') return { status: 404, body: 'Not found' };
    const start = Number(searchParams.get('start'));
    const results = packages.slice(start, start + Number(searchParams.get('rows')));
    return { body: { help: '', success: true, result: { count: packages.length, results } } };
  };
}

const remoteIds = catalogue.map(({ id }) => id);

describeHarvesterContract({
  kind: CKAN,
  options: { page_size: 3 },
  emptyCatalogue: searchOf([]),
  twoPages: { routes: searchOf(catalogue), remoteIds },
  malformedElement: { routes: searchOf(catalogue.with(1, { id: '' })), remoteIds: remoteIds.toSpliced(1, 1) },
});
