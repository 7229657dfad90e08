import type { ColumnType } from '../../domain/snapshot.js';

/** Of a `texts` column a list, of `timestamp` ISO UTC with microseconds, of `date` CCYY-MM-DD, of `json` its text. */
export type ColumnValue = string | number | boolean | readonly string[] | undefined;
export type TableRow = readonly ColumnValue[];

/** One column of rows that are made of `Subject`s. */
export interface Column<Subject> {
  readonly name: string;
  readonly type: ColumnType;
  readonly of: (subject: Subject) => ColumnValue;
}

/** A table as it is written: the same rows in every format. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
}

export function toRow<Subject>(columns: readonly Column<Subject>[], subject: Subject): TableRow {
  return columns.map(({ type, of }) => plainValue(type, of(subject)));
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/** Formats differ in what they take: texts are Unicode without U+0000, integers exact, days such as there are. */
function plainValue(type: ColumnType, value: ColumnValue): ColumnValue {
  if (typeof value === 'string') {
    if (type === 'date') return isDay(value) ? value : undefined;
    return plainText(value);
  }
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
  return typeof value === 'object' ? value.map(plainText) : value;
}

function plainText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}

function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
