import { readFile, type Rows, sheetOf, workbookOf } from './workbook-file.js';

/** The columns of the official fill-in workbook, in its order. */
const COLUMNS = [
  ...[
    '类',
    '项',
    '目',
    '细目',
    '信息资源名称',
    '信息资源英文名',
    '信息资源代码',
    '信息资源提供方',
    '提供方内部部门',
  ],
  ...[
    '资源提供方代码',
    '信息资源摘要',
    '来源信息系统名称',
    '信息资源格式分类',
    '信息资源格式类型',
    '其他类型资源格式描述',
  ],
  ...['数据存储总量(G)', '结构化信息记录总数（万）', '已共享的数据存储量(G)', '已共享的结构化记录数(万)'],
  ...[
    '已开放的数据存储量(G)',
    '已开放的结构化记录数(万)',
    '信息项名称',
    '信息项英文名',
    '数据类型',
    '数据长度',
  ],
  ...[
    '共享类型',
    '共享条件',
    '共享方式分类',
    '共享方式类型',
    '是否向社会开放',
    '开放条件',
    '更新周期',
    '发布日期',
  ],
  '关联及类目名称',
];

type Filled = Readonly<Record<string, string | number | Date>>;

const SCHOOLS: Filled = {
  类: '部门信息资源类',
  项: '省级',
  目: '015',
  信息资源名称: '学校名录',
  信息资源英文名: 'Schools',
  信息资源代码: '3070150500/000049',
  信息资源提供方: '江城市教育局',
  提供方内部部门: '基础教育处',
  资源提供方代码: '11370000MB284651XL',
  信息资源摘要: '全市中小学校',
  来源信息系统名称: '学籍系统',
  信息资源格式分类: '电子表格',
  信息资源格式类型: 'xls、xlsx',
  '数据存储总量(G)': 0.5,
  '结构化信息记录总数（万）': 1.2,
  '已共享的数据存储量(G)': 0.25,
  信息项名称: '校名',
  信息项英文名: 'name',
  数据类型: '字符型',
  数据长度: 100,
  共享类型: '有条件共享',
  共享条件: '作为行政依据',
  共享方式分类: '共享平台方式',
  共享方式类型: '文件',
  是否向社会开放: '是',
  开放条件: '注明来源',
  更新周期: '每年',
  发布日期: new Date('2023-06-16T00:00:00Z'),
  关联及类目名称: '2030010000/000012',
};

const SECOND_FIELD: Filled = { 信息项名称: '地址', 数据类型: '字符型', 数据长度: 200 };
const PARKS: Filled = {
  信息资源名称: '公园名录',
  信息资源代码: '3070150500/000050',
  信息资源提供方: '江城市园林局',
  信息项名称: '园名',
  数据类型: '字符型',
};

function rowsOf(...records: readonly Filled[]): Rows {
  return [COLUMNS, ...records.map((record) => COLUMNS.map((column) => record[column] ?? null))];
}

function fileOf(rows: Rows): Buffer {
  return workbookOf({ 目录: sheetOf(rows) });
}

describe('the official fill-in workbook', () => {
  it('has each column in the element that the guide gives it', async () => {
    const { drafts, records } = await readFile(fileOf(rowsOf(SCHOOLS)));
    expect(records[0]?.remoteId).toBe('3070150500/000049');
    expect(drafts).toHaveLength(1);
    expect(drafts[0]).toMatchObject({
      title: '学校名录',
      titleEn: 'Schools',
      code: '3070150500/000049',
      classification: { lei: { name: '部门信息资源类' }, xiang: { name: '省级' }, mu: { code: '015' } },
      publisher: { name: '江城市教育局', unit: '基础教育处', code: '11370000MB284651XL' },
      abstract: '全市中小学校',
      formats: ['电子表格-xls', '电子表格-xlsx'],
      fields: [{ 信息项名称: '校名', 信息项英文名: 'name', 数据类型: '字符型', 数据长度: '100' }],
      volume: { bytes: 0.5 * 1024 ** 3, records: 12_000 },
      shareType: '有条件共享',
      shareCondition: '作为行政依据',
      shareWayClass: '共享平台方式',
      shareWayType: '文件',
      openFlag: '是',
      openCondition: '注明来源',
      updateCycle: '每年',
      issued: '2023-06-16',
      relatedCodes: '2030010000/000012',
    });
    expect(drafts[0]?.openType).toBeUndefined();
    const extras = drafts[0]?.extras?.map(({ key }) => key);
    expect(extras).toEqual(expect.arrayContaining(['来源信息系统名称', '已共享的数据存储量(G)']));
    expect(extras).not.toContain('信息项');
  });

  it('keeps the guide’s meaning of 开放条件 where the hub’s general table has another', async () => {
    const labels = (label: string): string | undefined =>
      ({ 开放条件: 'openType', 数据类型: 'formats' })[label];
    const { drafts } = await readFile(fileOf(rowsOf(SCHOOLS)), { labels });
    expect(drafts[0]).toMatchObject({
      openCondition: '注明来源',
      formats: ['电子表格-xls', '电子表格-xlsx'],
    });
  });

  it('lets the source’s own labels win over the guide’s', async () => {
    const { drafts } = await readFile(fileOf(rowsOf(SCHOOLS)), {
      source: { labels: { 开放条件: 'openBasis' } },
    });
    expect(drafts[0]).toMatchObject({ openBasis: '注明来源', openCondition: undefined });
  });

  it.each([
    ['left blank', SECOND_FIELD],
    ['repeated', { ...SCHOOLS, ...SECOND_FIELD, 信息项英文名: '' }],
  ])('makes one resource of rows in which its columns are %s', async (_, second) => {
    const { raws, problems } = await readFile(fileOf(rowsOf(SCHOOLS, second, PARKS)));
    expect(problems).toEqual([]);
    expect(raws).toHaveLength(2);
    expect(raws[0]?.['信息项']).toEqual([
      { 信息项名称: '校名', 信息项英文名: 'name', 数据类型: '字符型', 数据长度: '100' },
      { 信息项名称: '地址', 数据类型: '字符型', 数据长度: '200' },
    ]);
    expect(raws[1]?.['信息项']).toEqual([{ 信息项名称: '园名', 数据类型: '字符型' }]);
  });

  it('makes one resource of rows over which its columns are merged', async () => {
    const sheet = sheetOf(rowsOf(SCHOOLS, SECOND_FIELD, PARKS));
    sheet['!merges'] = COLUMNS.slice(0, 21).map((_, column) => ({
      s: { r: 1, c: column },
      e: { r: 2, c: column },
    }));
    const { raws, problems } = await readFile(workbookOf({ 目录: sheet }));
    expect(problems).toEqual([]);
    expect(raws.map((raw) => (raw['信息项'] as readonly unknown[]).length)).toEqual([2, 1]);
  });

  it('keeps resources of one name apart by their providers', async () => {
    const other = { ...PARKS, 信息资源提供方: '海洲市园林局', 信息资源代码: '' };
    const { records } = await readFile(fileOf(rowsOf({ ...PARKS, 信息资源代码: '' }, other)));
    expect(records.map(({ remoteId }) => remoteId)).toEqual([
      '公园名录 / 江城市园林局',
      '公园名录 / 海洲市园林局',
    ]);
  });

  it('tells where rows of one resource disagree, and keeps both values', async () => {
    const second = { ...SCHOOLS, ...SECOND_FIELD, 更新周期: '每月' };
    const { records, raws, drafts } = await readFile(fileOf(rowsOf(SCHOOLS, second)));
    expect(records[0]?.problems).toEqual([
      { stage: 'gather', code: 'rows-disagree', bar: 'advice', pointer: '/更新周期', detail: '/row/3' },
    ]);
    expect(raws[0]?.['信息项']).toContainEqual(
      expect.objectContaining({ 信息项名称: '地址', 更新周期: '每月' }),
    );
    expect(drafts[0]?.updateCycle).toBe('每年');
  });

  it('leaves out repeated rows and notes below the table, and says which', async () => {
    const note = { 类: '填表人：某某  审核人：某某' };
    const { raws, problems } = await readFile(fileOf(rowsOf(SCHOOLS, SCHOOLS, note)));
    expect(problems).toEqual(['notice row-left-out /row/3', 'notice row-left-out /row/4']);
    expect(JSON.stringify(raws)).not.toContain('某某');
  });

  it('makes a record of rows above the first resource, for the rules to reject', async () => {
    const { drafts } = await readFile(fileOf(rowsOf(SECOND_FIELD, SCHOOLS)));
    expect(drafts.map(({ title }) => title)).toEqual([undefined, '学校名录']);
  });

  it('finds a header of two rows below a title, with groups over the columns and a row of obligations', async () => {
    const top = COLUMNS.map((label, index) => {
      if (index === 0) return '信息资源分类';
      if (label === '信息资源格式分类') return '信息资源格式';
      if (label === '信息项名称') return '信息项信息';
      return index < 4 || ['信息资源格式类型', '信息项英文名', '数据类型', '数据长度'].includes(label)
        ? null
        : label;
    });
    const bottom = COLUMNS.map((label, index) => {
      if (label === '信息资源格式分类') return '分类';
      if (label === '信息资源格式类型') return '类型';
      return index < 4 || top[index] === null || label === '信息项名称' ? label : null;
    });
    const obligations = COLUMNS.map((_, index) => (index % 3 === 0 ? '必填' : '选填'));
    const rows: Rows = [
      ['江城市政务信息资源目录'],
      top,
      bottom,
      obligations,
      ...rowsOf(SCHOOLS, SECOND_FIELD).slice(1),
    ];
    const { drafts } = await readFile(fileOf(rows));
    const plain = await readFile(fileOf(rowsOf(SCHOOLS, SECOND_FIELD)));
    expect(drafts).toHaveLength(1);
    const elements = { ...drafts[0], extras: [] };
    const expected = { ...plain.drafts[0], extras: [] };
    expect(elements).toEqual(expected);
  });

  it('takes each row for a resource where no column is for 信息项', async () => {
    const columns = ['信息资源名称', '信息资源代码', '信息资源提供方'];
    const rows = [columns, ['甲', '307/1', '某局'], ['甲', '307/1', '某局'], ['', '', '某局']];
    const { records, problems } = await readFile(fileOf(rows));
    expect(records.map(({ remoteId }) => remoteId)).toEqual(['307/1', expect.stringMatching(/^~/)]);
    expect(problems).toEqual(['notice duplicate-record /']);
  });

  it('does not let a workbook without a second name become one record without end', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => `,,${String(index).padEnd(100_000, 'x')}`);
    const { raws, problems } = await readFile(
      ['信息资源名称,信息资源代码,信息项名称', '甲,1,', ...rows].join('\n'),
    );
    expect(raws).toHaveLength(1);
    const kept = (raws[0]?.['信息项'] as readonly unknown[]).length;
    expect(kept).toBeLessThan(20);
    expect(problems).toHaveLength(30 - kept);
  });

  it('keeps no contact person, in whatever row it stands', async () => {
    const rows: Rows = [
      ['信息资源名称', '信息资源代码', '信息项名称', '联系人', '联系电话'],
      ['甲', '307/1', 'a', '王某某', '13900001111'],
      [null, null, 'b', '李某某', '010-12345678'],
    ];
    const { gathered, raws } = await readFile(fileOf(rows));
    expect(raws).toHaveLength(1);
    expect(JSON.stringify(gathered)).not.toMatch(/某某|13900001111/);
    expect(JSON.stringify(raws)).toContain('010-12345678');
  });
});
