import type { ContactFilter } from '../../src/domain/contact-filter.js';
import { setOwn } from '../../src/domain/json-values.js';
import type { LabelledRecord } from '../../src/domain/labelled-draft.js';
import { gatherProblem, type Problem } from '../../src/domain/problem.js';
import type { GatherGap, GatherNotice } from '../../src/pipeline/ports.js';
import type { Column, Header } from './header.js';
import { cellText, type Row, unlabelled } from './sheet.js';

/** A record of a sheet: `{ label: text }`, in the guide's workbook with its 信息项 as a list. No row number is in it. */
export interface SheetRecord {
  readonly type: 'record';
  readonly raw: LabelledRecord;
  readonly problems: readonly Problem[];
}

export type SheetItem = SheetRecord | GatherGap | GatherNotice;

/** The rows below a header, and what keeps the persons in them out of the records. */
export interface Table {
  /** Named in messages where a workbook has several. */
  readonly sheet: string | undefined;
  readonly header: Header;
  readonly rows: AsyncIterable<Row>;
  readonly isText: boolean;
}

/** The records of a list: a row each. One without a title is a record all the same, for the rules to reject by name. */
export async function* listRecords(table: Table, withoutPersons: ContactFilter): AsyncGenerator<SheetItem> {
  for await (const row of table.rows) {
    const stray = strayCell(row, table);
    if (stray !== undefined) {
      yield {
        type: 'gap',
        problem: gatherProblem('malformed-record', { ...placeOf(row, table), value: stray }),
      };
      continue;
    }
    const record = recordOf(row, table.header.columns);
    if (record !== undefined) yield { type: 'record', raw: withoutPersons(record), problems: [] };
  }
}

/** Where a row is, as a pointer for messages; with the sheet where there are several. */
export function placeOf(row: Row, { sheet }: Pick<Table, 'sheet'>): { pointer: string; detail?: string } {
  const pointer = `/row/${row.number}`;
  return sheet === undefined ? { pointer } : { pointer, detail: sheet };
}

/**
 * The first value behind the last column of a text. There an unquoted separator moved every value one column on, so that
 * none can be trusted.
 */
export function strayCell(
  row: Row,
  { isText, header }: Pick<Table, 'isText' | 'header'>,
): string | undefined {
  if (!isText || header.width === 0) return undefined;
  for (let column = header.width; column < row.cells.length; column += 1) {
    const text = cellText(row, column);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Values by the keys of their columns; undefined for a row that says nothing. */
export function recordOf(row: Row, columns: readonly Column[]): Record<string, unknown> | undefined {
  const record: Record<string, unknown> = {};
  let isBlank = true;
  for (let index = 0; index < row.cells.length; index += 1) {
    const column = columns[index];
    if (column?.role?.name === 'ignore') continue;
    const text = cellText(row, index);
    if (text === undefined) continue;
    isBlank = false;
    setOwn(record, column?.key ?? unlabelled(index), text);
  }
  return isBlank ? undefined : record;
}
