import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { jest } from '@jest/globals';
import type * as searchThreads from '../../src/app/search-threads.js';
import { NO_SEARCH_WORDS } from '../../src/domain/search-words.js';
import type * as httpServer from '../../src/http/server.js';
import type { SearchRequest } from '../../src/pipeline/read-ports.js';
import { PROFILE, SITE } from '../support/api-client.js';
import { makeDataset, makeSource, makeUpsert } from '../support/make-dataset.js';
import { TempHub } from '../support/temp-hub.js';

/** Threads are started from built modules; `npm test` builds first. What they throw is known to built modules only. */
const DIST = join(import.meta.dirname, '../../dist/src');
const { SearchThreads } = (await import(join(DIST, 'app/search-threads.js'))) as typeof searchThreads;
const { createServer } = (await import(join(DIST, 'http/server.js'))) as typeof httpServer;

const source = makeSource();
const park = makeDataset('park', { title: '公共停车场', keywords: ['交通'] });
const school = makeDataset('school', { title: '学校名录', keywords: ['教育'] });
/** Values that patterns have to be held against. */
const long = Array.from({ length: 600 }, (_, place) =>
  makeDataset(`long${place}`, { extras: [{ key: 'k', value: `${place}${'a'.repeat(200)}` }] }),
);
const ALL: SearchRequest = {
  ...{ q: '', fq: [], sort: 'id asc', start: 0, rows: 10 },
  facets: { fields: ['tags', 'organization'], limit: -1, minCount: 1 },
};
const SLOW: SearchRequest = {
  ...ALL,
  q: Array.from({ length: 900 }, (_, place) => `k:*b${place}*`).join(' OR '),
  rows: 0,
};

const hub = new TempHub();
beforeAll(() =>
  hub.publish(
    source,
    [park, school, ...long].map((dataset) => makeUpsert(dataset)),
  ),
);
afterAll(() => hub.close());

interface Opened {
  readonly search: searchThreads.SearchThreads;
  readonly failures: readonly Error[];
  readonly workers: readonly Worker[];
}

// eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on each worker
const post = Worker.prototype.postMessage;

/** Runs a test over threads of its own. */
async function withThreads(threads: number, test: (opened: Opened) => Promise<void>): Promise<void> {
  const failures: Error[] = [];
  const workers: Worker[] = [];
  const posted = jest.spyOn(Worker.prototype, 'postMessage').mockImplementation(function (
    this: Worker,
    ...message
  ) {
    if (!workers.includes(this)) workers.push(this);
    post.call(this, ...message);
  });
  const search = await SearchThreads.open({
    words: NO_SEARCH_WORDS,
    ...{ dataDir: hub.dataDir, threads, keptBytes: 1e6 },
    failed: (error) => failures.push(error),
  });
  try {
    await test({ search, failures, workers });
  } finally {
    posted.mockRestore();
    await search.close();
  }
}

/** Who ends first. */
function race(one: Promise<unknown>, other: Promise<unknown>): Promise<'one' | 'other'> {
  return Promise.race([
    one.then(
      () => 'one' as const,
      () => 'one' as const,
    ),
    other.then(() => 'other' as const),
  ]);
}

async function answerOf(search: searchThreads.SearchThreads, request = ALL): Promise<string> {
  return Buffer.from((await search.answer(request)).json).toString();
}

describe('the search threads', () => {
  it('leave the event loop to other requests while a search runs', async () => {
    await withThreads(1, async ({ search }) => {
      const { datasets, history, catalog } = hub.reading;
      const server = await createServer({ datasets, history, catalog, search, site: SITE, profile: PROFILE });
      const url = await server.listen(0, '127.0.0.1');
      const body = JSON.stringify({ q: SLOW.q });
      const headers = { 'Content-Type': 'application/json' };
      const asked = { isOver: false };
      const slow = fetch(`${url}/api/3/action/package_search`, { method: 'POST', headers, body }).finally(
        () => {
          asked.isOver = true;
        },
      );
      let answered = 0;
      while (!asked.isOver) {
        const shown = await fetch(`${url}/api/3/action/package_show?id=gong-gong-ting-che-chang`);
        expect(shown.status).toBe(200);
        await shown.arrayBuffer();
        answered += 1;
      }
      expect([200, 409]).toContain((await slow).status);
      expect(answered).toBeGreaterThan(2);
      await server.close();
    });
  });

  it('are asked where the fewest searches wait', async () => {
    await withThreads(2, async ({ search }) => {
      await search.refresh();
      const slow = search.search(SLOW).catch(() => undefined);
      expect(await race(slow, search.search(ALL))).toBe('other');
      await slow;
    });
  });

  it('tell what is wrong with a query as the index does', async () => {
    await withThreads(1, async ({ search }) => {
      await expect(search.search({ ...ALL, q: 'title:[a TO' })).rejects.toMatchObject({
        ...{ name: 'SearchSyntaxError', code: 'search-syntax', parameter: 'q' },
        position: expect.any(Number) as number,
      });
      const unread = search.answer({ ...ALL, fq: ['tags:*', 'title:[a TO'] });
      await expect(unread).rejects.toMatchObject({ code: 'search-syntax', parameter: 'fq' });
      expect((await search.search(ALL, 'labels')).labels).toHaveLength(10);
    });
  });

  it('fail what a thread was asked when it breaks, and go on with another', async () => {
    await withThreads(1, async ({ search, failures, workers }) => {
      const before = await answerOf(search);
      const pending = [search.search(SLOW), search.packages(ALL), search.values('tags', [])];
      const outcomes = Promise.allSettled(pending);
      await workers[0]!.terminate();
      for (const outcome of await outcomes) {
        expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'thread' } });
      }
      expect(failures).toMatchObject([{ code: 'thread' }]);
      expect(await answerOf(search)).toBe(before);
      expect(workers).toHaveLength(2);
    });
  });

  it('are tried again when they could not be loaded', async () => {
    await withThreads(1, async ({ search, failures, workers }) => {
      await workers[0]!.terminate();
      // The next one is being loaded.
      await workers[1]!.terminate();
      expect(failures).toHaveLength(2);
      await expect(search.search(ALL)).rejects.toMatchObject({ code: 'thread' });
      await search.refresh();
      expect((await search.search(ALL)).count).toBe(602);
    });
  });

  it('do not open without a store', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'lianmu-test-'));
    const opening = SearchThreads.open({
      words: NO_SEARCH_WORDS,
      dataDir,
      threads: 2,
      keptBytes: 0,
      failed: () => undefined,
    });
    await expect(opening).rejects.toMatchObject({ code: 'storage' });
    rmSync(dataDir, { recursive: true });
  });

  it('answer count, facets and packages of one published state until they follow', async () => {
    await withThreads(2, async ({ search }) => {
      await search.refresh();
      const { seq } = search;
      const requests = [
        ALL,
        { ...ALL, q: '停车场' },
        { ...ALL, fq: ['tags:教育'] },
        { ...ALL, fq: ['name:gong-gong-ting-che-chang'] },
      ].map((request) => ({ ...request, sort: 'name asc' }));
      const answers = (): Promise<readonly string[]> =>
        Promise.all(requests.map((request) => answerOf(search, request)));
      const before = await answers();
      const moved = { ...park, title: '停车场（新）', publisher: { name: '新局', localId: 'new' } };
      await hub.publish(
        source,
        [makeUpsert(moved, 'updated'), makeUpsert(makeDataset('more', { title: '停车场 2' }))],
        true,
      );
      expect(await answers()).toEqual(before);
      expect(search.seq).toBe(seq);
      await search.refresh();
      expect(search.seq).toBeGreaterThan(seq);
      const after = await answers();
      expect(after.map((text) => (JSON.parse(text) as { count: number }).count)).toEqual([2, 2, 0, 1]);
      expect(after[3]).toContain('停车场（新）');
    });
  });
});
