import type { ColumnRoles } from './column-roles.js';
import type { DocumentFault } from './faults.js';
import { findHeader, ROWS_LOOKED_AT } from './header.js';
import type { WorkbookOptions } from './options.js';
import type { Table } from './records.js';
import type { Row, Sheet } from './sheet.js';

export interface TableContext {
  readonly roles: ColumnRoles;
  readonly options: WorkbookOptions;
  readonly fault: DocumentFault;
}

/**
 * The sheets whose header is understood, one after the other: those that the source names, or all. Throws where there is
 * none, and where one that the source names is not there or not understood.
 */
export async function* openTables(sheets: readonly Sheet[], context: TableContext): AsyncGenerator<Table> {
  const { options, fault } = context;
  const chosen = chooseSheets(sheets, options.sheets, fault);
  const isNamed = options.sheets.length > 0;
  let found = 0;
  let isAnyFilled = false;
  for (const sheet of chosen) {
    const { first, rest } = await readAhead(sheet.rows, Math.max(ROWS_LOOKED_AT, options.headerRow ?? 0) + 2);
    isAnyFilled ||= first.length > 0;
    const header = findHeader(first, context.roles, options);
    if (header === undefined) {
      await rest.return?.();
      if (isNamed) throw notUnderstood(fault, ` of the sheet ${sheet.name}`);
      continue;
    }
    found += 1;
    const rows = chain(first.slice(header.rowsAbove), rest);
    yield { sheet: chosen.length > 1 ? sheet.name : undefined, header, rows, isText: sheet.isText };
  }
  if (found === 0) throw isAnyFilled ? notUnderstood(fault, '') : fault('empty', 'no sheet has a row');
}

function notUnderstood(fault: DocumentFault, of: string): Error {
  return fault(
    'not-spreadsheet',
    `no row of labels is understood among the first rows${of}; state \`headerRow\` and \`columns\` among the options`,
  );
}

function chooseSheets(
  sheets: readonly Sheet[],
  named: WorkbookOptions['sheets'],
  fault: DocumentFault,
): readonly Sheet[] {
  if (named.length === 0) return sheets;
  return named.map((name) => {
    const sheet =
      typeof name === 'number' ? sheets[name - 1] : sheets.find((one) => one.name.trim() === name.trim());
    if (sheet === undefined) throw fault('schema', `the workbook has no sheet ${name}`);
    return sheet;
  });
}

type RowIterator = Pick<AsyncIterator<Row>, 'next' | 'return'>;

/** The first rows, and what follows them; whoever does not read on ends it. */
async function readAhead(
  rows: Sheet['rows'],
  count: number,
): Promise<{ readonly first: readonly Row[]; readonly rest: RowIterator }> {
  const rest: RowIterator = toAsync(rows);
  const first: Row[] = [];
  while (first.length < count) {
    const next = await rest.next();
    if (next.done === true) break;
    first.push(next.value);
  }
  return { first, rest };
}

async function* toAsync(rows: Sheet['rows']): AsyncGenerator<Row> {
  yield* rows;
}

async function* chain(first: readonly Row[], rest: RowIterator): AsyncGenerator<Row> {
  try {
    yield* first;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
