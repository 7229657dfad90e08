import type { DatasetDraft } from '../../../../src/domain/dataset.js';
import { datasetIdentifier } from '../../../../src/domain/identifiers.js';
import type { Source } from '../../../../src/domain/source.js';
import { fixture } from '../../../support/fixture-file.js';
import { ckanHarvester, missing, ScriptedPortal } from './scripted-portal.js';

type Package = Readonly<Record<string, unknown>> & { readonly id: string };

const LABELS: Readonly<Record<string, string>> = {
  更新周期: 'updateCycle',
  更新頻度: 'updateCycle',
  信息资源提供方: 'publisher',
  提供方代码: 'publisherCode',
  数据领域: 'themes',
  联系电话: 'phone',
  无关: 'origin',
};

function map(item: unknown, changes: Partial<Source> = {}): DatasetDraft {
  const portal = new ScriptedPortal(() => missing('map asks nothing'));
  return ckanHarvester(portal, changes, (label) => LABELS[label]).map(item, 'remote-1');
}

/** The draft as it is written: what is undefined is absent. */
function written(draft: DatasetDraft): unknown {
  return JSON.parse(JSON.stringify(draft));
}

describe('mapping a package of a stock CKAN', () => {
  const draft = map(fixture('portals/ckan/package-2.10.json'), {
    url: 'https://portal.example.org/api/3/action/',
  });

  it('gives CKAN’s own keys their national names', () => {
    expect(written(draft)).toMatchObject({
      origin: {
        remoteId: 'remote-1',
        remoteName: 'bus-stops',
        url: 'https://portal.example.org/dataset/bus-stops',
      },
      title: '公交站点',
      abstract: '公交站点位置\r\n\r\n* 经纬度',
      landingPage: 'https://jt.example.org/stops',
      version: '1.2',
      licenseId: 'cc-by',
      licenseTitle: 'Creative Commons Attribution',
      licenseUrl: 'http://www.opendefinition.org/licenses/cc-by',
      keywords: ['公交', '站点'],
      themes: ['交通运输'],
      publisher: {
        name: '江城市交通局',
        code: '113201000000000000',
        localId: '0f0f0f0f-0000-4000-8000-00000000000f',
        localName: 'transport',
        description: '公共交通',
        imageUrl: 'https://portal.example.org/logo.png',
      },
    });
  });

  it('fills elements from extras whose label is known, and keeps all extras as they are, by key', () => {
    expect(draft.updateCycle).toBe('每月');
    expect(draft.fields).toEqual([{ name: '站名', dataType: 'C', length: 50 }]);
    expect(draft.temporal).toEqual({ start: '2020-01-01' });
    expect(draft.extras).toEqual([
      { key: 'cn_fields', value: '[{"name":"站名","dataType":"C","length":50}]' },
      { key: 'cn_provider_code', value: '113201000000000000' },
      { key: 'spatial', value: '{"type":"Point","coordinates":[118,32]}' },
      { key: 'temporal_start', value: '2020-01-01' },
      { key: '更新周期', value: '每月' },
    ]);
  });

  it('takes a shape on the map for no place in words', () => {
    expect(draft.spatial).toBeUndefined();
  });

  it('keeps the further keys of a resource and drops CKAN’s bookkeeping', () => {
    expect(written(draft)).toHaveProperty('distributions', [
      {
        remoteId: 'r-1',
        title: '站点',
        description: '',
        url: 'https://portal.example.org/stops.csv',
        format: 'CSV',
        mediaType: 'text/csv',
        bytes: 2048,
        hash: '',
        created: '2023-05-01T02:05:00.000000',
        modified: '2023-05-31T00:00:00.000000',
        extras: {
          cache_last_updated: null,
          cache_url: null,
          datastore_active: true,
          mimetype_inner: null,
          resource_type: null,
          url_type: 'upload',
          坐标系: 'CGCS2000',
        },
      },
      { remoteId: 'r-2', url: 'https://portal.example.org/api/stops', format: '', extras: {} },
    ]);
  });

  it('holds nothing that changes without the dataset, and no person', () => {
    const text = JSON.stringify(draft);
    for (const word of [
      '2023-06-01',
      '2023-05-01T02:03',
      'tracking',
      'harvest_object_id',
      'Zhang',
      'office@',
    ]) {
      expect(text).not.toContain(word);
    }
  });

  it('takes the maintainer for the contact, else the author, where the source keeps them', () => {
    const keep = ['author', 'maintainer_email'];
    const kept = map(fixture('portals/ckan/package-2.10.json'), { personalData: { keep } });
    expect(kept).toMatchObject({ contactName: 'Zhang Example', email: 'office@example.org' });
  });
});

describe('mapping other shapes of CKAN', () => {
  it('reads tags, groups and extras of CKAN 1.x', () => {
    const draft = map(fixture('portals/ckan/package-1.x.json'));
    expect(written(draft)).toEqual({
      origin: {
        remoteId: 'remote-1',
        remoteName: 'air-quality',
        url: 'https://portal.example.org/dataset/air-quality',
      },
      title: 'Air quality',
      keywords: ['air', 'quality'],
      themes: ['environment'],
      updateCycle: 'daily',
      spatial: 'Jiangcheng',
      distributions: [
        {
          remoteId: 'r-9',
          url: 'http://old.example.org/air.xls',
          format: 'xls',
          description: 'Readings',
          hash: '',
          extras: {},
        },
      ],
      extras: [
        { key: 'geographic_coverage', value: 'Jiangcheng' },
        { key: 'precision', value: '3' },
        { key: 'update_frequency', value: 'daily' },
      ],
    });
  });

  it('reads the top-level keys of a portal with its own schema, without its counters', () => {
    const draft = map(fixture('portals/ckan/package-scheming.json'));
    expect(draft).toMatchObject({
      updateCycle: '365',
      temporal: '[2023-01-01T00:00:00 TO 2023-12-31T23:59:59]',
      modified: '2024-01-05T10:00:00.000000',
      themes: ['Exampleland'],
    });
    expect(draft.extras?.map(({ key }) => key)).toEqual([
      'archived',
      'customviz',
      'data_update_frequency',
      'dataset_date',
      'dataset_source',
      'last_modified',
      'license_other',
      'methodology',
      'subnational',
    ]);
    expect(draft.extras).toContainEqual({ key: 'archived', value: 'false' });
  });

  it.each<[string, object, object]>([
    ['tags as one text', { tags: 'bus, stop，公交、' }, { keywords: ['bus', 'stop', '公交'] }],
    ['tags under their old name', { tag_string: 'a,b' }, { keywords: ['a', 'b'] }],
    ['no tags', { tags: null }, { keywords: undefined }],
    [
      'an organization as a word',
      { organization: 'transport' },
      { publisher: { name: 'transport', localName: 'transport' } },
    ],
    ['no organization', { organization: null }, { publisher: undefined }],
    [
      'an organization without a title',
      { organization: { id: 'o', name: 'n', title: '' } },
      { publisher: { name: 'n', localId: 'o', localName: 'n' } },
    ],
    [
      'a publisher among the extras',
      { extras: [{ key: '信息资源提供方', value: '交通局' }] },
      { publisher: { name: '交通局' } },
    ],
    [
      'an organization before an extra',
      { organization: { title: 'A' }, extras: [{ key: '信息资源提供方', value: 'B' }] },
      { publisher: { name: 'A' } },
    ],
    ['a licence as text', { license: 'Open' }, { licenseTitle: 'Open' }],
    [
      'a licence that is null',
      { license: null, license_id: null },
      { licenseTitle: undefined, licenseId: undefined },
    ],
    ['a Japanese label', { extras: [{ key: '更新頻度', value: '年' }] }, { updateCycle: '年' }],
    [
      'the first of two labels with a value',
      {
        extras: [
          { key: '更新周期', value: '' },
          { key: 'frequency', value: 'R/P1Y' },
          { key: '更新頻度', value: '年' },
        ],
      },
      { updateCycle: 'R/P1Y' },
    ],
    [
      'themes of extras and of groups',
      { groups: ['a'], extras: [{ key: '数据领域', value: '交通' }] },
      { themes: ['交通', 'a'] },
    ],
    [
      'a list of themes as JSON text',
      { extras: [{ key: 'theme', value: '["http://a","http://b"]' }] },
      { themes: ['http://a', 'http://b'] },
    ],
    ['a list of themes that is none', { extras: [{ key: 'theme', value: '[a]' }] }, { themes: '[a]' }],
    [
      'a volume in two parts',
      {
        extras: [
          { key: 'cn_volume_records', value: '10' },
          { key: 'cn_volume_bytes', value: '20' },
        ],
      },
      { volume: { records: '10', bytes: '20' } },
    ],
    [
      'the levels of a classification',
      { extras: [{ key: 'cn_classification', value: '[{"level":"lei","code":"1"}]' }] },
      { classification: { levels: [{ level: 'lei', code: '1' }] } },
    ],
    [
      'an end without a beginning',
      { extras: [{ key: 'temporal_end', value: '2024' }] },
      { temporal: { end: '2024' } },
    ],
    [
      'the one date at each end of a period in a list, or in the text of one',
      { 'temporal_coverage-from': '["2005"]', extras: [{ key: 'temporal_coverage-to', value: ['2008'] }] },
      { temporal: { start: '2005', end: '2008' } },
    ],
    ['numbers where text belongs', { title: 5, notes: 6, version: 2 }, { title: 5, abstract: 6, version: 2 }],
    [
      'a label that leads to no element',
      { extras: [{ key: '无关', value: 'x' }] },
      { origin: { remoteId: 'remote-1', url: 'https://portal.example.org/dataset/remote-1' } },
    ],
    ['an extra that is null', { extras: [{ key: 'a', value: null }] }, { extras: [{ key: 'a', value: '' }] }],
  ])('reads %s', (_case, item, expected) => {
    const draft = map({ id: 'x', ...item });
    expect(draft.unread).toBeUndefined();
    for (const [key, value] of Object.entries(expected))
      expect(draft[key as keyof DatasetDraft]).toEqual(value);
  });
});

describe('what cannot be read of a package', () => {
  it.each<[string, object, readonly string[]]>([
    ['tags that are an object', { tags: { a: 1 } }, ['/tags']],
    ['a tag that is a list', { tags: ['ok', []] }, ['/tags/1']],
    ['groups that are text', { groups: 'a' }, ['/groups']],
    ['a group without a name', { groups: [{}] }, ['/groups/0']],
    ['resources that are an object', { resources: {} }, ['/resources']],
    ['a resource that is text', { resources: [{ id: 'r' }, 'http://x'] }, ['/resources/1']],
    ['extras that are text', { extras: 'a=b' }, ['/extras']],
    [
      'an extra without a key',
      { extras: [{ value: 1 }, { key: '', value: 2 }, 'x'] },
      ['/extras/0', '/extras/1', '/extras/2'],
    ],
    ['a cn_ extra that is no JSON', { extras: [{ key: 'cn_fields', value: 'name' }] }, ['/extras/cn_fields']],
    ['an organization that is a list', { organization: [1] }, ['/organization']],
  ])('is named: %s', (_case, item, pointers) => {
    const draft = map({ id: 'x', title: 'T', ...item });
    expect(draft.unread?.map(({ pointer }) => pointer)).toEqual(pointers);
    expect(draft.title).toBe('T');
  });

  it('is bounded', () => {
    expect(map({ id: 'x', resources: Array.from({ length: 10_000 }, () => 1) }).unread).toHaveLength(50);
  });

  it('leaves an answer that is no package an empty draft', () => {
    expect(map(['not', 'a', 'package'])).toMatchObject({
      origin: { remoteId: 'remote-1' },
      distributions: [],
    });
  });
});

describe('hostile packages', () => {
  it('come through with half characters, also in the name', () => {
    const draft = map({ id: 'x', name: 'a\ud800', title: 'half \udc00', tags: ['\ud83d'] });
    expect(draft.title).toBe('half \udc00');
    expect(draft.origin.url).toBe('https://portal.example.org/dataset/a%EF%BF%BD');
  });

  it('come through with keys called __proto__', () => {
    const text =
      '{"id":"x","__proto__":{"a":1},"extras":[{"key":"__proto__","value":"v"}],"resources":[{"id":"r","__proto__":{"b":2}}]}';
    const draft = map(JSON.parse(text));
    expect(draft.extras).toEqual([
      { key: '__proto__', value: '{"a":1}' },
      { key: '__proto__', value: 'v' },
    ]);
    expect(JSON.stringify(draft.distributions?.[0]?.extras)).toBe('{"__proto__":{"b":2}}');
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  it('come through with values nested without end', () => {
    const depth = 100_000;
    const text = `{"id":"x","deep":${'['.repeat(depth)}${']'.repeat(depth)},"tags":[${'['.repeat(depth)}${']'.repeat(depth)}]}`;
    const draft = map(JSON.parse(text));
    expect(draft.extras?.map(({ key, value }) => [key, typeof value])).toEqual([['deep', 'object']]);
    expect(draft.unread).toMatchObject([{ pointer: '/tags/0', value: '…' }]);
  });

  it('come through with ten thousand resources, in order', () => {
    const resources = Array.from({ length: 10_000 }, (_, index) => ({
      id: `r${index}`,
      url: `http://x/${index}`,
    }));
    const { distributions } = map({ id: 'x', resources });
    expect(distributions).toHaveLength(10_000);
    expect(distributions?.[9_999]).toMatchObject({ remoteId: 'r9999', url: 'http://x/9999' });
  });
});

describe('options that change records', () => {
  const item: Package = {
    id: 'x',
    tags: ['Bus Stop!', '公交'],
    groups: ['roads'],
    extras: [{ key: 'a', value: 'theirs' }],
  };

  it('adds tags, groups and extras', () => {
    const options = {
      default_tags: ['city'],
      default_groups: ['交通运输'],
      default_extras: {
        a: 'ours',
        b: '{dataset_id} {harvest_source_id} {harvest_source_url} {harvest_source_title}',
      },
      force_package_type: 'dataset',
    };
    const draft = map(item, { options });
    expect(draft.keywords).toEqual(['Bus Stop!', '公交', 'city']);
    expect(draft.themes).toEqual(['roads', '交通运输']);
    const identifier = datasetIdentifier('fixture', 'remote-1');
    expect(draft.extras).toEqual([
      { key: 'a', value: 'theirs' },
      { key: 'b', value: `${identifier} fixture https://portal.example.org Fixture portal` },
      { key: 'package_type', value: 'dataset' },
    ]);
  });

  it('puts overriding extras in the place of the portal’s', () => {
    const options = { default_extras: { a: 'ours' }, override_extras: true };
    expect(map(item, { options }).extras).toEqual([{ key: 'a', value: 'ours' }]);
  });

  it('cleans tags', () => {
    expect(map(item, { options: { clean_tags: true } }).keywords).toEqual(['bus-stop', '公交']);
  });
});
