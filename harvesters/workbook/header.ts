import { foldLabel } from '../../src/domain/labels.js';
import type { ColumnRoles, Role, RoleReader } from './column-roles.js';
import { GUIDE_COLUMNS } from './known-columns.js';
import type { WorkbookOptions } from './options.js';
import { cellText, columnIndex, type Row, unlabelled } from './sheet.js';

export interface Column {
  readonly index: number;
  /** Its name in the record: its label, or its letters where it has none or is mapped by them. */
  readonly key: string;
  readonly role: Role | undefined;
}

/** How the columns of one sheet are to be read. */
export interface Header {
  /** Whether the sheet is the guide's official workbook. */
  readonly isGuide: boolean;
  readonly columns: readonly Column[];
  /** Columns of the row of labels itself; 0 where there is none. */
  readonly width: number;
  /** How many of the rows looked at are above the records. */
  readonly rowsAbove: number;
  /** Labels that were understood, for people. */
  readonly understood: readonly string[];
}

/** Rows in which the header is looked for: above it stand titles and instructions. */
export const ROWS_LOOKED_AT = 40;

/** Columns that a row of labels has at least, unless it names the title. */
const FEWEST_KNOWN = 2;

/** Finds the header among the first rows of a sheet; undefined where none is understood. */
export function findHeader(
  rows: readonly Row[],
  roles: ColumnRoles,
  options: Pick<WorkbookOptions, 'headerRow' | 'columns' | 'template'>,
): Header | undefined {
  const { headerRow } = options;
  if (headerRow === 0) return headerOf([], 0, rows, roles, options);
  for (const [index, row] of rows.entries()) {
    if (headerRow !== undefined ? row.number !== headerRow : !isHeader(labelsOf(row), roles)) continue;
    const below = rows[index + 1];
    const joined = below === undefined ? undefined : joinedLabels(row, below, roles);
    const labels = joined ?? labelsOf(row);
    const end = index + (joined === undefined ? 1 : 2);
    const next = rows[end];
    return headerOf(
      labels,
      next !== undefined && isObligationRow(next) ? end + 1 : end,
      rows,
      roles,
      options,
    );
  }
  const hasPlaces = Object.keys(options.columns).some((word) => columnIndex(word) !== undefined);
  return headerRow === undefined && hasPlaces ? headerOf([], 0, rows, roles, options) : undefined;
}

type Labels = readonly (string | undefined)[];

function labelsOf(row: Row): Labels {
  return row.cells.map((_, index) => tidy(cellText(row, index)));
}

/** Line ends and blanks within a label are the form's, not the label's. */
function tidy(text: string | undefined): string | undefined {
  return text
    ?.trim()
    .replace(/\s*[\r\n]+\s*/g, '')
    .replace(/^[*＊]+|[*＊]+$/g, '');
}

function isHeader(labels: Labels, roles: ColumnRoles): boolean {
  const known = labels.flatMap((label) => (label === undefined ? [] : (roles.list(label) ?? [])));
  const names = new Set(known.map(({ name }) => name).filter((name) => name !== 'ignore'));
  return names.has('title') || names.size >= FEWEST_KNOWN;
}

/**
 * Labels of a header of two rows, of which the first has titles over groups of columns (信息资源分类 over 类, 项, 目, 细目);
 * undefined where the second row is no header.
 */
function joinedLabels(above: Row, below: Row, roles: ColumnRoles): Labels | undefined {
  const [tops, bottoms] = [labelsOf(above), labelsOf(below)];
  const width = Math.max(tops.length, bottoms.length);
  const joined: (string | undefined)[] = [];
  let group: string | undefined;
  let known = 0;
  let unknown = 0;
  for (let index = 0; index < width; index += 1) {
    const [top, bottom] = [tops[index], bottoms[index]];
    group = top ?? group;
    // A label that is merged over both rows stands in both.
    if (bottom === undefined || bottom === top) {
      joined.push(top);
      continue;
    }
    const label = labelWithin(group, bottom, roles.guide);
    if (label === undefined) unknown += 1;
    else known += 1;
    joined.push(label ?? (group === undefined ? bottom : `${group}/${bottom}`));
  }
  return known >= FEWEST_KNOWN && known > unknown ? joined : undefined;
}

/** The label of a column within a group, if any way of saying it is known: alone, or with the title of its group. */
function labelWithin(group: string | undefined, label: string, roleOf: RoleReader): string | undefined {
  const names = group === undefined ? [label] : [`${group}/${label}`, group + label, label];
  return names.find((name) => roleOf(name) !== undefined);
}

const OBLIGATIONS: ReadonlySet<string> = new Set(
  [
    '必填',
    '选填',
    '条件必填',
    '可选',
    '必选',
    '条件可选',
    '自动生成',
    '系统生成',
    'm',
    'o',
    'c',
    '是',
    '否',
  ].map(foldLabel),
);

/** A row below the header that says which columns have to be filled in. */
function isObligationRow(row: Row): boolean {
  const texts = row.cells.flatMap((_, index) => cellText(row, index) ?? []);
  return texts.length >= FEWEST_KNOWN && texts.every((text) => OBLIGATIONS.has(foldLabel(text)));
}

function headerOf(
  labels: Labels,
  rowsAbove: number,
  rows: readonly Row[],
  roles: ColumnRoles,
  { columns: stated, template }: Pick<WorkbookOptions, 'columns' | 'template'>,
): Header {
  const isGuide = template === 'guide-2017' || (template === 'auto' && isGuideHeader(labels));
  const roleOf = isGuide ? roles.guide : roles.list;
  const places = placesOf(Object.keys(stated), labels);
  const width = Math.max(labels.length, ...places, ...rows.map((row) => row.cells.length));
  const taken = new Set<string>();
  const columns: Column[] = [];
  for (let index = 0; index < width; index += 1) {
    const label = places.has(index + 1) ? undefined : labels[index];
    const key = unused(label ?? unlabelled(index), taken);
    columns.push({ index, key, role: roleOf(key) });
  }
  const understood = columns.filter(({ role }) => role !== undefined).map(({ key }) => key);
  return { isGuide, columns, width: labels.length, rowsAbove, understood };
}

/** Numbers, from 1, of the columns that are mapped by their place; a label that looks like one is a label. */
function placesOf(words: readonly string[], labels: Labels): ReadonlySet<number> {
  const folded = new Set(labels.map((label) => foldLabel(label ?? '')));
  const indices = words.flatMap((word) => (folded.has(foldLabel(word)) ? [] : (columnIndex(word) ?? [])));
  return new Set(indices.map((index) => index + 1));
}

function unused(label: string, taken: Set<string>): string {
  let key = label;
  for (let count = 2; taken.has(key); count += 1) key = `${label} (${count})`;
  taken.add(key);
  return key;
}

function isGuideHeader(labels: Labels): boolean {
  const folded = labels.map((label) => foldLabel(label ?? ''));
  const roles = new Set(folded.map((label) => GUIDE_COLUMNS.get(label)));
  return folded.includes('信息资源名称') && (roles.has('code') || roles.has('fieldName'));
}
