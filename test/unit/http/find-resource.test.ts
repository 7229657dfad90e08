import { findResource } from '../../../src/http/ckan/find-resource.js';
import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';
import { TempHub } from '../../support/temp-hub.js';

const id = (last: number): string => `00000000-0000-5000-8000-00000000000${last}`;

describe('findResource over the index', () => {
  it('finds a resource of the published version only, and none that is hidden', async () => {
    const hub = new TempHub();
    const source = makeSource();
    const open = makeDataset('open', { distributions: [{ identifier: id(1) }, { identifier: id(2) }] });
    const closed = makeDataset('closed', { visibility: 'closed', distributions: [{ identifier: id(3) }] });
    await hub.publish(
      source,
      [open, closed].map((dataset) => makeUpsert(dataset)),
    );
    const { search } = hub.openSearch();
    const find = async (last: number): Promise<string | undefined> =>
      (await findResource(id(last), { search }))?.id;
    expect(await Promise.all([1, 2, 3, 4].map(find))).toEqual([id(1), id(2), undefined, undefined]);

    const changed = { ...open, distributions: [{ identifier: id(4) }] };
    await hub.publish(source, [makeUpsert(changed, 'updated')]);
    await search.refresh();
    expect(await Promise.all([1, 4].map(find))).toEqual([undefined, id(4)]);
    await hub.close();
  });
});
