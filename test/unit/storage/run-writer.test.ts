import type { Change } from '../../../src/domain/change.js';
import { SourceBusyError } from '../../../src/domain/errors.js';
import { NO_COUNTS } from '../../../src/domain/job.js';
import type { RunWriter } from '../../../src/pipeline/store-ports.js';
import { searchRoom } from '../../../src/search/search-room.js';
import { SqliteCatalogWriter } from '../../../src/storage/writer/sqlite-catalog-writer.js';
import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';
import { TempHub } from '../../support/temp-hub.js';

const source = makeSource();
const ERROR = { code: 'test', message: 'test' };
let hub: TempHub;
beforeEach(() => {
  hub = new TempHub();
});
afterEach(async () => {
  await hub.close();
});

function stage(run: RunWriter, changes: readonly Change[]): Promise<void> {
  return run.stage(changes.map((change) => run.prepare(change)));
}

function names(): string[] {
  return [...hub.reading.datasets.names({})];
}

describe('SqliteRunWriter', () => {
  it('shows nothing of a run before its commit, and all of it after', async () => {
    const run = await hub.open(source);
    await stage(run, [makeUpsert(makeDataset('a')), makeUpsert(makeDataset('b'))]);
    const search = hub.openSearch().view;
    expect(names()).toEqual([]);
    expect(search.search(ALL).count).toBe(0);
    await run.commit({ outcome: 'complete', counts: NO_COUNTS });
    await search.refresh();
    expect(names()).toHaveLength(2);
    expect(search.search(ALL).count).toBe(2);
  });

  it('leaves no trace of an aborted run but its job', async () => {
    await hub.publish(source, [makeUpsert(makeDataset('a'))]);
    const before = names();
    const run = await hub.open(source);
    await stage(run, [
      makeUpsert(makeDataset('a', { title: '别的' }), 'updated'),
      makeUpsert(makeDataset('b')),
    ]);
    await run.abort({ outcome: 'aborted', counts: NO_COUNTS, error: ERROR });
    expect(names()).toEqual(before);
    expect(await hub.reading.catalog.changes(0, 10)).toHaveLength(1);
    expect(hub.reading.datasets.find(before[0] ?? '')?.dataset.title).toBe('公共停车场信息 a');
    const [job] = await hub.reading.catalog.listJobs({ limit: 1 });
    expect(job).toMatchObject({ state: 'aborted', error: ERROR });
    const again = await hub.open(source);
    const [, b] = await again.findLive(['a', 'b']);
    expect(b).toBeUndefined();
    await again.abort({ outcome: 'aborted', counts: NO_COUNTS, error: ERROR });
  });

  it('gives times that rise with every change, and keeps those of unchanged datasets', async () => {
    await hub.publish(source, [makeUpsert(makeDataset('a')), makeUpsert(makeDataset('b'))]);
    const [first] = names();
    const before = hub.reading.datasets.find(first ?? '')?.changed ?? '';
    await hub.publish(source, [makeUpsert(makeDataset('b', { title: '新' }), 'updated')]);
    const log = await hub.reading.catalog.changes(0, 10);
    const times = log.map((row) => row.time);
    expect(times).toEqual([...times].sort());
    expect(new Set(times).size).toBe(3);
    expect(times[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/);
    expect(hub.reading.datasets.find(first ?? '')?.changed).toBe(before);
  });

  it('keeps name and identity when the title changes and when a dataset comes back', async () => {
    await hub.publish(source, [makeUpsert(makeDataset('a'))]);
    const [name] = names();
    await hub.publish(source, [makeUpsert(makeDataset('a', { title: '另一个名称' }), 'updated')]);
    expect(names()).toEqual([name]);
    await hub.publish(source, [], true);
    expect(names()).toEqual([]);
    expect(hub.reading.datasets.findTombstone(name ?? '')).toMatchObject({ title: '另一个名称' });
    await hub.publish(source, [makeUpsert(makeDataset('a'), 'restored')]);
    expect(names()).toEqual([name]);
    const kinds = (await hub.reading.catalog.changes(0, 10)).map((row) => row.kind);
    expect(kinds).toEqual(['added', 'updated', 'removed', 'restored']);
  });

  it('gives equal titles distinct names and allocates a code where the portal gives none', async () => {
    const title = '停车场';
    await hub.publish(source, [
      makeUpsert(makeDataset('a', { title })),
      makeUpsert(makeDataset('b', { title, code: '3070/1' })),
    ]);
    const [first, second] = names();
    expect(first).toBe('ting-che-chang');
    expect(second).toMatch(/^ting-che-chang-[0-9a-f]{8}$/);
    expect(hub.reading.datasets.find(first ?? '')?.dataset.code).toMatch(/^LM\/\d+$/);
    expect(hub.reading.datasets.find(second ?? '')?.dataset.code).toBe('3070/1');
  });

  it('refuses a second run of a source that is under way', async () => {
    const run = await hub.open(source);
    await expect(hub.open(source)).rejects.toThrow(SourceBusyError);
    const other = await hub.open(makeSource({ id: 'other' }));
    await run.abort({ outcome: 'aborted', counts: NO_COUNTS, error: ERROR });
    await other.abort({ outcome: 'aborted', counts: NO_COUNTS, error: ERROR });
  });

  it('removes a refused record from the catalogue and keeps neither title nor raw form', async () => {
    await hub.publish(source, [makeUpsert(makeDataset('a'))]);
    const problems = [
      { stage: 'validate', code: 'classified', bar: 'publishable', pointer: '/classified' },
    ] as const;
    await hub.publish(source, [
      { type: 'set-aside', outcome: 'refused', remoteId: 'a', mappingVersion: 'test/1', problems },
    ]);
    expect(names()).toEqual([]);
    const [record] = await hub.reading.catalog.listHarvestRecords('job-2', { limit: 5, offset: 0 });
    expect(record).toMatchObject({ remoteId: 'a', outcome: 'refused' });
    expect(record?.title).toBeUndefined();
    expect(hub.reading.datasets.findTombstone(makeDataset('a').identifier)).toBeUndefined();
  });

  it('keeps the good version of a record that is rejected later', async () => {
    await hub.publish(source, [makeUpsert(makeDataset('a'))]);
    const before = names();
    await hub.publish(
      source,
      [{ type: 'set-aside', outcome: 'rejected', remoteId: 'a', mappingVersion: 'test/1', problems: [] }],
      true,
    );
    expect(names()).toEqual(before);
    const [summary] = await hub.reading.catalog.sourceSummaries();
    expect(summary).toMatchObject({ datasets: 1, rejected: 1 });
  });

  it('ends a job that a killed process left running', async () => {
    const run = await hub.open(source);
    await stage(run, [makeUpsert(makeDataset('a'))]);
    // A second writer on the same folder cannot take the lock while the first lives.
    await hub.writer.close();
    const next = new SqliteCatalogWriter(hub.dataDir, searchRoom);
    await next.recover(hub.now());
    const [job] = await hub.reading.catalog.listJobs({ limit: 1 });
    expect(job).toMatchObject({ state: 'failed', error: { code: 'interrupted' } });
    await next.close();
  });
});

const ALL = { q: '', fq: [], sort: '', start: 0, rows: 10, facets: { fields: [], limit: 50, minCount: 1 } };
