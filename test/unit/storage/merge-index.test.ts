import SqliteDatabase from 'better-sqlite3';
import { openSearch } from '../../../src/app/open-search.js';
import { verifyStore } from '../../../src/app/verify-store.js';
import { NO_COUNTS } from '../../../src/domain/job.js';
import { databasePath } from '../../../src/storage/database.js';
import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';
import { TempHub } from '../../support/temp-hub.js';

const ALL = 1000;
const RUNS = 6;
const RUN = 300;
const source = makeSource();

let hub: TempHub;
beforeEach(() => {
  hub = new TempHub();
});
afterEach(async () => {
  await hub.close();
});

async function publish(run: number, size = RUN): Promise<void> {
  const datasets = Array.from({ length: size }, (_, index) =>
    makeDataset(`${run}-${index}`, { title: `停车场 ${index} 第${run}批`, keywords: ['交通'] }),
  );
  await hub.publish(
    source,
    datasets.map((dataset) => makeUpsert(dataset)),
  );
}

async function fill(): Promise<void> {
  for (let run = 0; run < RUNS; run += 1) await publish(run);
}

function countSegments(): number {
  const database = new SqliteDatabase(databasePath(hub.dataDir), { readonly: true });
  try {
    return Number(database.prepare('SELECT count(DISTINCT segid) FROM search_text_idx').pluck().get());
  } finally {
    database.close();
  }
}

/** As somebody sees it who has just come. */
function ask(): unknown {
  const opened = openSearch(hub.dataDir, { now: () => hub.time });
  const facets = { fields: ['tags', 'title_string'], limit: 5, minCount: 1 };
  try {
    return ['停车场', 'title:第1批', '"停车场 299"', 'title_string:停车*', '*:*'].map((q) => {
      const found = opened.view.search({ q, fq: [], sort: 'id asc', start: 0, rows: 5, facets });
      return [
        q,
        found.count,
        found.documents,
        [...found.facets].map(([field, values]) => [field, [...values]]),
      ];
    });
  } finally {
    opened.close();
  }
}

describe('the segments of an index', () => {
  it('become one, in which everything is found as before', async () => {
    await fill();
    expect(countSegments()).toBeGreaterThan(1);
    const before = ask();
    expect(await hub.store.mergeIndex(ALL)).toBe(false);
    expect(countSegments()).toBe(1);
    expect(ask()).toEqual(before);
    const { signal } = new AbortController();
    const { disagreements } = await verifyStore(hub.dataDir, { signal, found: () => Promise.resolve() });
    expect(disagreements).toBe(0);
  });

  it('are merged step by step, and what is published in between is found', async () => {
    await fill();
    expect(await hub.store.mergeIndex(1)).toBe(true);
    await publish(RUNS);
    const before = ask();
    while (await hub.store.mergeIndex(1));
    expect(ask()).toEqual(before);
  });

  it('wait while a run is under way', async () => {
    await fill();
    const segments = countSegments();
    const run = await hub.open(source);
    expect(await hub.store.mergeIndex(ALL)).toBe(false);
    expect(countSegments()).toBe(segments);
    await run.abort({ outcome: 'aborted', counts: NO_COUNTS, error: { code: 'aborted', message: '' } });
    await hub.store.mergeIndex(ALL);
    expect(countSegments()).toBe(1);
  });

  it('are left as they are after a small change', async () => {
    await fill();
    await hub.store.mergeIndex(ALL);
    await publish(0, 20);
    const segments = countSegments();
    expect(segments).toBeGreaterThan(1);
    expect(await hub.store.mergeIndex(ALL)).toBe(false);
    expect(countSegments()).toBe(segments);
  });
});
