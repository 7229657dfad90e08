import { setOwn } from '../../src/domain/json-values.js';
import type { LabelledRecord } from '../../src/domain/labelled-draft.js';
import { cellText, type Row, type Sheet } from './sheet.js';

/** The sheet in which a hub lists, beside the guide's, what is not open to everybody and by what law. */
const NAME = '未开放资源清单';
const IDENTITY = ['信息资源名称', '信息资源代码', '信息资源提供方'] as const;
/** What the guide's sheet has no column for. */
const ADDED = ['开放类型', '不予开放依据'] as const;
/** The catalogue of a province has some ten thousand; of a list without end the rest says nothing. */
const MAX_ROWS = 200_000;

type Values = Readonly<Record<string, string>>;

export interface ClosedList {
  /** The workbook without the list. */
  readonly others: readonly Sheet[];
  /** A record of the guide's sheet with what the list says of it. */
  complete(record: LabelledRecord): LabelledRecord;
}

/**
 * Reads the list before the sheet that it belongs to: its rows are no records of their own but say more of those there.
 * Undefined for a workbook without one.
 */
export async function readClosedList(sheets: readonly Sheet[]): Promise<ClosedList | undefined> {
  const list = sheets.find(({ name }) => name.trim() === NAME);
  if (list === undefined || sheets.length === 1) return undefined;
  const values = new Map<string, Values>();
  let labels: readonly string[] | undefined;
  for await (const row of list.rows) {
    if (labels === undefined) {
      labels = textsOf(row);
      if (![...IDENTITY, ...ADDED].every((label) => labels?.includes(label))) return undefined;
      continue;
    }
    const record = Object.fromEntries(textsOf(row).map((text, index) => [labels?.[index] ?? '', text]));
    values.set(keyOf(record), record);
    if (values.size >= MAX_ROWS) break;
  }
  return {
    others: sheets.filter((sheet) => sheet !== list),
    complete(record) {
      const more = values.get(keyOf(record));
      if (more === undefined) return record;
      const completed: Record<string, unknown> = { ...record };
      for (const label of ADDED) {
        if (more[label] !== undefined && more[label] !== '') setOwn(completed, label, more[label]);
      }
      return completed;
    },
  };
}

function textsOf(row: Row): readonly string[] {
  return row.cells.map((_, index) => cellText(row, index)?.trim() ?? '');
}

function keyOf(record: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(IDENTITY.map((label) => textOf(record[label])));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
