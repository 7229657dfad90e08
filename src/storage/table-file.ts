import SqliteDatabase from 'better-sqlite3';
import { translate } from './database.js';
import type { Database } from './database.js';

/** A table of a database for others, plain: no triggers, no search. */
export interface TableFileShape {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: 'TEXT' | 'INTEGER' }[];
  /** Absent: no column is sure to be unique. */
  readonly primaryKey?: string;
  /** Columns with an index, made when all rows are there. */
  readonly indexes: readonly string[];
}

export type TableFileRow = readonly (string | number | null)[];

/** Rows that are added in one transaction; nothing else depends on it. */
const BATCH = 2000;
const CACHE_KILOBYTES = 32_000;
/** `lian` in ASCII: what `file` and the like can tell the file by. */
const APPLICATION_ID = 0x6c69616e;

/** A database file that is written once, from its beginning to its end; the same rows make the same bytes. */
export class TableFile {
  readonly #database: Database;
  readonly #shapes: readonly TableFileShape[];
  readonly #inserts: ReadonlyMap<string, (row: TableFileRow) => void>;
  #open = 0;

  constructor(path: string, shapes: readonly TableFileShape[]) {
    this.#shapes = shapes;
    this.#database = translate(() => {
      const database = new SqliteDatabase(path);
      database.pragma('page_size = 4096');
      // Nobody reads it before it is whole, and one that is not is thrown away; only that none is kept at all is not allowed.
      database.pragma('journal_mode = MEMORY');
      database.pragma('synchronous = OFF');
      database.pragma('secure_delete = ON');
      database.pragma(`cache_size = -${CACHE_KILOBYTES}`);
      database.pragma(`application_id = ${APPLICATION_ID}`);
      for (const shape of shapes) database.exec(createTable(shape));
      return database;
    });
    this.#inserts = new Map(
      shapes.map(({ name, columns }) => {
        const insert = this.#database.prepare(
          `INSERT INTO "${name}" VALUES (${columns.map(() => '?').join(', ')})`,
        );
        return [name, (row: TableFileRow) => insert.run(row)];
      }),
    );
  }

  add(table: string, row: TableFileRow): void {
    translate(() => {
      if (this.#open === 0) this.#database.exec('BEGIN');
      this.#inserts.get(table)?.(row);
      this.#open += 1;
      if (this.#open < BATCH) return;
      this.#database.exec('COMMIT');
      this.#open = 0;
    });
  }

  finish(): void {
    translate(() => {
      if (this.#open > 0) this.#database.exec('COMMIT');
      for (const { name, indexes } of this.#shapes) {
        for (const column of indexes) {
          this.#database.exec(`CREATE INDEX "${name}_by_${column}" ON "${name}" ("${column}")`);
        }
      }
    });
  }

  close(): void {
    this.#database.close();
  }
}

function createTable({ name, columns, primaryKey }: TableFileShape): string {
  const parts = columns.map(
    (column) => `"${column.name}" ${column.type}${column.name === primaryKey ? ' PRIMARY KEY' : ''}`,
  );
  return `CREATE TABLE "${name}" (${parts.join(', ')}) STRICT`;
}

/** How many rows each table of such a file has. */
export function countRows(path: string, tables: readonly string[]): readonly number[] {
  return translate(() => {
    const database = new SqliteDatabase(path, { readonly: true, fileMustExist: true });
    try {
      return tables.map((table) => {
        const name = `"${table.replaceAll('"', '""')}"`;
        return database.prepare<[], number>(`SELECT count(*) FROM ${name}`).pluck().get() ?? 0;
      });
    } finally {
      database.close();
    }
  });
}
