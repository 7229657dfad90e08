import type { Change } from '../../../src/domain/change.js';
import { NO_COUNTS } from '../../../src/domain/job.js';
import type { Problem } from '../../../src/domain/problem.js';
import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';
import { TempHub } from '../../support/temp-hub.js';

const source = makeSource();
const PROBLEM: Problem = { stage: 'validate', code: 'missing-title', bar: 'publishable', pointer: '/title' };
const GRACE = { runs: 3, days: 0 };

let hub: TempHub;
beforeEach(() => {
  hub = new TempHub();
});
afterEach(async () => {
  await hub.close();
});

function aside(remoteId: string, outcome: 'rejected' | 'refused' | 'failed', title?: string): Change {
  return {
    type: 'set-aside',
    outcome,
    remoteId,
    mappingVersion: 'test/1',
    problems: [PROBLEM],
    ...(title !== undefined && { title }),
    ...(outcome === 'rejected' && { raw: Buffer.from(`{"id":"${remoteId}","code":"330100-007"}`) }),
  };
}

async function run(changes: readonly Change[], seen: readonly string[] = [], isWhole = false): Promise<void> {
  const open = await hub.open(source);
  const lives = await open.findLive(seen);
  open.seen(lives.filter((live) => live !== undefined));
  await open.stage(changes.map((change) => open.prepare(change)));
  await open.commit({ outcome: 'complete', ...(isWhole && { absent: GRACE }), counts: NO_COUNTS });
}

async function states(text: string): Promise<readonly string[]> {
  const found = await hub.reading.catalog.traceRecords(text, 'all');
  return found.map(({ remoteId, state }) => `${remoteId} ${state}`);
}

describe('tracing a record', () => {
  it('finds it by id, name, remote id, title, a part of the title, and an address with one of them', async () => {
    await run([
      makeUpsert(makeDataset('p-17', { title: '公共停车场信息' })),
      makeUpsert(makeDataset('p-18', { title: '公共厕所信息' })),
    ]);
    const [{ datasetId, name } = { datasetId: '', name: '' }] = await hub.reading.catalog.traceRecords(
      'p-17',
      'all',
    );
    for (const text of [
      datasetId,
      name ?? '',
      ' p-17 ',
      '公共停车场信息',
      '停车场',
      `https://hub.example.org/dataset/${name ?? ''}`,
      'https://portal.example.org/detail?id=p-17&from=list',
      'https://portal.example.org/%E7%9B%AE%E5%BD%95/p-17#files',
    ]) {
      expect([text, await states(text)]).toEqual([text, ['p-17 published']]);
    }
    expect(await states('信息')).toHaveLength(2);
    for (const text of ['', '  ', '没有这样的', 'https://portal.example.org/%E7']) {
      expect(await states(text)).toEqual([]);
    }
  });

  it('finds it by a code or an address that only its raw form has', async () => {
    await run([aside('x', 'rejected')]);
    expect(await states('330100-007')).toEqual(['x rejected']);
    await run([
      makeUpsert(makeDataset('y', { landingPage: 'https://portal.example.org/catalog/view?code=Y"1' })),
    ]);
    expect(await states('https://portal.example.org/catalog/view?code=Y"1')).toEqual(['y published']);
  });

  it('reads nothing but keys where it is told so', async () => {
    await run([makeUpsert(makeDataset('p-17', { title: '公共停车场信息' }))]);
    const { catalog } = hub.reading;
    expect(await catalog.traceRecords('https://portal.example.org/p-17', 'keys')).toHaveLength(1);
    expect(await catalog.traceRecords('公共停车场信息', 'keys')).toEqual([]);
    expect(await catalog.traceRecords('江城市交通运输局', 'keys')).toEqual([]);
  });

  it('says what became of it, run by run', async () => {
    await run([
      makeUpsert(makeDataset('a')),
      makeUpsert(makeDataset('b')),
      aside('c', 'failed'),
      aside('d', 'refused'),
    ]);
    expect(await states('c')).toEqual(['c not-brought']);
    expect(await states('d')).toEqual(['d refused']);
    await run([aside('b', 'rejected', '坏的')], ['a', 'c', 'd'], true);
    expect(await states('b')).toEqual(['b outdated']);
    await run([], ['b', 'c', 'd'], true);
    expect(await states('a')).toEqual(['a missing']);
    const [missing] = await hub.reading.catalog.traceRecords('a', 'all');
    expect(missing?.missing).toEqual({ runs: 1, since: expect.stringMatching(/^2026-11-21T/) });
    await run([], ['b', 'c', 'd'], true);
    await run([], ['b', 'c', 'd'], true);
    expect(await states('a')).toEqual(['a removed']);
    const [{ events } = { events: [] }] = await hub.reading.catalog.traceRecords('a', 'all');
    expect(events.map(({ outcome }) => outcome)).toEqual(['removed', 'added']);
    const [rejected] = await hub.reading.catalog.traceRecords('b', 'all');
    expect(rejected?.events[0]).toMatchObject({ outcome: 'rejected', problems: [PROBLEM] });
  });

  it('tells of a run that waits, and of nothing that a run under way has staged', async () => {
    await run([makeUpsert(makeDataset('a'))]);
    const open = await hub.open(source);
    await open.stage([open.prepare(makeUpsert(makeDataset('neu-99', { title: '新的' })))]);
    expect(await states('neu-99')).toEqual([]);
    expect(await states('新的')).toEqual([]);
    const alarms = [{ code: 'removed' as const, records: 1, live: 1, message: '1 of 1 would be removed' }];
    const absent = { runs: 1, days: 0 };
    await open.hold({ outcome: 'complete', absent, counts: NO_COUNTS, alarms });
    expect(await states('neu-99')).toEqual(['neu-99 held']);
    const [{ held } = { held: undefined }] = await hub.reading.catalog.traceRecords('a', 'all');
    expect(held).toEqual({ jobId: expect.any(String), change: 'removed' });
  });
});
