import { csvHeader, csvLine } from './csv.js';
import type { TableRow, TableShape } from './table.js';

/** Characters that are written at once. */
const PIECE = 1 << 18;

/** A table as CSV, in pieces of some rows. */
export class CsvTable {
  #text: string;

  constructor({ columns }: TableShape) {
    this.#text = csvHeader(columns.map(({ name }) => name));
  }

  add(row: TableRow): string | undefined {
    this.#text += csvLine(row);
    return this.#text.length < PIECE ? undefined : this.#take();
  }

  *end(): Generator<string> {
    yield this.#take();
  }

  #take(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }
}
