import type { BadCase } from './bad-case.js';
import { gzipBomb, inOrder, numbered, type Pieces, repeated } from './pieces.js';
import type { Answer, Responder } from './portal.js';
import { bombEntry, entryOf, type ZipEntry, zipOf } from './zip.js';

const HEADER = '信息资源名称,信息资源代码\n';
const GOOD = `${HEADER}目录一,307001/000001\n目录二,307001/000002\n目录三,307001/000003\n`;

function csv(make: () => Pieces | string, more: Partial<Answer> = {}): Responder {
  return () => ({ type: 'text/csv; charset=utf-8', body: make(), ...more });
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function xlsx(entriesOf: () => readonly ZipEntry[]): Responder {
  return () => ({ type: XLSX, body: zipOf(entriesOf()) });
}

const BOOK: readonly ZipEntry[] = [
  entryOf(
    'xl/workbook.xml',
    `<workbook xmlns:r="${OFFICE}"><sheets><sheet name="目录" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ),
  entryOf(
    'xl/_rels/workbook.xml.rels',
    `<Relationships><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  ),
];
const SHEET = 'xl/worksheets/sheet1.xml';
const ROW =
  '<row r="1"><c r="A1" t="inlineStr"><is><t>信息资源名称</t></is></c><c r="B1" t="inlineStr"><is><t>信息资源代码</t></is></c></row>';
const START = `<worksheet><sheetData>${ROW}`;
const END = '</sheetData></worksheet>';

const FAILED = { outcome: 'failed', code: 'source-response' } as const;
const ANY = { ...FAILED, message: /./ };

function workbook(id: string, bad: Responder, ends: Pick<BadCase, 'outcome' | 'code' | 'message'>): BadCase {
  return { id: `workbook-${id}`, kind: 'workbook', good: csv(() => GOOD), bad, ...ends };
}

export const WORKBOOK_CASES: readonly BadCase[] = [
  workbook(
    '1g',
    csv(() => inOrder(HEADER, repeated('目录,1\n', 1024))),
    ANY,
  ),
  workbook(
    'gzip',
    csv(() => gzipBomb(HEADER, 1024), { encoding: 'gzip' }),
    ANY,
  ),
  workbook(
    'zeros',
    xlsx(() => [...BOOK, bombEntry(SHEET, { start: START, filling: '\0', megabytes: 2048, end: END })]),
    ANY,
  ),
  workbook(
    'blanks',
    xlsx(() => [...BOOK, bombEntry(SHEET, { start: START, filling: ' ', megabytes: 2048, end: END })]),
    ANY,
  ),
  workbook(
    'lies',
    xlsx(() => [...BOOK, bombEntry(SHEET, { start: START, filling: ' ', megabytes: 320, end: END }, 100)]),
    ANY,
  ),
  workbook(
    'rows',
    xlsx(() => [
      ...BOOK,
      bombEntry(SHEET, { start: START, filling: '<row><c><v>1</v></c></row>\n', megabytes: 320, end: END }),
    ]),
    ANY,
  ),
  workbook(
    'strings',
    xlsx(() => [
      ...BOOK,
      entryOf(SHEET, START + END),
      bombEntry('xl/sharedStrings.xml', {
        start: '<sst>',
        filling: '<si><t>x</t></si>',
        megabytes: 320,
        end: '</sst>',
      }),
    ]),
    ANY,
  ),
  workbook(
    'entries',
    xlsx(() => [
      ...BOOK,
      entryOf(SHEET, START + END),
      ...Array.from({ length: 100_000 }, (_, n) => entryOf(`xl/media/${n}`, '')),
    ]),
    ANY,
  ),
  workbook(
    'laughs',
    xlsx(() => [
      ...BOOK,
      entryOf(SHEET, START + END),
      entryOf('xl/sharedStrings.xml', '<!DOCTYPE x [<!ENTITY a "b">]><sst><si><t>&a;</t></si></sst>'),
    ]),
    ANY,
  ),
  workbook(
    'entity',
    xlsx(() => [
      ...BOOK,
      entryOf(
        SHEET,
        `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${START}<row r="2"><c r="A2" t="inlineStr"><is><t>&e;</t></is></c></row>${END}`,
      ),
    ]),
    ANY,
  ),
  workbook(
    'columns',
    csv(() => inOrder(HEADER, repeated(',', 1), '\n')),
    ANY,
  ),
  workbook(
    'header',
    csv(() => inOrder(repeated('信息资源名称,', 20), '\n')),
    ANY,
  ),
  workbook(
    'cell',
    csv(() => inOrder(HEADER, '"', repeated('x', 300))),
    ANY,
  ),
  workbook(
    'million',
    csv(() =>
      inOrder(
        '信息资源名称\n',
        numbered(1_000_000, () => '目录\n'),
      ),
    ),
    ANY,
  ),
  workbook(
    'blank-rows',
    csv(() => inOrder(HEADER, repeated('\n', 400))),
    ANY,
  ),
  workbook(
    'blank-cells',
    csv(() => inOrder(HEADER, repeated(',\n', 100))),
    ANY,
  ),
  workbook(
    'records',
    csv(() =>
      inOrder(
        HEADER,
        numbered(300_000, (n) => `目录${n},3070150500/${n}\n`),
      ),
    ),
    ANY,
  ),
  workbook(
    'cut',
    xlsx(() => [...BOOK]),
    ANY,
  ),
  workbook(
    'cut-zip',
    () => ({ type: XLSX, body: zipOf([...BOOK, entryOf(SHEET, START + END)]).subarray(0, 400) }),
    ANY,
  ),
  {
    ...workbook(
      'drip',
      csv(() => [HEADER], { hangs: true }),
      { outcome: 'failed', code: 'source-unavailable' },
    ),
    timeoutSeconds: 1,
  },
];
