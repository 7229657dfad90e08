import { type DocumentFault, SAVE_AS_CSV } from './faults.js';
import { MAX_CELLS, MAX_COLUMNS, MAX_MERGES, MAX_PLACES, MAX_ROWS, ROW_PLACES } from './limits.js';

/** Rows and columns from 0, both ends included. */
export interface Merge {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Counts over all sheets of one workbook. */
export interface SheetTally {
  cells: number;
  places: number;
}

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const COLON = 0x3a;

/**
 * Looks over the XML of a sheet before it is parsed, and throws where it would not be honest to: the parser keeps a row as
 * an array up to its last cell and believes every address.
 */
export function measureSheet(xml: Buffer, tally: SheetTally, fault: DocumentFault): void {
  let rows = 0;
  let column = -1;
  let widest = -1;
  for (let at = xml.indexOf(LESS); at >= 0; at = xml.indexOf(LESS, at + 1)) {
    const name = shortName(xml, at + 1);
    if (name === 'row') {
      rows += 1;
      tally.places += ROW_PLACES + widest + 1;
      column = -1;
      widest = -1;
    } else if (name === 'c') {
      tally.cells += 1;
      column = cellColumn(xml, at, fault) ?? column + 1;
      widest = Math.max(widest, column);
    } else continue;
    if (rows > MAX_ROWS || widest >= MAX_COLUMNS)
      throw fault('too-large', 'a sheet has more rows or columns than Excel');
    if (tally.cells > MAX_CELLS || tally.places + widest > MAX_PLACES) {
      throw fault('too-large', `the workbook has too many cells or rows; ${SAVE_AS_CSV}`);
    }
  }
  tally.places += widest + 1;
}

/** Name of an opening tag without its prefix, as far as it can be `row` or `c`. */
function shortName(xml: Buffer, start: number): 'row' | 'c' | undefined {
  let from = start;
  for (let at = start; at < start + 20; at += 1) {
    const byte = xml[at] ?? GREATER;
    if (byte === COLON) from = at + 1;
    else if (byte <= 0x20 || byte === GREATER || byte === SLASH) {
      if (at - from === 1) return xml[from] === 0x63 ? 'c' : undefined;
      return at - from === 3 && xml.toString('latin1', from, at) === 'row' ? 'row' : undefined;
    }
  }
  return undefined;
}

const ADDRESS = /r=["']([^"']*)["']/g;
const A1 = /^([A-Z]{1,3})([1-9][0-9]{0,6})$/;
/** As far as attributes of a cell go. */
const MAX_TAG = 1000;

/** The column of a cell by its address; undefined for one that has none and follows the cell before it. */
function cellColumn(xml: Buffer, at: number, fault: DocumentFault): number | undefined {
  const start = xml.toString('latin1', at, at + MAX_TAG);
  const end = start.indexOf('>');
  if (end < 0) throw fault('not-spreadsheet', 'a sheet has a cell whose tag does not end');
  const tag = start.slice(0, end);
  const [address, ...more] = tag.match(ADDRESS) ?? [];
  const [, letters, digits] = A1.exec(address?.slice(3, -1) ?? '') ?? [];
  if (letters !== undefined && more.length === 0) {
    if (Number(digits) > MAX_ROWS) throw fault('too-large', 'a sheet has more rows than Excel');
    return columnOf(letters);
  }
  if (address === undefined && !hasAddressInText(xml, at)) return undefined;
  throw fault('not-spreadsheet', 'a sheet has a cell whose address cannot be read');
}

/** The parser looks for the address of a cell up to the next cell, so that it finds one in its text as well. */
function hasAddressInText(xml: Buffer, at: number): boolean {
  let next = xml.indexOf(LESS, at + 1);
  while (next >= 0 && shortName(xml, next + 1) === undefined) next = xml.indexOf(LESS, next + 1);
  return /r=["']/.test(xml.toString('latin1', at, next < 0 ? xml.length : next));
}

function columnOf(letters: string): number {
  let column = 0;
  for (let at = 0; at < letters.length; at += 1) column = column * 26 + letters.charCodeAt(at) - 64;
  return column - 1;
}

const MERGE = /<(?:\w+:)?mergeCell\s[^>]*?ref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']/g;

/**
 * The sheet up to the end of its cells, and its merged ranges. What stands behind them (links, formats, pictures) can name
 * ranges of any size, and no value is in it.
 */
export function splitSheet(
  xml: Buffer,
  fault: DocumentFault,
): { readonly cells: Buffer; readonly merges: readonly Merge[] } {
  const end = endOfCells(xml);
  if (end === undefined) throw fault('truncated', 'a sheet of the workbook breaks off');
  const tail = xml.toString('latin1', end);
  const root = /<\/(\w+:)?worksheet>/.exec(tail)?.[0] ?? '</worksheet>';
  const merges: Merge[] = [];
  for (const [, left = '', top, right = '', bottom] of tail.matchAll(MERGE)) {
    if (merges.length === MAX_MERGES) {
      throw fault('too-large', `a sheet has more than ${MAX_MERGES} merged ranges`);
    }
    const [first, last] = [Number(top) - 1, Number(bottom) - 1];
    merges.push({ top: first, bottom: last, left: columnOf(left), right: columnOf(right) });
  }
  return { cells: Buffer.concat([xml.subarray(0, end), Buffer.from(root)]), merges };
}

/** Where the element with the cells ends: the first such element, as the parser reads it. */
function endOfCells(xml: Buffer): number | undefined {
  const open = xml.indexOf('sheetData');
  const opened = open < 0 ? -1 : xml.indexOf(GREATER, open);
  if (opened < 0) return undefined;
  if (xml[opened - 1] === SLASH) return opened + 1;
  for (let at = xml.indexOf('sheetData>', opened); at >= 0; at = xml.indexOf('sheetData>', at + 1)) {
    // A text may hold the word; only a tag has the bracket before it.
    if (/<\/(?:\w+:)?$/.test(xml.toString('latin1', Math.max(0, at - 20), at)))
      return at + 'sheetData>'.length;
  }
  return undefined;
}
