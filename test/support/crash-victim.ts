import { writeSync } from 'node:fs';
import { searchRoom } from '../../src/search/search-room.js';
import { PreparingCatalogWriter } from '../../src/storage/writer/preparing-catalog-writer.js';
import { SqliteCatalogWriter } from '../../src/storage/writer/sqlite-catalog-writer.js';
import { momentOf, playRound } from './crash-rounds.js';

/**
 * A process that publishes round after round until it is killed; see test/integration/crash-store.test.ts.
 * Where a stage is named to halt at, it goes no further than telling of it.
 */

const [, , dataDir = '', first = '1', attempt = '0', haltAt] = process.argv;
const STDOUT = 1;
const say = (words: string): void => {
  writeSync(STDOUT, `${words}\n`);
  if (words === haltAt) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};

say('opening');
const writer = new PreparingCatalogWriter(new SqliteCatalogWriter(dataDir, searchRoom));
say('opened');
await writer.recover(momentOf(Number(first)));
for (let round = Number(first); ; round += 1) {
  await playRound(writer, round, `job-${round}-${attempt}`, say);
}
