import { existsSync, readdirSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { NO_COUNTS } from '../../src/domain/job.js';
import { searchRoom } from '../../src/search/search-room.js';
import { PreparingCatalogWriter } from '../../src/storage/writer/preparing-catalog-writer.js';
import { SqliteCatalogWriter } from '../../src/storage/writer/sqlite-catalog-writer.js';
import { CliWorkspace } from '../support/built-cli.js';
import { makeDataset, makeSource, makeUpsert } from '../support/make-dataset.js';

jest.setTimeout(120_000);

const SIZE = 4000;

let hub: CliWorkspace;
let shelf: string;
beforeAll(async () => {
  hub = new CliWorkspace();
  shelf = join(hub.dataDir, 'snapshots');
  hub.configure([], { snapshots: { schedule: '0 4 1 1 *', keep: 1, formats: ['jsonl', 'sqlite'] } });
  const store = new PreparingCatalogWriter(new SqliteCatalogWriter(hub.dataDir, searchRoom));
  const now = (): Date => new Date(Date.UTC(2026, 10, 21));
  const run = await store.openRun({
    ...{ jobId: 'job-1', source: makeSource(), origin: 'portal', mode: 'full', now },
    startedAt: now().toISOString(),
  });
  const changes = Array.from({ length: SIZE }, (_, index) => makeUpsert(makeDataset(`d${index}`)));
  await run.stage(changes.map((change) => run.prepare(change)));
  await run.commit({ outcome: 'complete', counts: NO_COUNTS });
  await store.close();
});
afterAll(() => {
  hub.close();
});

async function eventually(test: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await test())) await delay(20);
}

describe('snapshots of the built program', () => {
  it('killed in the middle leave nothing half, and the next one cleans up', async () => {
    const to = join(hub.dir, 'killed');
    for (const file of ['datasets.jsonl.gz', 'datasets.csv', 'catalog.xlsx']) {
      const making = hub.start('snapshot', '--to', to, '--format', 'jsonl,csv,xlsx');
      await eventually(() => {
        const [folder] = existsSync(to) ? readdirSync(to) : [];
        return making.child.exitCode !== null || (folder !== undefined && existsSync(join(to, folder, file)));
      });
      making.child.kill('SIGKILL');
      await making.ended;
      expect(readdirSync(to).filter((name) => name.startsWith('seq-'))).toEqual([]);
    }
    expect(readdirSync(to).length).toBeGreaterThan(0);
    expect(await hub.run('snapshot', '--to', to, '--format', 'jsonl')).toMatchObject({ code: 0 });
    expect(readdirSync(to)).toEqual(['seq-000004000']);
  });

  it('are verified by a command, which says what is wrong and ends with 1', async () => {
    const to = join(hub.dir, 'verified');
    const made = await hub.run('snapshot', '--to', to, '--format', 'csv', '--as-of', '3', '--json');
    expect(JSON.parse(made.out)).toMatchObject({
      isNew: true,
      manifest: { seq: 3, counts: { datasets: 3 } },
    });
    const folder = join(to, 'seq-000000003');
    const right = await hub.run('verify-snapshot', folder);
    expect(right).toMatchObject({ code: 0 });
    expect(right.out).toContain('Snapshot 3 is right: 2 files, 3 datasets');
    const other = await hub.run('verify-snapshot', folder, '--key', join(folder, 'manifest.json'));
    expect(other).toMatchObject({ code: 2 });
    const bad = await hub.run('snapshot', '--format', 'csv,pdf');
    expect(bad.code).toBe(2);
    expect((await hub.run('snapshot', '--to', to, '--as-of', '999999')).code).toBe(2);
  });

  it('are made by serve and offered, and what it did not keep is gone', async () => {
    const early = await hub.run('snapshot', '--as-of', '5', '--format', 'jsonl');
    expect(early.code).toBe(0);
    // As if it had been made last year: what was to be made since is made up for.
    const key = join(shelf, 'seq-000000005', 'public-key.pem');
    const pem = readFileSync(key, 'utf8');
    utimesSync(key, new Date('2024-06-01'), new Date('2024-06-01'));
    const serving = hub.start('serve');
    let url = '';
    await serving.until(({ err, out }) => {
      url = /http:\/\/127\.0\.0\.1:\d+/.exec(err + out)?.[0] ?? '';
      return url !== '';
    });
    interface List {
      readonly snapshots: readonly { readonly seq: number }[];
    }
    const list = async (): Promise<readonly number[]> =>
      ((await (await fetch(`${url}/snapshots`)).json()) as List).snapshots.map(({ seq }) => seq);
    await eventually(async () => (await list()).join() === String(SIZE));
    expect(await (await fetch(`${url}/snapshots/public-key.pem`)).text()).toBe(pem);
    await eventually(() => readdirSync(shelf).join() === 'seq-000004000');
    serving.child.kill('SIGTERM');
    await serving.ended;
    expect(serving.err).not.toContain('PRIVATE KEY');
    expect((await hub.run('verify-snapshot', join(shelf, 'seq-000004000'))).code).toBe(0);
  });
});
