import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PublishedPublisher } from '../../domain/published.js';
import { instant, jsonText } from '../../serialise/tables/dataset-table.js';
import type { ColumnValue, TableRow, TableShape } from '../../serialise/tables/table.js';
import { TableFile } from '../../storage/table-file.js';
import type { TableFileShape } from '../../storage/table-file.js';
import { tableOf, TABLES } from './written-file.js';
import type { Datasets, WrittenFile } from './written-file.js';

/** Datasets that are written in one turn. */
const TURN = 100;

const PUBLISHER_TABLE: TableShape = {
  name: 'publishers',
  columns: [
    { name: 'identifier', type: 'text' },
    { name: 'name', type: 'text' },
    { name: 'title', type: 'text' },
    { name: 'code', type: 'text' },
    { name: 'created', type: 'timestamp' },
    { name: 'datasets', type: 'integer' },
  ],
};
const INDEXES: Readonly<Record<string, readonly string[]>> = {
  datasets: ['name', 'code', 'publisher_id', 'source', 'changed'],
  distributions: ['identifier', 'dataset', 'format'],
  publishers: ['name'],
};

/** A SQLite file with the tables of the catalogue, and one of its publishers. */
export async function writeDatabase(
  folder: string,
  datasets: Datasets,
  signal: AbortSignal,
): Promise<readonly WrittenFile[]> {
  const name = 'catalog.sqlite';
  const shapes = [...TABLES, PUBLISHER_TABLE];
  const file = new TableFile(join(folder, name), shapes.map(toTableFileShape));
  const counts = new Map<string, number>();
  const add = ({ name: table }: TableShape, row: TableRow): void => {
    file.add(table, row.map(sqlValue));
    counts.set(table, (counts.get(table) ?? 0) + 1);
  };
  const publishers = new Map<string, { readonly publisher: PublishedPublisher; datasets: number }>();
  try {
    let sinceTurn = 0;
    for (const published of datasets()) {
      for (const table of TABLES) for (const row of table.rowsOf(published)) add(table, row);
      const { publisher } = published;
      const known = publishers.get(publisher.identifier) ?? { publisher, datasets: 0 };
      known.datasets += 1;
      publishers.set(publisher.identifier, known);
      if ((sinceTurn = (sinceTurn + 1) % TURN) === 0) await nextTurn();
      signal.throwIfAborted();
    }
    for (const { publisher, datasets: number } of inOrder(publishers)) {
      const { identifier, name: slug, title, code, created } = publisher;
      add(PUBLISHER_TABLE, [identifier, slug, title, code, instant(created), number]);
    }
    file.finish();
  } finally {
    file.close();
  }
  return [
    {
      name,
      mediaType: 'application/vnd.sqlite3',
      tables: shapes.map((shape) => tableOf(shape, counts.get(shape.name) ?? 0)),
    },
  ];
}

function inOrder<Value>(byKey: ReadonlyMap<string, Value>): readonly Value[] {
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

function toTableFileShape({ name, columns }: TableShape): TableFileShape {
  return {
    name,
    columns: columns.map(({ name: column, type }) => ({
      name: column,
      type: type === 'integer' || type === 'boolean' ? 'INTEGER' : 'TEXT',
    })),
    // A portal may give two files one id.
    ...(name !== 'distributions' && { primaryKey: 'identifier' }),
    indexes: INDEXES[name] ?? [],
  };
}

function sqlValue(value: ColumnValue): string | number | null {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return (typeof value === 'object' ? jsonText(value) : value) ?? null;
}
