import fc from 'fast-check';
import { LIANMU } from '../../../../harvesters/lianmu/index.js';
import { createCheckers } from '../../../../src/app/checkers.js';
import { openSchemas } from '../../../../src/app/hub-schemas.js';
import type { Configuration } from '../../../../src/config/hub-config.js';
import type { Dataset, DatasetDraft } from '../../../../src/domain/dataset.js';
import { canonicalJson, publisherIdentifier } from '../../../../src/domain/identifiers.js';
import type { Source } from '../../../../src/domain/source.js';
import type { Harvester, PortalClient, RecordRef } from '../../../../src/pipeline/ports.js';
import { toNationalRecordJson } from '../../../../src/serialise/national-record.js';
import { comparableRecord } from '../../../support/comparable-record.js';
import { shippedCrosswalks } from '../../../support/national-profile.js';
import { publish, SCHOOLS } from '../../../support/published-datasets.js';
import { testSource } from '../../../support/source.js';

const CITY_HUB = '5b0c6c1e-3c0a-4d9e-8f51-7f7a3f7f2b11';
const PROVINCE_HUB = '6c1d7d2f-4d1b-4eaf-9062-808b40803c22';

const checkers = createCheckers({
  // Nothing else of a configuration is asked.
  configuration: {
    crosswalks: shippedCrosswalks(),
    hub: { overdueTolerance: 0.5 },
  } as unknown as Configuration,
  schemas: openSchemas('schemas'),
  now: () => new Date('2026-11-22T00:00:00Z'),
});

const city = testSource({ id: 'city', kind: 'ckan', personalData: { keep: ['name', 'email', 'mobile'] } });

function provinceOf(overrides: Partial<Source> = {}): Source {
  const personalData = { keep: ['name', 'email', 'mobile'] };
  return testSource({ id: 'province', kind: 'lianmu', personalData, ...overrides });
}

function harvesterOf(source: Source): Harvester {
  return LIANMU.create(source, { portal: {} as PortalClient, labels: checkers.labelsOf(source) });
}

function published(dataset: Dataset, hub: string): Parameters<typeof toNationalRecordJson>[0] {
  const { publisher, origin, sourceId, identifier } = dataset;
  const made = publish(dataset, { name: `n-${identifier.slice(0, 8)}`, order: 1 });
  return {
    ...made,
    publisher: {
      ...made.publisher,
      identifier: publisherIdentifier({ sourceId, name: publisher.name }),
      name: 'p',
    },
    chain: [...(origin.chain ?? [{ id: origin.remoteId }]), { hub, id: identifier }],
  };
}

/** What the hub would answer of it, and what a hub above makes of that. */
function passOn(dataset: Dataset, hub: string, source: Source): ReturnType<typeof checkDraft> {
  const publication = published(dataset, hub);
  const record = JSON.parse(toNationalRecordJson(publication)) as Record<string, unknown>;
  const entry = { seq: 1, kind: 'put', identifier: dataset.identifier, chain: publication.chain, record };
  const harvester = harvesterOf(source);
  const ref: RecordRef = {
    type: 'record',
    remoteId: dataset.identifier,
    listed: entry,
    passed: [{ hub, changed: publication.changed }],
  };
  const fetched = harvester.fetch(ref, new AbortController().signal) as { readonly raw: unknown };
  const stored = JSON.parse(JSON.stringify(fetched.raw)) as unknown;
  return checkDraft(harvester.map(stored, dataset.identifier), source);
}

function checkDraft(draft: DatasetDraft, source: Source) {
  return checkers.forSource(source).check(draft, []);
}

function comparable(dataset: Dataset, hub: string): string {
  const record = JSON.parse(toNationalRecordJson(published(dataset, hub))) as object;
  return canonicalJson(comparableRecord(record));
}

const WORDS = [
  '普通文字',
  '用 &lt;b&gt; 标出',
  '<p>见 &lt;b&gt;附件&lt;/b&gt;</p><ul><li>一</li></ul>',
  'a\u0000b\u0008',
  'half \ud800',
  '无',
  ' 无 ',
  'null null',
  '教育,科技；卫生',
  '交通运输',
  '工业、交通',
  '每3个月',
  '实时',
  '6',
  '有条件开放',
  '2020-1-5',
  '2020',
  '13800138000 张三',
  '0571-1234567, a@b.cn',
  'a@b.cn',
  'http://a.cn/数据 表/"x".csv',
  '电子表格-xlsx',
  '接口:json',
  '服务接口/其他',
  'x-y',
  'CSV',
  'cc-by',
  '1000条 20MB',
  '1234',
  '__proto__',
  '市教育局',
];

function drafts(): fc.Arbitrary<DatasetDraft> {
  const word = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...WORDS) },
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(0, 7, true, null),
  );
  const words = fc.oneof(word, fc.array(word, { maxLength: 4 }));
  const key = fc.oneof(
    fc.constantFrom('联系电话', '联系人', 'k', '__proto__', '电子邮箱'),
    fc.string({ maxLength: 8 }),
  );
  const extras = fc.dictionary(key, fc.oneof(word, fc.constant({ a: [1, { b: null }] })), { maxKeys: 3 });
  const distribution = fc.record(
    {
      ...{ remoteId: word, title: word, description: word, url: word, format: word, mediaType: word },
      ...{ bytes: fc.oneof(word, fc.nat()), hash: word, created: word, modified: word, extras },
    },
    { requiredKeys: [] },
  );
  const field = fc.oneof(
    word,
    fc.record({
      name: word,
      nameEn: word,
      dataType: fc.constantFrom('C', '字符型', '1', 'x'),
      length: word,
    }),
  );
  const publisher = fc.record(
    {
      name: fc.constantFrom('江城市教育局', '市教育局', '教育局', 'a\u0000b', '<b>局</b>'),
      code: fc.constantFrom('11370000MB284651XL', '11370000MB284651X1', '007'),
      ...{ unit: word, localId: word, localName: word, description: word, imageUrl: word },
    },
    { requiredKeys: ['name'] },
  );
  const level = fc.record({
    level: fc.constantFrom('lei', 'xiang'),
    code: word,
    name: fc.oneof(word, fc.constant('部门')),
  });
  const elements = {
    ...{ titleEn: word, abstract: word, formats: words, shareCondition: word, shareWayClass: word },
    ...{ shareWayType: word, openCondition: word, openBasis: word, openFlag: word, issued: word },
    ...{ modified: word, relatedCodes: words, themes: words, nationalThemes: words, industry: word },
    ...{ keywords: words, volume: word, spatial: word, phone: word, email: word, contactName: word },
    ...{ licenseId: word, licenseTitle: word, licenseUrl: word, landingPage: word, version: word },
    temporal: fc.oneof(word, fc.constantFrom('2020至2021', { start: '2020-02' })),
    code: fc.oneof(word, fc.constantFrom('307001/000001', 'LM/0000000007')),
    classification: fc.oneof(word, fc.record({ levels: fc.array(level, { maxLength: 3 }) })),
    shareType: fc.constantFrom('无条件共享', '2', 'x', null),
    openType: fc.constantFrom('无条件开放', '有条件开放', '不予开放', '登录开放', '是', 'x', null),
    updateCycle: fc.constantFrom('每年', '每3个月', '不知道', 'other', '实时'),
    securityLevel: fc.constantFrom('一般数据', '2级', null),
    registration: fc.oneof(word, fc.record({ code: word, access: fc.constantFrom('open', 'x') })),
    fields: fc.oneof(word, fc.array(field, { maxLength: 3 })),
    distributions: fc.array(distribution, { maxLength: 3 }),
    extras: fc.array(fc.record({ key, value: word }), { maxLength: 4 }),
  };
  return fc
    .record({ title: fc.constantFrom('停车场', '<b>停车</b>', ' a\u0001 '), publisher })
    .chain((needed) =>
      fc.record(elements, { requiredKeys: [] }).map((more): DatasetDraft => ({
        ...needed,
        ...more,
        origin: { remoteId: '42', url: 'https://a.cn/42' },
      })),
    );
}

describe('a record that a hub passes on to a hub', () => {
  it('loses nothing and gains nothing, whatever its first portal wrote, through three hubs', () => {
    let passed = 0;
    fc.assert(
      fc.property(drafts(), (draft) => {
        const first = checkDraft(draft, city);
        if (!first.ok) return;
        passed += 1;
        const second = passOn(first.dataset, CITY_HUB, provinceOf());
        if (!second.ok) throw new Error(JSON.stringify(second.problems));
        expect(comparable(second.dataset, PROVINCE_HUB)).toBe(comparable(first.dataset, CITY_HUB));
        const third = passOn(second.dataset, PROVINCE_HUB, provinceOf({ id: 'nation' }));
        if (!third.ok) throw new Error(JSON.stringify(third.problems));
        expect(comparable(third.dataset, PROVINCE_HUB)).toBe(comparable(first.dataset, CITY_HUB));
        expect(third.dataset.origin.chain).toEqual([
          { id: '42' },
          { hub: CITY_HUB, id: first.dataset.identifier },
          { hub: PROVINCE_HUB, id: second.dataset.identifier },
        ]);
      }),
      { numRuns: 250, seed: 6 },
    );
    expect(passed).toBeGreaterThan(100);
  });

  it('has every element of the profile', () => {
    // A code without the right check character is no code.
    const dataset: Dataset = {
      ...SCHOOLS.dataset,
      publisher: { ...SCHOOLS.dataset.publisher, code: '11370000MB284651XL' },
    };
    const passed = passOn(dataset, CITY_HUB, provinceOf());
    if (!passed.ok) throw new Error(JSON.stringify(passed.problems));
    expect(comparable(passed.dataset, PROVINCE_HUB)).toBe(comparable(dataset, CITY_HUB));
  });

  it('keeps persons away that the source does not let it keep, also in what is stored', () => {
    const dataset: Dataset = {
      ...SCHOOLS.dataset,
      contact: { phone: '13800138000 / 0571-1234567', email: 'zhang@a.cn', name: '张三' },
      extras: [
        { key: '联系人', value: '张三' },
        { key: '联系电话', value: '13800138000' },
        { key: 'k', value: 'v' },
      ],
    };
    const source = provinceOf({ personalData: { keep: [] } });
    const harvester = harvesterOf(source);
    const listed = { record: JSON.parse(toNationalRecordJson(published(dataset, CITY_HUB))) as unknown };
    const { raw } = harvester.fetch(
      { type: 'record', remoteId: '1', listed },
      new AbortController().signal,
    ) as {
      readonly raw: unknown;
    };
    expect(JSON.stringify(raw)).not.toMatch(/张三|13800138000|zhang@/);
    const passed = passOn(dataset, CITY_HUB, source);
    if (!passed.ok) throw new Error(JSON.stringify(passed.problems));
    expect(passed.dataset.contact).toEqual({ phone: '0571-1234567' });
    expect(passed.dataset.extras).toEqual([{ key: 'k', value: 'v' }]);
  });

  it.each([
    [undefined, 'on-request', 'on-request'],
    [undefined, 'closed', 'closed'],
    [undefined, 'open', 'open'],
    [{ type: 'unconditional', open: true }, 'closed', 'closed'],
    [{ type: 'not_open', open: false }, 'open', 'closed'],
  ] as const)('with openness %j and said to be %s is %s', (openness, visibility, expected) => {
    const { publisher, distributions, extras, origin, ...more } = SCHOOLS.dataset;
    const { identifier, sourceId, title, adjustments, validated } = more;
    const dataset: Dataset = {
      ...{ publisher, distributions, extras, origin, identifier, sourceId, title, adjustments, validated },
      ...(openness && { openness }),
      visibility,
    };
    const passed = passOn(
      dataset,
      CITY_HUB,
      provinceOf({ visibility: { unknownOpenness: 'open', refuseLevels: [] } }),
    );
    expect(passed).toMatchObject({ ok: true, dataset: { visibility: expected } });
  });

  it('keeps publishers apart that two portals of the other hub give the same id', () => {
    const [one, two] = ['甲县', '乙县'].map((name) =>
      passOn(
        {
          ...SCHOOLS.dataset,
          publisher: { name: `${name}教育局`, localId: '1' },
          sourceId: name,
        },
        CITY_HUB,
        provinceOf(),
      ),
    );
    if (one?.ok !== true || two?.ok !== true) throw new Error('rejected');
    expect(one.dataset.publisher.localId).toBe('1');
    expect(one.dataset.origin.publisherId).not.toBe(two.dataset.origin.publisherId);
  });

  it.each([
    ['a text', 'x'],
    ['a list', []],
    ['nothing', {}],
    [
      'elements of other types',
      {
        title: 7,
        publisher: 'x',
        openness: [1],
        license: 'l',
        formats: {},
        distributions: { a: 1 },
        extras: [1],
      },
    ],
  ])('is rejected or published, and breaks nothing, when it is %s', (_name, record) => {
    const source = provinceOf();
    const draft = harvesterOf(source).map({ chain: 'x', record }, '1');
    expect(checkDraft(draft, source)).toMatchObject({ ok: false, outcome: 'rejected' });
  });
});
