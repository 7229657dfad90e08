import type { SchemaElement } from 'hyparquet-writer';
import type { ColumnType } from '../../domain/snapshot.js';
import type { ColumnValue, TableShape } from '../tables/table.js';

const TEXT = { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } } as const;

const LEAVES: Readonly<Record<Exclude<ColumnType, 'texts'>, Omit<SchemaElement, 'name'>>> = {
  text: TEXT,
  json: TEXT,
  integer: { type: 'INT64' },
  boolean: { type: 'BOOLEAN' },
  date: { type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } },
  timestamp: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MICROS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' },
  },
};

/** Every column may be empty; a list is one of three levels, as all readers know it. */
export function parquetSchema({ name, columns }: TableShape): SchemaElement[] {
  return [{ name, num_children: columns.length }, ...columns.flatMap(columnSchema)];
}

function columnSchema({ name, type }: TableShape['columns'][number]): readonly SchemaElement[] {
  if (type !== 'texts') return [{ name, repetition_type: 'OPTIONAL', ...LEAVES[type] }];
  return [
    {
      name,
      ...{ repetition_type: 'OPTIONAL', num_children: 1 },
      ...{ converted_type: 'LIST', logical_type: { type: 'LIST' } },
    },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', repetition_type: 'REQUIRED', ...TEXT },
  ];
}

const DAY_MS = 86_400_000;

/** The value as the column stores it. */
export function parquetValue(
  type: ColumnType,
  value: ColumnValue,
): string | number | bigint | boolean | readonly string[] | undefined {
  if (type === 'integer' && typeof value === 'number') return BigInt(value);
  if (typeof value !== 'string') return value;
  if (type === 'date') return Date.parse(value) / DAY_MS;
  return type === 'timestamp' ? microsOf(value) : value;
}

/** `CCYY-MM-DDThh:mm:ss.ssssssZ`: a `Date` knows milliseconds only. */
function microsOf(time: string): bigint {
  const millis = Date.parse(`${time.slice(0, 23)}Z`);
  return BigInt(millis) * 1000n + BigInt(time.slice(23, 26));
}
