import { LIANMU } from '../../harvesters/lianmu/index.js';
import { type FeedEntry, feedRoutes } from '../support/feed-portal.js';
import { fixture } from '../support/fixture-file.js';
import { describeHarvesterContract } from '../support/harvester-contract.js';

interface ChangesPage {
  readonly hub: string;
  readonly changes: readonly FeedEntry[];
}

const { hub, changes } = fixture('portals/lianmu/changes.json') as ChangesPage;
const puts = changes.filter(({ kind }) => kind === 'put');
const remoteIds = puts.map(({ identifier }) => identifier);

/** The statement of what a copy has to be is asked for by full runs. */
const state = {};

describeHarvesterContract({
  kind: LIANMU,
  options: { page_size: 2, wait: 0 },
  emptyCatalogue: feedRoutes(hub, [], { state }),
  twoPages: { routes: feedRoutes(hub, puts, { state }), remoteIds },
  malformedElement: {
    routes: feedRoutes(hub, [changes[0], { seq: 2, kind: 'put' }, ...puts.slice(1).map(moved)], { state }),
    remoteIds,
  },
});

/** Makes room for an entry before it. */
function moved(entry: FeedEntry): FeedEntry {
  return { ...entry, seq: entry.seq + 1 };
}
