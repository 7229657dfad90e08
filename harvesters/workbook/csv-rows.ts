import { pipeline, Readable } from 'node:stream';
import { CsvError, type CsvErrorCode, type Options, parse } from 'csv-parse';
import type { DocumentFault } from './faults.js';
import { MAX_COLUMNS, MAX_RECORD_BYTES, MAX_ROWS } from './limits.js';
import type { Row } from './sheet.js';

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** The rows of a CSV in UTF-8 as they come; rows that hold nothing count and are passed over. */
export async function* csvRows(
  text: AsyncIterable<Uint8Array>,
  delimiter: string,
  fault: DocumentFault,
  signal: AbortSignal,
): AsyncGenerator<Row> {
  let records = 0;
  /** Row that the parser gave last; whoever reads is behind it. */
  let last = 0;
  const options: Options<Row, string[]> = {
    delimiter,
    bom: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: MAX_RECORD_BYTES,
    // Each costs the parser as much as a row with an error; they are counted all the same.
    skip_empty_lines: true,
    on_record(cells, { empty_lines: empty }) {
      records += 1;
      last = records + empty;
      return { number: last, cells };
    },
  };
  // The library's types know such records for its own columns only.
  const parser = parse(options as unknown as Options);
  // Its end and its errors are the parser's, which is read below.
  pipeline(Readable.from(refuseVast(text, delimiter, fault)), parser, () => undefined);
  try {
    for await (const record of parser) {
      signal.throwIfAborted();
      const row = record as Row;
      if (row.number > MAX_ROWS) throw tooManyRows(fault);
      if (row.cells.some((cell = '') => cell.trim() !== '')) yield row;
    }
  } catch (error) {
    if (error instanceof CsvError) throw csvFault(error, last + 1, fault);
    throw error;
  }
}

function tooManyRows(fault: DocumentFault): Error {
  return fault('too-large', `the table has more than ${MAX_ROWS} rows`);
}

/** Counts the cells of each line before the parser makes an array of them, and the blank lines before it passes over them. */
async function* refuseVast(
  text: AsyncIterable<Uint8Array>,
  delimiter: string,
  fault: DocumentFault,
): AsyncGenerator<Uint8Array> {
  const between = delimiter.charCodeAt(0);
  let cells = 0;
  let breaks = 0;
  for await (const piece of text) {
    for (const byte of piece) {
      if (byte === NEWLINE || byte === RETURN) {
        cells = 0;
        breaks += 1;
        // A blank line of Windows has two.
        if (breaks > 2 * MAX_ROWS) throw tooManyRows(fault);
        continue;
      }
      breaks = 0;
      if (byte !== between) continue;
      cells += 1;
      if (cells >= MAX_COLUMNS)
        throw fault('too-large', `a line of the table has more than ${MAX_COLUMNS} cells`);
    }
    yield piece;
  }
}

const FAULTS: Readonly<Partial<Record<CsvErrorCode, readonly ['too-large' | 'truncated', string]>>> = {
  CSV_MAX_RECORD_SIZE: [
    'too-large',
    `is longer than ${MAX_RECORD_BYTES} bytes; is a quotation mark left open there?`,
  ],
  CSV_QUOTE_NOT_CLOSED: ['truncated', 'begins a quotation that never ends'],
};

function csvFault(error: CsvError, row: number, fault: DocumentFault): Error {
  const [kind, words] =
    FAULTS[error.code] ?? (['not-spreadsheet', `cannot be read: ${error.message}`] as const);
  return fault(kind, `row ${row} of the table ${words}`, error);
}
