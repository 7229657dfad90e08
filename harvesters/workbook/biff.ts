import { type DocumentFault, SAVE_AS_CSV } from './faults.js';
import { MAX_XLS_CELLS, MAX_PLACES } from './limits.js';

/** Columns of a sheet of Excel 97. */
const COLUMNS = 256;

/** Records that are cells and begin with row and column (MS-XLS 2.4). */
const CELL_RECORDS: ReadonlySet<number> = new Set([
  0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x00d6, 0x00fd, 0x027e,
]);
/** Several cells of one row; the last column stands at the end. */
const CELL_ROWS: ReadonlySet<number> = new Set([0x00bd, 0x00be]);
/** Links name ranges of any size, which the parser walks over, and no value is in them. */
const LINK_RECORDS: ReadonlySet<number> = new Set([0x01b8, 0x0800]);
/** A record that every reader passes over (the country of the user's settings is no part of a value). */
const IGNORED_RECORD = 0x008c;

/**
 * Looks over the stream of an Excel 97 workbook before it is parsed, and throws where it would not be honest to; makes its
 * links harmless, in place.
 */
export function tameWorkbookStream(stream: Buffer, fault: DocumentFault): void {
  let cells = 0;
  let places = 0;
  const widths = new Map<number, number>();
  for (let at = 0; at + 4 <= stream.length;) {
    const type = stream.readUInt16LE(at);
    const length = stream.readUInt16LE(at + 2);
    const body = at + 4;
    at = body + length;
    if (LINK_RECORDS.has(type)) stream.writeUInt16LE(IGNORED_RECORD, body - 4);
    // A sheet begins: its rows are counted anew.
    if (type === 0x0809) widths.clear();
    const isRow = CELL_ROWS.has(type);
    if ((!isRow && !CELL_RECORDS.has(type)) || length < 6 || at > stream.length) continue;
    const row = stream.readUInt16LE(body);
    const first = stream.readUInt16LE(body + 2);
    const last = isRow ? stream.readUInt16LE(at - 2) : first;
    if (last >= COLUMNS || last < first) {
      throw fault('not-spreadsheet', 'a sheet has a cell whose address cannot be read');
    }
    cells += last - first + 1;
    const width = widths.get(row) ?? 0;
    if (last + 1 > width) {
      places += last + 1 - width;
      widths.set(row, last + 1);
    }
    if (cells > MAX_XLS_CELLS || places > MAX_PLACES) {
      throw fault('too-large', `the workbook has more than ${MAX_XLS_CELLS} cells; ${SAVE_AS_CSV}`);
    }
  }
}
