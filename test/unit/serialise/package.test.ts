import type { License } from '../../../src/domain/dataset.js';
import { CKAN_LICENSES } from '../../../src/serialise/ckan/licenses.js';
import { toCkanPackage, type CkanPackage } from '../../../src/serialise/ckan/package.js';
import { toExportLine } from '../../../src/serialise/export-line.js';
import { BEDS, datasetOf, HOSTILE, PATIENTS, publish, SCHOOLS } from '../../support/published-datasets.js';

/** Keys that CKAN 2.11 always gives; `license_url` comes only with a licence that has one. */
const PACKAGE_KEYS = [
  'author',
  'author_email',
  'creator_user_id',
  'extras',
  'groups',
  'id',
  'isopen',
  'license_id',
  'license_title',
  'maintainer',
  'maintainer_email',
  'metadata_created',
  'metadata_modified',
  'name',
  'notes',
  'num_resources',
  'num_tags',
  'organization',
  'owner_org',
  'private',
  'relationships_as_object',
  'relationships_as_subject',
  'resources',
  'state',
  'tags',
  'title',
  'type',
  'url',
  'version',
];
const RESOURCE_KEYS = [
  'cache_last_updated',
  'cache_url',
  'created',
  'datastore_active',
  'description',
  'format',
  'hash',
  'id',
  'last_modified',
  'metadata_modified',
  'mimetype',
  'mimetype_inner',
  'name',
  'package_id',
  'position',
  'resource_type',
  'size',
  'state',
  'url',
  'url_type',
];

function packageOf(elements: Parameters<typeof datasetOf>[1]): CkanPackage {
  return toCkanPackage(publish(datasetOf('x', elements), { name: 'x', order: 1 }));
}

function extrasOf(found: CkanPackage): ReadonlyMap<string, string> {
  return new Map(found.extras.map(({ key, value }) => [key, value]));
}

describe('a CKAN package', () => {
  it('has every key even when the dataset has nothing but a title', () => {
    const bare = packageOf({ title: '仅有标题', distributions: [{ identifier: 'r' }] });
    expect(Object.keys(bare).sort()).toEqual(PACKAGE_KEYS);
    expect(Object.keys(bare.resources[0]!).sort()).toEqual(RESOURCE_KEYS);
  });

  it("keeps the portal's title and notes byte for byte", () => {
    const { title, notes } = toCkanPackage(SCHOOLS);
    expect(title).toBe(SCHOOLS.dataset.title);
    expect(notes).toBe('全市义务教育学校的名称、地址。\r\n每年更新。');
  });

  it('has no key twice among its extras', () => {
    const keys = toCkanPackage(SCHOOLS).extras.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    const doubled = packageOf({
      title: 't',
      extras: [
        { key: 'a', value: '1' },
        { key: 'a', value: '2' },
      ],
    });
    expect(doubled.extras.filter(({ key }) => key === 'a')).toEqual([{ key: 'a', value: '1' }]);
  });

  it("lets the portal's extra win, except under the hub's prefixes", () => {
    const extras = extrasOf(toCkanPackage(SCHOOLS));
    expect(extras.get('frequency')).toBe('每年');
    expect(extras.get('cn_update_cycle')).toBe('annual');
    expect(extras.get('harvest_source_title')).toBe('江城市公共数据开放平台');
  });

  it("keeps a portal's extra under the hub's prefixes where the hub has nothing to say", () => {
    const extras = extrasOf(packageOf({ title: 't', extras: [{ key: 'cn_industry', value: '教育' }] }));
    expect(extras.get('cn_industry')).toBe('教育');
  });

  it('carries the national elements that CKAN has no key for', () => {
    const extras = extrasOf(toCkanPackage(SCHOOLS));
    expect(JSON.parse(extras.get('cn_fields')!)).toEqual(SCHOOLS.dataset.fields);
    expect(extras.get('cn_resource_code')).toBe('3420100/000001');
    expect(extras.get('cn_open_flag')).toBe('1');
    expect(extras.get('issued')).toBe('2025-09-01');
    expect([...extrasOf(packageOf({ title: 't' })).keys()]).toEqual([
      'cn_visibility',
      'harvest_object_id',
      'harvest_source_id',
      'harvest_source_title',
      'harvest_remote_id',
      'harvest_chain',
    ]);
  });

  it.each([PATIENTS, BEDS])('has no resource unless the dataset is open', (published) => {
    const closed = toCkanPackage(published);
    expect(closed.resources).toEqual([]);
    expect(closed.num_resources).toBe(0);
    expect(JSON.stringify(closed)).not.toContain('hidden');
  });

  it("flattens a resource's own keys but keeps identity, place and datastore to the hub", () => {
    const extras = JSON.parse(
      '{"id": "theirs", "package_id": "theirs", "position": 9, "datastore_active": true, "state": "deleted", "mimetype_inner": "text/plain", "__proto__": "x"}',
    ) as Record<string, unknown>;
    const [resource] = packageOf({ title: 't', distributions: [{ identifier: 'ours', extras }] }).resources;
    expect(resource).toMatchObject({
      id: 'ours',
      position: 0,
      datastore_active: false,
      state: 'active',
      mimetype_inner: 'text/plain',
    });
    expect(JSON.stringify(resource)).toContain('"__proto__":"x"');
    expect(Object.getPrototypeOf(resource)).toBe(Object.prototype);
  });

  it.each([
    ['www.example.org/a.csv', 'http://www.example.org/a.csv'],
    ['//example.org/a.csv', 'http://example.org/a.csv'],
    ['ftp://example.org/a.csv', 'ftp://example.org/a.csv'],
    ['HTTPS://example.org/a', 'HTTPS://example.org/a'],
    ['/files/a.csv', '/files/a.csv'],
    ['', ''],
  ])('writes the address %s as %s', (url, expected) => {
    const { resources } = packageOf({ title: 't', distributions: [{ identifier: 'r', url }] });
    expect(resources[0]?.url).toBe(expected);
  });

  const licenses: readonly (readonly [string, License | undefined, Partial<CkanPackage>])[] = [
    [
      'none',
      undefined,
      { license_id: 'notspecified', license_title: 'License not specified', isopen: false },
    ],
    ['nothing said', { open: true }, { license_id: 'notspecified', isopen: false }],
    [
      'a known id',
      { id: 'odc-by', title: 'x', open: false },
      {
        license_id: 'odc-by',
        license_title: 'Open Data Commons Attribution License',
        license_url: 'http://www.opendefinition.org/licenses/odc-by',
        isopen: true,
      },
    ],
    [
      'an unknown id',
      { id: 'CC-BY-4.0', title: 'CC BY', url: 'https://creativecommons.org/licenses/by/4.0/', open: true },
      {
        license_id: 'CC-BY-4.0',
        license_title: 'CC BY',
        license_url: 'https://creativecommons.org/licenses/by/4.0/',
        isopen: true,
      },
    ],
    [
      'an address alone',
      { url: 'https://example.org/l' },
      { license_id: 'https://example.org/l', license_title: 'https://example.org/l' },
    ],
    [
      'a title alone',
      { title: '开放许可' },
      { license_id: '开放许可', license_title: '开放许可', isopen: false },
    ],
  ];
  it.each(licenses)('writes the licence: %s', (_case, license, expected) => {
    expect(packageOf({ title: 't', ...(license && { license }) })).toMatchObject(expected);
  });

  it.each([
    ['公共数据', '公共数据'],
    ['A/B, c', 'A-B- c'],
    ['水', '水_'],
    ['長'.repeat(120), '長'.repeat(100)],
    ['𠮷'.repeat(120), '𠮷'.repeat(100)],
    ['  padded  ', '  padded  '],
  ])('makes the keyword %s the tag %s', (keyword, name) => {
    expect(packageOf({ title: 't', keywords: [keyword] }).tags.map((tag) => tag.name)).toEqual([name]);
  });

  it('makes one tag of keywords that become the same', () => {
    const { tags, num_tags } = packageOf({ title: 't', keywords: ['a/b', 'a-b', 'a、b'] });
    expect(tags).toHaveLength(1);
    expect(num_tags).toBe(1);
  });

  it('keeps tags right when a catalogue has more keywords than are remembered', () => {
    const keywords = Array.from({ length: 50_001 }, (_, index) => `关键字/${index}`);
    const { tags } = packageOf({ title: 't', keywords: [...keywords, '关键字-7'] });
    expect(tags).toHaveLength(keywords.length);
    expect(tags.at(-1)?.name).toBe('关键字-50000');
  });

  it('gives a tag and a group the same id wherever they stand', () => {
    const one = packageOf({ title: 't', keywords: ['学校'], themes: ['2', '99'] });
    const other = packageOf({ title: 'u', keywords: ['学校'], themes: ['2'] });
    expect(one.tags).toEqual(other.tags);
    expect(one.groups).toEqual(other.groups);
    expect(one.groups[0]?.id).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });
});

describe('the licence list', () => {
  it('has fifteen licences of twelve keys each, with booleans as text', () => {
    expect(CKAN_LICENSES).toHaveLength(15);
    expect(new Set(CKAN_LICENSES.map(({ id }) => id)).size).toBe(15);
    for (const license of CKAN_LICENSES) {
      expect(Object.keys(license)).toHaveLength(12);
      expect(['True', 'False']).toContain(license.is_generic);
    }
  });
});

describe('an export line', () => {
  it('is one line of JSON, whatever the dataset holds', () => {
    const line = toExportLine(HOSTILE);
    expect(line.indexOf('\n')).toBe(line.length - 1);
    expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify(toCkanPackage(HOSTILE))));
  });
});
