import { packageOf, readFile, sheetOf, workbookOf, xmlRow, zipOf } from './workbook-file.js';

const HEADER = ['名称', '资源代码', '发布日期', '提供方'];
const DAY = new Date('2023-06-16T00:00:00Z');

describe('the values of a workbook', () => {
  it.each(['xlsx', 'xlsm', 'biff8'] as const)('are text, days and whole codes in %s', async (type) => {
    const sheet = sheetOf([HEADER, ['甲', 307013370000308, DAY, 1.1], ['乙', 49, '2023年6月', true]]);
    sheet['B3'].z = '000000';
    const { raws } = await readFile(workbookOf({ 列表: sheet }, type));
    expect(raws).toEqual([
      { 名称: '甲', 资源代码: '307013370000308', 发布日期: '2023-06-16', 提供方: '1.1' },
      { 名称: '乙', 资源代码: '000049', 发布日期: '2023年6月', 提供方: 'TRUE' },
    ]);
  });

  it.each([
    ['yyyy/m/d h:mm', 45093.5, '2023-06-16 12:00:00'],
    ['yyyy"年"m"月"', 45093, '2023-06'],
    ['yyyy', 45093, '2023'],
    ['[$-404]e/m/d', 45093, '2023-06-16'],
    ['h:mm', 0.25, '06:00:00'],
    ['0.00E+00', 3070133700003080, '3070133700003080'],
    ['General', 0.1 + 0.2, '0.3'],
    ['General', 1e-7, '0.0000001'],
    ['0.00%', 0.5, '0.5'],
  ])('shown as %s are read as %s', async (format, value, text) => {
    const sheet = sheetOf([HEADER, ['甲', '1', value]]);
    sheet['C2'].z = format;
    expect((await readFile(workbookOf({ 列表: sheet }))).raws[0]?.['发布日期']).toBe(text);
  });

  it.each([14, 31, 57, 58])('are days in format %i, which has no text in the file', async (format) => {
    const styles = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="${format}" applyNumberFormat="1"/></cellXfs></styleSheet>`;
    const row =
      '<row r="2"><c r="A2" t="inlineStr"><is><t>甲</t></is></c><c r="C2" s="1"><v>45093</v></c></row>';
    const parts = packageOf(xmlRow(1, HEADER) + row, { 'xl/styles.xml': styles });
    expect((await readFile(zipOf(parts))).raws).toEqual([{ 名称: '甲', 发布日期: '2023-06-16' }]);
  });

  it('count days from 1904 where the workbook does', async () => {
    const styles =
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>';
    const parts = packageOf(`${xmlRow(1, HEADER)}<row r="2"><c r="C2" s="0"><v>43631</v></c></row>`, {
      'xl/styles.xml': styles,
    });
    const book = parts['xl/workbook.xml']?.replace('<sheets>', '<workbookPr date1904="1"/><sheets>') ?? '';
    const { raws } = await readFile(zipOf({ ...parts, 'xl/workbook.xml': book }));
    expect(raws).toEqual([{ 发布日期: '2023-06-16' }]);
  });

  it('keep their places behind empty strings, rich text and cells without an address', async () => {
    const strings =
      '<sst xmlns="x"><si/><si><t>甲</t></si><si><r><t>乙</t></r><r><t xml:space="preserve"> 丙</t></r></si></sst>';
    const cells = '<c t="s"><v>1</v></c><c t="s"><v>0</v></c><c t="s"><v>2</v></c>';
    const types =
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/people.xml" ContentType="application/vnd.ms-excel.person+xml"/></Types>';
    const parts = packageOf(`${xmlRow(1, HEADER)}<row r="2">${cells}</row>`, {
      'xl/sharedStrings.xml': strings,
      '[Content_Types].xml': types,
    });
    expect((await readFile(zipOf(parts))).raws).toEqual([{ 名称: '甲', 发布日期: '乙 丙' }]);
  });

  it('are what a formula came to, and nothing where it failed', async () => {
    const row =
      '<row r="2"><c r="A2" t="str"><f>"甲"</f><v>甲</v></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>';
    expect((await readFile(zipOf(packageOf(xmlRow(1, HEADER) + row)))).raws).toEqual([{ 名称: '甲' }]);
  });

  it('stand in every row over which they are merged', async () => {
    const sheet = sheetOf([
      HEADER,
      ['甲', '1', '', '某局'],
      ['乙', '2'],
      ['丙', '3', '', '另局'],
      ['丁', '4'],
    ]);
    sheet['!merges'] = [{ s: { r: 1, c: 3 }, e: { r: 2, c: 3 } }];
    const { raws } = await readFile(workbookOf({ 列表: sheet }));
    expect(raws.map((raw) => raw['提供方'])).toEqual(['某局', '某局', '另局', undefined]);
  });
});

describe('the sheets of a workbook', () => {
  const sheets = {
    说明: sheetOf([['填报说明'], ['如实填写']]),
    教育局: sheetOf([
      ['名称', '提供方'],
      ['甲', '教育局'],
    ]),
    园林局: sheetOf([
      ['名称', '提供方'],
      ['乙', '园林局'],
    ]),
  };

  it('are all read whose header is understood', async () => {
    const { raws } = await readFile(workbookOf(sheets));
    expect(raws.map(({ 名称: title }) => title)).toEqual(['甲', '乙']);
  });

  it.each([['园林局'], [3], [['园林局']]])('are chosen by name or number: %j', async (sheet) => {
    const { raws } = await readFile(workbookOf(sheets), { options: { sheet } });
    expect(raws.map(({ 名称: title }) => title)).toEqual(['乙']);
  });

  it.each([
    ['水利局', 'schema'],
    [9, 'schema'],
    ['说明', 'not-spreadsheet'],
  ])('end the run where the one that is chosen is missing or not understood: %j', async (sheet, fault) => {
    await expect(readFile(workbookOf(sheets), { options: { sheet } })).rejects.toMatchObject({ fault });
  });

  it('say where a record of one is, with the sheet', async () => {
    const rows = [
      ['信息资源名称', '信息资源代码', '信息项名称'],
      ['甲', '1', 'a'],
      ['甲', '1', 'a'],
    ];
    const { gathered } = await readFile(workbookOf({ 一: sheetOf(rows), 二: sheetOf([['说明']]) }));
    expect(gathered).toContainEqual({
      type: 'notice',
      problem: { stage: 'gather', code: 'row-left-out', bar: 'advice', pointer: '/row/3', detail: '一' },
    });
  });
});

describe('a table that is no workbook inside', () => {
  it('is read from HTML that was saved as .xls, in whatever charset', async () => {
    const html =
      '<html><head><meta charset="gb2312"></head><body><table><tr><th>名称</th><th>资源代码</th></tr><tr><td>学校名录</td><td>000123456789012345678</td></tr></table></body></html>';
    const { default: iconv } = await import('iconv-lite');
    for (const content of [html, iconv.encode(html, 'gbk')]) {
      expect((await readFile(content)).raws).toEqual([
        { 名称: '学校名录', 资源代码: '000123456789012345678' },
      ]);
    }
  });

  it.each([
    ['an error page', '<!DOCTYPE html><html><body>502 Bad Gateway</body></html>', 'html'],
    ['a page with another table', '<html><table><tr><td>a</td></tr></table></html>', 'not-spreadsheet'],
    ['JSON', '{"名称": "甲"}', 'not-spreadsheet'],
    ['XML', '<?xml version="1.0"?><rdf:RDF/>', 'not-spreadsheet'],
    ['a PDF', '%PDF-1.7\n', 'not-spreadsheet'],
    ['binary', Buffer.from([1, 0, 2, 0, 3]), 'not-spreadsheet'],
    ['another ZIP', zipOf({ 'word/document.xml': '<a/>' }), 'not-spreadsheet'],
    ['nothing', '', 'empty'],
    ['blanks', ' \r\n \r\n', 'empty'],
  ])('is a typed error where it is %s', async (_, content, fault) => {
    await expect(readFile(content)).rejects.toMatchObject({ code: 'source-response', fault });
  });
});
