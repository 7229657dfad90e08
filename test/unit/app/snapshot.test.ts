import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastMade, listSnapshots, tidyShelf } from '../../../src/app/snapshot/shelf.js';
import type { Change } from '../../../src/domain/change.js';
import type { Dataset } from '../../../src/domain/dataset.js';
import { distributionIdentifier } from '../../../src/domain/identifiers.js';
import { toNationalRecordJson } from '../../../src/serialise/national-record.js';
import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';
import { snapshotReader } from '../../support/read-snapshot.js';
import { hashesOf, TempSnapshots } from '../../support/temp-snapshots.js';

const source = makeSource();

function withFile(id: string, overrides: Partial<Dataset> = {}): Dataset {
  const dataset = makeDataset(id, overrides);
  const file = {
    identifier: distributionIdentifier(dataset.identifier, 'a'),
    title: `文件 ${id}`,
    url: `https://jiangcheng.example.org/${id}.csv`,
    format: 'CSV',
    bytes: 2 ** 40 + 1,
  };
  return { ...dataset, distributions: [file] };
}

const REFUSAL: Change = {
  type: 'set-aside',
  outcome: 'refused',
  remoteId: 'b',
  mappingVersion: 'test/1',
  problems: [],
};

let snapshots: TempSnapshots;
beforeEach(async () => {
  snapshots = new TempSnapshots();
  await snapshots.store.publish(source, [
    makeUpsert(
      withFile('a', {
        title: '=HYPERLINK("http://a.cn")',
        keywords: ['停车', '交通；出行'],
        issued: '2024-02-29',
        openness: { open: true },
        volume: { records: 12 },
        extras: [{ key: '原字段', value: '"引号", 逗号\n换行' }],
      }),
    ),
    makeUpsert(withFile('b')),
    makeUpsert(withFile('c', { visibility: 'closed', openness: { open: false, basis: '个人隐私' } })),
  ]);
});
afterEach(async () => {
  await snapshots.close();
});

describe('a snapshot', () => {
  it('has the full dump in its lines', async () => {
    const { folder, manifest } = await snapshots.make();
    const dump = [...snapshots.store.reading.datasets.all()].map(toNationalRecordJson);
    expect(snapshotReader(folder).lines()).toEqual(dump);
    expect(manifest).toMatchObject({ seq: 3, counts: { datasets: 3, distributions: 2 } });
    expect(manifest.withheld).toEqual({ datasets: 0, seq: 0 });
  });

  it('says the same in every format', async () => {
    const { folder } = await snapshots.make();
    const read = snapshotReader(folder);
    const ids = [...snapshots.store.reading.datasets.all()].map(({ dataset }) => dataset.identifier);
    const parquet = await read.parquet('datasets');
    const tables = [read.csv('datasets'), read.sheet('datasets'), parquet, read.sqlite('datasets')];
    for (const rows of tables) expect(rows.map((row) => row['identifier'])).toEqual(ids);
    const files = [
      read.csv('distributions'),
      read.sheet('distributions'),
      await read.parquet('distributions'),
      read.sqlite('distributions'),
    ];
    for (const rows of files) {
      expect(rows.map((row) => row['title']).toSorted()).toEqual(['文件 a', '文件 b']);
      expect(rows.map((row) => Number(row['bytes']))).toEqual([2 ** 40 + 1, 2 ** 40 + 1]);
    }
    const [csv, sheet, typed, sql] = tables.map((rows) =>
      rows.find((row) => row['identifier'] === makeDataset('a').identifier),
    );
    // Only where a program would run it the text gets a mark.
    expect(csv).toMatchObject({ title: '\'=HYPERLINK("http://a.cn")', issued: '2024-02-29', open: 'true' });
    expect(csv).toMatchObject({
      keywords: '停车；交通；出行',
      volume_records: '12',
      abstract: expect.any(String),
    });
    expect(sheet).toMatchObject({ title: '=HYPERLINK("http://a.cn")', volume_records: 12 });
    expect(typed).toMatchObject({ keywords: ['停车', '交通；出行'], volume_records: 12n, open: true });
    expect(typed).toMatchObject({ issued: new Date('2024-02-29'), title_en: null });
    expect(sql).toMatchObject({
      keywords: '["停车","交通；出行"]',
      volume_records: 12,
      open: 1,
      title_en: null,
    });
    expect(JSON.parse(String(csv?.['extras']))).toEqual([{ key: '原字段', value: '"引号", 逗号\n换行' }]);
    expect(read.sqlite('publishers')).toMatchObject([{ title: '江城市交通运输局', datasets: 3 }]);
  });

  it('keeps moments to the microsecond', async () => {
    const { folder } = await snapshots.make({ formats: ['parquet', 'sqlite'] });
    const published = [...snapshots.store.reading.datasets.all()];
    const read = snapshotReader(folder);
    const changed = published.map((each) => `${each.changed}Z`);
    expect(read.sqlite('datasets').map((row) => row['changed'])).toEqual(changed);
    const [first] = await read.parquet('datasets');
    expect(first?.['changed']).toEqual(new Date(changed[0] ?? ''));
  });

  it('is the same to the last byte, signature included, when it is made of the past', async () => {
    const then = await snapshots.make();
    await snapshots.store.publish(
      source,
      [
        makeUpsert(
          withFile('a', { title: '新名', publisher: { name: '更名后的局', localId: 'jtj' } }),
          'updated',
        ),
        makeUpsert(withFile('d')),
      ],
      true,
    );
    const now = await snapshots.make();
    expect(now.manifest.counts.datasets).toBe(2);
    const to = join(snapshots.to, 'later');
    const bySeq = await snapshots.make({ to, asOf: then.manifest.seq });
    expect(bySeq.isNew).toBe(true);
    expect(hashesOf(bySeq.folder)).toEqual(hashesOf(then.folder));
    const byTime = await snapshots.make({ to: join(snapshots.to, 'time'), asOf: then.manifest.time ?? '' });
    expect(hashesOf(byTime.folder)).toEqual(hashesOf(then.folder));
  });

  it('holds nothing of what was refused since, and says how much that is', async () => {
    const then = await snapshots.make({ formats: ['jsonl'] });
    await snapshots.store.publish(source, [REFUSAL]);
    const again = await snapshots.make({ formats: ['jsonl'], asOf: then.manifest.seq });
    expect(again.isNew).toBe(true);
    expect(again.manifest.withheld).toEqual({ datasets: 1, seq: 4 });
    expect(snapshotReader(again.folder).lines().join('')).not.toContain(makeDataset('b').identifier);
    expect(snapshotReader(again.folder).lines()).toHaveLength(2);
  });

  it('is one published state, whatever is published and refused while it is made', async () => {
    let published = false;
    let publishing: Promise<void> = Promise.resolve();
    const many = Array.from({ length: 600 }, (_, index) => makeUpsert(withFile(`m${index}`)));
    await snapshots.store.publish(source, many);
    const made = await snapshots.make({
      formats: ['jsonl', 'csv', 'sqlite'],
      onProgress() {
        if (published) return;
        published = true;
        publishing = snapshots.store.publish(source, [makeUpsert(withFile('later')), REFUSAL]);
      },
    });
    await publishing;
    expect(published).toBe(true);
    const read = snapshotReader(made.folder);
    const ids = read.csv('datasets').map((row) => row['identifier']);
    expect(read.sqlite('datasets').map((row) => row['identifier'])).toEqual(ids);
    expect(read.lines().map((line) => (JSON.parse(line) as { identifier: string }).identifier)).toEqual(ids);
    expect(ids).not.toContain(makeDataset('later').identifier);
    const isWithheld = made.manifest.withheld.datasets === 1;
    expect(ids.includes(makeDataset('b').identifier)).toBe(!isWithheld);
  });

  it('of nothing is empty, and of the future is refused', async () => {
    const { folder, manifest } = await snapshots.make({ asOf: 0 });
    expect(manifest).not.toHaveProperty('time');
    expect(manifest.counts).toEqual({ datasets: 0, distributions: 0 });
    const read = snapshotReader(folder);
    expect([...read.lines(), ...read.csv('datasets'), ...(await read.parquet('datasets'))]).toEqual([]);
    await expect(snapshots.make({ asOf: 4 })).rejects.toThrow('there is no position 4');
  });

  it('stays when it is there, is made anew in other formats, and leaves nothing when it is stopped', async () => {
    const first = await snapshots.make({ formats: ['csv'] });
    expect((await snapshots.make({ formats: ['csv'] })).isNew).toBe(false);
    const other = await snapshots.make({ formats: ['csv', 'jsonl'] });
    expect([other.isNew, other.folder]).toEqual([true, first.folder]);
    const stopped = new AbortController();
    stopped.abort();
    await expect(
      snapshots.make({ to: join(snapshots.to, 'stopped'), signal: stopped.signal }),
    ).rejects.toThrow();
    expect(readdirSync(join(snapshots.to, 'stopped'))).toEqual([]);
  });
});

describe('the shelf', () => {
  it('keeps the newest ones, and none that something was refused of', async () => {
    const none = (): { datasets: number; seq: number } => ({ datasets: 0, seq: 0 });
    for (const asOf of [0, 1, 2, 3]) await snapshots.make({ formats: ['jsonl'], asOf });
    mkdirSync(join(snapshots.to, 'seq-000000009'));
    writeFileSync(join(snapshots.to, 'notes.txt'), '');
    const positions = (): readonly number[] =>
      listSnapshots(snapshots.to).map(({ manifest }) => manifest.seq);
    tidyShelf(snapshots.to, { keep: 3, withheld: none });
    expect(positions()).toEqual([3, 2, 1]);
    tidyShelf(snapshots.to, { keep: 3, withheld: (seq) => (seq === 2 ? { datasets: 1, seq: 4 } : none()) });
    expect(positions()).toEqual([3, 1]);
    expect(readdirSync(snapshots.to)).toContain('notes.txt');
    tidyShelf(snapshots.to, { keep: 1, withheld: none });
    expect(positions()).toEqual([3]);
  });

  it('knows when the newest was made', async () => {
    expect(lastMade(join(snapshots.to, 'nowhere'))).toBeUndefined();
    mkdirSync(join(snapshots.to, 'seq-000000009'));
    expect(lastMade(snapshots.to)).toBeUndefined();
    const before = Date.now();
    await snapshots.make({ formats: ['jsonl'] });
    expect(Math.abs((lastMade(snapshots.to)?.getTime() ?? 0) - before)).toBeLessThan(60_000);
  });
});
