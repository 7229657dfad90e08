import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Xml } from '../xml.js';
import { xml } from '../xml.js';
import { dateColumns, DATE_FORMAT, MAX_ROWS, rowXml, SHEET_END, sheetStart } from './sheet.js';
import type { Cell, Sheet } from './sheet.js';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** The same content is the same file, whenever it is written. */
const STAMP = {
  mtime: new Date('2000-01-01T00:00:00Z'),
  forceDosTimestamp: true,
  compressionLevel: 6,
} as const;
/** Rows written at once. */
const BATCH = 200;

/**
 * A workbook as a stream: sheets are read one after the other, and memory is bounded by some rows. A sheet with more rows than
 * there may be goes on in a further one. Rejects what the rows reject.
 */
export function writeWorkbook(sheets: readonly Sheet[]): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream;
  // Declared as an older kind of stream than it is.
  if (!(output instanceof Readable)) throw new TypeError('the archive cannot be read as a stream');
  const fail = (error: unknown): void => {
    output.destroy(error instanceof Error ? error : new Error(String(error)));
  };
  zip.on('error', fail);
  addParts(zip, sheets).catch(fail);
  return output;
}

async function addParts(zip: ZipFile, sheets: readonly Sheet[]): Promise<void> {
  const names: string[] = [];
  for (const sheet of sheets) {
    const rows = sheet.rows[Symbol.asyncIterator]();
    for (let part = 1, isMore = true; isMore; part += 1) {
      names.push(part === 1 ? sheet.name : `${sheet.name} ${part}`);
      const written = { isMore: false };
      await addStream(zip, `xl/worksheets/sheet${names.length}.xml`, sheetXml(sheet, rows, written));
      isMore = written.isMore;
    }
  }
  for (const [path, content] of bookParts(names))
    zip.addBuffer(Buffer.from(HEAD + content.text), path, STAMP);
  zip.end();
}

/** Resolves when the part has been read to its end. */
function addStream(zip: ZipFile, path: string, content: AsyncIterable<string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const stream = Readable.from(content, { objectMode: false });
    stream.once('end', resolve);
    stream.once('error', reject);
    zip.addReadStream(stream, path, STAMP);
  });
}

async function* sheetXml(
  sheet: Sheet,
  rows: AsyncIterator<readonly Cell[]>,
  written: { isMore: boolean },
): AsyncGenerator<string> {
  yield sheetStart(sheet).text + rowXml(sheet.header, 1, { isHeader: true }).text;
  const dates = dateColumns(sheet);
  let batch = '';
  for (let number = 2; ; number += 1) {
    if (number > MAX_ROWS) {
      written.isMore = true;
      break;
    }
    const next = await rows.next();
    if (next.done === true) break;
    batch += rowXml(next.value, number, { dates }).text;
    if (number % BATCH !== 0) continue;
    yield batch;
    batch = '';
  }
  yield batch + SHEET_END.text;
}

function bookParts(names: readonly string[]): readonly (readonly [path: string, content: Xml])[] {
  const numbers = names.map((_, place) => place + 1);
  return [
    [
      '[Content_Types].xml',
      xml`<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/>${numbers.map((number) => xml`<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${TYPES}.worksheet+xml"/>`)}</Types>`,
    ],
    [
      '_rels/.rels',
      xml`<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      xml`<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${names.map((name, place) => xml`<sheet name="${name}" sheetId="${place + 1}" r:id="rId${place + 1}"/>`)}</sheets><definedNames>${names.map((name, place) => xml`<definedName name="_xlnm.Print_Titles" localSheetId="${place}">'${name}'!$1:$1</definedName>`)}</definedNames></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      xml`<Relationships xmlns="${PACKAGE}/relationships">${numbers.map((number) => xml`<Relationship Id="rId${number}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}<Relationship Id="rId${names.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      'xl/styles.xml',
      xml`<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="${DATE_FORMAT}"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf quotePrefix="1"/></cellXfs></styleSheet>`,
    ],
  ];
}
