import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { SnapshotFile } from '../../domain/snapshot.js';
import { countParquetRows } from '../../serialise/parquet/count-rows.js';
import { countRows } from '../../storage/table-file.js';

const LINE_FEED = 0x0a;
const QUOTE = 0x22;

/**
 * Rows that the tables of a file really have, in the order of the manifest. Of a workbook nobody counts: it would have to be
 * taken apart whole. Only for files whose hashes are right.
 */
export async function countTables(
  path: string,
  { format, tables }: SnapshotFile,
): Promise<readonly number[] | undefined> {
  switch (format) {
    case 'jsonl':
      return [await countLines(path, { isPacked: true, isQuoted: false })];
    case 'csv':
      return [(await countLines(path, { isPacked: false, isQuoted: true })) - 1];
    case 'parquet':
      return [await countInParquet(path)];
    case 'sqlite':
      return countRows(
        path,
        tables.map(({ name }) => name),
      );
    case 'xlsx':
      return undefined;
  }
}

/** Line feeds; in CSV only those that no quotes enclose. */
async function countLines(
  path: string,
  { isPacked, isQuoted }: { readonly isPacked: boolean; readonly isQuoted: boolean },
): Promise<number> {
  let lines = 0;
  let isInside = false;
  async function count(chunks: AsyncIterable<Buffer>): Promise<void> {
    for await (const chunk of chunks) {
      for (let place = 0; place < chunk.length; place += 1) {
        const byte = chunk[place];
        if (byte === QUOTE) isInside = isQuoted && !isInside;
        else if (byte === LINE_FEED && !isInside) lines += 1;
      }
    }
  }
  const file = createReadStream(path);
  await (isPacked ? pipeline(file, createGunzip(), count) : pipeline(file, count));
  return lines;
}

async function countInParquet(path: string): Promise<number> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    return await countParquetRows({
      byteLength: size,
      async slice(start, end = size) {
        const bytes = new Uint8Array(end - start);
        await file.read(bytes, 0, bytes.length, start);
        return bytes.buffer;
      },
    });
  } finally {
    await file.close();
  }
}
