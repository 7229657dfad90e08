import { writeSync } from 'node:fs';
import { reindexStore } from '../../src/app/reindex-store.js';

/** A process that makes the index anew, time and again, until it is killed; see test/integration/reindex-crash.test.ts. */

const [, , dataDir = ''] = process.argv;
const STDOUT = 1;
const { signal } = new AbortController();

for (;;) {
  writeSync(STDOUT, 'begun\n');
  await reindexStore(dataDir, {
    signal,
    onProgress: () => {
      writeSync(STDOUT, 'step\n');
    },
  });
}
