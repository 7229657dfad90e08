import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { CatalogTable } from '../../serialise/tables/rows.js';
import type { TableRow, TableShape } from '../../serialise/tables/table.js';
import { tableOf, TABLES } from './written-file.js';
import type { Datasets, WrittenFile } from './written-file.js';

/** A table as a file takes shape: gives what is to be written now, if anything is. */
export interface TableEncoder {
  add(row: TableRow): string | Uint8Array | undefined;
  end(): Iterable<string | Uint8Array>;
}

export interface TableFiles {
  readonly extension: string;
  readonly mediaType: string;
  readonly encoderOf: (shape: TableShape) => TableEncoder;
}

interface OpenTable {
  readonly table: CatalogTable;
  readonly name: string;
  readonly encoder: TableEncoder;
  readonly handle: FileHandle;
  rows: number;
}

/** A file for each table, all of them in one pass over the catalogue. */
export async function writeTables(
  files: TableFiles,
  folder: string,
  datasets: Datasets,
): Promise<readonly WrittenFile[]> {
  const tables: OpenTable[] = [];
  try {
    for (const table of TABLES) {
      const name = `${table.name}.${files.extension}`;
      const handle = await open(join(folder, name), 'wx');
      tables.push({ table, name, encoder: files.encoderOf(table), handle, rows: 0 });
    }
    for (const published of datasets()) {
      for (const open of tables) {
        for (const row of open.table.rowsOf(published)) {
          open.rows += 1;
          const piece = open.encoder.add(row);
          if (piece !== undefined) await writeAll(open.handle, piece);
        }
      }
    }
    for (const { encoder, handle } of tables) {
      for (const piece of encoder.end()) await writeAll(handle, piece);
      await handle.sync();
    }
  } finally {
    for (const { handle } of tables) await handle.close();
  }
  return tables.map(({ table, name, rows }) => ({
    name,
    mediaType: files.mediaType,
    tables: [tableOf(table, rows)],
  }));
}

/** `write` may stop before the end of what it is given; this does not. */
async function writeAll(handle: FileHandle, piece: string | Uint8Array): Promise<void> {
  await handle.writeFile(piece);
}
