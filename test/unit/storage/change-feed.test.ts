import { existsSync } from 'node:fs';
import type { LastChange } from '../../../src/domain/last-change.js';
import { FollowingHub } from '../../support/following-hub.js';
import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';
import { seededRandom } from '../../support/seeded-random.js';

const ALL = { since: 0, until: Number.MAX_SAFE_INTEGER };
const IDS = Array.from({ length: 25 }, (_, index) => `r${index}`);

describe('the last changes', () => {
  const hub = new FollowingHub();
  const { changes: feed, catalog, datasets } = hub.store.reading;
  beforeAll(async () => {
    const random = seededRandom(3);
    for (let round = 0; round < 12; round += 1) await hub.publishAnything(random, IDS);
  });
  afterAll(() => hub.close());

  it('are those of the log, without what was superseded', async () => {
    const rows = await catalog.changes(0, 10_000);
    const last = new Map(rows.map((row) => [row.datasetId, row]));
    const expected = [...last.values()].sort((one, other) => one.seq - other.seq);
    const found = feed.after(ALL, 1000);
    expect(found.map(({ seq, time }) => ({ seq, time }))).toEqual(
      expected.map(({ seq, time }) => ({ seq, time })),
    );
    expect(found.map(idOf)).toEqual(expected.map(({ datasetId }) => datasetId));
    for (const [index, change] of found.entries()) {
      expect(change.kind).toBe(expected[index]?.kind === 'removed' ? 'delete' : 'put');
      if (change.kind === 'put')
        expect(datasets.find(idOf(change))).toEqual(expect.objectContaining(withoutCount(change)));
    }
    expect(rows.length).toBeGreaterThan(found.length);
  });

  it('come in pages, forwards and backwards', () => {
    const all = feed.after(ALL, 1000).map(({ seq }) => seq);
    const head = feed.latestSeq();
    for (const size of [1, 4, 7]) {
      const forwards: number[] = [];
      for (let since = 0; since < head;) {
        const { end } = feed.pageEnd(since, size);
        const page = feed.after({ since, until: end }, size).map(({ seq }) => seq);
        expect(page.at(-1)).toBe(end);
        forwards.push(...page);
        since = end;
      }
      expect(forwards).toEqual(all);
      const backwards: number[] = [];
      for (let position = head + 1; ;) {
        const page = feed.before(position, size).map(({ seq }) => seq);
        backwards.push(...page);
        if (page.length < size) break;
        position = page.at(-1) ?? 0;
      }
      expect(backwards).toEqual([...all].reverse());
    }
    expect(feed.pageEnd(head, 5)).toEqual({ end: head, head });
  });

  it('are versions of one state, whatever is published meanwhile', async () => {
    const live = [...datasets.all()].map(({ dataset, changed }) => ({
      identifier: dataset.identifier,
      changed,
    }));
    const versions = feed.openVersions();
    const first = versions.next(3);
    const seq = feed.latestSeq();
    await hub.publish(makeSource(), [makeUpsert(makeDataset('zz'))]);
    expect([...first, ...versions.next(1000)]).toEqual(live);
    expect([versions.seq, feed.latestSeq()]).toEqual([seq, seq + 1]);
    versions.close();
  });

  it('leave no connection open when they are closed', async () => {
    const own = new FollowingHub();
    const { dataDir } = own.store;
    own.store.reading.changes.openVersions();
    await own.close();
    expect(existsSync(dataDir)).toBe(false);
  });
});

function idOf(change: LastChange): string {
  return change.kind === 'put' ? change.publication.dataset.identifier : change.identifier;
}

/** `find` also says how many datasets the publisher has. */
function withoutCount(change: Extract<LastChange, { kind: 'put' }>): object {
  const { publisher, ...rest } = change.publication;
  return { ...rest, publisher: expect.objectContaining(publisher) as object };
}
