import type { ChangeKind, UpsertChange } from '../../../src/domain/change.js';
import { datasetIdentifier } from '../../../src/domain/identifiers.js';
import type { ChangePage, ChangeScope } from '../../../src/pipeline/read-ports.js';
import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';
import { TempHub } from '../../support/temp-hub.js';

const source = makeSource();
const FIRST: ChangePage = { offset: 0, limit: 100 };
const ALL: ChangeScope = { of: 'all' };

let hub: TempHub;
beforeAll(async () => {
  hub = new TempHub();
  await hub.publish(source, [
    upsert('a'),
    upsert('b'),
    upsert('c', 'added', { name: '卫健委', localId: 'wjw' }),
  ]);
  await hub.publish(
    source,
    [upsert('a', 'updated'), upsert('c', 'updated', { name: '卫健委', localId: 'wjw' })],
    true,
  );
  await hub.publish(source, [upsert('b', 'restored')]);
});
afterAll(() => hub.close());

let version = 0;
function upsert(
  remoteId: string,
  kind: UpsertChange['kind'] = 'added',
  publisher = { name: '交通局', localId: 'jtj' },
): UpsertChange {
  version += 1;
  return makeUpsert(makeDataset(remoteId, { title: remoteId, publisher, abstract: `${version}` }), kind);
}

async function listed(scope: ChangeScope, page: Partial<ChangePage> = {}): Promise<readonly string[]> {
  const changes = await hub.reading.catalog.latestChanges(scope, { ...FIRST, ...page });
  return changes.map(({ title, kind }) => `${title ?? '?'} ${kind}`);
}

const LOG = ['b restored', 'b removed', 'c updated', 'a updated', 'c added', 'b added', 'a added'];

describe('the latest changes', () => {
  it('come the newest first, page by page', async () => {
    expect(await listed(ALL)).toEqual(LOG);
    expect(await listed(ALL, { offset: 2, limit: 3 })).toEqual(LOG.slice(2, 5));
    expect(await listed(ALL, { offset: 6, limit: 3 })).toEqual(LOG.slice(6));
    expect(await listed(ALL, { offset: 7 })).toEqual([]);
    expect(await listed(ALL, { offset: 1_000_000 })).toEqual([]);
    expect(await listed(ALL, { limit: 0 })).toEqual([]);
  });

  it.each<readonly [ChangeKind[]]>([[['removed']], [['added', 'removed']], [['restored', 'updated']], [[]]])(
    'are of the kinds %j only',
    async (kinds) => {
      const expected = LOG.filter((line) => kinds.some((kind) => line.endsWith(kind)));
      expect(await listed(ALL, { kinds })).toEqual(expected);
      expect(await listed(ALL, { kinds, offset: 1, limit: 1 })).toEqual(expected.slice(1, 2));
    },
  );

  it('are those of one dataset, a removed one too', async () => {
    const identifier = datasetIdentifier(source.id, 'b');
    expect(await listed({ of: 'dataset', identifier })).toEqual(['b restored', 'b removed', 'b added']);
    expect(await listed({ of: 'dataset', identifier }, { offset: 1, limit: 1 })).toEqual(['b removed']);
    expect(await listed({ of: 'dataset', identifier: 'none' })).toEqual([]);
  });

  it('are those of one publisher, with what it no longer has', async () => {
    const [traffic, health] = ['交通局', '卫健委'].map((title) =>
      hub.reading.datasets.publishers().find((publisher) => publisher.title === title)!,
    );
    const scope = { of: 'publisher', identifier: traffic!.identifier } as const;
    expect(await listed(scope)).toEqual(LOG.filter((line) => !line.startsWith('c')));
    expect(await listed(scope, { kinds: ['added'] })).toEqual(['b added', 'a added']);
    expect(await listed(scope, { offset: 1, limit: 2 })).toEqual(['b removed', 'a updated']);
    expect(await listed({ ...scope, identifier: health!.identifier })).toEqual(['c updated', 'c added']);
    expect(await listed({ ...scope, identifier: 'none' })).toEqual([]);
  });

  it('are those of the datasets of some documents', async () => {
    const { documents } = hub.openSearch().view.search({
      ...{ q: '', fq: [], sort: 'name asc', start: 0, rows: 2 },
      facets: { fields: [], limit: 0, minCount: 1 },
    });
    const expected = LOG.filter((line) => !line.startsWith('c'));
    expect(await listed({ of: 'documents', documents })).toEqual(expected);
    expect(await listed({ of: 'documents', documents }, { offset: 1, limit: 2 })).toEqual(
      expected.slice(1, 3),
    );
    expect(await listed({ of: 'documents', documents: [9999] })).toEqual([]);
  });

  it('lie between two times, both exclusive', async () => {
    const changes = await hub.reading.catalog.latestChanges(ALL, FIRST);
    const micros = changes.map(({ time }) => {
      const [, rest = ''] = /\.\d{3}(\d{3})$/.exec(time) ?? [];
      return Date.parse(`${time}Z`) * 1000 + Number(rest);
    });
    expect(await listed(ALL, { before: micros[2]! })).toEqual(LOG.slice(3));
    expect(await listed(ALL, { after: micros[2]! })).toEqual(LOG.slice(0, 2));
    expect(await listed(ALL, { before: micros[1]!, after: micros[5]! })).toEqual(LOG.slice(2, 5));
    expect(await listed(ALL, { before: micros[2]!, kinds: ['added'] })).toEqual(LOG.slice(4));
    expect(await listed(ALL, { before: 0 })).toEqual([]);
    expect(await listed(ALL, { after: micros[0]! })).toEqual([]);
  });

  it('are found one by one', async () => {
    const changes = await hub.reading.catalog.latestChanges(ALL, FIRST);
    for (const change of changes) expect(await hub.reading.catalog.findChange(change.seq)).toEqual(change);
    expect(await hub.reading.catalog.findChange(99)).toBeUndefined();
  });

  it('keep to themselves what a refused dataset was called', async () => {
    const own = new TempHub();
    await own.publish(source, [upsert('secret')]);
    await own.publish(source, [
      { type: 'set-aside', outcome: 'refused', remoteId: 'secret', mappingVersion: 'test/1', problems: [] },
    ]);
    const changes = await own.reading.catalog.latestChanges(ALL, FIRST);
    expect(changes.map(({ kind }) => kind)).toEqual(['removed', 'added']);
    for (const change of changes) expect(change).not.toHaveProperty('title');
    await own.close();
  });
});

describe('labels of datasets', () => {
  it('begin with the prefix, sorted, up to the limit', () => {
    const { datasets } = hub.reading;
    const all = datasets.labels({ prefix: 'dataset-', limit: 10 });
    expect(all.map(({ title }) => title)).toEqual(['a', 'b', 'c']);
    expect(datasets.labels({ prefix: 'dataset-b', limit: 10 })).toEqual(all.slice(1, 2));
    expect(datasets.labels({ prefix: 'dataset-', limit: 1 })).toEqual(all.slice(0, 1));
    expect(datasets.labels({ prefix: 'x', limit: 10 })).toEqual([]);
  });

  it('are those of documents, in their order', () => {
    const { documents } = hub.openSearch().view.search({
      ...{ q: '', fq: [], sort: 'name desc', start: 0, rows: 9 },
      facets: { fields: [], limit: 0, minCount: 1 },
    });
    const { datasets } = hub.reading;
    expect(datasets.labelsOf([...documents, 9999])).toEqual(
      datasets
        .byDocuments(documents)
        .map(({ name, dataset: { identifier, title } }) => ({ identifier, name, title })),
    );
  });
});
