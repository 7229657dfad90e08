import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { SnapshotFormat } from '../../domain/snapshot.js';
import { toNationalRecordJson } from '../../serialise/national-record.js';
import { ParquetTable } from '../../serialise/parquet/parquet-table.js';
import { CsvTable } from '../../serialise/tables/csv-table.js';
import type { CatalogTable } from '../../serialise/tables/rows.js';
import { sheetCells } from '../../serialise/tables/sheet-cells.js';
import type { TableRow } from '../../serialise/tables/table.js';
import type { Cell } from '../../serialise/xlsx/sheet.js';
import { writeWorkbook } from '../../serialise/xlsx/workbook.js';
import { writeDatabase } from './write-database.js';
import { writeTables } from './write-tables.js';
import type { TableFiles } from './write-tables.js';
import { tableOf, TABLES } from './written-file.js';
import type { Datasets, WrittenFile } from './written-file.js';

export interface SnapshotWriter {
  /** How often it goes through the catalogue. */
  readonly passes: number;
  readonly write: (
    folder: string,
    datasets: Datasets,
    signal: AbortSignal,
  ) => Promise<readonly WrittenFile[]>;
}

const CSV: TableFiles = {
  extension: 'csv',
  mediaType: 'text/csv;charset=utf-8',
  encoderOf: (shape) => new CsvTable(shape),
};
const PARQUET: TableFiles = {
  extension: 'parquet',
  mediaType: 'application/vnd.apache.parquet',
  encoderOf: (shape) => new ParquetTable(shape),
};

export const SNAPSHOT_WRITERS: Readonly<Record<SnapshotFormat, SnapshotWriter>> = {
  jsonl: { passes: 1, write: writeLines },
  csv: { passes: 1, write: (folder, datasets) => writeTables(CSV, folder, datasets) },
  xlsx: { passes: 2, write: writeSheets },
  parquet: { passes: 1, write: (folder, datasets) => writeTables(PARQUET, folder, datasets) },
  sqlite: { passes: 1, write: writeDatabase },
};

/** Characters that are written at once. */
const PIECE = 1 << 18;

/** Texts in larger pieces: a stream costs more for each piece than for its bytes. */
function* inPieces(texts: Iterable<string>): Generator<string> {
  let piece = '';
  for (const text of texts) {
    piece += text;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

/** Counts what goes past. */
function counted<Item>(items: Iterable<Item>): { readonly items: Iterable<Item>; count(): number } {
  let count = 0;
  function* passing(): Generator<Item> {
    for (const item of items) {
      count += 1;
      yield item;
    }
  }
  return { items: passing(), count: () => count };
}

function* mapped<From, To>(items: Iterable<From>, to: (item: From) => To): Generator<To> {
  for (const item of items) yield to(item);
}

function* rowsOf(table: CatalogTable, datasets: Datasets): Generator<TableRow> {
  for (const published of datasets()) yield* table.rowsOf(published);
}

async function writeLines(
  folder: string,
  datasets: Datasets,
  signal: AbortSignal,
): Promise<readonly WrittenFile[]> {
  const name = 'datasets.jsonl.gz';
  const passing = counted(datasets());
  const lines = inPieces(mapped(passing.items, (published) => `${toNationalRecordJson(published)}\n`));
  // Its header has neither a time nor a name.
  await pipeline(Readable.from(lines), createGzip(), createWriteStream(join(folder, name), { flush: true }), {
    signal,
  });
  return [{ name, mediaType: 'application/gzip', tables: [{ name: 'datasets', rows: passing.count() }] }];
}

async function writeSheets(
  folder: string,
  datasets: Datasets,
  signal: AbortSignal,
): Promise<readonly WrittenFile[]> {
  const name = 'catalog.xlsx';
  const sheets = TABLES.map((table) => {
    const passing = counted(rowsOf(table, datasets));
    async function* rows(): AsyncGenerator<readonly Cell[]> {
      for (const row of passing.items) {
        yield sheetCells(row);
        await Promise.resolve();
      }
    }
    const header = table.columns.map((column) => column.name);
    return { table, passing, sheet: { name: table.name, header, rows: rows() } };
  });
  const book = writeWorkbook(sheets.map(({ sheet }) => sheet));
  await pipeline(book, createWriteStream(join(folder, name), { flush: true }), { signal });
  return [
    {
      name,
      mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      tables: sheets.map(({ table, passing }) => tableOf(table, passing.count())),
    },
  ];
}
