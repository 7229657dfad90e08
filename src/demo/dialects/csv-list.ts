import type { ActionRequest } from '../actions.js';
import type { PortalState } from '../portal-state.js';
import type { Dialect } from './dialect.js';
import { toFlatRecord } from './flat-record.js';
import type { FlatRecord } from './flat-record.js';
import { encodeGb18030 } from './gb18030.js';
import { inPieces, placesOf } from './records.js';

/** A spreadsheet's CSV in GB18030, a dataset a row, with a running number in front. */
export const CSV_LIST: Dialect = {
  actionOf: (path) => (path === '/files/catalog.csv' ? 'catalog' : undefined),
  reply: (state, request) => ({
    status: 200,
    mediaType: 'text/csv',
    body: encoded(write(state, request)),
  }),
  shown: () => undefined,
};

function* encoded(lines: Iterable<string>): Generator<Buffer> {
  for (const piece of inPieces(lines)) yield encodeGb18030(piece);
}

function* write(state: PortalState, { view }: ActionRequest): Generator<string> {
  const labels = columnsOf(state);
  yield toLine(['序号', '数据集编号', ...labels]);
  let number = 0;
  for (const place of placesOf(state, view)) {
    number += 1;
    if (place === 'broken') {
      // A remark in place of a title, and nothing else.
      yield toLine([String(number), '', '（此行待补）']);
      continue;
    }
    const dataset = state.package(place.index);
    const record: FlatRecord = toFlatRecord(dataset);
    yield toLine([String(number), dataset.id, ...labels.map((label) => record[label] ?? '')]);
  }
}

/** The columns: the same on every day, whatever a single record leaves out. */
function columnsOf({ city }: PortalState): readonly string[] {
  return ['标题', '摘要', '来源部门', '标签', ...Object.values(city.habits.labels), '详情页网址'];
}

function toLine(cells: readonly string[]): string {
  return `${cells.map(toCell).join(',')}\r\n`;
}

function toCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
