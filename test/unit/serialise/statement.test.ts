import { buffer } from 'node:stream/consumers';
import { read, utils } from '@e965/xlsx';
import type { Dataset } from '../../../src/domain/dataset.js';
import { statementRow, STATEMENT_HEADER } from '../../../src/serialise/guide/statement-sheet.js';
import { WORKBOOKS } from '../../../src/serialise/guide/workbooks.js';
import { writeWorkbook } from '../../../src/serialise/xlsx/workbook.js';
import { SITE } from '../../support/api-client.js';
import { makeDataset } from '../../support/make-dataset.js';
import { publish } from '../../support/published-datasets.js';

type Row = Readonly<Record<string, unknown>>;

const table = (remoteId: string, elements: Partial<Dataset>): Dataset =>
  makeDataset(remoteId, {
    distributions: [
      { identifier: `${remoteId}-f`, url: 'https://p.example/a.csv', format: 'CSV', kind: 'file' },
    ],
    ...elements,
  });

const FULL = table('full', {
  title: '=停车场',
  themes: ['6', '18'],
  classification: { levels: [{ level: 'lei', code: '3' }] },
  updateCycle: 'realtime',
  openness: { type: 'unconditional', condition: '注明来源' },
  issued: '2024-05-01',
  distributions: [
    { identifier: 'f1', url: 'https://p.example/a.csv', format: 'CSV', kind: 'file' },
    { identifier: 'f2', url: 'https://p.example/api', kind: 'api' },
  ],
});
const SCAN = table('scan', {
  themes: ['6'],
  distributions: [{ identifier: 'f3', url: 'https://p.example/a.pdf', format: 'PDF', kind: 'file' }],
});
const CLOSED = table('closed', {
  themes: [],
  visibility: 'closed',
  openness: { type: 'not_open', basis: '《保守国家秘密法》' },
});
const ASKED = table('asked', { themes: [], visibility: 'on-request' });

function rowOf(dataset: Dataset): Row {
  const row = statementRow(publish(dataset, { name: 'x', order: 1 }), SITE);
  expect(row).toHaveLength(STATEMENT_HEADER.length);
  return Object.fromEntries(STATEMENT_HEADER.map((label, place) => [label, row[place]]));
}

describe('the open catalogue', () => {
  it('states of each resource what the pilot plan asks for', () => {
    expect(rowOf(FULL)).toMatchObject({
      ...{ 主题分类: '交通运输；生活服务', 开放部门: FULL.publisher.name, 数据属性: '部门信息资源类' },
      ...{ 更新时限: '实时', 开放类型: '无条件开放', 开放方式: '数据下载；接口调用', 使用要求: '注明来源' },
      ...{ 是否可机读: '是', 是否提供接口: '是', 目录要素完整率: 1 },
      目录页面: `${SITE.url}/dataset/x`,
    });
  });

  it('leaves blank what the record does not say', () => {
    expect(rowOf(SCAN)).toMatchObject({
      ...{
        数据属性: undefined,
        开放类型: undefined,
        使用要求: undefined,
        是否可机读: '否',
        是否提供接口: '否',
      },
    });
  });

  it('tells nothing of the files of what is not open', () => {
    expect(rowOf(CLOSED)).toMatchObject({
      ...{ 开放类型: '不予开放', 开放属性依据: '《保守国家秘密法》', 开放方式: undefined },
      ...{ 是否可机读: undefined, 是否提供接口: undefined },
    });
    // The hub's own decision is no statement of the record.
    expect(rowOf(ASKED)).toMatchObject({ 开放类型: undefined, 开放方式: '依申请提供' });
  });

  it('sums up by domain and by the measures of the plan', async () => {
    const all = [FULL, SCAN, CLOSED, ASKED].map((dataset, order) =>
      publish(dataset, { name: `n-${order}`, order }),
    );
    const book = read(await buffer(writeWorkbook(WORKBOOKS['open-catalog'].sheets(() => all, SITE))));
    expect(book.SheetNames).toEqual(['公共信息资源开放目录', '分领域汇总', '开放指标', '未开放资源清单']);
    const [rows = [], domains = [], measures = [], closed = []] = book.SheetNames.map((name) =>
      utils.sheet_to_json<Row>(book.Sheets[name] ?? {}),
    );
    expect(rows).toHaveLength(4);
    expect(rows[0]?.['信息资源名称']).toBe('=停车场');
    const domain = (name: string): Row | undefined => domains.find((row) => row['领域'] === name);
    expect(domains).toHaveLength(23);
    expect(domain('交通运输')).toMatchObject({ 资源数: 2, 已开放: 2, 无条件开放: 1, 可下载: 2, 可机读: 1 });
    expect(domain('未标明领域')).toMatchObject({ 资源数: 2, 已开放: 1, 有条件开放: 0, 不予开放: 1 });
    expect(domain('合计（每个数据集计一次）')).toMatchObject({ 资源数: 4, 已开放: 3, 提供接口: 1 });
    const measure = (name: string): unknown => measures.find((row) => row['指标'] === name)?.['数值'];
    expect(measure('已开放数据集数')).toBe(3);
    expect(measure('涉及领域数')).toBe(2);
    expect(measure('可机读率')).toBe('50%');
    expect(measure('接口提供率')).toBe('33.33%');
    expect(measure('更新时限：实时')).toBe(1);
    expect(closed).toHaveLength(2);
  });

  it('has no rate of nothing', async () => {
    const book = read(await buffer(writeWorkbook(WORKBOOKS['open-catalog'].sheets(() => [], SITE))));
    const measures = utils.sheet_to_json<Row>(book.Sheets['开放指标'] ?? {});
    expect(measures.find((row) => row['指标'] === '可机读率')).not.toHaveProperty('数值');
  });
});
