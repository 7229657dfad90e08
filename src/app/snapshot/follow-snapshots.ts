import type { HubConfig } from '../../config/hub-config.js';
import type { HttpLogger } from '../../http/site.js';
import { startNightly } from './nightly.js';
import { lastMade, shelfOf } from './shelf.js';
import { snapshotInThread } from './snapshot-thread.js';

export interface FollowRequest {
  readonly hub: Pick<HubConfig, 'dataDir' | 'timezone' | 'snapshots'>;
  /** Key from the environment. */
  readonly snapshotKey: string | undefined;
  readonly logger: HttpLogger;
}

/** Makes snapshots by the schedule of the hub, if it has one. What it returns ends that, and waits for what is under way. */
export function followSnapshots({ hub, snapshotKey, logger }: FollowRequest): () => Promise<void> {
  const { dataDir, timezone, snapshots } = hub;
  const { schedule, keep, formats } = snapshots;
  if (schedule === undefined) return () => Promise.resolve();
  const to = shelfOf(dataDir);
  const stopping = new AbortController();
  let making: Promise<unknown> = Promise.resolve();
  const stop = startNightly({
    ...{ schedule, timezone, last: lastMade(to), now: () => new Date() },
    make() {
      const made = snapshotInThread({ dataDir, to, formats, keep, snapshotKey }, stopping.signal);
      making = made.catch(() => undefined);
      return made;
    },
    failed(error) {
      if (!stopping.signal.aborted) logger.error({ err: error }, 'the snapshot could not be made');
    },
  });
  return async () => {
    stop();
    stopping.abort();
    await making;
  };
}
