import SqliteDatabase from 'better-sqlite3';
import { openSearch } from '../../../src/app/open-search.js';
import { openReadingSide } from '../../../src/app/reading-side.js';
import { databasePath } from '../../../src/storage/database.js';
import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';
import { TempHub } from '../../support/temp-hub.js';

const source = makeSource();

let hub: TempHub;
beforeEach(() => {
  hub = new TempHub();
});
afterEach(async () => {
  await hub.close();
});

/** The index as an earlier version of the program left it, as far as it can be told from here: in a form that is not read. */
function downgrade(): void {
  const database = new SqliteDatabase(databasePath(hub.dataDir));
  database.exec(`
    INSERT INTO search_text (search_text) VALUES ('delete-all');
    UPDATE search_document SET terms = x'01000000';
    DELETE FROM search_term;
    INSERT INTO search_term (field, value) VALUES ('tags', 'of another time');
    ALTER TABLE search_document DROP COLUMN title_length;
    ALTER TABLE search_document DROP COLUMN coverage;
    DELETE FROM migration WHERE room = 'search' AND id > 1;
  `);
  database.close();
}

function found(
  q: string,
  fq: readonly string[] = [],
): { readonly count: number; readonly tags: readonly string[] } {
  // As a program does that starts: what is of an older form is made anew.
  openReadingSide(hub.dataDir).close();
  const opened = openSearch(hub.dataDir);
  try {
    const facets = { fields: ['tags'], limit: -1, minCount: 1 };
    const result = opened.view.search({ q, fq, sort: '', start: 0, rows: 10, facets });
    return {
      count: result.count,
      tags: [...(result.facets.get('tags') ?? new Map<string, number>()).keys()],
    };
  } finally {
    opened.close();
  }
}

describe('a store whose index is of an older form', () => {
  it('is indexed anew when it is opened, with all that is live and nothing else', async () => {
    const datasets = Array.from({ length: 1200 }, (_, index) =>
      makeDataset(`r${index}`, { title: `停车场 ${index}`, keywords: [index % 2 === 0 ? '交通' : '城管'] }),
    );
    await hub.publish(
      source,
      datasets.map((dataset) => makeUpsert(dataset)),
    );
    const before = [found('停车场'), found('', ['tags:交通']), found('title:1199')];
    expect(before.map(({ count }) => count)).toEqual([1200, 600, 1]);
    downgrade();
    expect([found('停车场'), found('', ['tags:交通']), found('title:1199')]).toEqual(before);
  });

  it('indexes what a run under way has staged as well', async () => {
    await hub.publish(source, [makeUpsert(makeDataset('a', { title: '学校' }))]);
    const run = await hub.open(source);
    await run.stage([run.prepare(makeUpsert(makeDataset('b', { title: '医院' })))]);
    downgrade();
    expect(found('医院').count).toBe(0);
    const counts = (await hub.reading.catalog.listJobs({ limit: 1 }))[0]?.counts;
    if (counts === undefined) throw new Error('there is no job');
    await run.commit({ outcome: 'complete', counts });
    expect([found('医院').count, found('学校').count]).toEqual([1, 1]);
  });
});
