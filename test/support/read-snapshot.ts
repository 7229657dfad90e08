import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { read, utils } from '@e965/xlsx';
import SqliteDatabase from 'better-sqlite3';
import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';

type Row = Readonly<Record<string, unknown>>;

/** Reads the files of a snapshot with libraries that have nothing to do with those that wrote them. */
export function snapshotReader(folder: string) {
  const bytes = (name: string): Buffer => readFileSync(join(folder, name));
  return {
    lines(): readonly string[] {
      return gunzipSync(bytes('datasets.jsonl.gz'))
        .toString('utf8')
        .split('\n')
        .filter((line) => line !== '');
    },
    csv(table: string): readonly Readonly<Record<string, string>>[] {
      return parse(bytes(`${table}.csv`), { columns: true, bom: true });
    },
    sheet(table: string): readonly Row[] {
      const book = read(bytes('catalog.xlsx'));
      return utils.sheet_to_json<Row>(book.Sheets[table] ?? {});
    },
    async parquet(table: string): Promise<readonly Row[]> {
      const { buffer, byteOffset, byteLength } = bytes(`${table}.parquet`);
      const file = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
      return parquetReadObjects({ file });
    },
    sqlite(table: string): readonly Row[] {
      const database = new SqliteDatabase(join(folder, 'catalog.sqlite'), { readonly: true });
      try {
        return database.prepare<[], Row>(`SELECT * FROM ${table} ORDER BY identifier`).all();
      } finally {
        database.close();
      }
    },
  };
}
