/** What a catalogue may be before it is refused as too large: far above any honest one, and small enough for one process. */

/** As many as a sheet of Excel has; a CSV may have no more. */
export const MAX_COLUMNS = 16_384;
export const MAX_ROWS = 1_048_576;

/** Bytes of one CSV record; an open quotation mark makes one record of all that follows. */
export const MAX_RECORD_BYTES = 1024 * 1024;

/** Parts of a workbook's package; Excel writes some dozens, and one for each picture. */
export const MAX_PARTS = 5_000;

/** Bytes of the parts that are read of a workbook (strings, styles, sheets), unpacked; a bomb ends here. */
export const MAX_INFLATED_BYTES = 256 * 1024 * 1024;

/**
 * The same without cells that hold nothing. The parser holds all of it at once: with this much it stays below 600 MB
 * resident (test/integration/bad-workbooks.test.ts measures it).
 */
export const MAX_KEPT_BYTES = 40 * 1024 * 1024;

/** Bytes of a workbook of Excel 97 and of an HTML table: both are read as a whole. */
export const MAX_XLS_BYTES = 16 * 1024 * 1024;
export const MAX_HTML_BYTES = 8 * 1024 * 1024;

/** Cells of a workbook; those of Excel 97 cost more. */
export const MAX_CELLS = 1_500_000;
export const MAX_XLS_CELLS = 600_000;

/** Places for cells: in each row those up to the last one that is filled, and what a row costs by itself. */
export const MAX_PLACES = 6_000_000;
export const ROW_PLACES = 16;

/** Merged ranges of a sheet. */
export const MAX_MERGES = 50_000;
