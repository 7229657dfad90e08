import { utils, write } from '@e965/xlsx';

/** The demo's door to the spreadsheet library. A workbook with one sheet of texts and numbers, as XLSX. */
export function writeWorkbook(sheet: string, rows: readonly (readonly (string | number)[])[]): Buffer {
  const workbook = utils.book_new();
  utils.book_append_sheet(workbook, utils.aoa_to_sheet(rows.map((row) => [...row])), sheet);
  return write(workbook, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
}
