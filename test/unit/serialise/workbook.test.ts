import { buffer } from 'node:stream/consumers';
import { read, utils } from '@e965/xlsx';
import { closedRows, CLOSED_HEADER } from '../../../src/serialise/guide/closed-sheet.js';
import { GUIDE_HEADER, guideRows } from '../../../src/serialise/guide/guide-sheet.js';
import { WORKBOOKS } from '../../../src/serialise/guide/workbooks.js';
import { columnName } from '../../../src/serialise/xlsx/sheet.js';
import type { Cell } from '../../../src/serialise/xlsx/sheet.js';
import { writeWorkbook } from '../../../src/serialise/xlsx/workbook.js';
import { SITE } from '../../support/api-client.js';
import { makeDataset } from '../../support/make-dataset.js';
import { publish } from '../../support/published-datasets.js';
import { readFile } from '../harvesters/workbook/workbook-file.js';

async function* each(rows: readonly (readonly Cell[])[]): AsyncGenerator<readonly Cell[]> {
  for (const row of rows) yield await Promise.resolve(row);
}

async function write(
  rows: readonly (readonly Cell[])[],
  header: readonly string[] = ['甲', '乙'],
): Promise<Buffer> {
  return buffer(writeWorkbook([{ name: '目录', header, rows: each(rows) }]));
}

function cellsOf(file: Buffer, sheet = 0): unknown[][] {
  const book = read(file);
  return utils.sheet_to_json(book.Sheets[book.SheetNames[sheet] ?? ''] ?? {}, { header: 1 });
}

describe('a workbook', () => {
  it('holds texts, numbers and blanks as they are, whatever they look like', async () => {
    const texts = [
      '=1+1',
      '+86',
      '@x',
      ' 两端 ',
      '<b>&"\'',
      '第一行\n第二行',
      '_x000D_',
      '\u202eRTL',
      '😀',
      '007',
    ];
    const rows = texts.map((text, place) => [text, place]);
    expect(cellsOf(await write(rows))).toEqual([['甲', '乙'], ...rows]);
    expect(
      cellsOf(
        await write([
          [undefined, ''],
          ['', 3],
        ]),
      ),
    ).toEqual([['甲', '乙'], [], [undefined, 3]]);
  });

  it('leaves out what no workbook may hold, and cuts what no cell holds', async () => {
    const [, row = []] = cellsOf(await write([['a\u0000\u0008\ud800b', '长'.repeat(1_000_000)]]));
    expect(row[0]).toBe('ab');
    expect(String(row[1])).toHaveLength(32_767);
    expect(String(row[1]).endsWith('长…')).toBe(true);
  });

  it('quotes what looks like a formula, and has days as days where they are announced', async () => {
    const days = ['2024-05-01', '2024-02-30', '2024-05', '1899-12-31', '=1+1'];
    const rows = days.map((day) => [day, day]);
    const file = await buffer(
      writeWorkbook([{ name: '目录', header: ['甲', '日期'], dates: ['日期'], rows: each(rows) }]),
    );
    const book = read(file, { cellDates: true, cellNF: true });
    const sheet = book.Sheets['目录'] ?? {};
    const cell = (at: string): unknown => (sheet[at] as { readonly t: string } | undefined)?.t;
    expect(days.map((_, row) => [cell(`A${row + 2}`), cell(`B${row + 2}`)])).toEqual([
      ['s', 'd'],
      ...days.slice(1).map(() => ['s', 's']),
    ]);
    expect((sheet['B2'] as { readonly z: string; readonly w: string }).w).toBe('2024-05-01');
    expect(sheet['A6']).not.toHaveProperty('f');
  });

  it('is the same file each time', async () => {
    expect((await write([['a', 1]])).equals(await write([['a', 1]]))).toBe(true);
  });

  it('has several sheets', async () => {
    const file = await buffer(
      writeWorkbook([
        { name: '目录', header: ['甲'], rows: each([['a']]) },
        { name: '不予开放', header: ['乙'], rows: each([['b']]) },
      ]),
    );
    expect(read(file).SheetNames).toEqual(['目录', '不予开放']);
    expect(cellsOf(file, 1)).toEqual([['乙'], ['b']]);
  });

  it('fails when its rows do', async () => {
    async function* broken(): AsyncGenerator<readonly Cell[]> {
      yield ['a'];
      await Promise.reject(new Error('no more rows'));
    }
    await expect(buffer(writeWorkbook([{ name: '目录', header: ['甲'], rows: broken() }]))).rejects.toThrow(
      'no more rows',
    );
  });

  it('names columns as spreadsheets do', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
  });
});

describe("the guide's workbook", () => {
  const dataset = makeDataset('r1', {
    title: '停车场',
    titleEn: 'Car parks',
    code: '307015/000001',
    publisher: { name: '江城市交通运输局', code: '11330100002489501N', unit: '停车处' },
    classification: {
      levels: [
        { level: 'lei', code: '3', name: '部门信息资源类' },
        { level: 'xiang', code: '07' },
      ],
    },
    formats: [
      { class: 'spreadsheet', type: 'XLSX' },
      { class: 'spreadsheet', type: 'CSV' },
    ],
    fields: [
      { name: '名称', nameEn: 'name', dataType: 'C', length: 100 },
      { name: '泊位数', dataType: 'I' },
    ],
    sharing: { type: 'unconditional', wayClass: '共享平台方式', wayType: '文件' },
    openness: { open: true, type: 'unconditional', condition: '注明来源' },
    updateCycle: 'monthly',
    issued: '2024-05-01',
    relatedCodes: ['1/1', '2/2'],
    volume: { records: 25_000, bytes: 3 * 1024 ** 3 },
  });
  const labelled = (row: readonly Cell[] | undefined): Record<string, Cell> =>
    Object.fromEntries(GUIDE_HEADER.map((label, place) => [label, row?.[place]]));

  it('has the columns of the template, and a row for each field', () => {
    const [first, second, ...others] = guideRows(dataset);
    expect(others).toEqual([]);
    expect(labelled(first)).toMatchObject({
      ...{ 类: '部门信息资源类', 项: '07', 信息资源名称: '停车场', 信息资源英文名: 'Car parks' },
      ...{ 信息资源代码: '307015/000001', 信息资源提供方: '江城市交通运输局', 提供方内部部门: '停车处' },
      ...{
        资源提供方代码: '11330100002489501N',
        信息资源格式分类: '电子表格',
        信息资源格式类型: 'XLSX；CSV',
      },
      ...{ '数据存储总量(G)': 3, '结构化信息记录总数(万)': 2.5, '已开放的结构化记录数(万)': 2.5 },
      ...{ 信息项名称: '名称', 信息项英文名: 'name', 数据类型: '字符型', 数据长度: 100 },
      ...{ 共享类型: '无条件共享', 共享方式分类: '共享平台方式', 是否向社会开放: '是', 更新周期: '每月' },
      ...{ 发布日期: '2024-05-01', 关联及类目名称: '1/1；2/2' },
    });
    expect(labelled(second)).toMatchObject({
      ...{ 信息资源名称: '停车场', 信息资源代码: '307015/000001', 信息资源提供方: '江城市交通运输局' },
      ...{ 信息项名称: '泊位数', 数据类型: '整型', 信息资源摘要: undefined },
    });
  });

  it('is read again as it was written', async () => {
    const datasets = [dataset, makeDataset('r3', { title: '公园', fields: [] })].map((each, order) =>
      publish(each, { name: `n-${order}`, order }),
    );
    const sheets = WORKBOOKS.guide.sheets(() => datasets, SITE);
    const { drafts, problems } = await readFile(await buffer(writeWorkbook(sheets.slice(0, 1))));
    expect(problems).toEqual([]);
    expect(drafts).toMatchObject([
      {
        ...{ title: '停车场', titleEn: 'Car parks', code: '307015/000001', abstract: dataset.abstract },
        publisher: { name: '江城市交通运输局', code: '11330100002489501N', unit: '停车处' },
        ...{ shareType: '无条件共享', openFlag: '是', updateCycle: '每月', issued: '2024-05-01' },
      },
      { title: '公园', publisher: { name: '江城市交通运输局' } },
    ]);
    expect(drafts[0]?.fields).toMatchObject([
      { 信息项名称: '名称', 信息项英文名: 'name', 数据类型: '字符型', 数据长度: '100' },
      { 信息项名称: '泊位数', 数据类型: '整型' },
    ]);
  });

  it('lists what is not open with its basis, and nothing else', () => {
    expect(closedRows(dataset)).toEqual([]);
    const closed = makeDataset('r2', {
      visibility: 'closed',
      openness: { open: false, type: 'not_open', basis: '《保守国家秘密法》' },
    });
    const [row = []] = closedRows(closed);
    const named = Object.fromEntries(CLOSED_HEADER.map((label, place) => [label, row[place]]));
    expect(named).toMatchObject({ 开放类型: '不予开放', 不予开放依据: '《保守国家秘密法》' });
    expect(row).toHaveLength(CLOSED_HEADER.length);
  });
});
