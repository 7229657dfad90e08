import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { parquetReadObjects } from 'hyparquet';
import type { PublishedDataset } from '../../../src/domain/published.js';
import { ParquetTable } from '../../../src/serialise/parquet/parquet-table.js';
import { CsvTable } from '../../../src/serialise/tables/csv-table.js';
import { csvLine } from '../../../src/serialise/tables/csv.js';
import { DATASET_TABLE, DISTRIBUTION_TABLE } from '../../../src/serialise/tables/rows.js';
import type { CatalogTable } from '../../../src/serialise/tables/rows.js';
import type { ColumnValue, TableRow } from '../../../src/serialise/tables/table.js';
import { hostileDataset } from '../../support/hostile-dataset.js';
import { ALL } from '../../support/published-datasets.js';

const FIRST = ALL[0]!;
const hostile = fc
  .array(hostileDataset(), { maxLength: 8 })
  .map((datasets) => datasets.map((dataset): PublishedDataset => ({ ...FIRST, dataset })));

function rowsOf(table: CatalogTable, datasets: readonly PublishedDataset[]): readonly TableRow[] {
  return datasets.flatMap((published) => table.rowsOf(published));
}

function written(
  encoder: { add(row: TableRow): string | Uint8Array | undefined; end(): Iterable<string | Uint8Array> },
  rows: readonly TableRow[],
): Buffer {
  const pieces = rows.flatMap((row) => encoder.add(row) ?? []);
  return Buffer.concat([...pieces, ...encoder.end()].map((piece) => Buffer.from(piece)));
}

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const RUN = /^\s*[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/;

describe.each([DATASET_TABLE, DISTRIBUTION_TABLE])('the table $name', (table) => {
  it('is right CSV whatever is in it, and nothing that a spreadsheet runs', () => {
    fc.assert(
      fc.property(hostile, (datasets) => {
        const rows = rowsOf(table, datasets);
        const csv = written(new CsvTable(table), rows).toString('utf8');
        const [header, ...lines] = parse(csv, { bom: true, record_delimiter: '\r\n' });
        expect(header).toEqual(table.columns.map(({ name }) => name));
        expect(lines).toHaveLength(rows.length);
        for (const cell of lines.flat()) expect(CONTROL.test(cell) || RUN.test(cell)).toBe(false);
        const title = table.columns.findIndex((column) => column.name === 'title');
        const plain = (text: ColumnValue): string =>
          (typeof text === 'string' ? text : '').replaceAll(new RegExp(CONTROL, 'g'), ' ');
        expect(lines.map((line) => line[title]?.replace(/^'/, ''))).toEqual(
          rows.map((row) => plain(row[title]).replace(/^'/, '')),
        );
      }),
      { numRuns: 25 },
    );
  });

  it('is right Parquet whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (datasets) => {
        const rows = rowsOf(table, datasets);
        const bytes = written(new ParquetTable(table), rows);
        const file = new Uint8Array(bytes).buffer;
        const read = await parquetReadObjects({ file });
        expect(read).toHaveLength(rows.length);
        table.columns.forEach(({ name, type }, place) => {
          if (type !== 'text' && type !== 'texts' && type !== 'json') return;
          expect(read.map((row: Readonly<Record<string, unknown>>) => row[name] ?? null)).toEqual(
            rows.map((row) => row[place] ?? null),
          );
        });
      }),
      { numRuns: 25 },
    );
  });
});

describe('rows', () => {
  it('have no distribution of a dataset that is not open', () => {
    const closed = ALL.filter(({ dataset }) => dataset.visibility !== 'open');
    expect(closed.some(({ dataset }) => dataset.distributions.length > 0)).toBe(true);
    expect(rowsOf(DISTRIBUTION_TABLE, closed)).toEqual([]);
    expect(JSON.stringify(rowsOf(DATASET_TABLE, closed))).not.toMatch(/hidden\.csv|不可见的文件/);
  });

  it('have no dates that there are not, nor numbers that are not exact', () => {
    const dataset = {
      ...FIRST.dataset,
      issued: '2023-02-29',
      modified: '2023-02',
      volume: { records: 1.5, bytes: 2 ** 60 },
    };
    const [row] = DATASET_TABLE.rowsOf({ ...FIRST, dataset });
    const of = (name: string) => row?.[DATASET_TABLE.columns.findIndex((column) => column.name === name)];
    expect(['issued', 'modified', 'volume_records', 'volume_bytes'].map(of)).toEqual(
      Array(4).fill(undefined),
    );
  });

  it.each([
    [['=1+1', '-2', ' +3', '＝4', 'a=b'], "'=1+1,'-2,' +3,'＝4,a=b"],
    [['a,b', 'c"d', 'e\nf', 5, true, undefined], '"a,b","c""d","e\nf",5,true,'],
    [[['一', '二，三']], '一；二，三'],
  ])('of CSV: %j', (row, line) => {
    expect(csvLine(row)).toBe(`${line}\r\n`);
  });

  it('of Parquet come in groups, which one writer puts behind each other', async () => {
    const table = new ParquetTable({ name: 't', columns: [{ name: 'n', type: 'integer' }] });
    const count = 45_000;
    const bytes = written(
      table,
      Array.from({ length: count }, (_, n) => [n]),
    );
    const read = await parquetReadObjects({ file: new Uint8Array(bytes).buffer });
    expect(read).toHaveLength(count);
    expect(read[count - 1]).toEqual({ n: BigInt(count - 1) });
  });
});
