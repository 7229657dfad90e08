import type { OriginLink } from '../../src/domain/dataset.js';
import type { RawExtra } from '../../src/domain/extra-drafts.js';
import { CHAIN_EXTRA, isWorldwide, readChain } from '../../src/domain/origin-chain.js';
import type { UnreadParts } from '../../src/domain/unread-parts.js';

/** What ckanext-harvest says of a package that it brought: that package keeps the id that it had where it came from. */
const HARVESTED_EXTRA = 'harvest_source_id';

/** Where the portal has the package from: as a hub says it, or as a CKAN that harvests lets it be seen; undefined: its own. */
export function readPackageChain(
  extras: readonly RawExtra[],
  remoteId: string,
  unread: UnreadParts,
): readonly OriginLink[] | undefined {
  const said = extras.find(({ key }) => key === CHAIN_EXTRA);
  const chain = said === undefined ? undefined : readChain(said.value);
  if (chain !== undefined) return chain;
  if (said !== undefined) unread.add(`/extras/${CHAIN_EXTRA}`, 'no chain of origins', said.value);
  const isHarvested = extras.some(({ key, value }) => key === HARVESTED_EXTRA && value !== '');
  return isHarvested && isWorldwide(remoteId) ? [{ id: remoteId }] : undefined;
}
