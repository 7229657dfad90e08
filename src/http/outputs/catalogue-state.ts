import { createHash } from 'node:crypto';
import type { ChangeFeed } from '../../pipeline/feed-ports.js';
import { FollowersBusyError } from '../errors.js';
import type { Slices } from '../slices.js';
import type { Followers } from './followers.js';

/** What a consumer that has followed to `seq` must have: so many datasets, in these versions. */
export interface CatalogueState {
  readonly hub: string;
  readonly seq: number;
  readonly datasets: number;
  /** SHA-256 of the lines `<identifier> <changed>` of all live datasets, sorted by identifier, each ended by a line feed. */
  readonly sha256: string;
}

/** Versions read in one turn: a few milliseconds. */
const STEP = 500;

/** Worked out once for each published state, when somebody asks for it; who asks meanwhile gets the same answer. */
export function createCatalogueState(
  feed: ChangeFeed,
  slices: Slices,
  followers: Pick<Followers, 'isClosed'>,
): () => Promise<CatalogueState> {
  let kept: CatalogueState | undefined;
  let underWay: Promise<CatalogueState> | undefined;
  async function workOut(): Promise<CatalogueState> {
    const versions = feed.openVersions();
    try {
      const hash = createHash('sha256');
      let datasets = 0;
      for (;;) {
        const step = await slices(() => {
          if (followers.isClosed) throw new FollowersBusyError('the hub is being stopped: come back');
          const next = versions.next(STEP);
          hash.update(next.map(({ identifier, changed }) => `${identifier} ${changed}\n`).join(''));
          return next.length;
        });
        datasets += step;
        if (step < STEP) break;
      }
      return { hub: feed.hubId(), seq: versions.seq, datasets, sha256: hash.digest('hex') };
    } finally {
      versions.close();
    }
  }
  return async () => {
    if (kept?.seq === feed.latestSeq()) return kept;
    underWay ??= workOut().finally(() => {
      underWay = undefined;
    });
    kept = await underWay;
    return kept;
  };
}
