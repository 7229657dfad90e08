import type { PortalDocument } from '../../src/pipeline/ports.js';
import { csvRows } from './csv-rows.js';
import { findDelimiter } from './delimiter.js';
import { type DocumentFault, SAVE_AS_CSV } from './faults.js';
import { fileFormat } from './file-format.js';
import { MAX_HTML_BYTES, MAX_XLS_BYTES } from './limits.js';
import type { WorkbookOptions } from './options.js';
import type { Sheet } from './sheet.js';
import { findEncoding, toUtf8 } from './text-encoding.js';
import { readParts } from './zip-parts.js';

/** What of a text's beginning tells its delimiter. */
const START = 64 * 1024;
/** Cells that cover others; a page of honest tables has few. */
const MAX_SPANS = 1000;

/** The library for workbooks is large; most runs need it not. */
const openLibrary = () => import('./spreadsheet.js');

/** The sheets of a document of any of the formats, told by how it begins. A text is one sheet. */
export async function openSheets(
  document: PortalDocument,
  options: Pick<WorkbookOptions, 'encoding' | 'delimiter'>,
  fault: DocumentFault,
  signal: AbortSignal,
): Promise<readonly Sheet[]> {
  const format = fileFormat(await headOf(document), /^utf-?16/i.test(options.encoding ?? ''));
  switch (format) {
    case 'empty':
      throw fault('empty', 'the document is empty');
    case 'other':
      throw fault('not-spreadsheet', 'the document is neither a workbook nor a table in text');
    case 'xlsx': {
      const { readXlsx } = await openLibrary();
      return readXlsx(await readParts(Buffer.from(await document.bytes()), fault, signal), fault);
    }
    case 'xls':
      refuseLarger(document, MAX_XLS_BYTES, fault);
      return (await openLibrary()).readXls(Buffer.from(await document.bytes()), fault);
    case 'html':
      return (await openLibrary()).readHtmlTable(await htmlText(document, options, fault, signal), fault);
    case 'text':
      return [await textSheet(document, options, fault, signal)];
  }
}

function refuseLarger(document: PortalDocument, limit: number, fault: DocumentFault): void {
  if (document.size <= limit) return;
  throw fault('too-large', `a workbook of this format may have ${limit / 1024 / 1024} MB; ${SAVE_AS_CSV}`);
}

async function headOf(document: PortalDocument): Promise<Uint8Array> {
  for await (const chunk of document.chunks()) return chunk;
  return new Uint8Array();
}

async function encodingOf(
  document: PortalDocument,
  { encoding }: Pick<WorkbookOptions, 'encoding'>,
  fault: DocumentFault,
  signal: AbortSignal,
): Promise<string> {
  const found = await findEncoding(document, encoding, signal);
  if (found !== undefined) return found;
  throw fault('charset', 'the text makes sense in no charset; state it as the option `encoding`');
}

/** The page as text, for tables that were saved as .xls; a page of many merged cells costs more than it is worth. */
async function htmlText(
  document: PortalDocument,
  options: Pick<WorkbookOptions, 'encoding'>,
  fault: DocumentFault,
  signal: AbortSignal,
): Promise<string> {
  refuseLarger(document, MAX_HTML_BYTES, fault);
  const encoding = await encodingOf(document, options, fault, signal);
  const pieces: Uint8Array[] = [];
  for await (const piece of toUtf8(document.chunks(), encoding)) pieces.push(piece);
  const text = Buffer.concat(pieces).toString('utf8');
  if (!/<table/i.test(text)) throw fault('html', 'an HTML page without a table came instead of a workbook');
  if ((text.match(/(?:col|row)span/gi)?.length ?? 0) > MAX_SPANS) {
    throw fault('too-large', `the HTML table has more than ${MAX_SPANS} merged cells; ${SAVE_AS_CSV}`);
  }
  return text;
}

async function textSheet(
  document: PortalDocument,
  options: Pick<WorkbookOptions, 'encoding' | 'delimiter'>,
  fault: DocumentFault,
  signal: AbortSignal,
): Promise<Sheet> {
  const encoding = await encodingOf(document, options, fault, signal);
  const delimiter = options.delimiter ?? findDelimiter(await startOf(document, encoding));
  const rows = csvRows(toUtf8(document.chunks(), encoding), delimiter, fault, signal);
  return { name: '', isText: true, rows };
}

async function startOf(document: PortalDocument, encoding: string): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of toUtf8(document.chunks(), encoding)) {
    pieces.push(piece.subarray(0, START - size));
    size += piece.length;
    if (size >= START) break;
  }
  return Buffer.concat(pieces).toString('utf8');
}
