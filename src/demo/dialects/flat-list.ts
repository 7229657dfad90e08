import type { ActionRequest } from '../actions.js';
import type { PortalState } from '../portal-state.js';
import { jsonReply } from './dialect.js';
import type { Dialect } from './dialect.js';
import { downloadsOf, toFlatRecord } from './flat-record.js';
import { inPieces, placesOf } from './records.js';

/** The team puts its list together from several departments' lists, which overlap. */
export const LISTED_TWICE = 0.02;

/** The whole catalogue as a JSON array of flat records, a record a line, as open-data teams hand it on. */
export const FLAT_LIST: Dialect = {
  actionOf: (path) => (path === '/open/catalog.json' ? 'catalog' : undefined),
  reply: (state, request) => jsonReply(inPieces(write(state, request))),
  shown: () => undefined,
};

function* write(state: PortalState, { view }: ActionRequest): Generator<string> {
  const { city, catalog } = state;
  let separator = '[\n';
  for (const place of placesOf(state, { ...view, twice: view.twice ?? LISTED_TWICE })) {
    // The team that keeps the file pastes a remark where a record should be.
    const record: unknown =
      place === 'broken'
        ? '（此行待补）'
        : {
            ...toFlatRecord(state.package(place.index)),
            下载量: downloadsOf(city, place.index, catalog.day),
          };
    yield separator + JSON.stringify(record);
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}
