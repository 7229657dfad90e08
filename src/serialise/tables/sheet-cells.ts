import type { Cell } from '../xlsx/sheet.js';
import { joined } from './csv.js';
import type { ColumnValue, TableRow } from './table.js';

/** A row of a worksheet; a text that is too long for a cell is cut by the sheet. */
export function sheetCells(row: TableRow): readonly Cell[] {
  return row.map(cell);
}

function cell(value: ColumnValue): Cell {
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'object' ? joined(value) : value;
}
