import { keepAnswers } from '../../../src/app/kept-answers.js';
import type { SearchIndex, SearchRequest, WrittenAnswer } from '../../../src/pipeline/read-ports.js';

const facets = { fields: [], limit: 50, minCount: 1 };
const request: SearchRequest = { q: '公交', fq: [], sort: '', start: 0, rows: 10, facets };

/** Answers how often it was asked, as soon as it is let. */
function createSearch() {
  const world = { version: 1, seq: 1, asked: 0, size: 100 };
  let letGo: () => void = () => undefined;
  let gate = Promise.resolve();
  const search = {
    get seq() {
      return world.seq;
    },
    async answer(): Promise<WrittenAnswer> {
      world.asked += 1;
      const count = world.asked;
      await gate;
      return { count, json: new Uint8Array(world.size) };
    },
  } as unknown as SearchIndex;
  const kept = keepAnswers(search, () => world.version);
  return {
    world,
    ask: async (asked: Partial<SearchRequest> = {}, keys?: readonly string[]) =>
      (await kept.answer({ ...request, ...asked }, keys)).count,
    askWhole: () => kept.answer(request),
    hold: () => {
      gate = new Promise((resolve) => (letGo = resolve));
    },
    letGo: () => {
      letGo();
    },
  };
}

describe('kept answers', () => {
  it('are kept from the second time on that they are asked for, and given to nobody who asks something else', async () => {
    const { ask } = createSearch();
    expect(await ask()).toBe(1);
    expect(await ask()).toBe(2);
    expect(await ask()).toBe(2);
    expect(await ask({ start: 10 })).toBe(3);
    expect(await ask({}, ['id'])).toBe(4);
    expect(await ask({ fq: ['tags:公交'] })).toBe(5);
    expect(await ask()).toBe(2);
  });

  it('are kept at once where they were asked for in an earlier state', async () => {
    const { world, ask } = createSearch();
    expect(await ask()).toBe(1);
    world.version = 2;
    expect(await ask()).toBe(2);
    expect(await ask()).toBe(2);
  });

  it('are forgotten when something is published, by the store or in the view', async () => {
    const { world, ask } = createSearch();
    await ask();
    expect(await ask()).toBe(2);
    world.version = 2;
    expect(await ask()).toBe(3);
    world.seq = 2;
    expect(await ask()).toBe(4);
    expect(await ask()).toBe(4);
  });

  it('go to all who ask while they are made', async () => {
    const { world, ask, hold, letGo } = createSearch();
    hold();
    const asked = [ask(), ask(), ask()];
    letGo();
    expect(await Promise.all(asked)).toEqual([1, 1, 1]);
    expect(world.asked).toBe(1);
  });

  it('are shared where others have them, or will', async () => {
    const { askWhole } = createSearch();
    const isShared = async (): Promise<boolean> => (await askWhole()).isShared === true;
    expect(await isShared()).toBe(false);
    expect(await isShared()).toBe(true);
    expect(await isShared()).toBe(true);
    const other = createSearch();
    other.hold();
    const asked = [other.askWhole(), other.askWhole()];
    other.letGo();
    expect((await Promise.all(asked)).map(({ isShared: shared }) => shared)).toEqual([true, true]);
  });

  it('are not kept when something is published while they are made', async () => {
    const { world, ask, hold, letGo } = createSearch();
    hold();
    const first = ask();
    world.version = 2;
    const second = ask();
    letGo();
    expect(await Promise.all([first, second])).toEqual([1, 2]);
    expect(await ask()).toBe(2);
  });

  it('are not those that follow from the clock, from titles of sources, that are large, or of long searches', async () => {
    const { world, ask } = createSearch();
    for (const asked of [
      { q: 'metadata_modified:[NOW-1DAY TO *]' },
      { fq: ['harvest_source_title:杭州'] },
      { coverage: { start: '2020' } },
      { q: '公交 '.repeat(2000) },
    ]) {
      const before = world.asked;
      await ask(asked);
      await ask(asked);
      expect(world.asked).toBe(before + 2);
    }
    world.size = 2 * 1024 * 1024;
    const before = world.asked;
    await ask({ rows: 1000 });
    await ask({ rows: 1000 });
    expect(world.asked).toBe(before + 2);
  });

  it('are not failures', async () => {
    const world = { fails: true };
    const search = {
      seq: 1,
      answer: () =>
        world.fails
          ? Promise.reject(new Error('broken'))
          : Promise.resolve({ count: 7, json: new Uint8Array(1) }),
    } as unknown as SearchIndex;
    const kept = keepAnswers(search, () => 1);
    await expect(kept.answer(request)).rejects.toThrow('broken');
    world.fails = false;
    expect((await kept.answer(request)).count).toBe(7);
  });
});
