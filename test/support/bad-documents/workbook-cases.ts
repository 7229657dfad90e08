import { type BadCase, type Ending, failsWith, KEEPS_LIVE, TOO_SLOW } from './bad-case.js';
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

const TOO_LARGE = failsWith(/larger than the limit of 512 MiB/);
const BOMB = failsWith(/unpacks to more than/);
const DECLARED = failsWith(/declares a document type or entities/);
const WIDE = failsWith(/more than 16384 cells/);

function workbook(id: string, bad: Responder, ending: Ending): BadCase {
  return { id: `workbook-${id}`, kind: 'workbook', good: csv(() => GOOD), bad, ...ending };
}

function bomb(filling: string, megabytes: number, statedSize?: number): Responder {
  return xlsx(() => [...BOOK, bombEntry(SHEET, { start: START, filling, megabytes, end: END }, statedSize)]);
}

const PASSWD = `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${START}<row r="2"><c r="A2" t="inlineStr"><is><t>&e;</t></is></c></row>${END}`;
const STRINGS = '<!DOCTYPE x [<!ENTITY a "b">]><sst><si><t>&a;</t></si></sst>';
/** Packed once: packing nothing a hundred thousand times takes seconds. */
const EMPTY = entryOf('', '');
const PICTURES = Array.from({ length: 100_000 }, (_, n) => ({ ...EMPTY, name: `xl/media/${n}` }));

export const WORKBOOK_CASES: readonly BadCase[] = [
  workbook(
    '1g',
    csv(() => inOrder(HEADER, repeated('目录,1\n', 1024))),
    TOO_LARGE,
  ),
  workbook(
    'gzip',
    csv(() => gzipBomb(HEADER, 1024), { encoding: 'gzip' }),
    TOO_LARGE,
  ),
  workbook(
    'newlines',
    csv(() => inOrder(HEADER, repeated('\n', 400))),
    failsWith(/more than 1048576 rows/),
  ),
  workbook('zeros', bomb('\0', 2048), BOMB),
  workbook('blanks', bomb(' ', 2048), BOMB),
  workbook('rows', bomb('<row><c><v>1</v></c></row>\n', 320), BOMB),
  workbook('lies', bomb(' ', 320, 100), failsWith(/too many bytes in the stream/)),
  workbook(
    'entries',
    xlsx(() => [...BOOK, entryOf(SHEET, START + END), ...PICTURES]),
    failsWith(/100003 parts, more than 5000/),
  ),
  workbook(
    'laughs',
    xlsx(() => [...BOOK, entryOf(SHEET, START + END), entryOf('xl/sharedStrings.xml', STRINGS)]),
    DECLARED,
  ),
  workbook(
    'entity',
    xlsx(() => [...BOOK, entryOf(SHEET, PASSWD)]),
    DECLARED,
  ),
  workbook(
    'columns',
    csv(() => inOrder(HEADER, repeated(',', 1), '\n')),
    WIDE,
  ),
  workbook(
    'header',
    csv(() => inOrder(repeated('信息资源名称,', 20), '\n')),
    WIDE,
  ),
  workbook(
    'cell',
    csv(() => inOrder(HEADER, '"', repeated('x', 50))),
    failsWith(/longer than 1048576 bytes/),
  ),
  workbook(
    'million',
    csv(() =>
      inOrder(
        '信息资源名称\n',
        numbered(1_000_000, () => '目录\n'),
      ),
    ),
    KEEPS_LIVE,
  ),
  workbook(
    'cut',
    () => ({ type: XLSX, body: zipOf([...BOOK, entryOf(SHEET, START + END)]).subarray(0, 400) }),
    failsWith(/breaks off/),
  ),
  {
    ...workbook(
      'drip',
      csv(() => [HEADER], { hangs: true }),
      TOO_SLOW,
    ),
    timeoutSeconds: 1,
  },
];
