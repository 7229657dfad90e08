import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';
import { TempHub } from '../../support/temp-hub.js';

const source = makeSource();
const EVERYTHING = { after: '', before: '\u{10ffff}', limit: 1000 };

describe('the stamps of datasets', () => {
  const datasets = Array.from({ length: 30 }, (_, index) => makeDataset(`r${index}`));
  const ids = datasets.map(({ identifier }) => identifier).sort();
  let hub: TempHub;
  beforeAll(async () => {
    hub = new TempHub();
    await hub.publish(
      source,
      datasets.map((dataset) => makeUpsert(dataset)),
    );
  });
  afterAll(() => hub.close());

  it('are those of all live datasets, by identifier, with the time of their last change', () => {
    const stamps = hub.reading.datasets.stamps(EVERYTHING);
    expect(stamps.map(({ identifier }) => identifier)).toEqual(ids);
    for (const { identifier, name, changed } of stamps) {
      const published = hub.reading.datasets.find(identifier);
      expect({ name, changed }).toEqual({ name: published?.name, changed: published?.changed });
    }
  });

  it('come in pages between two identifiers, neither of which is one of them', () => {
    const [first = '', , third = ''] = ids;
    const between = hub.reading.datasets.stamps({ after: first, before: third, limit: 10 });
    expect(between.map(({ identifier }) => identifier)).toEqual(ids.slice(1, 2));
    const page = hub.reading.datasets.stamps({ ...EVERYTHING, after: first, limit: 5 });
    expect(page.map(({ identifier }) => identifier)).toEqual(ids.slice(1, 6));
    const last = hub.reading.datasets.stamps({ after: '', before: third, limit: 1, end: 'last' });
    expect(last.map(({ identifier }) => identifier)).toEqual(ids.slice(1, 2));
    const ending = hub.reading.datasets.stamps({ ...EVERYTHING, limit: 3, end: 'last' });
    expect(ending.map(({ identifier }) => identifier)).toEqual(ids.slice(-3));
    const halves = [{ before: '8' }, { after: '8' }].map((half) =>
      hub.reading.datasets.stamps({ ...EVERYTHING, ...half }),
    );
    expect(halves.flat().map(({ identifier }) => identifier)).toEqual(ids);
  });

  it('go with their datasets', async () => {
    const kept = datasets.slice(1).map((dataset) => makeUpsert({ ...dataset, abstract: '新' }, 'updated'));
    await hub.publish(source, kept, true);
    const left = hub.reading.datasets.stamps(EVERYTHING).map(({ identifier }) => identifier);
    expect(left).toEqual(ids.filter((id) => id !== datasets[0]?.identifier));
  });
});
