import { parquetMetadataAsync } from 'hyparquet';

/** Bytes of a file by their places. */
export interface ByteSource {
  readonly byteLength: number;
  slice(start: number, end?: number): Promise<ArrayBuffer>;
}

/** Rows of a Parquet file, which its end states. */
export async function countParquetRows(file: ByteSource): Promise<number> {
  const { num_rows: rows } = await parquetMetadataAsync(file);
  return Number(rows);
}
