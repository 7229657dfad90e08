import type { Dataset } from '../../../src/domain/dataset.js';
import { distributionIdentifier } from '../../../src/domain/identifiers.js';
import { datasetOf } from '../published-datasets.js';

/** Control characters and half surrogate pairs never come past a hub's door; all this does. */
const ODD_WORDS = '“引号” <b>&amp;</b> \'\\" ]]> \u202eRTL\u200f \u{1f600} 日本語のテキスト {{x}} $& %00';

function file(
  remoteId: string,
  elements: Partial<Dataset['distributions'][number]>,
): Dataset['distributions'][number] {
  return { identifier: distributionIdentifier('round-trips', remoteId), remoteId, ...elements };
}

/** Every element that a record can have. */
const EVERYTHING: Partial<Dataset> = {
  title: '义务教育学校名录（全）',
  titleEn: 'List of schools',
  code: '3420100/000001',
  classification: {
    levels: [
      { level: 'lei', code: '3', name: '部门信息资源类' },
      { level: 'xiang', code: '42', name: '教育' },
      { level: 'mu', name: '基础教育' },
      { level: 'ximu', code: '7' },
    ],
  },
  publisher: {
    name: '江城市教育局',
    code: '11420100MB12345671',
    unit: '基础教育处',
    localId: 'jyj',
    localName: 'jiaoyuju',
    description: '主管全市教育工作',
    imageUrl: 'https://jiangcheng.example.org/jyj.png',
  },
  abstract: '全市义务教育学校的名称、地址。\r\n\r\n每年更新。',
  formats: [
    { class: 'spreadsheet', type: 'XLSX' },
    { class: 'document', type: 'CSV' },
    { type: '自定义格式' },
  ],
  fields: [
    { name: '学校名称', nameEn: 'name', dataType: 'C', length: 100 },
    { name: '学生人数', dataType: 'I' },
    { name: 'code' },
  ],
  sharing: {
    type: 'conditional',
    condition: '工作参考；不得外传',
    wayClass: '共享平台方式',
    wayType: '文件',
  },
  openness: {
    open: true,
    type: 'unconditional',
    condition: '注明来源',
    basis: '江府规〔2020〕3号',
    loginRequired: true,
  },
  updateCycle: 'annual',
  issued: '2025-09-01',
  modified: '2026-01-01',
  relatedCodes: ['3420100/000003', '3420100/000002'],
  themes: ['18', '7'],
  nationalThemes: ['科技、教育', '民政、社区'],
  industry: 'P',
  keywords: ['学校', 'school', '义务教育/小学', '水', 'Q&A：常见问题'],
  volume: { records: 1200, bytes: 34567 },
  temporal: { start: '2025-01-01', end: '2025-12-31' },
  spatial: '江城市',
  contact: { phone: '027-12345678', email: 'jyj@example.org', name: '张三' },
  securityLevel: '一般数据',
  registration: { code: 'R-1', type: '首次登记', access: 'open', operator: '江城数据集团' },
  license: {
    id: 'cc-by',
    title: '知识共享署名 4.0',
    url: 'https://creativecommons.org/licenses/by/4.0/',
    open: true,
  },
  landingPage: 'https://jiangcheng.example.org/dataset/schools',
  version: '2.1',
  origin: {
    remoteId: 'a1',
    remoteName: 'schools',
    url: 'https://jiangcheng.example.org/dataset/schools',
    publisherId: '5f0c6c1e-3c0a-5d9e-8f51-7f7a3f7f2b11',
    chain: [{ portal: 'https://county.example.org', id: 'x1' }],
  },
  adjustments: [{ pointer: '/updateCycle', rule: 'crosswalk:update-cycle', from: '每年' }],
  distributions: [
    file('r2', {
      title: '学校名录.xlsx',
      description: '第一行为列名\n第二行起为数据',
      url: 'https://jiangcheng.example.org/files/schools.xlsx',
      format: 'XLSX',
      formatRaw: 'Excel表格',
      mediaType: 'application/vnd.ms-excel',
      bytes: 1024,
      hash: 'md5:d41d8cd98f00b204e9800998ecf8427e',
      created: '2025-09-01T00:00:00',
      modified: '2026-01-01T00:00:00.123456',
      kind: 'file',
      extras: { 下载说明: '逗号分隔', layers: ['a', { b: 1 }] },
    }),
    file('r1', {
      title: '学校查询接口',
      url: 'https://jiangcheng.example.org/api/schools?k=1',
      format: 'API',
      kind: 'api',
    }),
  ],
  extras: [
    { key: '数据范围', value: '全市' },
    { key: '数据范围说明', value: '{"a": [1, "二"]}' },
  ],
};

/** Values that some format has a form of its own for, or none. */
const AWKWARD: Partial<Dataset> = {
  title: 'Parking lots 2025',
  titleEn: 'Parking lots',
  abstract: ODD_WORDS.replace('<b>', '《').replace('</b>', '》'),
  formats: [{ class: 'spreadsheet', type: 'CSV' }, { type: '自定义格式' }],
  updateCycle: 'annual',
  keywords: ['停车', 'parking', '駐車場', 'a/b', '停车'.repeat(60), ODD_WORDS],
  landingPage: '/dataset/停车 场?a="b"',
  license: { id: '开放许可 2', title: '开放政府许可，第 2 版' },
  contact: { phone: '027-1234 5678 转 12、8765 4321' },
  temporal: { start: '2025-01-01' },
  volume: { text: '约三百' },
  openness: { open: true },
  industry: '道路运输业（含公交）',
  spatial: `${ODD_WORDS} 江城`,
  version: '2025 年 1 月版',
  code: '旧编码 12',
  distributions: [
    file('same address', {
      url: 'jiangcheng.example.org/files/停车 场.csv',
      format: 'CSV',
      formatRaw: 'csv',
      kind: 'file',
    }),
    file('no address', { title: ODD_WORDS, hash: 'sha1:2ef7bde608ce5404e97d5f042f95f89f1c232871' }),
    file('odd', {
      url: 'http://a.example.org/a b/“c”?q="d"#{e}',
      format: '自定义格式',
      mediaType: 'text/csv; charset=GB18030',
      hash: 'not a hash',
      created: '2025-09-01',
      modified: '昨天',
    }),
    file('mail', { url: 'someone@example.org', title: '邮件索取', created: '2025-09-01 10:00' }),
  ],
  extras: [
    { key: 'cn_update_cycle', value: '每年' },
    { key: 'frequency', value: 'annual' },
    { key: 'issued', value: '去年' },
    { key: 'harvest_source_title', value: '别的平台' },
    { key: 'theme', value: '["http://example.org/themes/x"]' },
    { key: ODD_WORDS, value: ODD_WORDS },
  ],
};

const BARE: Partial<Dataset> = { title: '只有名称', openness: { type: 'unconditional', open: true } };

const ON_REQUEST: Partial<Dataset> = {
  title: '医院床位使用情况',
  openness: { open: true, type: 'conditional', condition: '签订数据使用协议' },
  sharing: { type: 'unconditional', wayClass: '邮件' },
  formats: [{ class: 'spreadsheet', type: 'XLSX' }],
  landingPage: 'http://hospital.example.org:8080/beds',
  license: { id: 'notspecified', title: 'License not specified', open: false },
  updateCycle: 'irregular',
  visibility: 'on-request',
  distributions: [file('beds', { url: 'https://hidden.example.org/beds.xlsx' })],
};

const CLOSED: Partial<Dataset> = {
  title: '患者登记信息',
  openness: { open: false, type: 'not_open', basis: '《个人信息保护法》第二十八条' },
  sharing: { type: 'not_shared', condition: '《个人信息保护法》' },
  updateCycle: 'realtime',
  license: { url: 'http://license.example.org/许可?v=1' },
  contact: { email: 'bgs@卫健委.example.org' },
  visibility: 'closed',
};

/** Elements whose values begin or end as others do, or are said twice. */
const REPEATED: Partial<Dataset> = {
  title: '说两遍',
  abstract: '说两遍',
  keywords: ['说两遍'],
  themes: ['6'],
  updateCycle: 'other',
  issued: '2025-01-01',
  modified: '2025-01-01',
  license: { id: 'other-open', title: 'Other (Open)', open: true },
  formats: [{ class: 'spreadsheet', type: 'CSV' }],
  publisher: { name: '江城市交通运输局', unit: '江城市交通运输局' },
  contact: { name: '江城市交通运输局', phone: '12345' },
  openness: { open: true, type: 'unconditional' },
  distributions: [
    file('b', { title: '同名', url: 'https://x.example.org/1.csv', format: 'CSV', kind: 'file' }),
    file('a', { title: '同名', url: 'https://x.example.org/1.csv', format: 'CSV', kind: 'file' }),
  ],
  extras: [
    { key: 'spatial', value: '{"type":"Point","coordinates":[119.3,26.1]}' },
    { key: 'modified', value: '2025-01-01' },
  ],
};

/** Records that between them have every element, each in the forms that formats disagree about. */
export const MADE_RECORDS: readonly Dataset[] = [EVERYTHING, AWKWARD, BARE, ON_REQUEST, CLOSED, REPEATED].map(
  (elements, index) => {
    const record = datasetOf(`made-${index}`, { title: '', ...elements });
    return { ...record, extras: record.extras.toSorted((a, b) => (a.key < b.key ? -1 : 1)) };
  },
);
