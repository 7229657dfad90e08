import { labelOf, OPEN_TYPES } from '../../domain/code-lists.js';
import type { Dataset } from '../../domain/dataset.js';
import type { Cell } from '../xlsx/sheet.js';

/** The list of what is not open to everybody, with the basis that the pilot plan asks for (guide §2.2). */
export const CLOSED_HEADER: readonly string[] = [
  ...['信息资源名称', '信息资源代码', '信息资源提供方', '资源提供方代码'],
  ...['开放类型', '开放条件', '不予开放依据'],
];

/** The dataset's row; none for one that is open to everybody. */
export function closedRows(dataset: Dataset): readonly (readonly Cell[])[] {
  if (dataset.visibility === 'open') return [];
  const { title, code, publisher, openness, visibility } = dataset;
  const type = openness?.type ?? (visibility === 'closed' ? 'not_open' : 'conditional');
  return [
    [
      ...[title, code, publisher.name, publisher.code],
      ...[labelOf(OPEN_TYPES, type, 'zh'), openness?.condition, openness?.basis],
    ],
  ];
}
