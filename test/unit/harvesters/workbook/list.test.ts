import { createLabelReader } from '../../../../src/domain/labels.js';
import { shippedCrosswalks } from '../../../support/national-profile.js';
import { readFile, sheetOf, workbookOf } from './workbook-file.js';

const CSV = [
  '序号,名称,资源代码,提供方,更新频率,下载量,首页,联系人',
  '1,学校名录,A-1,江城市教育局,每年,7,一,某某',
  '2,公园名录,A-2,江城市园林局,每月,9,二,某某',
].join('\r\n');

describe('a list with a row a record', () => {
  it('has its labels understood, the rest as extras, and neither row numbers nor counters', async () => {
    const { records, drafts, problems } = await readFile(CSV);
    expect(problems).toEqual([]);
    expect(records.map(({ remoteId }) => remoteId)).toEqual(['A-1', 'A-2']);
    expect(drafts[0]).toMatchObject({
      title: '学校名录',
      code: 'A-1',
      publisher: { name: '江城市教育局' },
      updateCycle: '每年',
    });
    expect(drafts[0]?.extras).toContainEqual({ key: '首页', value: '一' });
    expect(JSON.stringify(drafts)).not.toMatch(/序号|下载量|某某/);
  });

  it('gives the record’s own bytes, the same however the rows are numbered and counted', async () => {
    const first = await readFile(CSV);
    const moved = CSV.replace('2,公园名录', '3,公园名录').replace('每月,9', '每月,10');
    const second = await readFile(moved);
    expect(second.records[1]?.sent?.bytes).toEqual(first.records[1]?.sent?.bytes);
    expect(JSON.parse(Buffer.from(first.records[1]?.sent?.bytes ?? []).toString())).toEqual(first.raws[1]);
  });

  it.each([
    ['an id', 'id,名称\n7,甲', '7'],
    ['an address', '名称,链接\n甲,https://x.example/1', 'https://x.example/1'],
    ['title and provider', '名称,提供方\n甲 一,某局', '甲 一 / 某局'],
    ['the title alone', '名称,提供方\n甲,', '甲'],
    ['its content', '名称,提供方,备注\n,,乙', expect.stringMatching(/^~[0-9a-f]{20}$/)],
  ])('tells a record by %s where there is no code', async (_, csv, remoteId) => {
    const { records } = await readFile(csv);
    expect(records.map((record) => record.remoteId)).toEqual([remoteId]);
  });

  it('tells records by the columns that the source states, by label or by letter', async () => {
    const csv = '名称,年份,资源代码\n甲,2022,1\n甲,2023,1';
    for (const key of [
      ['名称', '年份'],
      ['A', 'B'],
    ]) {
      const { records } = await readFile(csv, { options: { key } });
      expect(records.map(({ remoteId }) => remoteId)).toEqual(['甲 / 2022', '甲 / 2023']);
    }
  });

  it('refuses a key that the table has no column for', async () => {
    await expect(readFile(CSV, { options: { key: '目录编号' } })).rejects.toMatchObject({ fault: 'schema' });
  });

  it('keeps records of one key apart and tells the same one met twice', async () => {
    const { records, problems } = await readFile('名称,资源代码\n甲,1\n乙,1\n甲,1');
    expect(records.map(({ remoteId }) => remoteId)).toEqual(['1', expect.stringMatching(/^1~[0-9a-f]{12}$/)]);
    expect(records[1]?.problems?.map(({ code }) => code)).toEqual(['identity-collision']);
    expect(problems).toEqual(['notice duplicate-record /']);
  });

  it('passes over blank rows, and keeps a row without a title for the rules to reject', async () => {
    const { raws } = await readFile('名称,提供方\n\n甲,某局\n , \n,某局\n');
    expect(raws).toEqual([{ 名称: '甲', 提供方: '某局' }, { 提供方: '某局' }]);
  });

  it('drops a row whose values ran over the last column, and says which', async () => {
    const { raws, problems } = await readFile('名称,提供方\n甲,某局\n乙,一,二,某局\n丙,某局,,\n');
    expect(problems).toEqual(['gap malformed-record /row/3']);
    expect(raws.map(({ 名称: title }) => title)).toEqual(['甲', '丙']);
  });

  it('counts blank lines in the number of a row', async () => {
    const { problems } = await readFile('名称,提供方\r\n\r\n\r\n甲,某局\r\n\r\n乙,一,二,某局\r\n');
    expect(problems).toEqual(['gap malformed-record /row/6']);
  });

  it('keeps what stands beside the table in a workbook, under the letters of its column', async () => {
    const { raws, problems } = await readFile(
      workbookOf({
        列表: sheetOf([
          ['名称', '提供方'],
          ['甲', '某局', '注'],
        ]),
      }),
    );
    expect(problems).toEqual([]);
    expect(raws).toEqual([{ 名称: '甲', 提供方: '某局', 列C: '注' }]);
  });

  it('keeps columns of one label apart', async () => {
    const { raws } = await readFile('名称,备注,备注\n甲,一,二');
    expect(raws).toEqual([{ 名称: '甲', 备注: '一', '备注 (2)': '二' }]);
  });

  it('survives labels that are names of an object’s own', async () => {
    const { raws, drafts } = await readFile('名称,__proto__,constructor\n甲,一,二');
    expect(JSON.stringify(raws)).toBe('[{"名称":"甲","__proto__":"一","constructor":"二"}]');
    expect(drafts[0]?.title).toBe('甲');
  });
});

describe('the header of a list', () => {
  it('is found below titles and instructions', async () => {
    const { drafts } = await readFile('江城市目录,,\n填报说明：如实填写,,\n\n名称,提供方,摘要\n甲,某局,一');
    expect(drafts.map(({ title }) => title)).toEqual(['甲']);
  });

  it('is understood by the hub’s own table as well', async () => {
    const labels = createLabelReader(shippedCrosswalks()['labels']!, {});
    const { drafts } = await readFile('数源单位/数据提供单位,数据集名称\n某局,甲', { labels });
    expect(drafts[0]).toMatchObject({ title: '甲', publisher: { name: '某局' } });
  });

  it('is where the source says', async () => {
    const csv = '名称,提供方\n某某一,某某二\n甲,乙';
    const options = { headerRow: 2, columns: { 某某一: 'title', B: 'publisher' } };
    const { raws, drafts } = await readFile(csv, { options });
    expect(raws).toEqual([{ 某某一: '甲', 列B: '乙' }]);
    expect(drafts[0]).toMatchObject({ title: '甲', publisher: { name: '乙' } });
  });

  it.each([[{ headerRow: 0 }], [{}]])(
    'may be missing where columns are mapped by letter (%j)',
    async (more) => {
      const options = { ...more, columns: { A: 'title', '3': 'landingPage', AA: 'abstract' } };
      const { records, drafts } = await readFile('甲,一,/dataset/1\n乙,二,/dataset/2', {
        options: { ...options, linkBase: 'https://data.example.org', fixed: { publisher: '某市政府' } },
      });
      expect(records.map(({ remoteId }) => remoteId)).toEqual(['/dataset/1', '/dataset/2']);
      expect(drafts[1]).toMatchObject({
        title: '乙',
        landingPage: 'https://data.example.org/dataset/2',
        origin: { url: 'https://data.example.org/dataset/2' },
        publisher: { name: '某市政府' },
        extras: [{ key: '列A' }, { key: '列B', value: '二' }, { key: '列C', value: '/dataset/2' }],
      });
    },
  );

  it('ends the run with a typed error where none is understood', async () => {
    await expect(readFile('甲,一,/dataset/1\n乙,二,/dataset/2')).rejects.toMatchObject({
      fault: 'not-spreadsheet',
      message: expect.stringContaining('headerRow'),
    });
  });

  it('lists nothing where nothing is below it', async () => {
    expect((await readFile('名称,提供方\n')).gathered).toEqual([]);
  });
});

describe('the columns that a source maps', () => {
  it('win over every table; none keeps a column as an extra, ignore drops it', async () => {
    const options = { columns: { 名称: 'abstract', 提供方: 'none', 备注: 'ignore', 全称: 'title' } };
    const { drafts } = await readFile('名称,全称,提供方,备注\n甲,甲甲,某局,x', { options });
    expect(drafts[0]).toMatchObject({ title: '甲甲', abstract: '甲' });
    expect(drafts[0]?.publisher).toBeUndefined();
    expect(drafts[0]?.extras?.map(({ key }) => key)).toEqual(['全称', '名称', '提供方']);
  });

  it('can be parts of elements', async () => {
    const options = {
      columns: { 条数: 'volumeRecords', 字节: 'volumeBytes', 起: 'temporalStart', 类别: 'lei' },
    };
    const { drafts } = await readFile('名称,条数,字节,起,类别\n甲,"1,200",0,2020,3', { options });
    expect(drafts[0]).toMatchObject({
      volume: { records: 1200 },
      temporal: { start: '2020' },
      classification: { lei: { name: '3' } },
    });
  });

  it('say what could not be read as a number', async () => {
    const options = { columns: { 条数: 'volumeRecords' } };
    const { drafts } = await readFile('名称,条数\n甲,约三万', { options });
    expect(drafts[0]?.volume).toBeUndefined();
    expect(drafts[0]?.unread).toEqual([{ pointer: '/条数', reason: 'no number', value: '约三万' }]);
  });
});

describe('constants of a source', () => {
  it('win over what the records say', async () => {
    const options = {
      fixed: { openType: '无条件开放', publisherCode: '11370000MB284651XL', updateCycle: '每年' },
    };
    const { drafts } = await readFile('名称,提供方,更新周期\n甲,某局,每月', { options });
    expect(drafts[0]).toMatchObject({
      openType: '无条件开放',
      updateCycle: '每年',
      publisher: { name: '某局', code: '11370000MB284651XL' },
    });
  });
});

describe('the records of a list', () => {
  it('are mapped alike from what was read and from what was stored', async () => {
    const { workbookHarvester } = await import('./workbook-file.js');
    const harvester = workbookHarvester();
    const { records, drafts } = await readFile(CSV);
    const [record] = records;
    if (record === undefined) throw new Error('a record is expected');
    const fetched = await harvester.fetch(record, new AbortController().signal);
    expect(harvester.map(JSON.parse(JSON.stringify(fetched.raw)), record.remoteId)).toEqual(drafts[0]);
    expect(fetched.bytes).toEqual(record.sent?.bytes);
    expect(harvester.map(null, 'x')).toMatchObject({ origin: { remoteId: 'x' }, extras: [] });
  });
});
