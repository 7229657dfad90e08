import { monitorEventLoopDelay } from 'node:perf_hooks';
import { trendCounterOf } from '../../src/http/pilot/trend-counter.js';
import { createSlices } from '../../src/http/slices.js';
import { makeDataset, makeSource, makeUpsert } from '../support/make-dataset.js';
import { TempHub } from '../support/temp-hub.js';
import { createNotes } from './notes.js';

/** What counting the past costs others: the longest turn of the event loop while a long change log is read. */
const VERSIONS = Number(process.argv[2] ?? 100_000);
const RUN = 5000;
const MOST_MILLISECONDS = 20;
/** The clock that looks at the loop ticks this often, and counts its own tick in. */
const TICK = 1;

const notes = createNotes();

async function main(): Promise<void> {
  const hub = new TempHub();
  const source = makeSource({ region: '江城市' });
  try {
    for (let done = 0; done < VERSIONS; done += RUN) {
      const kind = done === 0 ? 'added' : 'updated';
      await hub.publish(
        source,
        Array.from({ length: RUN }, (_, place) => makeUpsert(made(place, done), kind)),
      );
      hub.advanceHours(24 * 10);
    }
    await measure(hub, [source]);
  } finally {
    await hub.close();
  }
  notes.print();
}

function made(place: number, done: number): ReturnType<typeof makeDataset> {
  return makeDataset(`d${place}`, {
    ...{ title: `数据集 ${place} 第 ${done} 版`, updateCycle: 'monthly', themes: [String((place % 21) + 1)] },
    abstract: '各区县各部门报送的业务数据，按月更新。'.repeat(8),
    modified: new Date(Date.UTC(2026, 0, 1) + (done + place) * 1000).toISOString().slice(0, 10),
    distributions: [{ identifier: '1', format: place % 3 === 0 ? 'API' : 'CSV', kind: 'file' }],
    fields: Array.from({ length: 12 }, (_, field) => ({ name: `字段${field}`, dataType: 'C' })),
  });
}

async function measure(hub: TempHub, sources: readonly ReturnType<typeof makeSource>[]): Promise<void> {
  const { history, datasets, catalog } = hub.reading;
  const parts = { history, datasets, catalog, slices: createSlices() };
  const request = {
    ...{ scope: { of: 'all' as const }, seq: await catalog.latestSeq(), changed: datasets.version() },
    ...{ now: hub.time, timezone: 'Asia/Shanghai', tolerance: 0, sources },
  } as const;
  for (const name of ['first reading', 'second counting']) {
    const delay = monitorEventLoopDelay({ resolution: TICK });
    delay.enable();
    const began = performance.now();
    const trend = await trendCounterOf(parts).trend(request, parts, 3_600_000);
    const seconds = (performance.now() - began) / 1000;
    delay.disable();
    const points = 'points' in trend ? trend.points.length : 0;
    const milliseconds = (nanoseconds: number): string => (nanoseconds / 1e6).toFixed(1);
    notes.note(
      `longest turn of the event loop, ${name} of ${VERSIONS} versions (${seconds.toFixed(1)} s, ${points} points)`,
      `<= ${MOST_MILLISECONDS} ms`,
      `${milliseconds(delay.max)} ms (p99 ${milliseconds(delay.percentile(99))} ms)`,
      delay.max / 1e6 <= MOST_MILLISECONDS,
    );
  }
}

await main();
