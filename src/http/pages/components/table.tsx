import type { ComponentChildren, VNode } from 'preact';

/** A table that is read line by line on a phone: each cell says there what its column is. */
export function Table({ caption, heads, rows, numeric = [] }: TableProps): VNode {
  return (
    <table class="stacked">
      {caption !== undefined && <caption>{caption}</caption>}
      <thead>
        <tr>
          {heads.map((head, column) => (
            <th key={column} scope="col" class={numeric.includes(column) ? 'number' : ''}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, row) => (
          <tr key={row}>
            {cells.map((cell, column) => (
              <td
                key={column}
                data-head={heads[column] ?? ''}
                class={numeric.includes(column) ? 'number' : ''}
              >
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface TableProps {
  readonly caption?: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly ComponentChildren[])[];
  /** Columns of numbers. */
  readonly numeric?: readonly number[];
}
