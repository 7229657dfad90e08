import type { DatasetDraft } from '../../../src/domain/dataset.js';
import { contentHash } from '../../../src/domain/identifiers.js';
import { problemOf } from '../../../src/domain/rules.js';
import type { Source } from '../../../src/domain/source.js';
import { createNormaliser } from '../../../src/normalise/normalise-draft.js';
import { createRecordChecker } from '../../../src/pipeline/record-checker.js';
import {
  DATASET_SCHEMA_ID,
  datasetSchema,
  plainSource,
  shippedCrosswalks,
  shippedSchemas,
} from '../../support/national-profile.js';

const crosswalks = shippedCrosswalks();
const schema = datasetSchema();
const schemas = shippedSchemas();
const TODAY = '2023-06-16';

function checker(source: Partial<Source> = {}, now = `${TODAY}T04:00:00Z`) {
  const checked = plainSource(source);
  return createRecordChecker({
    source: checked,
    normaliser: createNormaliser(checked, crosswalks),
    schema,
    schemaFaults: (value) => schemas.validate(DATASET_SCHEMA_ID, value),
    now: () => new Date(now),
    overdueTolerance: 0.5,
  });
}

/** A draft that is conformant in every respect. */
const GOOD: DatasetDraft = {
  origin: { remoteId: '42' },
  title: '公共停车场信息',
  publisher: { name: '山东省大数据局', code: '11370000MB284651XL' },
  abstract: '全市公共停车场的名称、地址与泊位数。',
  classification: '部门信息资源/省',
  formats: ['CSV'],
  fields: ['名称', '地址'],
  shareType: '无条件共享',
  shareWayClass: '共享平台方式',
  openType: '无条件开放',
  updateCycle: '每年',
  issued: '2023-01-01',
  modified: '2023-06-01',
  themes: ['交通运输'],
  distributions: [{ remoteId: 'r', url: 'https://data.example/42.csv', format: 'CSV' }],
};

function codesOf(changes: Partial<DatasetDraft>, source: Partial<Source> = {}) {
  return checker(source)
    .check({ ...GOOD, ...changes }, [])
    .problems.map(({ code }) => code);
}

describe('a conformant record', () => {
  const result = checker().check(GOOD, []);

  it('becomes a dataset without any problem', () => {
    expect(result).toMatchObject({ ok: true, problems: [] });
    expect(result.ok && result.dataset).toMatchObject({
      sourceId: 'jiangcheng',
      origin: { remoteId: '42' },
      visibility: 'open',
      validated: true,
      themes: ['6'],
    });
  });

  it('has its members in the order of the canonical form, so that nothing is sorted to write it', () => {
    const members = result.ok ? Object.keys(result.dataset) : [];
    expect(members).toContain('identifier');
    expect(members).toEqual([...members].sort());
  });

  it('is the same on every day', () => {
    const later = checker({}, '2033-01-01T00:00:00Z').check(GOOD, []);
    expect(later.problems.map(({ code }) => code)).toEqual(['update-overdue']);
    expect(later.ok && result.ok && contentHash(later.dataset) === contentHash(result.dataset)).toBe(true);
  });
});

describe('the publishable bar', () => {
  it.each<[string, Partial<DatasetDraft>]>([
    ['missing-title', { title: ' ' }],
    ['missing-publisher', { publisher: {} }],
    ['missing-identity', { origin: { remoteId: ' ' } }],
  ])('%s rejects, and is said once', (code, changes) => {
    const result = checker().check({ ...GOOD, ...changes }, []);
    expect(result).toMatchObject({ ok: false, outcome: 'rejected' });
    expect(result.problems.map((problem) => [problem.code, problem.bar])).toEqual([[code, 'publishable']]);
  });

  it('rejects what the schema does not allow', () => {
    const source = plainSource();
    const broken = createRecordChecker({
      source,
      normaliser: {
        version: '1',
        normalise: (draft, id) => {
          const normal = createNormaliser(source, crosswalks).normalise(draft, id);
          return { ...normal, elements: { ...normal.elements, issued: 'yesterday' } };
        },
      },
      schema,
      schemaFaults: (value) => schemas.validate(DATASET_SCHEMA_ID, value),
      now: () => new Date(0),
      overdueTolerance: 0,
    }).check(GOOD, []);
    expect(broken).toMatchObject({ ok: false, outcome: 'rejected' });
    expect(broken.problems).toContainEqual(
      expect.objectContaining({ code: 'schema-violation', pointer: '/issued', bar: 'publishable' }),
    );
  });

  it('counts what was found before', () => {
    expect(checker().check(GOOD, [problemOf('fetch-failed')])).toMatchObject({
      ok: false,
      outcome: 'rejected',
    });
  });
});

describe('the conformant bar', () => {
  it.each<[string, Partial<DatasetDraft>]>([
    ['missing-publisher-code', { publisher: { name: '甲局' } }],
    ['missing-abstract', { abstract: '暂无' }],
    ['missing-classification', { classification: undefined }],
    ['missing-formats', { formats: [], distributions: [{ url: 'u' }] }],
    ['missing-sharing-type', { shareType: undefined }],
    ['missing-sharing-way-class', { shareWayClass: undefined }],
    ['missing-openness-open', { openType: undefined }],
    ['missing-update-cycle', { updateCycle: '' }],
    ['missing-issued', { issued: null }],
    ['missing-themes', { themes: [] }],
    ['missing-fields', { fields: undefined }],
    ['missing-openness-type', { openType: undefined, openFlag: '1' }],
    ['not-open-without-basis', { openType: '不予开放' }],
    ['not-open-without-basis', { openType: '不予开放', openCondition: '无说明' }],
    ['conditional-without-condition', { openType: '有条件开放' }],
    ['share-without-condition', { shareType: '有条件共享' }],
    ['share-without-condition', { shareType: '不予共享' }],
    ['open-flag-conflict', { openFlag: '0', openBasis: '某法' }],
    ['date-in-future', { modified: '2023-06-17' }],
    ['date-in-future', { issued: '2024', modified: undefined }],
    ['date-unreadable', { issued: '去年' }],
    ['issued-after-modified', { issued: '2023-06-02' }],
    ['update-overdue', { updateCycle: '每月', modified: '2023-04-30' }],
    ['uscc-invalid', { publisher: { name: '甲局', code: '11370000MB284651XK' } }],
    ['unknown-update-cycle', { updateCycle: '牲畜饲养' }],
    ['unknown-theme', { themes: ['天文'] }],
    ['unknown-share-type', { shareType: '随意' }],
    ['no-distribution', { distributions: [] }],
    ['wrong-type', { version: {} }],
  ])('%s is said of a published record, and rejects one of a strict source', (code, changes) => {
    const draft = { ...GOOD, ...changes };
    const result = checker().check(draft, []);
    expect(result.ok).toBe(true);
    expect(result.problems).toContainEqual(expect.objectContaining({ code, bar: 'conformant' }));
    expect(checker({ strict: true }).check(draft, [])).toMatchObject({ ok: false, outcome: 'rejected' });
  });

  it.each<[string, Partial<DatasetDraft>]>([
    ['a document without fields', { formats: ['PDF'], fields: undefined }],
    ['not open with its basis', { openType: '不予开放', openBasis: '某法第三条', distributions: [] }],
    [
      'conditional with its condition',
      { openType: '有条件开放', openCondition: '签订协议', distributions: [] },
    ],
    ['conditional sharing with its condition', { shareType: '有条件共享', shareCondition: '仅限核对' }],
    ['a date of today', { modified: TODAY }],
    ['the year of today', { issued: '2023' }],
    ['published and updated on one day', { issued: '2023-06-01' }],
    ['late within the tolerance', { updateCycle: '每月', modified: '2023-05-01' }],
    ['an irregular cycle', { updateCycle: '不定期', modified: '2001-01-01', issued: '2001-01-01' }],
    ['a partial date that may be in time', { updateCycle: '每年', modified: '2022', issued: '2022' }],
    ['no date of update', { modified: undefined }],
  ])('has nothing against %s', (_, changes) => {
    expect(codesOf(changes)).toEqual([]);
  });

  it('goes by the calendar of the source', () => {
    const evening = `${TODAY}T20:00:00Z`;
    const draft = { ...GOOD, modified: '2023-06-17' };
    expect(checker({ timezone: 'Asia/Shanghai' }, evening).check(draft, []).problems).toEqual([]);
    expect(checker({ timezone: 'UTC' }, evening).check(draft, []).problems).toHaveLength(1);
  });

  it('tells how many days the data is late', () => {
    const { problems } = checker().check({ ...GOOD, updateCycle: '每日', modified: '2023-06-13' }, []);
    expect(problems).toEqual([problemOf('update-overdue', { value: '2023-06-13', detail: '2' })]);
  });
});

describe('advice', () => {
  it.each<[string, Partial<DatasetDraft>]>([
    ['code-unparsed', { code: '29200/00900273' }],
    ['unknown-format', { formats: ['CSV', '_2CSV'] }],
    ['distribution-without-format', { distributions: [{ format: 'CSV' }, { url: 'u' }] }],
    ['personal-data-fields', { fields: ['姓名', '身份证号码'] }],
    ['personal-data-fields', { keywords: '招标,身份证号' }],
    ['unknown-license', { licenseTitle: '自定许可' }],
  ])('%s counts against nobody, not even at a strict source', (code, changes) => {
    const result = checker({ strict: true }).check({ ...GOOD, ...changes }, []);
    expect(result.ok).toBe(true);
    expect(result.problems).toEqual([expect.objectContaining({ code, bar: 'advice' })]);
  });

  it('does not warn of personal data that nobody gets', () => {
    const closed = { openType: '不予开放', openBasis: '某法', fields: ['身份证号码'], distributions: [] };
    expect(codesOf(closed)).toEqual([]);
  });
});

describe('visibility', () => {
  it.each<[string, Partial<DatasetDraft>, Partial<Source>]>([
    ['classified', { classified: '涉密' }, {}],
    ['security-level', { securityLevel: '核心数据' }, {}],
    [
      'security-level',
      { securityLevel: 'L4' },
      { visibility: { unknownOpenness: 'open', refuseLevels: ['l4'] } },
    ],
  ])('%s is refused, and nothing of the record is told', (code, changes, source) => {
    const draft = { ...GOOD, ...changes, updateCycle: '牲畜饲养' };
    const result = checker(source).check(draft, [problemOf('unread-part', { value: '机密内容' })]);
    expect(result).toEqual({ ok: false, outcome: 'refused', problems: [problemOf(code)] });
  });

  it('keeps the distributions of a closed dataset in the record, for the hub to hold back', () => {
    const result = checker().check({ ...GOOD, openType: '不予开放', openBasis: '某法' }, []);
    expect(result).toMatchObject({ ok: true, dataset: { visibility: 'closed', distributions: [{}] } });
  });

  it('goes by the source where the record says nothing', () => {
    const source = { visibility: { unknownOpenness: 'closed', refuseLevels: [] } } as const;
    expect(checker(source).check({ ...GOOD, openType: undefined }, [])).toMatchObject({
      dataset: { visibility: 'closed' },
    });
  });
});

describe('version', () => {
  it('changes with what decides the outcome', () => {
    const plain = checker().version;
    expect(checker().version).toBe(plain);
    expect(checker({ title: '另一名称' }).version).toBe(plain);
    for (const change of [
      { strict: true },
      { codePrefix: '370000' },
      { visibility: { unknownOpenness: 'closed', refuseLevels: [] } },
      { crosswalks: { theme: { 甲: '1' } } },
    ] as const) {
      expect(checker(change).version).not.toBe(plain);
    }
  });
});

describe('hostile records', () => {
  it('never make it throw', () => {
    let deep: unknown = 'x';
    for (let i = 0; i < 50_000; i++) deep = [deep];
    const names = Object.keys(GOOD).filter((name) => name !== 'origin' && name !== 'distributions');
    for (const value of [
      deep,
      {},
      [],
      7,
      true,
      '\ud800',
      '__proto__',
      Symbol.iterator.toString(),
      'x'.repeat(100_000),
    ]) {
      const all = Object.fromEntries(names.map((name) => [name, value]));
      const draft = { ...GOOD, ...all, publisher: { name: value, code: value } } as DatasetDraft;
      expect(() => checker().check(draft, [])).not.toThrow();
    }
  });

  it('keep five megabytes of text', () => {
    const abstract = '长'.repeat(5_000_000);
    const result = checker().check({ ...GOOD, abstract }, []);
    expect(result.ok && result.dataset.abstract?.length).toBe(5_000_000);
  });
});
