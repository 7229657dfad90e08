import { openSearch } from '../../../src/app/open-search.js';
import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';
import { TempHub } from '../../support/temp-hub.js';

const source = makeSource();
const park = makeDataset('park', { title: '公共停车场' });
const school = makeDataset('school', { title: '学校名录', keywords: ['教育', 'Edu'] });
const ALL = {
  ...{ q: '', fq: [], sort: 'name asc', start: 0, rows: 10 },
  facets: { fields: ['tags'], limit: -1, minCount: 1 },
};

describe('a search while the store is ahead of the view', () => {
  const hub = new TempHub();
  let time = 0;
  beforeAll(() =>
    hub.publish(
      source,
      [park, school].map((dataset) => makeUpsert(dataset)),
    ),
  );
  afterAll(() => hub.close());

  it('answers from the state of the view in every form, and from the next one after half a minute', async () => {
    const opened = openSearch(hub.dataDir, { now: () => time });
    const { search } = opened;
    const { identifier } = park;
    const byId = { ...ALL, fq: [`id:${identifier}`] };
    const named = { ...ALL, fq: ['name:[gong TO hz]'] };
    const state = async (): Promise<unknown> => [
      await search.search(ALL),
      await search.search(byId, 'labels'),
      (await search.search(named, 'datasets')).datasets.map(({ dataset, changed }) => ({ dataset, changed })),
      Buffer.from(await search.packages(ALL)).toString(),
      Buffer.from((await search.answer(ALL, ['name', 'title'])).json).toString(),
      await search.values('tags', ['U']),
      search.seq,
    ];
    const before = await state();
    const moved = makeUpsert({ ...park, title: '停车场（新）' }, 'updated');
    await hub.publish(source, [moved], true);
    expect(await state()).toEqual(before);

    time += 31_000;
    const found = await search.search(ALL, 'labels');
    expect(found).toMatchObject({ count: 1, labels: [{ identifier, title: '停车场（新）' }] });
    expect(await search.values('tags', ['U'])).toEqual([]);
    opened.close();
  });

  it('shows nothing of what was refused since', async () => {
    const opened = openSearch(hub.dataDir, { now: () => time });
    const { search } = opened;
    await hub.publish(source, [
      {
        ...{ type: 'set-aside', outcome: 'refused', remoteId: 'park' },
        ...{ mappingVersion: 'test/1', problems: [] },
      },
    ]);
    expect(await search.search(ALL, 'datasets')).toMatchObject({ count: 1, datasets: [] });
    expect(Buffer.from(await search.packages(ALL)).toString()).toBe('[]');
    await search.refresh();
    expect((await search.search(ALL)).count).toBe(0);
    opened.close();
  });
});
