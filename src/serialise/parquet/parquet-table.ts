import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { TableRow, TableShape } from '../tables/table.js';
import { parquetSchema, parquetValue } from './schema.js';

/** Ends of row groups: so many rows, or so many characters of texts. What is written at once is in memory. */
const GROUP_ROWS = 10_000;
const GROUP_CHARACTERS = 5_000_000;

/**
 * A table as an Apache Parquet file, in pieces of a row group: typed columns, dictionaries, statistics, Snappy, which every
 * reader has and which is written here in JavaScript, so that the bytes depend on no library of the system.
 */
export class ParquetTable {
  readonly #shape: TableShape;
  readonly #bytes = new ByteWriter();
  readonly #writer: ParquetWriter;
  #group: TableRow[] = [];
  #characters = 0;

  constructor(shape: TableShape) {
    this.#shape = shape;
    this.#writer = new ParquetWriter({
      writer: this.#bytes,
      schema: parquetSchema(shape),
      createdBy: 'lianmu',
    });
  }

  /** What is to be written, if a row group is full. */
  add(row: TableRow): Uint8Array | undefined {
    this.#group.push(row);
    this.#characters += charactersOf(row);
    const isFull = this.#group.length >= GROUP_ROWS || this.#characters >= GROUP_CHARACTERS;
    return isFull ? this.#takeGroup() : undefined;
  }

  /** The rest of the file. */
  *end(): Generator<Uint8Array> {
    if (this.#group.length > 0) yield this.#takeGroup();
    void this.#writer.finish();
    yield this.#take();
  }

  #takeGroup(): Uint8Array {
    const group = this.#group;
    const columnData = this.#shape.columns.map(({ name, type }, place) => ({
      name,
      data: group.map((row) => parquetValue(type, row[place])),
    }));
    // Nothing is awaited: the bytes stay in memory until they are taken.
    void this.#writer.write({ columnData, rowGroupSize: group.length });
    this.#group = [];
    this.#characters = 0;
    return this.#take();
  }

  /** What was written since the last time; positions in the file go on. */
  #take(): Uint8Array {
    const bytes = this.#bytes;
    const taken = bytes.getBytes();
    bytes.buffer = new ArrayBuffer(1024);
    bytes.view = new DataView(bytes.buffer);
    bytes.index = 0;
    return taken;
  }
}

function charactersOf(row: TableRow): number {
  let sum = 0;
  for (const value of row) if (typeof value === 'string') sum += value.length;
  return sum;
}
