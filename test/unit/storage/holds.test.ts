import type { Change } from '../../../src/domain/change.js';
import type { HeldChange } from '../../../src/domain/hold.js';
import { NO_COUNTS } from '../../../src/domain/job.js';
import type { Grace, HoldRequest, RunWriter } from '../../../src/pipeline/store-ports.js';
import { searchRoom } from '../../../src/search/search-room.js';
import { openForReading } from '../../../src/storage/database.js';
import { SqliteCatalogWriter } from '../../../src/storage/writer/sqlite-catalog-writer.js';
import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';
import { TempHub } from '../../support/temp-hub.js';

const source = makeSource();
const AT_ONCE: Grace = { runs: 1, days: 0 };
const ALARMS = [{ code: 'removed' as const, records: 1, live: 3, message: '1 of 3 would be removed' }];
const PAGE = { limit: 100, offset: 0 };

let hub: TempHub;
beforeEach(async () => {
  hub = new TempHub();
  await hub.publish(source, ['a', 'b', 'c'].map(added));
});
afterEach(async () => {
  await hub.close();
});

function added(remoteId: string): Change {
  return makeUpsert(makeDataset(remoteId));
}

function updated(remoteId: string, title: string): Change {
  return makeUpsert(makeDataset(remoteId, { title }), 'updated');
}

async function stage(run: RunWriter, changes: readonly Change[]): Promise<void> {
  await run.stage(changes.map((change) => run.prepare(change)));
}

/** Marks these as seen without a change. */
async function see(run: RunWriter, ...remoteIds: string[]): Promise<void> {
  const lives = await run.findLive(remoteIds);
  run.seen(lives.filter((live) => live !== undefined));
}

/** A run that changes a, adds d and does not list c; it ends held. */
async function heldRun(): Promise<string> {
  const run = await hub.open(source);
  await stage(run, [updated('a', '新名称'), added('d')]);
  await see(run, 'b');
  expect(await run.hold({ outcome: 'complete', absent: AT_ONCE, counts: NO_COUNTS, alarms: ALARMS })).toEqual(
    {
      held: true,
    },
  );
  return newestJob();
}

async function newestJob(): Promise<string> {
  const [job] = await hub.reading.catalog.listJobs({ limit: 1 });
  return job?.jobId ?? '';
}

function decide(request: Partial<HoldRequest> & { readonly jobId: string }) {
  return hub.writer.decide({ decision: 'release', reason: '门户确认', now: hub.now(), ...request });
}

function titles(): string[] {
  return [...hub.reading.datasets.all()].map(({ dataset }) => dataset.title).sort();
}

function kinds(changes: readonly HeldChange[]): string[] {
  return changes.map(({ kind, remoteId }) => `${kind} ${remoteId}`);
}

/** Rows that no job of the store explains. */
function leftovers(): unknown {
  const database = openForReading(hub.dataDir);
  try {
    return database
      .prepare(
        `SELECT (SELECT count(*) FROM staged) AS staged, (SELECT count(*) FROM dataset WHERE state = 'staged') AS datasets,
                (SELECT count(*) FROM document WHERE document_key NOT IN (SELECT document_key FROM dataset WHERE document_key IS NOT NULL)
                   AND document_key NOT IN (SELECT document_key FROM stale_document)) AS documents,
                (SELECT count(*) FROM body WHERE body_key NOT IN (SELECT body_key FROM dataset WHERE body_key IS NOT NULL)
                   AND body_key NOT IN (SELECT before_key FROM change WHERE before_key IS NOT NULL)) AS bodies`,
      )
      .get();
  } finally {
    database.close();
  }
}
const NOTHING = { staged: 0, datasets: 0, documents: 0, bodies: 0 };
const BEFORE = ['公共停车场信息 a', '公共停车场信息 b', '公共停车场信息 c'];

describe('a held run', () => {
  it('changes nothing that is published, and shows what it would change', async () => {
    const jobId = await heldRun();
    expect(titles()).toEqual(BEFORE);
    expect(await hub.reading.catalog.findJob(jobId)).toMatchObject({
      state: 'held',
      error: { code: 'held' },
    });
    expect(await hub.reading.catalog.openHolds()).toEqual([{ jobId, sourceId: source.id, alarms: ALARMS }]);
    const changes = await hub.reading.catalog.listHeldChanges(jobId, PAGE);
    expect(kinds(changes)).toEqual(['updated a', 'removed c', 'added d']);
    expect(changes[0]?.altered).toEqual([{ element: 'title', before: '公共停车场信息 a', after: '新名称' }]);
    expect(await hub.reading.catalog.listHeldChanges(jobId, { limit: 1, offset: 1 })).toMatchObject([
      { remoteId: 'c', title: '公共停车场信息 c' },
    ]);
    const search = hub.openSearch().view;
    expect(search.search(ALL).count).toBe(3);
  });

  it('is published whole once it is released, and the shrink is accepted from then on', async () => {
    const jobId = await heldRun();
    expect(await decide({ jobId })).toEqual({
      decision: 'released',
      ...{ added: 1, updated: 1, restored: 0, removed: 1 },
    });
    expect(titles()).toEqual(['公共停车场信息 b', '公共停车场信息 d', '新名称']);
    expect(await hub.reading.catalog.findJob(jobId)).toMatchObject({
      state: 'complete',
      counts: { added: 1, updated: 1, removed: 1 },
    });
    expect(await hub.reading.catalog.findHold(jobId)).toMatchObject({
      decision: 'released',
      reason: '门户确认',
      decidedAt: expect.stringMatching(/^2026-/),
    });
    expect(leftovers()).toEqual(NOTHING);
    const next = await hub.open(source);
    await see(next, 'a', 'b', 'd');
    expect(await next.countAbsent(AT_ONCE)).toEqual({ live: 3, due: 0, missing: 0 });
    await next.commit({ outcome: 'complete', absent: AT_ONCE, counts: NO_COUNTS });
    const publishers = hub.reading.datasets.publishers();
    expect(publishers.map(({ datasets }) => datasets)).toEqual([3]);
  });

  it.each([
    [
      { kinds: ['added', 'updated'] as const },
      ['公共停车场信息 b', '公共停车场信息 c', '公共停车场信息 d', '新名称'],
    ],
    [{ records: ['d'] }, [...BEFORE, '公共停车场信息 d']],
    [{ records: ['c', 'd'], kinds: ['removed'] as const }, BEFORE.slice(0, 2)],
  ])('is published as far as it is selected: %j', async (selection, expected) => {
    const jobId = await heldRun();
    expect(await decide({ jobId, selection })).toMatchObject({ decision: 'released-in-part' });
    expect(titles()).toEqual(expected);
    expect(await hub.reading.catalog.findJob(jobId)).toMatchObject({ state: 'partial' });
    expect(leftovers()).toEqual(NOTHING);
  });

  it('publishes nothing for a selection of nothing, and goes on waiting', async () => {
    const jobId = await heldRun();
    await expect(decide({ jobId, selection: { records: ['x'] } })).rejects.toMatchObject({
      code: 'invalid-request',
    });
    expect(titles()).toEqual(BEFORE);
    expect(await hub.reading.catalog.openHolds()).toHaveLength(1);
    expect(await decide({ jobId })).toMatchObject({ decision: 'released' });
  });

  it('leaves nothing behind once it is rejected, and its very changes are not put forward again', async () => {
    const jobId = await heldRun();
    await decide({ jobId, decision: 'reject', reason: '门户故障' });
    expect(titles()).toEqual(BEFORE);
    expect(leftovers()).toEqual(NOTHING);
    expect(await hub.reading.catalog.findJob(jobId)).toMatchObject({
      state: 'aborted',
      error: { code: 'rejected', message: expect.stringContaining('门户故障') },
    });
    const again = await hub.open(source);
    await stage(again, [updated('a', '新名称'), added('d')]);
    await see(again, 'b');
    const end = { outcome: 'complete' as const, absent: AT_ONCE, counts: NO_COUNTS, alarms: ALARMS };
    expect(await again.hold(end)).toEqual({ held: false, jobId, decision: 'rejected' });
    expect(leftovers()).toEqual(NOTHING);
  });

  it('cannot be decided twice, nor while its source is harvested', async () => {
    const jobId = await heldRun();
    const run = await hub.open(source);
    await expect(decide({ jobId })).rejects.toMatchObject({ code: 'source-busy' });
    await run.abort({ outcome: 'aborted', counts: NO_COUNTS, error: { code: 'test', message: 'test' } });
    await decide({ jobId });
    await expect(decide({ jobId })).rejects.toMatchObject({ code: 'not-found' });
    await expect(decide({ jobId: 'job-0' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('survives the end of the process', async () => {
    const jobId = await heldRun();
    await hub.writer.close();
    const writer = new SqliteCatalogWriter(hub.dataDir, searchRoom);
    try {
      await writer.recover(hub.now());
      const request = { jobId, decision: 'release' as const, reason: '核对无误', now: hub.now() };
      expect(await writer.decide(request)).toMatchObject({ decision: 'released', added: 1 });
      expect(titles()).toContain('新名称');
    } finally {
      await writer.close();
    }
  });
});

describe('a run beside a held one', () => {
  it('is no second hold where it would change the same', async () => {
    const jobId = await heldRun();
    const again = await hub.open(source);
    await stage(again, [updated('a', '新名称'), added('d')]);
    await see(again, 'b');
    const end = { outcome: 'complete' as const, absent: AT_ONCE, counts: NO_COUNTS, alarms: ALARMS };
    expect(await again.hold(end)).toEqual({ held: false, jobId });
    expect(await hub.reading.catalog.openHolds()).toHaveLength(1);
    expect(await hub.reading.catalog.findJob(await newestJob())).toMatchObject({
      state: 'aborted',
      error: { code: 'held-already' },
    });
    expect(kinds(await hub.reading.catalog.listHeldChanges(jobId, PAGE))).toHaveLength(3);
    await decide({ jobId });
    expect(leftovers()).toEqual(NOTHING);
  });

  it('takes its place where it would change something else', async () => {
    const first = await heldRun();
    const again = await hub.open(source);
    await stage(again, [added('d'), added('e')]);
    await see(again, 'a', 'b');
    await again.hold({ outcome: 'complete', absent: AT_ONCE, counts: NO_COUNTS, alarms: ALARMS });
    expect(await hub.reading.catalog.findJob(first)).toMatchObject({
      state: 'aborted',
      error: { code: 'superseded' },
    });
    expect(await hub.reading.catalog.findHold(first)).toMatchObject({ decision: 'superseded' });
    const jobId = await newestJob();
    expect(kinds(await hub.reading.catalog.listHeldChanges(jobId, PAGE))).toEqual([
      'removed c',
      'added d',
      'added e',
    ]);
    await decide({ jobId });
    expect(leftovers()).toEqual(NOTHING);
    expect(titles()).toHaveLength(4);
  });

  it('makes it old as a whole when it is complete and published', async () => {
    const jobId = await heldRun();
    const next = await hub.open(source);
    await see(next, 'a', 'b', 'c');
    await next.commit({ outcome: 'complete', absent: AT_ONCE, counts: NO_COUNTS });
    expect(await hub.reading.catalog.openHolds()).toEqual([]);
    expect(await hub.reading.catalog.findHold(jobId)).toMatchObject({ decision: 'superseded' });
    expect(leftovers()).toEqual(NOTHING);
    expect(titles()).toEqual(BEFORE);
  });

  it('makes only those of its records old that it met, when it is a delta', async () => {
    const jobId = await heldRun();
    const delta = await hub.open(source);
    await stage(delta, [updated('a', '更新的名称')]);
    await delta.commit({ outcome: 'complete', counts: NO_COUNTS });
    expect(kinds(await hub.reading.catalog.listHeldChanges(jobId, PAGE))).toEqual(['removed c', 'added d']);
    expect(await decide({ jobId })).toMatchObject({ decision: 'released', added: 1, updated: 0, removed: 1 });
    expect(titles()).toEqual(['公共停车场信息 b', '公共停车场信息 d', '更新的名称']);
    expect(leftovers()).toEqual(NOTHING);
  });

  it('leaves it as it is when it meets nothing, or is aborted', async () => {
    const jobId = await heldRun();
    const delta = await hub.open(source);
    await delta.commit({ outcome: 'complete', counts: NO_COUNTS });
    const aborted = await hub.open(source);
    await stage(aborted, [added('d'), updated('a', '又一个')]);
    await aborted.abort({ outcome: 'failed', counts: NO_COUNTS, error: { code: 'test', message: 'test' } });
    expect(kinds(await hub.reading.catalog.listHeldChanges(jobId, PAGE))).toHaveLength(3);
    await decide({ jobId });
    expect(titles()).toEqual(['公共停车场信息 b', '公共停车场信息 d', '新名称']);
    expect(leftovers()).toEqual(NOTHING);
  });
});

describe('what the portal altered', () => {
  it('counts elements of datasets whose record came differently', async () => {
    const run = await hub.open(source);
    const mapped = makeUpsert(makeDataset('b', { title: '映射改变' }), 'updated');
    const [live] = await run.findLive(['b']);
    await stage(run, [
      updated('a', '一'),
      { ...mapped, fingerprint: live?.fingerprint ?? '' },
      makeUpsert(makeDataset('c', { title: '三', abstract: '新的摘要' }), 'updated'),
    ]);
    expect(await run.countAltered()).toEqual(
      new Map([
        ['title', 2],
        ['abstract', 1],
      ]),
    );
    await run.commit({ outcome: 'complete', counts: NO_COUNTS });
  });
});

describe('a live record that is not listed', () => {
  const grace: Grace = { runs: 3, days: 0 };

  async function without(remoteId: string, absent: Grace | 'unknown' = grace): Promise<void> {
    const run = await hub.open(source);
    await see(run, ...['a', 'b', 'c'].filter((id) => id !== remoteId));
    const end = { outcome: 'complete' as const, counts: NO_COUNTS };
    await run.commit(absent === 'unknown' ? end : { ...end, absent });
  }

  it('stays until its grace is over', async () => {
    await without('c');
    await without('c');
    expect(titles()).toEqual(BEFORE);
    const run = await hub.open(source);
    await see(run, 'a', 'b');
    expect(await run.countAbsent(grace)).toEqual({ live: 3, due: 1, missing: 0 });
    await run.commit({ outcome: 'complete', absent: grace, counts: NO_COUNTS });
    expect(titles()).toEqual(BEFORE.slice(0, 2));
  });

  it('goes at once when a shrink is released', async () => {
    const run = await hub.open(source);
    await see(run, 'a', 'b');
    await run.hold({ outcome: 'complete', absent: grace, counts: NO_COUNTS, alarms: ALARMS });
    expect(await decide({ jobId: await newestJob() })).toMatchObject({ removed: 1 });
    expect(titles()).toEqual(BEFORE.slice(0, 2));
  });

  it('keeps its grace when something else is released', async () => {
    const run = await hub.open(source);
    await stage(run, [added('d')]);
    await see(run, 'a', 'b');
    const alarms = [{ code: 'added' as const, records: 1, live: 3, message: '1 of 3 would be added' }];
    await run.hold({ outcome: 'complete', absent: grace, counts: NO_COUNTS, alarms });
    expect(await decide({ jobId: await newestJob() })).toMatchObject({ added: 1, removed: 0 });
    expect(titles()).toHaveLength(4);
  });

  it('starts anew when it was there in between, and does not count what lists no whole', async () => {
    await without('c');
    await without('c');
    await without('', 'unknown');
    await without('c');
    await without('c', 'unknown');
    await without('c');
    expect(titles()).toEqual(BEFORE);
    await without('c');
    expect(titles()).toEqual(BEFORE.slice(0, 2));
  });

  it('stays for so many days as well', async () => {
    const days: Grace = { runs: 1, days: 1 };
    await without('c', days);
    await without('c', days);
    expect(titles()).toEqual(BEFORE);
    hub.advanceHours(24);
    await without('c', days);
    expect(titles()).toEqual(BEFORE.slice(0, 2));
  });
});

const ALL = {
  q: '',
  fq: [],
  sort: '',
  start: 0,
  rows: 10,
  facets: { fields: [], limit: 10, minCount: 1 },
};
