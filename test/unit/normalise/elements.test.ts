import { INDUSTRIES } from '../../../src/domain/code-lists.js';
import type { DatasetDraft } from '../../../src/domain/dataset.js';
import { datasetIdentifier } from '../../../src/domain/identifiers.js';
import type { Source } from '../../../src/domain/source.js';
import { createNormaliser } from '../../../src/normalise/normalise-draft.js';
import { plainSource, shippedCrosswalks } from '../../support/national-profile.js';

const crosswalks = shippedCrosswalks();

function normalise(draft: Partial<DatasetDraft>, source: Partial<Source> = {}) {
  const normaliser = createNormaliser(plainSource(source), crosswalks);
  const { elements, adjustments, problems } = normaliser.normalise(
    { origin: { remoteId: '1' }, ...draft },
    datasetIdentifier('jiangcheng', '1'),
  );
  return { elements, adjustments, problems, codes: problems.map(({ code }) => code) };
}

describe('updateCycle', () => {
  it.each([
    ['每年', 'annual'],
    ['年', 'annual'],
    ['按年更新', 'annual'],
    ['按年', 'annual'],
    ['‘每年’', 'annual'],
    ['季度', 'quarterly'],
    ['每 6 月', 'semiannual'],
    ['每天', 'daily'],
    ['即时', 'realtime'],
    ['不定期(更新说明:暂无新业务数据产生)', 'irregular'],
    ['不更新（更新说明：暂无新业务数据产生）', 'static'],
    ['不定期更新', 'irregular'],
    ['静态数据', 'static'],
    ['EVERY_QUARTER', 'quarterly'],
    ['年１回（３月頃）', 'annual'],
    ['１か月ごと', 'monthly'],
    ['更新無', 'static'],
    ['毎日8:30更新', 'daily'],
    ['每3个月', 'quarterly'],
    ['每 2 日', 'other'],
    ['每7日', 'weekly'],
    ['每10分鐘', 'minutely'],
    ['每1時', 'hourly'],
    ['每24月', 'biennial'],
    ['每4週', 'other'],
    ['每週', 'weekly'],
    ['即時', 'realtime'],
    ['不定期更新', 'irregular'],
  ])('reads %p as %s', (word, cycle) => {
    const { elements, codes, adjustments } = normalise({ updateCycle: word });
    expect(elements.updateCycle).toBe(cycle);
    expect(codes).toEqual([]);
    expect(adjustments).toEqual([{ pointer: '/updateCycle', rule: 'crosswalk:update-cycle', from: word }]);
  });

  it.each(['每0日', '每null日', '3月', '每3', '第3季度'])('takes %p for no period', (word) => {
    expect(normalise({ updateCycle: word }).codes).toEqual(['unknown-update-cycle']);
  });

  it('makes nothing of a period without number and unit', () => {
    expect(normalise({ updateCycle: '每 null null' })).toMatchObject({ codes: [] });
    expect(normalise({ updateCycle: '每 null null' }).elements.updateCycle).toBeUndefined();
  });

  it('makes an unknown word `other` and keeps it in the problem', () => {
    const { elements, problems } = normalise({ updateCycle: '牲畜饲养' });
    expect(elements.updateCycle).toBe('other');
    expect(problems).toMatchObject([{ code: 'unknown-update-cycle', value: '牲畜饲养' }]);
  });

  it('reads digits only as the source does', () => {
    expect(normalise({ updateCycle: '7' }).codes).toEqual(['unknown-update-cycle']);
    const source = { crosswalks: { 'update-cycle': { '7': 'annual', '8': [] } } };
    expect(normalise({ updateCycle: 7 }, source).elements.updateCycle).toBe('annual');
    expect(normalise({ updateCycle: '8' }, source)).toMatchObject({ codes: [], elements: {} });
    expect(normalise({ updateCycle: '8' }, source).elements.updateCycle).toBeUndefined();
  });

  it('lets the source map every other word', () => {
    const source = { crosswalks: { 'update-cycle': { '*': 'irregular' } } };
    expect(normalise({ updateCycle: '牲畜饲养' }, source).elements.updateCycle).toBe('irregular');
    expect(normalise({ updateCycle: '每年' }, source).elements.updateCycle).toBe('annual');
  });
});

describe('openness', () => {
  it.each<[Partial<DatasetDraft>, object | undefined]>([
    [{ openType: '无条件开放' }, { open: true, type: 'unconditional' }],
    [{ openType: '依申请开放' }, { open: true, type: 'conditional' }],
    [
      { openType: '非开放', openBasis: '某法第三条' },
      { open: false, type: 'not_open', basis: '某法第三条' },
    ],
    [{ openType: '登录开放' }, { open: true, type: 'unconditional', loginRequired: true }],
    [
      { openType: '普通公开，简单注册用户可下载' },
      { open: true, type: 'unconditional', loginRequired: true },
    ],
    [{ openType: '无条件共享' }, { open: true, type: 'unconditional' }],
    [{ openFlag: '1' }, { open: true }],
    [{ openFlag: false }, { open: false }],
    [
      { openFlag: '是', openType: '有条件开放', openCondition: '实名' },
      { open: true, type: 'conditional', condition: '实名' },
    ],
    [{ openFlag: '有条件开放' }, { open: true, type: 'conditional' }],
    [{ openType: '否' }, { open: false }],
    [{ openFlag: '是（有条件）' }, { open: true, type: 'conditional' }],
    [{ openType: '暂无' }, undefined],
    [{ openType: '开放网站' }, { open: true }],
    [{ openFlag: '否', openType: '开放网站' }, { open: false }],
    [{ openFlag: '开放网站' }, { open: true }],
    [{ openType: '数源部门同意' }, { open: true, type: 'conditional' }],
    [{}, undefined],
  ])('reads %p', (draft, openness) => {
    const { elements, codes } = normalise(draft);
    expect(elements.openness).toEqual(openness);
    expect(codes).toEqual([]);
  });

  it('keeps prose in the field of the type as the condition', () => {
    const { elements, codes } = normalise({ openType: '用于数据校验' });
    expect(elements.openness).toEqual({ condition: '用于数据校验' });
    expect(codes).toEqual(['unknown-open-type']);
  });

  it('records a word that it took for a flag', () => {
    expect(normalise({ openType: '开放网站' }).adjustments).toEqual([
      { pointer: '/openness/open', rule: 'crosswalk:open-type', from: '开放网站' },
    ]);
  });

  it.each(['0', '1', 0])('takes %p in the field of the type for no flag', (value) => {
    const { elements, codes } = normalise({ openType: value });
    expect(elements.openness?.open).toBeUndefined();
    expect(codes).toContain('unknown-open-type');
  });

  it('lets the source say that a word means nothing', () => {
    const source = { crosswalks: { 'open-type': { 否: [] } } };
    const { elements, codes } = normalise({ openType: '否' }, source);
    expect([elements.openness, codes]).toEqual([undefined, []]);
  });

  it('records the flag that it derived', () => {
    expect(normalise({ openType: '有条件开放' }).adjustments).toContainEqual({
      pointer: '/openness/open',
      rule: 'open-flag-from-type',
      from: 'conditional',
    });
  });

  it('goes by the stricter of flag and type', () => {
    const { elements, codes } = normalise({ openFlag: '否', openType: '无条件开放' });
    expect([elements.openness?.open, codes]).toEqual([false, ['open-flag-conflict']]);
  });

  it('reports a flag that is no flag', () => {
    expect(normalise({ openFlag: '也许' }).codes).toEqual(['unknown-open-type']);
  });

  it('reads digits of the type as the source does', () => {
    const fujian = { crosswalks: { 'open-type': { '0': 'conditional', '*': 'unconditional' } } };
    expect(normalise({ openType: 0 }, fujian).elements.openness?.type).toBe('conditional');
    expect(normalise({ openType: '5' }, fujian).elements.openness?.type).toBe('unconditional');
  });
});

describe('sharing and secrecy', () => {
  it.each([
    ['无条件共享', 'unconditional'],
    ['2', 'conditional'],
    ['不予共享', 'not_shared'],
  ])('reads 共享类型 %p as %s', (word, type) => {
    expect(
      normalise({ shareType: word, shareCondition: '核对', shareWayClass: '邮件' }).elements.sharing,
    ).toEqual({
      type,
      condition: '核对',
      wayClass: '邮件',
    });
  });

  it('reports an unknown share type', () => {
    expect(normalise({ shareType: '随意' })).toMatchObject({ codes: ['unknown-share-type'] });
  });

  it.each<[unknown, true | undefined, readonly string[]]>([
    ['涉密', true, []],
    [true, true, []],
    ['机密', true, []],
    ['非涉密', undefined, []],
    ['否', undefined, []],
    [false, undefined, []],
    ['内部', undefined, ['unknown-classified']],
  ])('takes %p for classified: %p', (value, classified, problems) => {
    const { elements, codes } = normalise({ classified: value });
    expect([elements.classified, codes]).toEqual([classified, problems]);
  });
});

describe('themes', () => {
  it.each<[unknown, readonly string[] | undefined, readonly string[] | undefined]>([
    ['市场监督', ['15'], undefined],
    [['生活服务', '公共安全'], ['18', '4'], undefined],
    ['城建住房,交通运输', ['5', '6'], undefined],
    ['民生服务，信用服务，公共安全，', ['18', '1', '4'], undefined],
    ['信用服务，', ['1'], undefined],
    ['工业农业、财税金融', ['11', '13'], undefined],
    ['城乡建设,城乡建设,城乡建设', ['5'], undefined],
    ['国土资源、能源\r\n\t\t', ['9'], ['国土资源、能源']],
    ['气象 水文 测绘 地震', ['19', '20'], ['气象、水文、测绘、地震']],
    ['文化、卫生、体育', ['7', '2'], ['文化、卫生、体育']],
    ["['公共服务','信用体系']", ['18', '1'], undefined],
    ['劳动、人事，文化、体育', ['3', '7'], undefined],
    ['工业商贸，教育科技，', ['11', '12', '7', '8'], undefined],
    ['其他、信用服务', ['1'], undefined],
    ['其他', undefined, undefined],
    ['暂无', undefined, undefined],
    ['医療・福祉', ['2'], undefined],
  ])('reads %p as %p', (value, themes, national) => {
    const { elements, codes } = normalise({ themes: value });
    expect([elements.themes, elements.nationalThemes, codes]).toEqual([themes, national, []]);
  });

  it('follows from the national class where that is all there is', () => {
    expect(normalise({ nationalThemes: '工业、交通、邮政' }).elements).toMatchObject({
      nationalThemes: ['工业、交通'],
      themes: ['11', '6'],
    });
  });

  it('reports words that it does not know', () => {
    expect(normalise({ themes: ['ken', '生活服务'] })).toMatchObject({
      elements: { themes: ['18'] },
      problems: [{ code: 'unknown-theme', value: 'ken' }],
    });
    expect(normalise({ nationalThemes: '天文' }).codes).toEqual(['unknown-national-theme']);
  });

  it('maps what it knows of a list and reports the rest, each word once', () => {
    const { elements, problems } = normalise({ themes: ['农业农村，统计，天文', '统计'] });
    expect(elements.themes).toEqual(['11']);
    expect(problems).toMatchObject([
      { code: 'unknown-theme', pointer: '/themes', value: '统计' },
      { code: 'unknown-theme', pointer: '/themes', value: '天文' },
    ]);
  });

  it('leaves a name with a comma whole where it knows no part of it', () => {
    expect(normalise({ themes: 'Alpha, beta and gamma' }).problems).toMatchObject([
      { code: 'unknown-theme', value: 'Alpha, beta and gamma' },
    ]);
  });

  it('reports a national class without a domain where the portal writes it as one, not where it derives it', () => {
    expect(normalise({ themes: '军事、国防' })).toMatchObject({
      elements: { nationalThemes: ['军事、国防'] },
      codes: ['unknown-theme'],
    });
    expect(normalise({ nationalThemes: '军事、国防' }).codes).toEqual([]);
  });

  it.each(INDUSTRIES.filter(({ zh }) => zh !== '教育').map(({ zh }) => zh))(
    'takes the industry %s for no domain',
    (industry) => {
      const { elements, problems } = normalise({ themes: industry });
      expect(elements.themes).toBeUndefined();
      expect(problems).toMatchObject([{ code: 'unknown-theme', value: industry }]);
    },
  );

  it('takes a number for a domain only where the source says so', () => {
    expect(normalise({ themes: '1,5' }).codes).toEqual(['unknown-theme']);
    const zhoushan = { crosswalks: { theme: { '1': '1', '5': '5' } } };
    expect(normalise({ themes: '1,5' }, zhoushan).elements.themes).toEqual(['1', '5']);
  });
});

describe('formats', () => {
  it.each<[unknown, readonly object[]]>([
    [['csv'], [{ class: 'spreadsheet', type: 'CSV' }]],
    [
      "['xls', 'xml']",
      [
        { class: 'spreadsheet', type: 'XLS' },
        { class: 'document', type: 'XML' },
      ],
    ],
    ["['file']", [{ class: 'self-described', type: '文件' }]],
    ['电子表格-xlsx', [{ class: 'spreadsheet', type: 'XLSX' }]],
    [
      '电子表格:xlsx;数据库:greenplum',
      [
        { class: 'spreadsheet', type: 'XLSX' },
        { class: 'database', type: 'Greenplum' },
      ],
    ],
    ['数据库/其他', [{ class: 'database', type: '数据库' }]],
    ['数据库:bdb', [{ class: 'database', type: 'Berkeley DB' }]],
    ['自描述:MySQL', [{ class: 'self-described', type: 'MySQL' }]],
    ['接口:json', [{ class: 'service', type: 'JSON' }]],
    ['电子表格', [{ class: 'spreadsheet', type: '电子表格' }]],
    ['电子表格-其他', [{ class: 'spreadsheet', type: '电子表格' }]],
    ['las', [{ class: 'self-described', type: 'las' }]],
    ['.csv', [{ class: 'spreadsheet', type: 'CSV' }]],
    ['JPEG', [{ class: 'image', type: 'JPEG' }]],
    ['api', [{ class: 'service', type: 'API' }]],
  ])('reads %p', (value, formats) => {
    const { elements, codes } = normalise({ formats: value });
    expect([elements.formats, codes]).toEqual([formats, []]);
  });

  it('keeps the class in front of an unknown type, which it reports', () => {
    expect(normalise({ formats: '数据库-奇特' })).toMatchObject({
      elements: { formats: [{ class: 'database', type: '奇特' }] },
      problems: [{ code: 'unknown-format', pointer: '/formats', value: '数据库-奇特' }],
    });
    expect(normalise({ distributions: [{ format: '数据库-奇特' }] })).toMatchObject({
      problems: [{ code: 'unknown-format', pointer: '/distributions', value: '数据库-奇特' }],
    });
  });

  it('reads numbers of formats as the source does, and drops those that it calls none', () => {
    const source = { crosswalks: { format: { '03': [], '0310': 'MySQL' } } };
    const { elements, codes } = normalise({ formats: '03,0310' }, source);
    expect([elements.formats, codes]).toEqual([[{ class: 'database', type: 'MySQL' }], []]);
    expect(normalise({ formats: '03,0399' }, source).codes).toEqual(['unknown-format']);
  });

  it('keeps an unknown format as it is written', () => {
    expect(normalise({ formats: '_2CSV' })).toMatchObject({
      elements: { formats: [{ type: '_2CSV' }] },
      codes: ['unknown-format'],
    });
  });

  it('follow from the distributions where the dataset names none', () => {
    const { elements } = normalise({
      distributions: [{ format: 'csv' }, { format: 'CSV' }, { format: 'wms' }, {}],
    });
    expect(elements.formats).toEqual([
      { class: 'spreadsheet', type: 'CSV' },
      { class: 'service', type: 'WMS' },
    ]);
  });
});

describe('distributions', () => {
  it('canonicalises formats, keeps the spelling, and leaves the rest as it is', () => {
    const { elements } = normalise({
      distributions: [
        {
          remoteId: 'r1',
          title: '  a\tb ',
          url: ' https://x.example/a.csv ',
          format: '.csv'.slice(1),
          bytes: '12',
          created: '2018-04-12T15:00:00',
          mediaType: null,
          extras: { z: null, a: { c: 1, b: [2] } },
        },
      ],
    });
    expect(elements.distributions).toEqual([
      {
        bytes: 12,
        created: '2018-04-12T15:00:00',
        extras: { a: { b: [2], c: 1 }, z: null },
        format: 'CSV',
        formatRaw: 'csv',
        identifier: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
        kind: 'file',
        remoteId: 'r1',
        title: '  a\tb ',
        url: 'https://x.example/a.csv',
      },
    ]);
  });

  it.each(['CSV', 'XLS', 'JPEG', 'las', 'LAS', 'GeoJSON', 'GTFS', 'PLY', 'ai'])(
    'leaves %s alone',
    (format) => {
      expect(normalise({ distributions: [{ format }] }).elements.distributions).toMatchObject([{ format }]);
      expect(normalise({ distributions: [{ format }] }).elements.distributions[0]).not.toHaveProperty(
        'formatRaw',
      );
    },
  );

  it('gives each an identity of its own: by id, else by place, even under the same id', () => {
    const drafts = [{ remoteId: 'a' }, { remoteId: 'a' }, {}, {}, { url: 'u' }];
    const { elements } = normalise({ distributions: drafts });
    const again = normalise({ distributions: drafts });
    expect(new Set(elements.distributions.map(({ identifier }) => identifier)).size).toBe(5);
    expect(again.elements.distributions).toEqual(elements.distributions);
  });

  it('bears ten thousand of them, each with a fault', () => {
    const drafts = Array.from({ length: 10_000 }, (_, i) => ({
      remoteId: String(i),
      format: `f${i}`,
      bytes: 'many',
    }));
    const { elements, problems } = normalise({ distributions: drafts });
    expect(elements.distributions).toHaveLength(10_000);
    expect(problems.length).toBeLessThan(200);
  });

  it('bears hostile extras', () => {
    let deep: unknown = 1;
    for (let i = 0; i < 50_000; i++) deep = { deep };
    const extras = JSON.parse('{"__proto__":{"x":1},"constructor":"c"}') as Record<string, unknown>;
    extras['deep'] = deep;
    const { elements, codes } = normalise({
      distributions: [{ extras, title: 7 }],
      extras: [{ key: 'k', value: deep }],
    });
    expect(elements.distributions).toMatchObject([{ title: '7', extras: { constructor: 'c' } }]);
    expect(Object.keys(elements.distributions[0]?.extras ?? {})).toEqual(['constructor']);
    expect(codes).toEqual(['value-too-deep', 'value-too-deep']);
  });
});

describe('formats and a page without files', () => {
  const page = 'https://portal.example.org/dataset/1';

  it('are distributions behind the page', () => {
    const { elements, adjustments } = normalise({ formats: "['csv', '接口']", landingPage: page });
    expect(elements.distributions).toMatchObject([
      { format: 'CSV', url: page, kind: 'file' },
      { format: 'API', url: page, kind: 'api' },
    ]);
    expect(adjustments).toContainEqual({
      pointer: '/distributions',
      rule: 'landing-page-as-access',
      from: page,
    });
  });

  it('may have the page of the record for it', () => {
    const { elements } = normalise({ formats: ['XLS'], origin: { remoteId: '1', url: page } });
    expect(elements.distributions).toMatchObject([{ format: 'XLS', url: page }]);
  });

  it.each<[string, Partial<DatasetDraft>]>([
    ['no page', { formats: ['CSV'] }],
    ['no format', { landingPage: page }],
  ])('are none where there is %s', (_case, draft) => {
    expect(normalise(draft).elements.distributions).toEqual([]);
  });

  it('stay what they are beside a file', () => {
    const { elements } = normalise({
      formats: ['CSV', 'XLS'],
      landingPage: page,
      distributions: [{ url: 'https://a' }],
    });
    expect(elements.distributions).toHaveLength(1);
  });

  it('report an unknown format once', () => {
    expect(normalise({ formats: ['qqq'], landingPage: page }).codes).toEqual(['unknown-format']);
  });
});

describe('publisher', () => {
  const name = (draft: string, source: Partial<Source> = {}) =>
    normalise({ publisher: { name: draft } }, source).elements.publisher?.name;

  it.each([
    ['市教育局', '江城市', '江城市教育局'],
    ['市政府办公室', '江城市', '江城市政府办公室'],
    ['市市场监管局', '江城市', '江城市市场监管局'],
    ['市场监管局', '江城市', '市场监管局'],
    ['江城市教育局', '江城市', '江城市教育局'],
    ['区教育局', '江城市', '区教育局'],
    ['区教育局', '临江区', '临江区教育局'],
    ['教育局', '江城市', '教育局'],
  ])('completes %s of %s to %s', (given, region, full) => {
    expect(name(given, { region })).toBe(full);
  });

  it('changes nothing without a region', () => {
    expect(name('市教育局')).toBe('市教育局');
  });

  it('takes other spellings from the source', () => {
    expect(name('数管局', { crosswalks: { publisher: { 数管局: '江城市数据局' } } })).toBe('江城市数据局');
  });

  it('is the default of the source only where the record names none', () => {
    const source = { defaultPublisher: '江城市人民政府' };
    expect(name(' ', source)).toBe('江城市人民政府');
    expect(name('市教育局', source)).toBe('市教育局');
    expect(normalise({}, source).adjustments).toContainEqual({
      pointer: '/publisher/name',
      rule: 'default-publisher',
      from: '',
    });
    expect(normalise({}).elements.publisher).toBeUndefined();
  });

  it.each<[unknown, object, readonly string[]]>([
    ['11370000MB284651XL', { code: '11370000MB284651XL' }, []],
    [' 11370000mb284651xl', { code: '11370000MB284651XL' }, []],
    ['11370000MB284651XK', {}, ['uscc-invalid']],
    ['36', { localId: '36' }, ['uscc-invalid']],
    [undefined, {}, []],
  ])('reads the code %p', (code, parts, problems) => {
    const { elements, codes } = normalise({ publisher: { name: '甲', code } });
    expect(elements.publisher).toEqual({ name: '甲', ...parts });
    expect(codes).toEqual(problems);
  });

  it('keeps what the portal knows of it', () => {
    const draft = {
      name: '甲\n局',
      unit: '一处',
      localId: 'x',
      localName: 'jia',
      description: 'a\r\nb',
      imageUrl: 'i',
    };
    expect(normalise({ publisher: draft }).elements.publisher).toEqual({ ...draft, name: '甲 局' });
  });
});

describe('an address of a licence', () => {
  it.each([
    'http://creativecommons.org/licenses/by/4.0',
    'https://www.creativecommons.org/licenses/by/4.0/',
    'https://creativecommons.org/licenses/by/4.0/deed.zh-hans',
    'https://creativecommons.org/licenses/by/4.0/legalcode',
  ])('may be written as %s', (licenseUrl) => {
    expect(normalise({ licenseUrl }).elements.license?.id).toBe('CC-BY-4.0');
  });

  it('is not taken for another version', () => {
    expect(normalise({ licenseUrl: 'https://creativecommons.org/licenses/by/3.0/' }).codes).toEqual([
      'unknown-license',
    ]);
  });
});

describe('license', () => {
  it.each<[Partial<DatasetDraft>, object | undefined, readonly string[]]>([
    [{ licenseId: 'cc-by' }, { id: 'cc-by', open: true, title: 'Creative Commons Attribution' }, []],
    [
      { licenseId: 'CC-BY-4.0', licenseTitle: 'クリエイティブ・コモンズ 表示（CC BY）' },
      { id: 'CC-BY-4.0', open: true, title: 'クリエイティブ・コモンズ 表示（CC BY）' },
      [],
    ],
    [{ licenseTitle: 'クリエイティブ・コモンズ 表示（CC BY）' }, { id: 'CC-BY-4.0', open: true }, []],
    [
      { licenseUrl: 'http://reference.data.gov.uk/id/open-government-licence' },
      { id: 'uk-ogl', open: true },
      [],
    ],
    [{ licenseId: 'notspecified' }, { id: 'notspecified', open: false }, []],
    [{ licenseId: 'hdx-other', licenseTitle: 'Other' }, { id: 'hdx-other', open: false, title: 'Other' }, []],
    [{ licenseTitle: '自定许可' }, { title: '自定许可' }, ['unknown-license']],
    [
      { licenseTitle: '<div style="color:red">自定\n许可</div>' },
      { title: '自定 许可' },
      ['unknown-license'],
    ],
    [{ licenseId: null }, undefined, []],
  ])('reads %p', (draft, license, problems) => {
    const { elements, codes } = normalise(draft);
    if (license === undefined) expect(elements.license).toBeUndefined();
    else expect(elements.license).toMatchObject(license);
    expect(codes).toEqual(problems);
  });
});

describe('classification and code', () => {
  it.each<[unknown, readonly object[]]>([
    [
      '部门信息资源/国务院/发改委',
      [
        { level: 'lei', code: '3', name: '部门信息资源类' },
        { level: 'xiang', name: '国务院' },
        { level: 'mu', name: '发改委' },
      ],
    ],
    ['基础信息资源类', [{ level: 'lei', code: '1', name: '基础信息资源类' }]],
    [
      ['主题', '公共服务'],
      [
        { level: 'lei', code: '2', name: '主题信息资源类' },
        { level: 'xiang', name: '公共服务' },
      ],
    ],
    [
      { lei: '3', xiang: { code: '07', name: '省' } },
      [
        { level: 'lei', code: '3', name: '部门信息资源类' },
        { level: 'xiang', code: '07', name: '省' },
      ],
    ],
    [{ levels: [{ level: 'mu', code: '013' }, { level: 'other' }] }, [{ level: 'mu', code: '013' }]],
  ])('reads %p', (value, levels) => {
    const { elements, codes } = normalise({ classification: value });
    expect([elements.classification, codes]).toEqual([{ levels }, []]);
  });

  it.each([['综合政务'], ['类'], [{ a: 1 }], ['部门/a/b/c/d']])('reports %p', (value) => {
    const { elements, codes } = normalise({ classification: value });
    expect([elements.classification, codes]).toEqual([undefined, ['unknown-classification']]);
  });

  it('keeps the code verbatim and reads the levels out of it', () => {
    const { elements } = normalise({ code: '370000308004000000/000001' });
    expect(elements.code).toBe('370000308004000000/000001');
    expect(elements.classification?.levels).toEqual([
      { level: 'lei', code: '3' },
      { level: 'xiang', code: '08' },
      { level: 'mu', code: '004' },
      { level: 'ximu', code: '000000' },
    ]);
  });

  it('only advises on a code of another shape', () => {
    const { elements, problems } = normalise({ code: '29200/00900273' });
    expect(elements.code).toBe('29200/00900273');
    expect(problems).toMatchObject([{ code: 'code-unparsed', bar: 'advice' }]);
  });
});

describe('fields', () => {
  it.each<[unknown, readonly object[] | undefined, readonly string[]]>([
    [[{ name: '名称', dataType: '字符型', length: '50' }], [{ name: '名称', dataType: 'C', length: 50 }], []],
    [
      [{ name_cn: '面积', column_name_en: 'AREA', type: 'double' }],
      [{ name: '面积', nameEn: 'AREA', dataType: 'B' }],
      [],
    ],
    [[{ name: 'x', type: 'varchar(20)' }], [{ name: 'x', dataType: 'C' }], []],
    [[{ 信息项名称: '日期', 数据类型: 'D', 数据长度: null }], [{ name: '日期', dataType: 'D' }], []],
    ['[{"name":"名称"}]', [{ name: '名称' }], []],
    ['名称、地址,电话', [{ name: '名称' }, { name: '地址' }, { name: '电话' }], []],
    [
      '统计年度（C，4）；金额(Y, 18)、备注（说明，可空），时间（T）,等级（X）',
      [
        { name: '统计年度', dataType: 'C', length: 4 },
        { name: '金额', dataType: 'Y', length: 18 },
        { name: '备注（说明，可空）' },
        { name: '时间', dataType: 'T' },
        { name: '等级（X）' },
      ],
      [],
    ],
    ['名称（,电话', [{ name: '名称（' }, { name: '电话' }], []],
    [[{ nameEn: 'ID' }, { dataType: 'C' }], [{ name: 'ID', nameEn: 'ID' }], []],
    [['a', 3], [{ name: 'a' }], ['wrong-type']],
    [[{ name: 'x', type: '神秘型' }], [{ name: 'x' }], ['unknown-data-type']],
    ['[{"name":', undefined, ['unread-part']],
    ['', undefined, []],
  ])('reads %p', (value, fields, problems) => {
    const { elements, codes } = normalise({ fields: value });
    expect([elements.fields, codes]).toEqual([fields, problems]);
  });

  it('reads a bounded number and says so', () => {
    const { elements, codes } = normalise({ fields: Array.from({ length: 3000 }, (_, i) => `f${i}`) });
    expect([elements.fields?.length, codes]).toEqual([2000, ['unread-part']]);
  });
});

describe('contact', () => {
  it.each<[Partial<DatasetDraft>, readonly string[], object | undefined]>([
    [{ phone: '0571-88888888' }, [], { phone: '0571-88888888' }],
    [{ phone: '13800000000' }, [], undefined],
    [{ phone: '138 0000 0000' }, [], undefined],
    [{ phone: '+86-138-0000-0000' }, [], undefined],
    [{ phone: '8613800000000' }, [], undefined],
    [{ phone: '１３８００００００００' }, [], undefined],
    [{ phone: '0571-88888888、13800000000' }, [], { phone: '0571-88888888' }],
    [{ phone: '张三 13800000000' }, [], undefined],
    [{ phone: '13800000000' }, ['mobile'], { phone: '13800000000' }],
    [{ phone: 'office@x.example' }, [], undefined],
    [
      { phone: 'office@x.example 0571-88888888' },
      ['email'],
      { phone: '0571-88888888', email: 'office@x.example' },
    ],
    [{ email: 'a@x.example', contactName: '张三' }, [], undefined],
    [
      { email: 'a@x.example', contactName: '张三' },
      ['email', 'name'],
      { email: 'a@x.example', name: '张三' },
    ],
    [{ phone: '400-123-4567' }, [], { phone: '400-123-4567' }],
    [{}, [], undefined],
  ])('of %p with %p kept is %p', (draft, keep, contact) => {
    expect(normalise(draft, { personalData: { keep } }).elements.contact).toEqual(contact);
  });

  it('leaves no trace of what it removed', () => {
    const result = normalise({
      phone: '13800000000',
      email: 'zhang.san@x.example',
      contactName: '张三',
      extras: [
        { key: '联系电话', value: '电话 138-0000-0000' },
        { key: '联系人', value: '张三' },
        { key: '电子邮箱', value: 'zhang.san@x.example' },
      ],
    });
    expect(JSON.stringify(result)).not.toMatch(/0000-?0000|张三|zhang/);
    expect(result.adjustments.filter(({ rule }) => rule === 'personal-data')).toHaveLength(6);
    expect(result.elements.extras).toEqual([]);
  });

  it('scrubs no number where nobody is meant', () => {
    const extras = [{ key: '编号', value: '13800000000' }];
    expect(normalise({ extras }).elements.extras).toEqual(extras);
  });

  it('keeps in extras what the source keeps', () => {
    const extras = [
      { key: '手机', value: '13800000000' },
      { key: '联系人', value: '张三' },
    ];
    expect(normalise({ extras }, { personalData: { keep: ['mobile', 'name'] } }).elements.extras).toEqual(
      extras,
    );
  });
});

describe('extras', () => {
  it('are verbatim, as text, sorted by key', () => {
    const { elements } = normalise({
      extras: [
        { key: 'z', value: ' a\r\n' },
        { key: 'b', value: { y: 1, x: [true] } },
        { key: 'b', value: 'a' },
        { key: 'n', value: null },
        { key: '', value: 'x' },
        { key: 7, value: 'x' },
        { key: '__proto__', value: 'p' },
        { key: 's', value: 'x\ud800' },
      ],
    });
    expect(elements.extras).toEqual([
      { key: '__proto__', value: 'p' },
      { key: 'b', value: 'a' },
      { key: 'b', value: '{"x":[true],"y":1}' },
      { key: 's', value: 'x\ufffd' },
      { key: 'z', value: ' a\r\n' },
    ]);
  });
});

describe('a whole draft', () => {
  it('gives the keys in order, so that the canonical form needs no copy', () => {
    const { elements } = normalise({
      title: 'a',
      abstract: 'b',
      updateCycle: '每年',
      themes: '气象服务',
      licenseId: 'cc-by',
    });
    const keys = Object.keys(elements);
    expect(keys).toEqual([...keys].sort());
  });

  it('says what map could not read', () => {
    const unread = [{ pointer: '/tags', reason: 'neither list nor text', value: '7' }];
    expect(normalise({ unread }).problems).toEqual([
      {
        stage: 'map',
        code: 'unread-part',
        bar: 'advice',
        pointer: '/tags',
        value: '7',
        detail: 'neither list nor text',
      },
    ]);
  });

  it.each<[unknown, object | undefined]>([
    ['sjdj-1', { code: 'sjdj-1' }],
    [
      { code: 'c', access: 'apply', operator: 'o' },
      { code: 'c', access: 'apply', operator: 'o' },
    ],
    [{ access: 'somehow' }, undefined],
    [undefined, undefined],
  ])('reads the registration %p', (registration, expected) => {
    expect(normalise({ registration }).elements.registration).toEqual(expected);
  });

  it('changes its version with crosswalks and settings, not with the title of a source', () => {
    const version = (source: Partial<Source>, files = crosswalks) =>
      createNormaliser(plainSource(source), files).version;
    expect(version({})).toBe(version({ title: '另一名称' }));
    expect(version({})).not.toBe(version({ region: '江城市' }));
    expect(version({})).not.toBe(version({ labels: { 甲: 'title' } }));
    expect(version({})).not.toBe(version({}, {}));
  });

  it('works without any crosswalk, on the words of the source alone', () => {
    const source = plainSource({ crosswalks: { theme: { 甲: '3' } } });
    const { elements } = createNormaliser(source, {}).normalise(
      { origin: { remoteId: '1' }, themes: '甲' },
      'x',
    );
    expect(elements.themes).toEqual(['3']);
  });
});
