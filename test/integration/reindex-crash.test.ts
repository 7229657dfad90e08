import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { jest } from '@jest/globals';
import { verifyStore } from '../../src/app/verify-store.js';
import { makeDataset, makeSource, makeUpsert } from '../support/make-dataset.js';
import { PROJECT_ROOT } from '../support/project-root.js';
import { replacementTables } from '../support/replacement-tables.js';
import { TempHub } from '../support/temp-hub.js';

/** `CRASH_KILLS=200` for the whole of it. */
const KILLS = Number(process.env['CRASH_KILLS'] ?? 10);
const SIZE = 1600;
const VICTIM = join(PROJECT_ROOT, 'dist/test/support/reindex-victim.js');

jest.setTimeout(60_000 + KILLS * 20_000);

const source = makeSource();
let hub: TempHub;
beforeAll(async () => {
  hub = new TempHub();
  const datasets = Array.from({ length: SIZE }, (_, index) => makeDataset(`r${index}`));
  await hub.publish(
    source,
    datasets.map((dataset) => makeUpsert(dataset)),
  );
});
afterAll(() => hub.close());

/** Kills a rebuilding process once it has said so many lines. */
async function killAfter(lines: number): Promise<void> {
  const child = spawn(process.execPath, [VICTIM, hub.dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  let heard = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    expect(['begun', 'step']).toContain(line);
    if ((heard += 1) === lines) child.kill('SIGKILL');
  }
  const [, signal] = (await exit) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
}

describe('a process that is killed while it makes the index anew', () => {
  it('leaves an index in use that agrees with the store, and nothing once somebody harvests', async () => {
    const search = hub.openSearch().view;
    const ask = (): number =>
      search.search({
        ...{ q: '停车场', fq: [], sort: '', start: 0, rows: 1 },
        facets: { fields: ['tags'], limit: 5, minCount: 1 },
      }).count;
    let halfMade = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      await killAfter(1 + (kill % 7));
      expect(ask()).toBe(SIZE);
      await search.refresh();
      expect(ask()).toBe(SIZE);
      if (replacementTables(hub.dataDir).length > 0) halfMade += 1;
      // Published under the eyes of a rebuild that is no more.
      const title = `公共停车场信息 第${kill + 2}版`;
      await hub.publish(source, [makeUpsert(makeDataset('r1', { title }), 'updated')]);
      const report = await verifyStore(hub.dataDir, {
        signal: new AbortController().signal,
        found: () => Promise.resolve(),
      });
      expect(report).toMatchObject({ disagreements: 0, datasets: SIZE });
      if (kill % 3 === 2) {
        await hub.writer.recover(hub.now());
        expect(replacementTables(hub.dataDir)).toEqual([]);
      }
    }
    expect(halfMade).toBeGreaterThan(0);
  });
});
