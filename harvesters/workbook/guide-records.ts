import type { ContactFilter } from '../../src/domain/contact-filter.js';
import { setOwn } from '../../src/domain/json-values.js';
import { gatherProblem, type Problem } from '../../src/domain/problem.js';
import type { Column } from './header.js';
import { placeOf, recordOf, type SheetItem, type SheetRecord, strayCell, type Table } from './records.js';
import type { Row } from './sheet.js';

/** Key of the 信息项 in a record; a list there marks a record of the guide's workbook. */
export const FIELDS_KEY = '信息项';

/** Parts of a 信息项 under the names that the guide gives them. */
const FIELD_PARTS: Readonly<Record<string, string>> = {
  fieldName: '信息项名称',
  fieldNameEn: '信息项英文名',
  fieldType: '数据类型',
  fieldLength: '数据长度',
};

/** Columns that tell one resource from the next. */
const IDENTITY = ['title', 'code', 'publisher'] as const;
type IdentityRole = (typeof IDENTITY)[number];

/** A 信息项, a row of the workbook each. */
type Item = Record<string, string>;

interface Resource {
  readonly identity: ReadonlyMap<IdentityRole, string>;
  readonly values: Map<string, string>;
  readonly items: Item[];
  readonly problems: Problem[];
  /** The rows so far, to tell the same one met twice. */
  readonly rows: Set<string>;
  /** Characters of its rows. */
  size: number;
}

/** Characters of one resource: thousands of 信息项. A workbook in which a name is missing must not become one record. */
const MAX_SIZE = 2_000_000;
/** Rows that disagree are told so often; the rest of them says nothing more. */
const MAX_PROBLEMS = 20;

/**
 * The resources of the guide's workbook: rows in a row that repeat, or leave blank, name, code and provider are one resource
 * with a 信息项 each (guide §1.2). Without a column for 信息项 each row is a resource.
 */
export async function* guideRecords(table: Table, withoutPersons: ContactFilter): AsyncGenerator<SheetItem> {
  const { columns } = table.header;
  const isGrouped = columns.some(({ role }) => role?.name === 'fieldName');
  let open: Resource | undefined;
  for await (const row of table.rows) {
    const stray = strayCell(row, table);
    if (stray !== undefined) {
      yield {
        type: 'gap',
        problem: gatherProblem('malformed-record', { ...placeOf(row, table), value: stray }),
      };
      continue;
    }
    const parts = partsOf(row, columns);
    if (parts === undefined) continue;
    if (open !== undefined && isGrouped && isSame(open, parts)) {
      const problem = addRow(open, parts, row, table);
      if (problem !== undefined) yield { type: 'notice', problem };
      continue;
    }
    if (open !== undefined) yield toRecord(open, withoutPersons);
    open = begin(parts);
  }
  if (open !== undefined) yield toRecord(open, withoutPersons);
}

interface RowParts {
  readonly identity: ReadonlyMap<IdentityRole, string>;
  readonly values: ReadonlyMap<string, string>;
  readonly item: Item;
  /** All that the row says. */
  readonly text: string;
}

function partsOf(row: Row, columns: readonly Column[]): RowParts | undefined {
  const record = recordOf(row, columns);
  if (record === undefined) return undefined;
  const identity = new Map<IdentityRole, string>();
  const values = new Map(Object.entries(record) as [string, string][]);
  const item: Item = {};
  for (const { key, role } of columns) {
    const value = values.get(key);
    if (value === undefined || role === undefined) continue;
    const part = FIELD_PARTS[role.name];
    if (part !== undefined) {
      item[part] ??= value;
      values.delete(key);
    }
    const identifying = IDENTITY.find((name) => name === role.name);
    if (identifying !== undefined && !identity.has(identifying)) identity.set(identifying, value.trim());
  }
  return { identity, values, item, text: JSON.stringify(record) };
}

/** Whether a row goes on with the resource: it says nothing that another resource would say otherwise. */
function isSame({ identity }: Resource, row: RowParts): boolean {
  return IDENTITY.every((name) => {
    const value = row.identity.get(name);
    return value === undefined || value === identity.get(name);
  });
}

function begin(row: RowParts): Resource {
  return {
    identity: row.identity,
    values: new Map(row.values),
    items: Object.keys(row.item).length > 0 ? [row.item] : [],
    problems: [],
    rows: new Set([row.text]),
    size: row.text.length,
  };
}

/**
 * Adds a row to its resource. What it says otherwise than the rows before stays with its 信息项 and is told; a notice comes
 * back for a row of which nothing is taken.
 */
function addRow(
  resource: Resource,
  row: RowParts,
  { number, cells }: Row,
  table: Table,
): Problem | undefined {
  const place = placeOf({ number, cells }, table);
  if (resource.rows.has(row.text)) return leftOut(place);
  const isNote = Object.keys(row.item).length === 0 && row.identity.size === 0;
  if (isNote || resource.size + row.text.length > MAX_SIZE) {
    // A signature or a note below the table may name a person: its place is told, and nothing of it.
    return leftOut(place, isNote ? 'advice' : 'conformant');
  }
  resource.rows.add(row.text);
  resource.size += row.text.length;
  const item = { ...row.item };
  for (const [key, value] of row.values) {
    const known = resource.values.get(key);
    if (known === undefined) resource.values.set(key, value);
    else if (known.trim() !== value.trim()) {
      setOwn(item, key, value);
      if (resource.problems.length < MAX_PROBLEMS) resource.problems.push(disagreement(key, place.pointer));
    }
  }
  if (Object.keys(item).length > 0) resource.items.push(item);
  return undefined;
}

/** Of a row that says nothing new, or nothing of a resource. */
function leftOut(place: { readonly pointer: string }, bar: Problem['bar'] = 'advice'): Problem {
  return gatherProblem('row-left-out', { ...place, bar });
}

function disagreement(key: string, row: string): Problem {
  const pointer = `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return gatherProblem('rows-disagree', { pointer, bar: 'advice', detail: row });
}

function toRecord({ values, items, problems }: Resource, withoutPersons: ContactFilter): SheetRecord {
  const record: Record<string, unknown> = {};
  for (const [key, value] of values) setOwn(record, key, value);
  setOwn(record, FIELDS_KEY, items);
  return { type: 'record', raw: withoutPersons(record), problems };
}
