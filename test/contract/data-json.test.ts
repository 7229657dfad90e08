import { DATA_JSON } from '../../harvesters/data-json/index.js';
import { fixture } from '../support/fixture-file.js';
import { describeHarvesterContract, type PortalRoutes } from '../support/harvester-contract.js';

interface Catalog {
  readonly dataset: readonly { readonly identifier?: unknown }[];
}

const catalogue = fixture('portals/data-json/catalogue.json') as Catalog;

/** A portal that answers every address with the one document. */
function documentOf(dataset: readonly unknown[]): PortalRoutes {
  return () => ({ body: { ...catalogue, dataset } });
}

const { dataset } = catalogue;
const remoteIds = [
  'https://data.linshui.example/id/bus-stops',
  'LS-0002',
  '3',
  'https://data.linshui.example/trees',
];

describeHarvesterContract({
  kind: DATA_JSON,
  options: { collections: 'keep', accessLevels: ['public', 'restricted public', 'non-public'] },
  emptyCatalogue: documentOf([]),
  twoPages: { routes: documentOf(dataset), remoteIds },
  malformedElement: {
    routes: documentOf([dataset[0], 'no dataset', ...dataset.slice(1)]),
    remoteIds,
  },
});
