import SqliteDatabase from 'better-sqlite3';
import { openSearch } from '../../../src/app/open-search.js';
import { reindexStore } from '../../../src/app/reindex-store.js';
import { verifyStore } from '../../../src/app/verify-store.js';
import { ReindexBusyError } from '../../../src/domain/errors.js';
import type { SearchView } from '../../../src/pipeline/read-ports.js';
import { databasePath } from '../../../src/storage/database.js';
import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';
import { replacementTables } from '../../support/replacement-tables.js';
import { TempHub } from '../../support/temp-hub.js';

const SIZE = 1200;
const source = makeSource();
const { signal } = new AbortController();

let hub: TempHub;
beforeEach(() => {
  hub = new TempHub();
});
afterEach(async () => {
  await hub.close();
});

const datasetOf = (index: number, version = 1) =>
  makeDataset(`r${index}`, {
    title: `停车场 ${index} 第${version}版`,
    keywords: [index % 2 === 0 ? '交通' : '城管'],
  });

async function fill(): Promise<void> {
  const changes = Array.from({ length: SIZE }, (_, index) => makeUpsert(datasetOf(index)));
  await hub.publish(source, changes);
}

function ask(search: SearchView): unknown {
  const facets = { fields: ['tags', 'title_string'], limit: 5, minCount: 1 };
  return ['停车场', 'title:第1版', 'tags:交通', 'title_string:停车*', '*:*'].map((q) => {
    const {
      count,
      documents,
      facets: counts,
    } = search.search({ q, fq: [], sort: 'id asc', start: 0, rows: 5, facets });
    return [q, count, documents, [...counts].map(([field, values]) => [field, [...values]])];
  });
}

/** As somebody sees it who has just come. */
function askAnew(): unknown {
  const opened = openSearch(hub.dataDir, { now: () => hub.time });
  try {
    return ask(opened.view);
  } finally {
    opened.close();
  }
}

async function disagreements(): Promise<number> {
  const report = await verifyStore(hub.dataDir, { signal, found: () => Promise.resolve() });
  return report.disagreements;
}

function change(sql: string): void {
  const database = new SqliteDatabase(databasePath(hub.dataDir));
  try {
    database.exec(sql);
  } finally {
    database.close();
  }
}

describe('an index that is made anew', () => {
  it('answers as the one before, to who had searched before as well, and leaves nothing behind', async () => {
    await fill();
    const search = hub.openSearch().view;
    const before = ask(search);
    expect(await reindexStore(hub.dataDir, { signal })).toBe(SIZE);
    expect(ask(search)).toEqual(before);
    await search.refresh();
    expect(ask(search)).toEqual(before);
    expect(askAnew()).toEqual(before);
    expect(replacementTables(hub.dataDir)).toEqual([]);
    expect(await disagreements()).toBe(0);
    // Once more, now that the tables have been renamed.
    await reindexStore(hub.dataDir, { signal });
    expect(ask(search)).toEqual(before);
  });

  it('is followed by who has read wrong terms from the one before, without a publication', async () => {
    await fill();
    const healthy = askAnew();
    change(
      "UPDATE search_document SET terms = x'' WHERE document_key % 3 = 0; DELETE FROM search_text WHERE rowid % 5 = 0",
    );
    const search = hub.openSearch().view;
    expect(ask(search)).not.toEqual(healthy);
    await reindexStore(hub.dataDir, { signal });
    await search.refresh();
    expect(ask(search)).toEqual(healthy);
  });

  it('holds what was published, superseded and removed while it was made, and searches go on', async () => {
    await fill();
    const search = hub.openSearch().view;
    const before = ask(search);
    let steps = 0;
    let published = Promise.resolve();
    await reindexStore(hub.dataDir, {
      signal,
      onProgress() {
        steps += 1;
        if (steps === 1) expect(ask(search)).toEqual(before);
        // Each round takes back what the one before superseded, whose keys are given out again.
        const round = Array.from({ length: 300 }, (_, index) =>
          makeUpsert(datasetOf(index, steps + 1), 'updated'),
        );
        const fresh = makeUpsert(datasetOf(SIZE + steps));
        const removes = steps === 3;
        published = published
          .then(() => hub.publish(source, [...round, fresh], removes))
          .then(() => search.refresh());
      },
    });
    await published;
    expect(steps).toBeGreaterThan(2);
    expect(await disagreements()).toBe(0);
    await search.refresh();
    expect(ask(search)).toEqual(askAnew());
    expect(replacementTables(hub.dataDir)).toEqual([]);
  });

  it('is left alone when it is interrupted, and the one before stays in use', async () => {
    await fill();
    const search = hub.openSearch().view;
    const before = ask(search);
    const abort = new AbortController();
    const interrupted = reindexStore(hub.dataDir, {
      signal: abort.signal,
      onProgress: () => {
        abort.abort();
      },
    });
    await expect(interrupted).rejects.toThrow(/abort/);
    expect(ask(search)).toEqual(before);
    expect(replacementTables(hub.dataDir)).toEqual([]);
    expect(await disagreements()).toBe(0);
  });

  it('is made by one process at a time', async () => {
    await fill();
    let second: Promise<number> | undefined;
    await reindexStore(hub.dataDir, {
      signal,
      onProgress() {
        second ??= reindexStore(hub.dataDir, { signal }).catch((error: unknown) => {
          expect(error).toBeInstanceOf(ReindexBusyError);
          return -1;
        });
      },
    });
    expect(await second).toBe(-1);
  });

  it('does not take over from a newer form', async () => {
    await fill();
    const outdated = reindexStore(hub.dataDir, {
      signal,
      onProgress: () => {
        change("INSERT OR IGNORE INTO migration VALUES ('search', 1000, 'of the future')");
      },
    });
    await expect(outdated).rejects.toThrow('newer version');
    change('DELETE FROM migration WHERE id = 1000');
    expect(await disagreements()).toBe(0);
  });
});
