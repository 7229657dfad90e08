import {
  CFB,
  type CellObject,
  parse_xlscfb,
  parse_zip,
  type ParsingOptions,
  read,
  SSF,
  type WorkBook,
  type WorkSheet,
} from '@e965/xlsx';
import { SourceResponseError } from '../../src/domain/errors.js';
import { tameWorkbookStream } from './biff.js';
import {
  clockText,
  dateText,
  type DateParts,
  numberKind,
  type NumberKind,
  numberText,
} from './cell-values.js';
import type { DocumentFault } from './faults.js';
import { MAX_COLUMNS, MAX_ROWS } from './limits.js';
import { withMergedCells } from './merged-rows.js';
import { type Merge, measureSheet, type SheetTally, splitSheet } from './sheet-xml.js';
import type { Row, Sheet } from './sheet.js';
import { workbookPackage } from './workbook-package.js';

// The vendor exports both for packages that are unpacked already; its types leave them out.
declare module '@e965/xlsx' {
  export function parse_zip(container: unknown, options: ParsingOptions): WorkBook;
  export function parse_xlscfb(container: unknown, options: ParsingOptions): WorkBook;
}

const { is_date: isDate, parse_date_code: dateParts } = SSF as {
  readonly is_date: (format: string) => boolean;
  readonly parse_date_code: (value: number, options: { date1904: boolean }) => DateParts | null;
};

const compoundFiles = CFB as {
  readonly read: (bytes: Uint8Array, options: { type: 'buffer' }) => unknown;
  readonly find: (container: unknown, path: string) => { readonly content?: unknown } | null;
};

/** Values and what tells dates from numbers; no formulas, styles, markup, nor text as the user's country writes it. */
const OPTIONS: ParsingOptions = {
  dense: true,
  cellFormula: false,
  cellHTML: false,
  cellStyles: false,
  cellText: false,
  cellNF: true,
  cellDates: false,
};

/** The sheets of an XLSX or XLSM by the parts of its package. */
export function readXlsx(parts: ReadonlyMap<string, Buffer>, fault: DocumentFault): readonly Sheet[] {
  const { files, sheets } = workbookPackage(parts, fault);
  const tally: SheetTally = { cells: 0, places: 0 };
  const measured = sheets.map(({ path, xml }) => {
    measureSheet(xml, tally, fault);
    const { cells, merges } = splitSheet(xml, fault);
    return { path, cells, merges };
  });
  const contents = new Map([...files, ...measured.map(({ path, cells }) => [path, cells] as const)]);
  const container = {
    FullPaths: [...contents.keys()],
    FileIndex: [...contents].map(([name, content]) => ({ name, type: 2, content })),
  };
  const book = parsed(() => parse_zip(container, OPTIONS), fault);
  return book.SheetNames.map((name, index) => {
    const sheet = book.Sheets[name];
    // The parser passes over a sheet that it cannot read; nobody should take it for an empty one.
    if (sheet === undefined) throw fault('not-spreadsheet', `the sheet ${name} cannot be read`);
    return toSheet(name, sheet, book, measured[index]?.merges ?? [], fault);
  });
}

/** The sheets of a workbook of Excel 97 to 2003, or of Excel 5. */
export function readXls(bytes: Buffer, fault: DocumentFault): readonly Sheet[] {
  const book = parsed(() => {
    const container = compoundFiles.read(bytes, { type: 'buffer' });
    const entry = compoundFiles.find(container, '/Workbook') ?? compoundFiles.find(container, '/Book');
    const stream = entry?.content;
    if (!(stream instanceof Uint8Array)) throw fault('not-spreadsheet', 'the file holds no workbook');
    tameWorkbookStream(Buffer.from(stream.buffer, stream.byteOffset, stream.length), fault);
    return parse_xlscfb(container, OPTIONS);
  }, fault);
  return sheetsOf(book, fault);
}

/** The first table of an HTML page, every cell as it is written. */
export function readHtmlTable(text: string, fault: DocumentFault): readonly Sheet[] {
  const book = parsed(() => read(text, { ...OPTIONS, type: 'string', raw: true }), fault);
  return sheetsOf(book, fault);
}

/** The one place where the vendor's errors become ours. */
function parsed(parse: () => WorkBook, fault: DocumentFault): WorkBook {
  try {
    return parse();
  } catch (error) {
    if (error instanceof SourceResponseError || !(error instanceof Error)) throw error;
    throw fault('not-spreadsheet', `the workbook cannot be read: ${error.message}`, error);
  }
}

function sheetsOf(book: WorkBook, fault: DocumentFault): readonly Sheet[] {
  return book.SheetNames.flatMap((name) => {
    const sheet = book.Sheets[name];
    if (sheet === undefined) return [];
    const merges = (sheet['!merges'] ?? []).map(({ s, e }) => ({
      top: s.r,
      bottom: e.r,
      left: s.c,
      right: e.c,
    }));
    return [toSheet(name, sheet, book, merges, fault)];
  });
}

function toSheet(
  name: string,
  sheet: WorkSheet,
  book: WorkBook,
  merges: readonly Merge[],
  fault: DocumentFault,
): Sheet {
  const data = (sheet['!data'] ?? []) as readonly (readonly (CellObject | undefined)[] | undefined)[];
  if (data.length > MAX_ROWS || data.some((row) => (row?.length ?? 0) > MAX_COLUMNS)) {
    throw fault('too-large', `the sheet ${name} has more rows or columns than Excel`);
  }
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  return { name, isText: false, rows: withMergedCells(rowsOf(data, createCellReader(date1904)), merges) };
}

function* rowsOf(
  data: readonly (readonly (CellObject | undefined)[] | undefined)[],
  textOf: (cell: CellObject) => string | undefined,
): Generator<Row> {
  for (const [index, row] of data.entries()) {
    if (row === undefined) continue;
    const cells: (string | undefined)[] = [];
    let isBlank = true;
    for (const cell of row) {
      const text = cell === undefined ? undefined : textOf(cell);
      cells.push(text);
      if (text !== undefined && text.trim() !== '') isBlank = false;
    }
    if (!isBlank) yield { number: index + 1, cells };
  }
}

/** Number formats of a workbook; those of the reader's own language have no text (ECMA-376 18.8.30). */
const LOCAL_DATES = new Set([27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

function createCellReader(date1904: boolean): (cell: CellObject) => string | undefined {
  const kinds = new Map<string, NumberKind>();
  function kindOf(format: string): NumberKind {
    let kind = kinds.get(format);
    if (kind === undefined) {
      kind = numberKind(format, isDate(format));
      kinds.set(format, kind);
    }
    return kind;
  }
  function ofNumber(value: number, cell: CellObject): string {
    const { numFmtId } = (cell as { readonly XF?: { readonly numFmtId?: number } }).XF ?? {};
    const local = numFmtId !== undefined && LOCAL_DATES.has(numFmtId) ? 'yyyy-mm-dd' : undefined;
    const format = typeof cell.z === 'string' ? cell.z : (local ?? 'General');
    const shown = kindOf(format);
    if (shown.kind === 'padded') return numberText(value).padStart(shown.width, '0');
    if (shown.kind === 'plain') return numberText(value);
    const parts = dateParts(value, { date1904 });
    if (parts === null) return numberText(value);
    return shown.kind === 'clock' ? clockText(parts) : dateText(parts, shown.precision);
  }
  return (cell) => {
    const { t: type, v: value } = cell;
    if (type === 's') return typeof value === 'string' ? value : undefined;
    if (type === 'n') return typeof value === 'number' ? ofNumber(value, cell) : undefined;
    // A formula's fault (#REF!) is no value.
    return type === 'b' ? String(value).toUpperCase() : undefined;
  };
}
