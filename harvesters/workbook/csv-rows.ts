import { pipeline, Readable } from 'node:stream';
import { CsvError, type CsvErrorCode, parse } from 'csv-parse';
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
  const parser = parse({
    delimiter,
    bom: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: MAX_RECORD_BYTES,
  });
  // Its end and its errors are the parser's, which is read below.
  pipeline(Readable.from(refuseWide(text, delimiter, fault)), parser, () => undefined);
  let number = 0;
  try {
    for await (const record of parser) {
      signal.throwIfAborted();
      number += 1;
      if (number > MAX_ROWS) throw fault('too-large', `the table has more than ${MAX_ROWS} rows`);
      const cells = record as readonly string[];
      if (cells.some((cell) => cell.trim() !== '')) yield { number, cells };
    }
  } catch (error) {
    if (error instanceof CsvError) throw csvFault(error, number + 1, fault);
    throw error;
  }
}

/** Counts the cells of each line before the parser makes an array of them. */
async function* refuseWide(
  text: AsyncIterable<Uint8Array>,
  delimiter: string,
  fault: DocumentFault,
): AsyncGenerator<Uint8Array> {
  const between = delimiter.charCodeAt(0);
  let cells = 0;
  for await (const piece of text) {
    for (const byte of piece) {
      if (byte === NEWLINE || byte === RETURN) cells = 0;
      else if (byte === between) {
        cells += 1;
        if (cells >= MAX_COLUMNS)
          throw fault('too-large', `a line of the table has more than ${MAX_COLUMNS} cells`);
      }
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
