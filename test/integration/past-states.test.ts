import SqliteDatabase from 'better-sqlite3';
import { PastCatalogs } from '../../src/app/past-catalogs.js';
import type { SearchIndex, SearchRequest } from '../../src/pipeline/read-ports.js';
import { databasePath } from '../../src/storage/database.js';
import { momentOf, playRound } from '../support/crash-rounds.js';
import { TempHub } from '../support/temp-hub.js';

const ROUNDS = 5;
const FACETS = {
  fields: ['organization', 'groups', 'tags', 'res_format', 'license_id'],
  limit: -1,
  minCount: 1,
};
const SEARCHES: readonly Partial<SearchRequest>[] = [
  {},
  { q: '目录' },
  { q: '目录 1' },
  { q: '"第 20 版"' },
  { q: 'title:目录 AND -title:"第 1 版"', sort: 'title_string desc' },
  { q: 'title:目* OR name:mu-lu-1*', sort: 'name asc' },
  { q: 'name:mu-lu-12~1' },
  { q: 'metadata_modified:[2026-01-04T00:00:00Z TO *]', sort: 'metadata_modified asc, id desc' },
  { fq: ['license_id:notspecified', '+organization:*'], sort: 'id asc', start: 30 },
];

async function answersOf(search: SearchIndex): Promise<readonly unknown[]> {
  const answers: unknown[] = [];
  for (const asked of SEARCHES) {
    const request = { q: '', fq: [], sort: '', start: 0, rows: 40, facets: FACETS, ...asked };
    const { count, labels, facets } = await search.search(request, 'labels');
    answers.push({
      asked,
      count,
      labels,
      facets: [...facets].map(([field, counts]) => [field, [...counts]]),
    });
    answers.push(Buffer.from(await search.packages(request)).toString());
  }
  return answers;
}

interface State {
  readonly seq: number;
  readonly answers: readonly unknown[];
}

describe('earlier states of a store', () => {
  const hub = new TempHub();
  const states: State[] = [];
  const now = (): number => momentOf(ROUNDS + 1).getTime();

  beforeAll(async () => {
    for (let round = 1; round <= ROUNDS; round += 1) {
      await playRound(hub.writer, round, `job-${round}`, () => undefined);
      const { view, search } = hub.openSearch();
      states.push({ seq: view.seq, answers: await answersOf(search) });
    }
  });
  afterAll(async () => {
    await hub.close();
  });

  async function expectAll(): Promise<void> {
    const past = new PastCatalogs({ dataDir: hub.dataDir, now });
    for (const { seq, answers } of states) {
      expect(await past.use(seq, ({ search }) => answersOf(search))).toEqual(answers);
    }
    await past.close();
  }

  it('answer what the store answered then', async () => {
    expect(new Set(states.map(({ answers }) => JSON.stringify(answers))).size).toBe(ROUNDS);
    expect(states.every(({ answers }) => answers.length === 2 * SEARCHES.length)).toBe(true);
    await expectAll();
  });

  it('do so where the index of the present is merged, or lacks what it should have', async () => {
    while (await hub.store.mergeIndex(100));
    await expectAll();
    const store = new SqliteDatabase(databasePath(hub.dataDir));
    store.exec(
      'DELETE FROM search_text WHERE rowid % 3 = 0; DELETE FROM search_document WHERE document_key % 3 = 0',
    );
    store.close();
    await expectAll();
  });
});
