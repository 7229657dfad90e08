import type { Source } from '../../../src/domain/source.js';
import type { LastStarts } from '../../../src/schedule/plan.js';
import { startSchedules } from '../../../src/schedule/scheduler.js';
import { testSource } from '../../support/source.js';

const network = testSource().network;
const MINUTE = 60;
const HOUR = 3600;

interface World {
  readonly sources: readonly Source[];
  readonly start: string;
  readonly jitterSeconds?: number;
  readonly last?: Readonly<Record<string, LastStarts>>;
}

/** A hub whose clock a test turns; runs go on until the test ends them, or end at once. */
async function world({ sources, start, jitterSeconds = 0, last = {} }: World) {
  let at = Date.parse(start);
  let look: (() => void) | undefined;
  const runs: { readonly sourceId: string; readonly at: string; readonly full: boolean }[] = [];
  const paused = new Set<string>();
  const failures: unknown[] = [];
  const ends: (() => void)[] = [];
  const behaviour = { endless: false, broken: false };
  const schedules = await startSchedules(sources, {
    run(sourceId, { full }) {
      runs.push({ sourceId, at: new Date(at).toISOString(), full });
      if (behaviour.broken) return Promise.reject(new Error('broke'));
      return behaviour.endless ? new Promise<void>((resolve) => ends.push(resolve)) : Promise.resolve();
    },
    failed: (_sourceId, error) => failures.push(error),
    isPaused: (sourceId) => paused.has(sourceId),
    lastStarts: (sourceId) => Promise.resolve(last[sourceId] ?? {}),
    jitterSeconds,
    now: () => new Date(at),
    watch(given) {
      look = given;
      return () => {
        look = undefined;
      };
    },
  });
  async function pass(seconds: number, step = 1): Promise<void> {
    for (let second = 0; second < seconds; second += step) {
      at += step * 1000;
      look?.();
      await Promise.resolve();
      await Promise.resolve();
      await Promise.resolve();
    }
  }
  return { schedules, runs, paused, failures, ends, behaviour, pass };
}

describe('schedules', () => {
  it('run what is due, in the zone of the source, and nothing else', async () => {
    const { schedules, runs, pass } = await world({
      start: '2026-11-22T03:00:00+08:00',
      sources: [
        testSource({ id: 'nightly', schedule: '10 3 * * *' }),
        testSource({ id: 'disabled', schedule: '10 3 * * *', enabled: false }),
        testSource({ id: 'by-hand' }),
      ],
    });
    expect([...schedules.next()]).toEqual([['nightly', '2026-11-21T19:10:00.000Z']]);
    await pass(20 * MINUTE);
    expect(runs).toEqual([{ sourceId: 'nightly', at: '2026-11-21T19:10:00.000Z', full: false }]);
    expect([...schedules.next()]).toEqual([['nightly', '2026-11-22T19:10:00.000Z']]);
  });

  it('do not start a source again whose run is under way, and tell what broke', async () => {
    const { runs, failures, ends, behaviour, pass } = await world({
      start: '2026-11-22T03:00:00Z',
      sources: [testSource({ schedule: '* * * * *' })],
    });
    behaviour.endless = true;
    await pass(3 * MINUTE);
    expect(runs).toHaveLength(1);
    ends[0]?.();
    behaviour.endless = false;
    behaviour.broken = true;
    await pass(MINUTE);
    expect(runs).toHaveLength(2);
    expect(failures).toEqual([new Error('broke')]);
    await pass(MINUTE);
    expect(runs).toHaveLength(3);
  });

  it('follow a rhythm from the last run on', async () => {
    const { runs, pass } = await world({
      start: '2026-11-22T12:00:00Z',
      jitterSeconds: 300,
      sources: [testSource({ every: '6h' })],
      last: { fixture: { any: '2026-11-22T07:00:00Z' } },
    });
    await pass(13 * HOUR, 10);
    expect(runs.map(({ at }) => at)).toEqual([
      '2026-11-22T13:00:00.000Z',
      '2026-11-22T19:00:00.000Z',
      '2026-11-23T01:00:00.000Z',
    ]);
  });

  it('start a source with a rhythm that has never run', async () => {
    const { runs, pass } = await world({
      start: '2026-11-22T12:00:00Z',
      jitterSeconds: 300,
      sources: [testSource({ every: '1d' })],
    });
    await pass(301);
    expect(runs).toHaveLength(1);
  });

  it('make up once for what was missed while the hub was down, spread over the room', async () => {
    const sources = Array.from({ length: 50 }, (_, number) =>
      testSource({ id: `source-${number}`, schedule: '10 3 * * *' }),
    );
    const { runs, pass } = await world({
      start: '2026-11-22T12:00:00Z',
      jitterSeconds: 300,
      sources,
      // Three nights have passed.
      last: Object.fromEntries(sources.map(({ id }) => [id, { any: '2026-11-19T00:00:00Z' }])),
    });
    await pass(301);
    expect(runs).toHaveLength(50);
    expect(new Set(runs.map(({ at }) => at)).size).toBeGreaterThan(30);
    await pass(HOUR, 10);
    expect(runs).toHaveLength(50);
  });

  it('make up for nothing where nothing was missed', async () => {
    const { runs, pass } = await world({
      start: '2026-11-22T12:00:00Z',
      sources: [testSource({ schedule: '10 3 * * *' }), testSource({ id: 'new', schedule: '10 3 * * *' })],
      last: { fixture: { any: '2026-11-21T19:13:00Z' } },
    });
    await pass(HOUR, 10);
    expect(runs).toEqual([]);
  });

  it('never start all sources of one minute in one second', async () => {
    const sources = Array.from({ length: 200 }, (_, number) =>
      testSource({ id: `source-${number}`, schedule: '10 3 * * *' }),
    );
    const { runs, pass } = await world({ start: '2026-11-22T03:09:00+08:00', jitterSeconds: 300, sources });
    await pass(7 * MINUTE);
    expect(runs).toHaveLength(200);
    const perSecond = new Map<string, number>();
    for (const { at } of runs) perSecond.set(at, (perSecond.get(at) ?? 0) + 1);
    expect(Math.max(...perSecond.values())).toBeLessThanOrEqual(6);
  });

  it('spread over no more than a tenth of the rhythm', async () => {
    const sources = Array.from({ length: 100 }, (_, number) =>
      testSource({ id: `source-${number}`, schedule: '*/10 * * * *' }),
    );
    const { runs, pass } = await world({ start: '2026-11-22T03:00:01Z', jitterSeconds: 300, sources });
    await pass(11 * MINUTE);
    expect(runs).toHaveLength(100);
    expect(runs.every(({ at }) => at < '2026-11-22T03:11:01')).toBe(true);
  });

  it('wait for the hours of the portal', async () => {
    const { runs, pass } = await world({
      start: '2026-11-22T21:00:00+08:00',
      sources: [testSource({ schedule: '15 21 * * *', network: { ...network, windows: ['22:00-06:00'] } })],
    });
    await pass(2 * HOUR);
    expect(runs.map(({ at }) => at)).toEqual(['2026-11-22T14:00:00.000Z']);
  });

  it('start nothing in closed hours after the clock has leapt', async () => {
    const { runs, pass } = await world({
      start: '2026-11-22T21:59:50+08:00',
      sources: [testSource({ schedule: '0 22 * * *', network: { ...network, windows: ['22:00-23:00'] } })],
    });
    await pass(5 * HOUR, 5 * HOUR);
    expect(runs).toEqual([]);
    await pass(20 * HOUR, MINUTE);
    expect(runs.map(({ at }) => at)).toEqual(['2026-11-23T14:00:50.000Z']);
  });

  it('run in full at the times for that, in place of the ordinary run', async () => {
    const { runs, pass } = await world({
      start: '2026-11-21T12:00:00+08:00',
      jitterSeconds: 300,
      sources: [testSource({ schedule: '0 2 * * *', fullSchedule: '0 2 * * 0' })],
    });
    await pass(60 * HOUR, 30);
    // The 22nd is a Sunday.
    expect(runs.map(({ at, full }) => [at.slice(0, 10), full])).toEqual([
      ['2026-11-21', true],
      ['2026-11-22', false],
    ]);
  });

  it('keep a full run that is due while another is under way', async () => {
    const { runs, ends, behaviour, pass } = await world({
      start: '2026-11-22T01:50:00+08:00',
      sources: [testSource({ schedule: '55 1 * * *', fullSchedule: '0 2 * * 0' })],
    });
    behaviour.endless = true;
    await pass(30 * MINUTE);
    expect(runs).toHaveLength(1);
    ends[0]?.();
    await pass(MINUTE);
    expect(runs.map(({ full }) => full)).toEqual([false, true]);
  });

  it('leave paused sources alone, and make up once when they are resumed', async () => {
    const { schedules, runs, paused, pass } = await world({
      start: '2026-11-22T03:00:00Z',
      sources: [testSource({ schedule: '0 * * * *' })],
    });
    paused.add('fixture');
    await pass(5 * HOUR, 10);
    expect(runs).toEqual([]);
    expect([...schedules.next()]).toEqual([]);
    paused.clear();
    await pass(30 * MINUTE, 10);
    expect(runs).toHaveLength(1);
    await pass(HOUR, 10);
    expect(runs).toHaveLength(2);
  });

  it('start nothing any more once they are stopped', async () => {
    const { schedules, runs, pass } = await world({
      start: '2026-11-22T03:00:00Z',
      sources: [testSource({ schedule: '* * * * *' })],
    });
    schedules.stop();
    await pass(3 * MINUTE);
    expect(runs).toEqual([]);
  });

  it('look at the clock of the system by themselves', async () => {
    let started = (): void => undefined;
    const run = new Promise<void>((resolve) => {
      started = resolve;
    });
    const schedules = await startSchedules([testSource({ schedule: '* * * * * *' })], {
      run() {
        started();
        return Promise.resolve();
      },
      failed: () => undefined,
      isPaused: () => false,
      lastStarts: () => Promise.resolve({}),
      jitterSeconds: 0,
      now: () => new Date(),
    });
    await run;
    schedules.stop();
  });
});
