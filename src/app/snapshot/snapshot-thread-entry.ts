import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { openForReading } from '../../storage/database.js';
import { readWithheld } from '../../storage/reader/published-state.js';
import { BACKGROUND_PRIORITY } from '../harvest-thread.js';
import { makeSnapshot } from './make-snapshot.js';
import { tidyShelf } from './shelf.js';
import { openSigningKey } from './signing-key.js';
import type { SnapshotThreadData, ThreadSnapshot } from './snapshot-thread.js';

/** The own side of the thread that makes a snapshot and ends. */

const port = parentPort;
if (port === null) throw new Error('this module runs in a worker thread only');
const { dataDir, to, formats, keep, snapshotKey } = workerData as SnapshotThreadData;
// On Linux the priority of "this process" is that of the calling thread.
setPriority(BACKGROUND_PRIORITY);

const { folder, isNew } = await makeSnapshot({
  ...{ dataDir, to, formats },
  key: openSigningKey(dataDir, snapshotKey),
  signal: new AbortController().signal,
  now: () => Date.now(),
});
const database = openForReading(dataDir, 1);
try {
  tidyShelf(to, { keep, withheld: (seq) => readWithheld(database, seq) });
} finally {
  database.close();
}
port.postMessage({ folder, isNew } satisfies ThreadSnapshot);
