import type { Merge } from './sheet-xml.js';
import type { Row } from './sheet.js';

/**
 * Rows in which a value that is merged over several rows stands in each of them. Merged over columns it stays in the first:
 * there it is a heading. A row that has nothing of its own stays out.
 */
export function* withMergedCells(rows: Iterable<Row>, merges: readonly Merge[]): Generator<Row> {
  const tall = merges.filter(({ top, bottom }) => bottom > top).sort((a, b) => a.top - b.top);
  let next = 0;
  let open: { readonly merge: Merge; readonly text: string }[] = [];
  for (const row of rows) {
    const index = row.number - 1;
    open = open.filter(({ merge }) => merge.bottom >= index);
    const filled = open.length === 0 ? row : fill(row, open);
    for (let merge = tall[next]; merge !== undefined && merge.top <= index; merge = tall[next]) {
      next += 1;
      const text = row.cells[merge.left];
      if (merge.top === index && text !== undefined) open.push({ merge, text });
    }
    yield filled;
  }
}

function fill(row: Row, open: readonly { readonly merge: Merge; readonly text: string }[]): Row {
  const cells = [...row.cells];
  for (const { merge, text } of open) cells[merge.left] ??= text;
  return { number: row.number, cells };
}
