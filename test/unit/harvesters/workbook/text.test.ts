import iconv from 'iconv-lite';
import { readFile } from './workbook-file.js';

const SIMPLIFIED =
  '名称,提供方,摘要\n中小学校名录,江城市教育局,全市中小学校的名称、地址与联系电话\n公园,园林局,公园的位置\n';
const TRADITIONAL =
  '資料集名稱,提供機關,資料集描述\n國民中小學名錄,教育局,全縣國民中小學的名稱、地址與聯絡電話\n公園,公所,公園的位置\n';
const JAPANESE =
  'title,publisher,備考\n小学校の一覧,教育庁,都内の小学校のリストです\n公園のデータ,建設局,公園についてのデータです\n';

async function titles(content: string | Uint8Array, options = {}): Promise<readonly unknown[]> {
  return (await readFile(content, { options })).drafts.map(({ title }) => title);
}

describe('the charset of a text', () => {
  it.each([
    ['utf8', SIMPLIFIED, '中小学校名录'],
    ['gb18030', SIMPLIFIED, '中小学校名录'],
    ['gbk', TRADITIONAL, '國民中小學名錄'],
    ['big5', TRADITIONAL, '國民中小學名錄'],
    ['utf16le', SIMPLIFIED, '中小学校名录'],
    ['utf16be', TRADITIONAL, '國民中小學名錄'],
    ['shift_jis', JAPANESE, '小学校の一覧'],
    [
      'windows-1252',
      'title,publisher\nÉcoles et lycées,Préfecture de région\nParcs,Mairie\n',
      'Écoles et lycées',
    ],
  ])('is found for %s', async (encoding, text, title) => {
    const isMarked = encoding.startsWith('utf16');
    expect((await titles(iconv.encode(text, encoding, { addBOM: isMarked })))[0]).toBe(title);
  });

  it('is UTF-8 with and without its mark, and with nothing but ASCII', async () => {
    expect(await titles(`\uFEFF${SIMPLIFIED}`)).toEqual(await titles(SIMPLIFIED));
    expect(await titles('title,publisher\na,b')).toEqual(['a']);
  });

  it('is found beyond a long beginning in ASCII, where characters lie across pieces', async () => {
    const padding = 'title,id\n'.concat(`${'plain '.repeat(200)},1\n`.repeat(300));
    for (const encoding of ['utf8', 'gb18030', 'big5']) {
      const rows = `${encoding === 'big5' ? '國民中小學名錄' : '中小学校名录'},2\n`;
      const found = await titles(iconv.encode(padding + rows, encoding));
      expect(found.at(-1)).toBe(rows.split(',')[0]);
    }
  });

  it('is what the source says', async () => {
    expect(await titles(iconv.encode('title\nécole', 'windows-1252'), { encoding: 'gbk' })).not.toEqual([
      'école',
    ]);
    expect(await titles(iconv.encode('名称\n甲乙', 'utf16le'), { encoding: 'utf-16le' })).toEqual(['甲乙']);
  });

  it('is a typed error where the text makes sense in none', async () => {
    const noise = Buffer.from(Array.from({ length: 4000 }, (_, index) => ((index * 7919) % 120) + 130));
    await expect(readFile(Buffer.concat([Buffer.from('a,b\n'), noise]))).rejects.toMatchObject({
      fault: 'charset',
    });
  });
});

describe('the cells of a text', () => {
  it.each([
    [',', ','],
    ['\t', 'tab'],
    [';', ';'],
    ['|', '|'],
  ])('are parted by %j', async (sign, option) => {
    const text = ['名称', '提供方', '摘要']
      .join(sign)
      .concat('\n', ['甲', '某局', '一，二、三'].join(sign), '\n');
    expect((await readFile(text)).raws).toEqual([{ 名称: '甲', 提供方: '某局', 摘要: '一，二、三' }]);
    expect((await readFile(text, { options: { delimiter: option } })).raws).toHaveLength(1);
  });

  it('may be quoted, hold separators, quotation marks and line ends, and have loose quotation marks', async () => {
    const text = '名称,摘要\r\n"甲,""一""\r\n二",5" 管\r\n乙,"c"d\r\n';
    const { raws } = await readFile(text);
    expect(raws).toEqual([
      { 名称: '甲,"一"\r\n二', 摘要: '5" 管' },
      { 名称: '乙', 摘要: expect.stringContaining('c') },
    ]);
  });

  it.each(['\n', '\r\n', '\r'])('end with %j', async (end) => {
    expect(await titles(['名称,提供方', '甲,一', '乙,二'].join(end))).toEqual(['甲', '乙']);
  });

  it('may end in various ways in one file', async () => {
    expect(await titles('名称,提供方\r\n甲,一\n乙,二\r\n')).toEqual(['甲', '乙']);
  });

  it('may be one a row', async () => {
    expect(await titles('名称\n甲\n乙')).toEqual(['甲', '乙']);
  });

  it('may be fewer than the labels', async () => {
    expect((await readFile('名称,提供方,摘要\n甲\n')).raws).toEqual([{ 名称: '甲' }]);
  });

  it('stop when the run is stopped', async () => {
    const { workbookHarvester } = await import('./workbook-file.js');
    const { documentOf } = await import('../../../support/text-document.js');
    const document = await documentOf(SIMPLIFIED);
    const abort = new AbortController();
    const reason = new Error('the operator stopped it');
    const seen: unknown[] = [];
    const reading = (async () => {
      for await (const item of workbookHarvester().read(document, abort.signal)) {
        seen.push(item);
        abort.abort(reason);
      }
    })();
    await expect(reading).rejects.toBe(reason);
    expect(seen).toHaveLength(1);
    await document.close();
  });
});
