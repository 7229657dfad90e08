import type { ColumnValue, TableRow } from './table.js';

/** Without it spreadsheets take UTF-8 for the encoding of their country. */
const BYTE_ORDER_MARK = '\ufeff';
const LINE_END = '\r\n';

/** What makes a spreadsheet take a text for a formula (OWASP, CSV injection). */
const FORMULA = /^\s*[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/u;
/** RFC 4180 has no control characters but tabs and the ends of lines. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
const QUOTED = /[",\r\n\t]|^\s|\s$/;

export function csvHeader(names: readonly string[]): string {
  return BYTE_ORDER_MARK + names.join(',') + LINE_END;
}

/** A record of RFC 4180. An apostrophe goes before a text that a spreadsheet would run. */
export function csvLine(row: TableRow): string {
  return row.map(cell).join(',') + LINE_END;
}

/** A list as one text, as people read it; the formats with types keep it a list. */
export function joined(list: readonly string[]): string {
  return list.join('；');
}

function cell(value: ColumnValue): string {
  if (value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = (typeof value === 'string' ? value : joined(value)).replace(CONTROL, ' ');
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
