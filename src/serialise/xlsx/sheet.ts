import { cutText } from '../plain-text.js';
import { Xml, xml } from '../xml.js';

/** Undefined: the cell is blank. */
export type Cell = string | number | undefined;

/** A sheet of a workbook: rows under a header, as many as there are. */
export interface Sheet {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: AsyncIterable<readonly Cell[]>;
}

/** ECMA-376, and Excel's own limits: rows of a sheet, characters of a cell and of a sheet's name. */
export const MAX_ROWS = 1_048_576;
const MAX_CELL = 32_767;

export const SHEET_START = xml`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><sheetData>`;
export const SHEET_END = xml`</sheetData></worksheet>`;

/** `number` counts from 1. */
export function rowXml(cells: readonly Cell[], number: number, style?: 'header'): Xml {
  const written = cells.map((cell, place) => cellXml(cell, `${columnName(place)}${number}`, style));
  return xml`<row r="${number}">${written}</row>`;
}

function cellXml(cell: Cell, reference: string, style: 'header' | undefined): Xml {
  if (cell === undefined || cell === '') return EMPTY;
  if (typeof cell === 'number') return xml`<c r="${reference}"><v>${cell}</v></c>`;
  // A text is never a formula, whatever it begins with.
  const styled = style === 'header' ? xml` s="1"` : EMPTY;
  return xml`<c r="${reference}" t="inlineStr"${styled}><is><t xml:space="preserve">${cellText(cell)}</t></is></c>`;
}

const EMPTY = new Xml('');

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
