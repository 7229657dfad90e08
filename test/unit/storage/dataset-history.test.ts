import type { Change } from '../../../src/domain/change.js';
import { NO_COUNTS } from '../../../src/domain/job.js';
import type { PublishedDataset, PublishedPublisher } from '../../../src/domain/published.js';
import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';
import { seededRandom } from '../../support/seeded-random.js';
import { TempHub } from '../../support/temp-hub.js';

type CountedPublisher = PublishedPublisher & { readonly datasets: number };

const source = makeSource();
const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

let hub: TempHub;
beforeEach(() => {
  hub = new TempHub();
});
afterEach(async () => {
  await hub.close();
});

function all(): readonly PublishedDataset[] {
  return [...hub.reading.datasets.all()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Publishes exactly these titles; what has no title is gone. */
async function publish(titles: ReadonlyMap<string, string>): Promise<void> {
  const live = new Map(all().map(({ dataset }) => [dataset.origin.remoteId, dataset.title]));
  const run = await hub.open(source);
  const known = await run.findLive([...titles.keys()]);
  const changes = [...titles].flatMap(([id, title], index): readonly Change[] => {
    if (live.get(id) === title) return [];
    const state = known[index]?.state;
    const kind = state === 'live' ? 'updated' : state === 'removed' ? 'restored' : 'added';
    return [makeUpsert(makeDataset(id, { title }), kind)];
  });
  await run.stage(changes.map((change) => run.prepare(change)));
  // What is staged counts as seen; what was seen before would not be staged.
  run.seen(known.filter((record) => record !== undefined));
  await run.commit({ outcome: 'complete', absent: { runs: 1, days: 0 }, counts: NO_COUNTS });
}

describe('the catalogue of an earlier time', () => {
  it('is what was published then, whatever has happened since', async () => {
    const random = seededRandom(11);
    const then: {
      readonly seq: number;
      readonly time: Date;
      readonly datasets: readonly PublishedDataset[];
    }[] = [];
    for (let round = 0; round < 25; round += 1) {
      const listed = IDS.filter(() => random.below(3) > 0);
      await publish(new Map(listed.map((id) => [id, `目录 ${id} ${random.below(3)}`])));
      const seq = await hub.reading.catalog.latestSeq();
      then.push({ seq, time: hub.now(), datasets: all() });
    }
    for (const { seq, time, datasets: live } of then) {
      expect(hub.reading.history.seqAt(time)).toBe(seq);
      const past = hub.reading.history.at(seq);
      expect([...past.names({})]).toEqual(live.map(({ name }) => name));
      for (const published of live) {
        // How many datasets a publisher had is no part of a dataset.
        const { datasets, ...publisher } = published.publisher as CountedPublisher;
        expect(datasets).toBeGreaterThan(0);
        expect(past.find(published.name)).toEqual({ ...published, publisher });
        expect(past.find(published.dataset.identifier)).toEqual({ ...published, publisher });
      }
    }
    // Before the first publication there was nothing, and after the last it is the present.
    expect(hub.reading.history.seqAt(new Date(0))).toBe(0);
    expect([...hub.reading.history.at(0).names({})]).toEqual([]);
    expect([...hub.reading.history.at(1e9).names({})]).toEqual([...hub.reading.datasets.names({})]);
  });

  it('pages as the present does', async () => {
    await publish(new Map(IDS.map((id) => [id, `目录 ${id}`])));
    const past = hub.reading.history.at(await hub.reading.catalog.latestSeq());
    for (const page of [{ limit: 3 }, { limit: 3, offset: 2 }, { offset: 7 }, { limit: 0 }, { offset: 99 }]) {
      expect([...past.names(page)]).toEqual([...hub.reading.datasets.names(page)]);
    }
  });

  it('shows nothing of what was refused since', async () => {
    await publish(
      new Map([
        ['a', '目录 a'],
        ['b', '目录 b'],
      ]),
    );
    const seq = await hub.reading.catalog.latestSeq();
    const [first] = all();
    const refusal: Change = {
      type: 'set-aside',
      outcome: 'refused',
      remoteId: first?.dataset.origin.remoteId ?? '',
      mappingVersion: 'test/1',
      problems: [],
    };
    await hub.publish(source, [refusal]);
    const past = hub.reading.history.at(seq);
    expect([...past.names({})]).toEqual(all().map(({ name }) => name));
    expect(past.find(first?.name ?? '')).toBeUndefined();
  });
});
