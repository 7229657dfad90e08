import { readFile, packageOf, sheetOf, workbookOf, xmlRow, zipOf } from './workbook-file.js';

const HEADER = xmlRow(1, ['名称', '资源代码']);
const RECORD = xmlRow(2, ['甲', '1']);
const GOOD = packageOf(HEADER + RECORD);

async function fault(content: string | Uint8Array): Promise<unknown> {
  try {
    await readFile(content);
  } catch (error) {
    return (error as { readonly fault?: unknown }).fault ?? error;
  }
  return 'none';
}

describe('a workbook that is not what it should be', () => {
  it('is read where it is only unusual', async () => {
    expect(await fault(zipOf(GOOD))).toBe('none');
  });

  it.each([
    ['is cut off', zipOf(GOOD).subarray(0, 900), 'truncated'],
    ['has a damaged directory', damaged(zipOf(GOOD)), 'not-spreadsheet'],
    ['has no workbook part', zipOf({ 'xl/worksheets/sheet1.xml': '<worksheet/>' }), 'not-spreadsheet'],
    [
      'has a sheet that breaks off',
      zipOf({ ...GOOD, 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row>' }),
      'truncated',
    ],
    [
      'has no sheet with cells',
      zipOf({ ...GOOD, 'xl/worksheets/sheet1.xml': '<worksheet><sheetData/></worksheet>' }),
      'empty',
    ],
    [
      'is a cut Excel 97',
      workbookOf({ 表: sheetOf([['名称']]) }, 'biff8').subarray(0, 700),
      'not-spreadsheet',
    ],
  ])('is a typed error where it %s', async (_, content, expected) => {
    expect(await fault(content)).toBe(expected);
  });

  it.each([
    ['a document type', '<!DOCTYPE sst [<!ENTITY a "甲">]>'],
    ['an entity', '<!ENTITY b SYSTEM "file:///etc/passwd">'],
  ])('is refused for %s in any of its parts', async (_, declaration) => {
    const strings = `${declaration}<sst><si><t>&a;</t></si></sst>`;
    expect(await fault(zipOf({ ...GOOD, 'xl/sharedStrings.xml': strings }))).toBe('not-spreadsheet');
    const sheet = (GOOD['xl/worksheets/sheet1.xml'] ?? '').replace(
      '<sheetData>',
      `${declaration}<sheetData>`,
    );
    expect(await fault(zipOf({ ...GOOD, 'xl/worksheets/sheet1.xml': sheet }))).toBe('not-spreadsheet');
  });

  it.each([
    ['beyond the last column', '<c r="XFE2"><v>1</v></c>', 'too-large'],
    ['beyond the last row', '<c r="A1048577"><v>1</v></c>', 'too-large'],
    ['that is none', '<c r="ZZZZZZ2"><v>1</v></c>', 'not-spreadsheet'],
    ['twice', '<c xr="A1" r="ZZ2"><v>1</v></c>', 'not-spreadsheet'],
    ['hidden in its text', '<c t="str"><v>r="ALL2"</v></c>', 'not-spreadsheet'],
    ['in a tag without end', `<c ${'a="b" '.repeat(300)}`, 'not-spreadsheet'],
  ])('is refused for a cell with an address %s', async (_, cell, expected) => {
    expect(await fault(zipOf(packageOf(`${HEADER}<row r="2">${cell}</row>`)))).toBe(expected);
  });

  it('is refused where it lists one sheet over and over', async () => {
    const sheet = '<sheet name="a" sheetId="1" r:id="rId1"/>';
    const book = (GOOD['xl/workbook.xml'] ?? '').replace('</sheets>', `${sheet.repeat(50)}</sheets>`);
    expect(await fault(zipOf({ ...GOOD, 'xl/workbook.xml': book }))).toBe('not-spreadsheet');
  });

  it('is refused with more places for cells than memory has', async () => {
    const rows = Array.from(
      { length: 6000 },
      (_, index) => `<row r="${index + 2}"><c r="ALL${index + 2}"><v>1</v></c></row>`,
    );
    expect(await fault(zipOf(packageOf(HEADER + rows.join(''))))).toBe('too-large');
  });

  it('costs nothing for links and merged cells over the whole sheet', async () => {
    const links = '<hyperlinks><hyperlink ref="A1:XFD1048576" r:id="rId9"/></hyperlinks>'.repeat(50);
    const merges = '<mergeCells><mergeCell ref="B2:B1048576"/></mergeCells>';
    const { raws } = await readFile(zipOf(packageOf(HEADER + RECORD, {}, merges + links)));
    expect(raws).toEqual([{ 名称: '甲', 资源代码: '1' }]);
  });

  it('costs nothing for a million rows that hold formats only', async () => {
    const blanks = Array.from(
      { length: 200_000 },
      (_, index) => `<row r="${index + 3}"><c r="A${index + 3}" s="1"/></row>`,
    );
    const { raws } = await readFile(zipOf(packageOf(HEADER + RECORD + blanks.join(''))));
    expect(raws).toHaveLength(1);
  });

  it('is refused with more merged ranges than any form', async () => {
    const merges = Array.from(
      { length: 50_001 },
      (_, index) => `<mergeCell ref="A${index + 2}:A${index + 3}"/>`,
    );
    expect(await fault(zipOf(packageOf(HEADER + RECORD, {}, merges.join(''))))).toBe('too-large');
  });

  it('is refused with more parts than any workbook', async () => {
    const parts = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [`xl/media/${index}.png`, 'x']),
    );
    expect(await fault(zipOf({ ...GOOD, ...parts }))).toBe('none');
    expect(await fault(withEntryCount(zipOf(GOOD), 6000))).toBe('too-large');
  });

  it('is refused where a cell of Excel 97 lies beyond its last column', async () => {
    const book = workbookOf(
      {
        表: sheetOf([
          ['名称', '资源代码'],
          ['甲', 7],
        ]),
      },
      'biff8',
    );
    // The record of a number: type 0x0203, 14 bytes, row 1, column 1.
    const number = book.indexOf(Buffer.from([0x03, 0x02, 0x0e, 0x00, 0x01, 0x00, 0x01, 0x00]));
    expect(number).toBeGreaterThan(0);
    book.writeUInt16LE(1000, number + 6);
    expect(await fault(book)).toBe('not-spreadsheet');
  });

  it('is refused as an HTML table of merged cells without end', async () => {
    const cells = '<td rowspan="1000000" colspan="1000000">x</td>'.repeat(1200);
    expect(await fault(`<table><tr><td>名称</td></tr><tr>${cells}</tr></table>`)).toBe('too-large');
    expect(await fault('<table><tr><td colspan="999999">名称</td><td>x</td></tr></table>')).toBe('too-large');
  });
});

describe('a text that is not what it should be', () => {
  it.each([
    ['a line of a million cells', `名称,资源代码\n${','.repeat(1_000_000)}`, 'too-large'],
    ['a million labels', Array.from({ length: 20_000 }, (_, index) => `c${index}`).join(','), 'too-large'],
    ['a quotation that never ends', '名称,资源代码\n甲,"1\n乙,2\n', 'truncated'],
    ['a quotation over everything else', `名称,资源代码\n甲,"1\n${'乙,2\n'.repeat(300_000)}`, 'too-large'],
  ])('is a typed error with %s', async (_, text, expected) => {
    expect(await fault(text)).toBe(expected);
  });
});

/** The directory of a ZIP with a wrong signature. */
function damaged(file: Buffer): Buffer {
  const at = file.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  return Buffer.concat([file.subarray(0, at), Buffer.from([0, 0, 0, 0]), file.subarray(at + 4)]);
}

/** A ZIP whose directory claims so many entries. */
function withEntryCount(file: Buffer, count: number): Buffer {
  const at = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  file.writeUInt16LE(count, at + 8);
  file.writeUInt16LE(count, at + 10);
  return file;
}
