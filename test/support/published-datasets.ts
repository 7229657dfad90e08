import type { Dataset } from '../../src/domain/dataset.js';
import {
  datasetIdentifier,
  distributionIdentifier,
  publisherIdentifier,
} from '../../src/domain/identifiers.js';
import type { PublishedDataset, PublishedPublisher } from '../../src/domain/published.js';

const SOURCE = 'jiangcheng';

const HUB_ID = '0d3f8a52-7c1e-4b60-9a44-5e2b1f0c7d19';

export const EDUCATION: PublishedPublisher = {
  identifier: publisherIdentifier({ sourceId: SOURCE, name: '江城市教育局' }),
  name: 'jiang-cheng-shi-jiao-yu-ju',
  title: '江城市教育局',
  description: '主管全市教育工作',
  imageUrl: 'https://jiangcheng.example.org/jyj.png',
  created: '2026-01-02T03:04:05.000006',
  sourceId: SOURCE,
  code: '11420100MB1234567X',
};

export const HEALTH: PublishedPublisher = {
  identifier: publisherIdentifier({ sourceId: SOURCE, name: '江城市卫生健康委员会' }),
  name: 'jiang-cheng-shi-wei-sheng-jian-kang-wei-yuan-hui',
  title: '江城市卫生健康委员会',
  description: '',
  imageUrl: '',
  created: '2026-01-02T03:04:05.000007',
  sourceId: SOURCE,
};

/** A dataset with what is always there; everything else as the test says. */
export function datasetOf(remoteId: string, elements: Partial<Dataset> & Pick<Dataset, 'title'>): Dataset {
  return {
    publisher: { name: EDUCATION.title },
    distributions: [],
    extras: [],
    identifier: datasetIdentifier(SOURCE, remoteId),
    sourceId: SOURCE,
    origin: { remoteId },
    adjustments: [],
    visibility: 'open',
    validated: true,
    ...elements,
  };
}

/** `order` makes the times differ: the larger, the later changed. */
export function publish(
  dataset: Dataset,
  { name, order, publisher = EDUCATION }: { name: string; order: number; publisher?: PublishedPublisher },
): PublishedDataset {
  return {
    dataset,
    name,
    created: '2026-01-02T03:04:05.123456',
    changed: `2026-02-03T04:05:06.${String(order).padStart(6, '0')}`,
    publisher,
    sourceTitle: '江城市公共数据开放平台',
    jobId: `job-${order}`,
    chain: [{ id: dataset.origin.remoteId }, { hub: HUB_ID, id: dataset.identifier }],
  };
}

const SCHOOLS_ID = datasetIdentifier(SOURCE, 'a1');

/** Open, with every element that has a place in CKAN's answers. */
export const SCHOOLS = publish(
  datasetOf('a1', {
    title: '义务教育学校名录',
    titleEn: 'List of schools',
    code: '3420100/000001',
    classification: { levels: [{ level: 'lei', code: '3', name: '部门信息资源类' }] },
    publisher: { name: EDUCATION.title, code: '11420100MB1234567X', unit: '基础教育处' },
    abstract: '全市义务教育学校的名称、地址。\r\n每年更新。',
    formats: [{ class: 'spreadsheet', type: 'CSV' }],
    fields: [{ name: '学校名称', nameEn: 'name', dataType: 'C', length: 100 }, { name: '学生人数' }],
    sharing: { type: 'unconditional', condition: '工作参考', wayClass: '共享平台方式', wayType: '文件' },
    openness: { open: true, type: 'unconditional', loginRequired: true },
    updateCycle: 'annual',
    issued: '2025-09-01',
    modified: '2026-01-01',
    relatedCodes: ['3420100/000002'],
    themes: ['7', '18'],
    nationalThemes: ['科技、教育'],
    industry: 'P',
    keywords: ['学校', '义务教育/小学', '水'],
    volume: { records: 1200, bytes: 34567, text: '1200条' },
    temporal: { start: '2025-01-01', end: '2025-12-31' },
    spatial: '江城市',
    contact: { phone: '027-12345678', email: 'jyj@example.org' },
    securityLevel: '一般数据',
    registration: { code: 'R-1', access: 'open' },
    license: { id: 'cc-by', title: '知识共享署名', open: true },
    landingPage: 'https://jiangcheng.example.org/dataset/schools',
    version: '2',
    origin: { remoteId: 'a1', remoteName: 'schools', url: 'https://jiangcheng.example.org/dataset/schools' },
    distributions: [
      {
        identifier: distributionIdentifier(SCHOOLS_ID, 'r1'),
        remoteId: 'r1',
        title: '学校名录.csv',
        description: '逗号分隔',
        url: 'jiangcheng.example.org/files/schools.csv',
        format: 'CSV',
        formatRaw: 'csv',
        mediaType: 'text/csv',
        bytes: 1024,
        hash: 'abc',
        created: '2025-09-01T00:00:00',
        modified: '2026-01-01T00:00:00',
        kind: 'file',
        extras: { cache_url: 'https://jiangcheng.example.org/cache/1', datastore_active: true, 下载量: 7 },
      },
      { identifier: distributionIdentifier(SCHOOLS_ID, 'r2') },
    ],
    extras: [
      { key: 'cn_update_cycle', value: '每年' },
      { key: 'frequency', value: '每年' },
      { key: 'harvest_source_title', value: '别的平台' },
      { key: '数据范围', value: '全市' },
    ],
  }),
  { name: 'yi-wu-jiao-yu-xue-xiao-ming-lu', order: 1 },
);

const SECRET_FILE = {
  identifier: distributionIdentifier('closed', 'r1'),
  title: '不可见的文件',
  url: 'https://jiangcheng.example.org/files/hidden.csv',
  format: 'HIDDEN',
};

/** Not open: an entry with its basis; its file must never leave the hub. */
export const PATIENTS = publish(
  datasetOf('b2', {
    title: '患者登记信息',
    abstract: '涉及个人隐私。',
    publisher: { name: HEALTH.title },
    openness: { open: false, type: 'not_open', basis: '《个人信息保护法》第二十八条' },
    themes: ['2'],
    keywords: ['患者'],
    distributions: [SECRET_FILE],
    visibility: 'closed',
  }),
  { name: 'huan-zhe-deng-ji-xin-xi', order: 2, publisher: HEALTH },
);

/** Open on request. */
export const BEDS = publish(
  datasetOf('c3', {
    title: '医院床位使用情况',
    abstract: '各医院床位数。',
    publisher: { name: HEALTH.title },
    openness: { open: true, type: 'conditional', condition: '签订数据使用协议' },
    themes: ['2'],
    distributions: [SECRET_FILE],
    visibility: 'on-request',
  }),
  { name: 'yi-yuan-chuang-wei', order: 3, publisher: HEALTH },
);

/** What a hostile or careless portal writes, under a licence that CKAN does not know. */
export const HOSTILE = publish(
  datasetOf('d4', {
    title: `<script>alert("1")</script>'"&`,
    abstract: '</p><img src=x onerror=alert(2)>',
    license: {
      id: 'CC-BY-4.0',
      title: 'クリエイティブ・コモンズ 表示',
      url: 'javascript:alert(3)',
      open: true,
    },
    landingPage: 'javascript:alert(4)',
    origin: { remoteId: 'd4', url: 'data:text/html,<script>alert(5)</script>' },
    keywords: ['"><svg onload=alert(6)>'],
    distributions: [
      {
        identifier: distributionIdentifier('hostile', 'r1'),
        title: '<b>file</b>',
        url: 'javascript:alert(7)',
        format: 'CSV',
      },
    ],
    extras: [{ key: '__proto__', value: 'polluted' }],
  }),
  { name: 'hostile', order: 4 },
);

export const ALL = [SCHOOLS, PATIENTS, BEDS, HOSTILE];
