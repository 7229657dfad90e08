import { cutText } from '../plain-text.js';
import { Xml, xml } from '../xml.js';

/** Undefined: the cell is blank. */
export type Cell = string | number | undefined;

/** A sheet of a workbook: rows under a header, as many as there are. */
export interface Sheet {
  readonly name: string;
  readonly header: readonly string[];
  /** Labels of columns with long texts. */
  readonly wide?: readonly string[];
  /** Labels of columns with days. */
  readonly dates?: readonly string[];
  readonly rows: AsyncIterable<readonly Cell[]>;
}

/** ECMA-376, and Excel's own limits: rows of a sheet, characters of a cell and of a sheet's name. */
export const MAX_ROWS = 1_048_576;
const MAX_CELL = 32_767;

/** Places in the styles of the book. */
const STYLES = { header: 1, date: 2, quoted: 3 } as const;
export const DATE_FORMAT = 'yyyy\\-mm\\-dd';

/** The head stays in view, and a printed page is as wide as the sheet. */
export function sheetStart({ header, wide = [] }: Pick<Sheet, 'header' | 'wide'>): Xml {
  const columns = header.map((label, place) => {
    // A Chinese character is two wide.
    const width = wide.includes(label) ? WIDE : Math.max(NARROWEST, label.length * 2 + 2);
    return xml`<col min="${place + 1}" max="${place + 1}" width="${width}" customWidth="1"/>`;
  });
  return xml`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${columns}</cols><sheetData>`;
}

const WIDE = 40;
const NARROWEST = 12;
/** A4, across. */
export const SHEET_END = xml`</sheetData><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>`;

export interface RowForm {
  readonly isHeader?: boolean;
  /** Places of the columns whose whole dates are dates. */
  readonly dates?: ReadonlySet<number>;
}

/** `number` counts from 1. */
export function rowXml(cells: readonly Cell[], number: number, { isHeader = false, dates }: RowForm): Xml {
  const written = cells.map((cell, place) => {
    const usual = dates?.has(place) === true ? 'date' : undefined;
    return cellXml(cell, `${columnName(place)}${number}`, isHeader ? 'header' : usual);
  });
  return xml`<row r="${number}">${written}</row>`;
}

export function dateColumns({ header, dates = [] }: Pick<Sheet, 'header' | 'dates'>): ReadonlySet<number> {
  return new Set(dates.map((label) => header.indexOf(label)));
}

function cellXml(cell: Cell, reference: string, style: 'header' | 'date' | undefined): Xml {
  if (cell === undefined || cell === '') return EMPTY;
  if (typeof cell === 'number') return xml`<c r="${reference}"><v>${cell}</v></c>`;
  const day = style === 'date' ? dayNumber(cell) : undefined;
  if (day !== undefined) return xml`<c r="${reference}" s="${STYLES.date}"><v>${day}</v></c>`;
  // A text is never a formula, whatever it begins with; quoted it is none after somebody has edited it either.
  const usual = FORMULA.test(cell) ? 'quoted' : undefined;
  const kind = style === 'header' ? style : usual;
  const styled = kind === undefined ? EMPTY : xml` s="${STYLES[kind]}"`;
  return xml`<c r="${reference}" t="inlineStr"${styled}><is><t xml:space="preserve">${cellText(cell)}</t></is></c>`;
}

const EMPTY = new Xml('');
const FORMULA = /^[=+\-@\t\r]/;
const DAY = /^(?:19|2\d)\d\d-\d\d-\d\d$/;
const DAY_MS = 86_400_000;
const DAY_ZERO = Date.UTC(1899, 11, 30);
/** 1900-03-01: before it spreadsheets count a day that there was not. */
const FIRST_DAY = 61;

/** A whole date as spreadsheets count days; undefined for any other text. */
function dayNumber(text: string): number | undefined {
  if (!DAY.test(text)) return undefined;
  const time = Date.parse(text);
  // No month has the day, and the clock would go over into the next.
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(text)) return undefined;
  const day = (time - DAY_ZERO) / DAY_MS;
  return day < FIRST_DAY ? undefined : day;
}

/** `_x000D_` in a cell means a character by its number (ECMA-376, ST_Xstring): where it is text its underscore is written so. */
function cellText(text: string): string {
  return cutText(text.replaceAll(/_(?=x[\da-f]{4}_)/gi, '_x005F_'), MAX_CELL);
}

/** A … Z, AA … */
export function columnName(place: number): string {
  const rest = place % 26;
  const letter = String.fromCharCode(65 + rest);
  return place < 26 ? letter : columnName((place - rest) / 26 - 1) + letter;
}
